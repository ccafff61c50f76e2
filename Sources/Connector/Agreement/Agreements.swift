import DataspaceProtocol
import EvidenceLog
import Hummingbird
package import Node
package import Primitives
package import ServerKit
import UsagePolicy

/// The agreement slice: what was agreed, and how it ends.
package struct Agreements: Sendable {
    static let topic = "agreement"

    let essentials: Essentials
    let transfers: Transfers

    package init(_ essentials: Essentials, transfers: Transfers) {
        self.essentials = essentials
        self.transfers = transfers
    }

    package func find(_ id: String) async throws -> Agreement {
        guard let found = try await essentials.database.read({ try AgreementStore.find(id, in: $0) }) else {
            throw Problem.notFound("agreement", id)
        }
        return found
    }

    /// Transfers that one transaction terminates: more would hold up everybody else's commits.
    package static let endingBatch = 100

    /// Ends an active agreement: running transfers are terminated, new ones are refused with the reason.
    ///
    /// Agreement, transfers, their messages and the evidence are one transaction; where there are more transfers than one
    /// transaction takes, the rest follows, also after a crash. Ending an ended agreement again changes nothing.
    /// DSP has no message after FINALIZED. Another Sluice is told by our extension; a foreign peer, which has no such path,
    /// learns of it by those two things.
    package func end(_ id: String, reason: String, by actor: EvidenceActor? = nil) async throws -> Agreement {
        let agreement = try await find(id)
        let peer = essentials.peers.find(agreement.peer)
        let us = essentials.identity.participant
        try await commitEnding { ending, evidence in
            guard try ending.end(agreement, by: us, reason: reason, actor, &evidence), let peer else { return }
            let message = AgreementTermination(id: try evidence.identifier(), agreement: id, reason: reason)
            try essentials.bell.leave(
                OutboxMessage(
                    id: message.id,
                    topic: Self.topic,
                    subject: id,
                    peer: peer.id,
                    url: peer.address + AgreementTermination.path(of: id.percentEncoded),
                    body: message.json.text,
                    created: evidence.moment.now
                ),
                in: evidence.transaction
            )
        }
        try await finishEndings()
        return try await find(id)
    }

    private func commitEnding(
        _ body: @escaping @Sendable (Agreements, inout EvidenceWriter) throws -> Void
    ) async throws {
        // One entry and one identifier for each transfer, for the agreement in each role, and for its message.
        try await essentials.commit(supply: Self.endingBatch + 4) { [self] evidence in try body(self, &evidence) }
    }

    /// Ends an agreement and the first of its transfers; false when it had ended already.
    private func end(
        _ agreement: Agreement,
        by participant: String,
        reason: String,
        _ actor: EvidenceActor?,
        message: Digest? = nil,
        _ evidence: inout EvidenceWriter
    ) throws -> Bool {
        let transaction = evidence.transaction
        let current = try AgreementStore.find(agreement.id, role: agreement.role, in: transaction) ?? agreement
        if current.state == .ended { return false }
        try Negotiations.checkFinalized(current, in: transaction)
        let ended = try AgreementStore.end(
            agreement.id,
            role: agreement.role,
            by: participant,
            reason: reason,
            in: transaction
        )
        guard ended else { throw Self.notActive(current) }
        var draft = Self.draft(agreement, reason, actor)
        draft.digests["message"] = message
        try evidence.record(draft)
        let limit = Self.endingBatch / 2
        _ = try transfers.terminateOpen(of: agreement, reason: reason, by: actor, atMost: limit, &evidence)
        return true
    }

    private static func draft(_ agreement: Agreement, _ reason: String, _ actor: EvidenceActor?) -> EvidenceDraft {
        var draft = EvidenceDraft(type: "agreement.ended", subjectKind: "agreement", subjectID: agreement.id)
        draft.actor = actor
        draft.counterparty = agreement.peer
        draft.previousState = Agreement.State.active.rawValue
        draft.newState = Agreement.State.ended.rawValue
        draft.related = ["agreement": agreement.id, "dataset": agreement.dataset]
        draft.digests["agreement"] = agreement.digest
        draft.decision = EvidenceDecision(outcome: "ended", reasons: [reason])
        return draft
    }

    private static func notActive(_ agreement: Agreement) -> Problem {
        Problem(
            .conflict,
            BilingualText(
                en: "the agreement is \(agreement.state.rawValue)",
                zh: "合约状态为 \(agreement.state.rawValue)"
            ),
            advice: BilingualText(en: "only an ACTIVE agreement can be ended", zh: "只有生效的合约才能终止")
        )
    }

    /// The other side has ended an agreement, by our extension; a repeat is answered alike and has no effect.
    package func receiveTermination(
        _ id: String,
        _ body: JSONValue,
        from participant: VerifiedParticipant
    ) async throws {
        let message = try AgreementTermination(body)
        guard message.agreement.hasSameBytes(as: id) else { throw Problem.notFound("agreement", id) }
        try await commitEnding { ending, evidence in
            let found = try AgreementStore.find(id, with: participant.id, in: evidence.transaction)
            guard !found.isEmpty else { throw Problem.notFound("agreement", id) }
            let actor = EvidenceActor(.peer, participant.id)
            let digest = Digest(of: CanonicalJSON.bytes(of: body))
            for agreement in found {
                let reason = message.reason
                _ = try ending.end(agreement, by: participant.id, reason: reason, actor, message: digest, &evidence)
            }
        }
        try await finishEndings()
    }

    /// Terminates what is still open under ended agreements, a bounded number in each transaction.
    ///
    /// A worker calls it at the start and now and then: it finishes what a crash interrupted.
    package func finishEndings() async throws {
        while true {
            let unfinished = try await essentials.database.read {
                try AgreementStore.unfinishedEndings(limit: Self.endingBatch, in: $0)
            }
            guard let agreement = unfinished.first else { return }
            try await commitEnding { ending, evidence in
                _ = try ending.transfers.terminateOpen(
                    of: agreement,
                    reason: agreement.endedReason ?? "",
                    by: nil,
                    atMost: Self.endingBatch,
                    &evidence
                )
            }
        }
    }

    /// What Sluices say to each other beyond the protocol; the version document announces it.
    package var protocolEndpoints: [Endpoint] {
        [
            Endpoint(
                .post,
                DSP.path + AgreementTermination.path(of: "{id}"),
                access: .participant,
                "the other side ends an agreement"
            ) { call in
                try await receiveTermination(
                    try call.parameter("id"),
                    try await call.json(),
                    from: try call.participant()
                )
                return .json(["status": "ended"])
            }
        ]
    }

    package var adminEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/api/v1/agreements",
                access: .role(.auditor),
                "list agreements, newest first",
                description: EndpointDescription(query: PageRequest.fields, answer: "AgreementPage")
            ) { call in
                let page = try PageRequest(call)
                let found = try await essentials.database.read { try AgreementStore.list(page, in: $0) }
                return page.answer(found, cursor: \.id, json: \.json)
            },
            Endpoint(
                .get,
                "/api/v1/agreements/{id}",
                access: .role(.auditor),
                "show an agreement and its terms in words",
                description: EndpointDescription(answer: "Agreement")
            ) { call in
                let agreement = try await find(try call.parameter("id"))
                var object = agreement.json.objectValue ?? JSONObject()
                object["terms"] = Self.sentences(agreement.document)
                return .json(.object(object))
            },
            Endpoint(
                .post,
                "/api/v1/agreements/{id}/end",
                access: .role(.operator),
                "end an agreement",
                description: EndpointDescription(
                    body: [.init("reason", "string", "why, for the other side", required: true)],
                    answer: "Agreement"
                )
            ) { call in
                let fields = try JSONFields(try await call.json())
                try fields.allowOnly(["reason"])
                let ended = try await end(
                    try call.parameter("id"),
                    reason: try fields.string("reason"),
                    by: EvidenceActor(.person, try call.person().name)
                )
                return .json(ended.json)
            },
        ]
    }

    /// The terms in plain sentences, in both languages.
    static func sentences(_ policy: JSONValue) -> JSONValue {
        do throws(PolicyProblem) {
            let policy = try Policy(NegotiationWork.readable(policy))
            return ["en": .strings(policy.sentences(.english)), "zh": .strings(policy.sentences(.chinese))]
        } catch {
            return ["en": [.string(error.text(.english))], "zh": [.string(error.text(.chinese))]]
        }
    }
}

extension Agreements: OutboxSettler {
    /// A foreign peer has no such path and refuses; nothing depends on its answer.
    package func settle(_ message: OutboxMessage, _ outcome: DeliveryOutcome) async throws {
        try await essentials.commit { evidence in
            guard try OutboxStore.remove(message.id, in: evidence.transaction) else { return }
            var draft = EvidenceDraft(
                type: "agreement.termination.settled",
                subjectKind: "agreement",
                subjectID: message.subject
            )
            draft.counterparty = message.peer
            draft.related = ["agreement": message.subject]
            switch outcome {
            case .accepted: draft.decision = EvidenceDecision(outcome: "taken", reasons: [])
            case .refused(_, let reasons): draft.decision = EvidenceDecision(outcome: "refusedByPeer", reasons: reasons)
            case .unknown: return
            }
            try evidence.record(draft)
        }
    }

    package func reconcile(_ message: OutboxMessage) async -> DeliveryOutcome? { nil }

    package func lockedOut(_ message: OutboxMessage, _ why: String) async throws {
        try await essentials.commit { evidence in
            try evidence.record(.lockedOut(message, "agreement", Agreement.State.ended.rawValue, why))
        }
    }
}
