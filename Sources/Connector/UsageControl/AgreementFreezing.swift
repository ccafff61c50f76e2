import DataspaceProtocol
import EvidenceLog
package import Node
import Primitives
import ServerKit

/// The owner's stop: while something is disputed, nothing is used under an agreement, and nothing is lost either.
///
/// An agreement is frozen with all that it was amended from and to. Freezing suspends running transfers on the wire and cuts their streams; every later question is answered with the reason.
/// Releasing starts again what the freeze suspended.
package struct AgreementFreezing: Sendable {
    /// Transfers that one transaction suspends: more would hold up everybody else's commits.
    private static let batch = 100
    /// The reason code of suspensions by a freeze.
    static let code = "frozen"

    private let essentials: Essentials
    private let transfers: Transfers
    private let agreements: Agreements

    package init(_ essentials: Essentials, transfers: Transfers, agreements: Agreements) {
        self.essentials = essentials
        self.transfers = transfers
        self.agreements = agreements
    }

    /// Freezes an active agreement; freezing again changes nothing, and the first reason stays.
    package func freeze(_ id: String, reason: String, by actor: EvidenceActor) async throws -> UsageFreeze {
        let agreement = try await agreements.find(id)
        guard agreement.state == .active else { throw Self.notActive(agreement) }
        let at = essentials.world.now()
        let freeze = try await essentials.commit { evidence -> UsageFreeze in
            let transaction = evidence.transaction
            if let known = try UsageFreezeStore.find(agreement.root, in: transaction) { return known }
            let freeze = UsageFreeze(agreement: agreement.root, reason: reason, by: actor.id, at: at)
            try UsageFreezeStore.insert(freeze, in: transaction)
            try evidence.record(Self.draft("agreement.frozen", agreement, reason, actor))
            return freeze
        }
        try await suspend(agreement, freeze, by: actor)
        return freeze
    }

    /// Ends a freeze and lets go on what it suspended, where the agreement still allows it.
    package func release(_ id: String, reason: String, by actor: EvidenceActor) async throws {
        let agreement = try await agreements.find(id)
        try await essentials.commit { evidence in
            guard try UsageFreezeStore.remove(agreement.root, in: evidence.transaction) else {
                throw Self.notFrozen(id)
            }
            try evidence.record(Self.draft("agreement.released", agreement, reason, actor))
        }
        await transfers.resume(under: agreement, suspendedBy: Self.code)
    }

    /// The first agreement of a chain of amendments, under which all of its use is counted.
    func root(of id: String) async throws -> String { try await agreements.find(id).root }

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

    private static func draft(
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
        Problem(.conflict, BilingualText(en: "agreement `\(id)` is not frozen", zh: "合约 `\(id)` 未被冻结"))
    }
}
