import DataspaceProtocol
import EvidenceLog
import HTTPTypes
import Node
package import Primitives
package import ServerKit

/// The other side's stop, as it reaches us; and how our own reached it.
extension AgreementFreezing {
    /// Takes the other side's word: from this commit on nothing is used under the agreement, or it goes on.
    ///
    /// The answer says which word counts now: an older one, or the same again, changes nothing and is answered alike.
    package func receive(
        _ body: JSONValue,
        about agreement: String,
        from participant: VerifiedParticipant
    ) async throws -> JSONValue {
        let outer = try JSONFields(body)
        let document = try outer.value(FreezeSignal.member)
        let signal = try FreezeSignal(document)
        guard signal.agreement.hasSameBytes(as: agreement), signal.participant.hasSameBytes(as: participant.id) else {
            throw Problem.notFound("agreement", agreement)
        }
        let signature = try outer.optionalString(SignedStatement.member)
        let checked = try await SignedStatement.check(
            signature,
            over: document,
            by: participant.id,
            essentials.signing
        )
        let (counting, released) = try await essentials.commit(from: participant) { [self] evidence in
            try take(signal, checked, Digest(of: CanonicalJSON.bytes(of: document)), &evidence)
        }
        if let released { try await resume(released) }
        return ["sequence": .integer(counting.sequence), "frozen": .bool(counting.isFrozen)]
    }

    /// The word that counts, and the agreement that goes on when it is a release.
    private func take(
        _ signal: FreezeSignal,
        _ checked: String,
        _ digest: Digest,
        _ evidence: inout EvidenceWriter
    ) throws -> (UsageFreeze, Agreement?) {
        let transaction = evidence.transaction
        let role = signal.role.other
        let found = try Agreement.find(signal.agreement, role, with: signal.participant, in: transaction)
        guard let agreement = found else { throw Problem.notFound("agreement", signal.agreement) }
        let known = try UsageFreezeStore.find(agreement.root, role, in: transaction).first { $0.side == .peer }
        if let known, known.sequence >= signal.sequence { return (known, nil) }
        let word = UsageFreeze(
            agreement: agreement.root,
            role: role,
            side: .peer,
            sequence: signal.sequence,
            isFrozen: signal.isFrozen,
            reason: signal.reason,
            by: signal.participant,
            at: signal.at,
            told: .heard
        )
        try UsageFreezeStore.save(word, in: transaction)
        let wasFrozen = known?.isFrozen ?? false
        guard wasFrozen != signal.isFrozen else { return (word, nil) }
        let type = signal.isFrozen ? "agreement.frozen" : "agreement.released"
        var draft = Self.draft(type, agreement, signal.reason, EvidenceActor(.peer, signal.participant))
        draft.digests["message"] = digest
        draft.related["signature"] = checked
        try evidence.record(draft)
        guard signal.isFrozen else { return (word, agreement) }
        try transfers.halt(under: agreement, because: UsageControl.frozen(signal.reason), in: transaction)
        return (word, nil)
    }

    /// What Sluices say to each other; the version document announces it.
    package var protocolEndpoints: [Endpoint] {
        [
            Endpoint(
                .post,
                DSP.path + FreezeSignal.path(of: "{id}"),
                access: .participant,
                "the other side freezes an agreement, or releases it"
            ) { call in
                .json(
                    try await receive(
                        try await call.json(),
                        about: try call.parameter("id"),
                        from: try call.participant()
                    )
                )
            }
        ]
    }
}

extension AgreementFreezing: OutboxSettler {
    package func settle(_ message: OutboxMessage, _ outcome: DeliveryOutcome) async throws {
        let released = try await essentials.commit { evidence -> Agreement? in
            let transaction = evidence.transaction
            guard try OutboxStore.remove(message.id, in: transaction),
                var word = try UsageFreezeStore.find(message: message.id, in: transaction)
            else { return nil }
            var draft = EvidenceDraft(
                type: "agreement.freeze.settled",
                subjectKind: "agreement",
                subjectID: message.subject
            )
            draft.counterparty = message.peer
            draft.related = ["agreement": message.subject, "frozen": word.isFrozen ? "true" : "false"]
            word.message = nil
            switch outcome {
            case .accepted:
                word.told = .taken
                draft.decision = EvidenceDecision(outcome: "taken", reasons: [])
            case .refused(let status, let reasons):
                word.told = .refused
                word.toldReason = Self.why(status, reasons)
                draft.decision = EvidenceDecision(outcome: "refusedByPeer", reasons: reasons)
            case .unknown: return nil
            }
            try UsageFreezeStore.save(word, in: transaction)
            try evidence.record(draft)
            guard !word.isFrozen else { return nil }
            return try Agreement.find(word.agreement, word.role, with: message.peer, in: transaction)
        }
        if let released { try await resume(released) }
    }

    /// A foreign connector has no such address: its own rules are all that stops a use there.
    private static func why(_ status: Int, _ reasons: [String]) -> String {
        let words = reasons.joined(separator: "; ")
        return [404, 405, 501].contains(status) ? "the connector does not take freezes (\(status))" : words
    }

    package func reconcile(_ message: OutboxMessage) async -> DeliveryOutcome? { nil }

    package func lockedOut(_ message: OutboxMessage, _ why: String) async throws {
        try await essentials.commit { evidence in
            try evidence.record(.lockedOut(message, "agreement", Agreement.State.active.rawValue, why))
        }
    }
}
