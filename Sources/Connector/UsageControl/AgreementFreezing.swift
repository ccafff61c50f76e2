import DataspaceProtocol
import EvidenceLog
package import Node
import Primitives
import ServerKit

/// A party's stop: while something is disputed, nothing is used under an agreement, and nothing is lost either.
///
/// An agreement is frozen with all that it was amended from and to. Freezing suspends running transfers on the wire, cuts their streams, and is told
/// to the other side (`FreezeSignal`), whose uses it stops as well; every later question is answered with the reason. Either side may freeze, each
/// releases only its own, and things go on when nobody's stands any more. What sleeps wakes once the other side knows of the release.
package struct AgreementFreezing: Sendable {
    package static let topic = "freeze"
    /// Transfers that one transaction suspends: more would hold up everybody else's commits.
    private static let batch = 100
    /// The reason code of suspensions by a freeze.
    static let code = "frozen"

    let essentials: Essentials
    let transfers: Transfers
    private let agreements: Agreements

    package init(_ essentials: Essentials, transfers: Transfers, agreements: Agreements) {
        self.essentials = essentials
        self.transfers = transfers
        self.agreements = agreements
    }

    /// Freezes an active agreement; freezing again changes nothing, and the first reason stays.
    ///
    /// Where the other side could not be told the first time, it is told again.
    package func freeze(_ id: String, reason: String, by actor: EvidenceActor) async throws -> UsageFreeze {
        let agreement = try await agreements.find(id)
        guard agreement.state == .active else { throw Self.notActive(agreement) }
        let freeze = try await essentials.commit { [self] evidence in
            let known = try own(agreement, in: evidence.transaction)
            if let known, known.isFrozen {
                guard known.told == .refused || known.told == .unreachable else { return known }
                return try say(true, known.reason, by: known.by, of: agreement, after: known, &evidence)
            }
            try evidence.record(Self.draft("agreement.frozen", agreement, reason, actor))
            return try say(true, reason, by: actor.id, of: agreement, after: known, &evidence)
        }
        try await suspend(agreement, freeze, by: actor)
        return freeze
    }

    /// Takes our freeze back; what it suspended goes on where the agreement allows it and the other side has not frozen it too.
    package func release(_ id: String, reason: String, by actor: EvidenceActor) async throws -> UsageFreeze {
        let agreement = try await agreements.find(id)
        let word = try await essentials.commit { [self] evidence in
            let known = try own(agreement, in: evidence.transaction)
            guard let known, known.isFrozen else { throw Self.notFrozen(id) }
            try evidence.record(Self.draft("agreement.released", agreement, reason, actor))
            return try say(false, reason, by: actor.id, of: agreement, after: known, &evidence)
        }
        // Otherwise when the other side was told: it would turn a start away for as long as it takes us to be frozen.
        if word.told == .unreachable { try await resume(agreement) }
        return word
    }

    /// The first agreement of a chain of amendments, under which all of its use is counted.
    func root(of id: String) async throws -> String { try await agreements.find(id).root }

    private func own(_ agreement: Agreement, in transaction: ReadTransaction) throws -> UsageFreeze? {
        try UsageFreezeStore.find(agreement.root, agreement.role, in: transaction).first { $0.side == .own }
    }

    /// Writes our word down and leaves it for the other side, in the place of an older one that is still waiting.
    private func say(
        _ isFrozen: Bool,
        _ reason: String,
        by name: String,
        of agreement: Agreement,
        after known: UsageFreeze?,
        _ evidence: inout EvidenceWriter
    ) throws -> UsageFreeze {
        let transaction = evidence.transaction
        let now = evidence.moment.now
        let address = try Negotiations.peerAddress(of: agreement, peers: essentials.peers, in: transaction)
        let id = try evidence.identifier()
        let word = UsageFreeze(
            agreement: agreement.root,
            role: agreement.role,
            side: .own,
            // Later than any word before it, also after an old backup was restored.
            sequence: max(now.milliseconds, (known?.sequence ?? 0) + 1),
            isFrozen: isFrozen,
            reason: reason,
            by: name,
            at: now,
            told: address == nil ? .unreachable : .waiting,
            message: address == nil ? nil : id
        )
        try UsageFreezeStore.save(word, in: transaction)
        if let earlier = known?.message { try OutboxStore.remove(earlier, in: transaction) }
        guard let address else { return word }
        let signal = FreezeSignal(word, id: id, participant: essentials.identity.participant).json
        let signature = try essentials.signing?.statement(CanonicalJSON.bytes(of: signal))
        let body: JSONValue = [FreezeSignal.member: signal, SignedStatement.member: .optional(signature)]
        try essentials.bell.leave(
            OutboxMessage(
                id: id,
                topic: Self.topic,
                subject: agreement.root,
                peer: agreement.peer,
                url: address + FreezeSignal.path(of: agreement.root.percentEncoded),
                body: body.text,
                created: now
            ),
            in: transaction
        )
        return word
    }

    private func suspend(_ agreement: Agreement, _ freeze: UsageFreeze, by actor: EvidenceActor) async throws {
        let reason = StatedReason(code: Self.code, reasons: [freeze.reason])
        let cause = UsageControl.frozen(freeze.reason)
        var count = Self.batch
        while count == Self.batch {
            count = try await essentials.commit(supply: Self.batch + 1) { [transfers] evidence in
                try transfers.suspendFlowing(
                    of: agreement,
                    reason: reason,
                    cause: cause,
                    by: actor,
                    atMost: Self.batch,
                    &evidence
                )
            }
        }
    }

    /// Wakes what a freeze put to sleep, once nobody's freeze stands any more.
    func resume(_ agreement: Agreement) async throws {
        let isFrozen = try await essentials.database.read {
            try UsageFreezeStore.standing(agreement.root, agreement.role, in: $0) != nil
        }
        if !isFrozen { await transfers.resume(under: agreement, suspendedBy: Self.code) }
    }

    static func draft(
        _ type: String,
        _ agreement: Agreement,
        _ reason: String,
        _ actor: EvidenceActor
    ) -> EvidenceDraft {
        var draft = EvidenceDraft(type: type, subjectKind: "agreement", subjectID: agreement.id)
        draft.actor = actor
        draft.counterparty = agreement.peer
        draft.related = ["agreement": agreement.id, "dataset": agreement.dataset]
        draft.digests["agreement"] = agreement.digest
        draft.decision = EvidenceDecision(
            outcome: type == "agreement.frozen" ? "frozen" : "released",
            reasons: [reason]
        )
        return draft
    }

    private static func notActive(_ agreement: Agreement) -> Problem {
        Problem(
            .conflict,
            BilingualText(
                en: "the agreement is \(agreement.state.rawValue)",
                zh: "合约状态为 \(agreement.state.rawValue)"
            ),
            advice: BilingualText(en: "only an ACTIVE agreement can be frozen", zh: "只有生效的合约才能冻结")
        )
    }

    private static func notFrozen(_ id: String) -> Problem {
        Problem(
            .conflict,
            BilingualText(en: "agreement `\(id)` is not frozen by this side", zh: "合约 `\(id)` 未被冻结（本方）"),
            advice: BilingualText(
                en: "what the other side froze, the other side releases",
                zh: "对方的冻结须由对方解除"
            )
        )
    }
}
