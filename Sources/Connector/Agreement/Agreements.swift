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

    /// What is in force of the chain that an agreement belongs to; itself before that was finalized.
    static func inForce(_ id: String, role: Role, in transaction: ReadTransaction) throws -> Agreement? {
        try AgreementStore.inForce(id, role: role, in: transaction)
            ?? AgreementStore.find(id, role: role, in: transaction)
    }

    /// The process that an agreement came from: its negotiation, or the amendment by which it took another's place.
    func origin(of agreement: Agreement) async throws -> String {
        guard agreement.supersedes != nil else { return agreement.negotiation }
        let amendment = try await essentials.database.read {
            try AmendmentStore.find(successor: agreement.id, role: agreement.role, in: $0)
        }
        return amendment?.id ?? agreement.negotiation
    }

    /// Transfers that one transaction terminates: more would hold up everybody else's commits.
    package static let endingBatch = 100

    /// Ends an active agreement: running transfers are terminated, new ones are refused with the reason.
    ///
    /// Agreement, transfers, their messages and the evidence are one transaction; where there are more transfers than one
    /// transaction takes, the rest follows, also after a crash. Ending an ended agreement again changes nothing.
    /// DSP has no message after FINALIZED. Another Sluice is told by our extension; a foreign peer, which has no such path,
    /// learns of it by those two things.
    ///
    /// `ground` is one of the listed grounds; the reason says it in words.
    package func end(
        _ id: String,
        reason: String,
        ground: TerminationGround? = nil,
        by actor: EvidenceActor? = nil
    ) async throws -> Agreement {
        let agreement = try await find(id)
        let us = essentials.identity.participant
        let words = Self.words(reason, ground)
        try await commitEnding { ending, evidence in
            let transaction = evidence.transaction
            guard try ending.end(agreement, by: us, reason: words, ground: ground?.code, actor, &evidence),
                let address = try Negotiations.peerAddress(of: agreement, peers: essentials.peers, in: transaction)
            else { return }
            let message = AgreementTermination(
                id: try evidence.identifier(),
                agreement: id,
                reason: reason,
                ground: ground?.code
            )
            try essentials.bell.leave(
                OutboxMessage(
                    id: message.id,
                    topic: Self.topic,
                    subject: id,
                    peer: agreement.peer,
                    url: address + AgreementTermination.path(of: id.percentEncoded),
                    body: message.json.text,
                    created: evidence.moment.now
                ),
                in: evidence.transaction
            )
        }
        try await finishEndings()
        return try await find(id)
    }

    /// The reason as both sides keep it: the ground first, so that it is not lost where only the reason is shown.
    private static func words(_ reason: String, _ ground: TerminationGround?) -> String {
        ground.map { "\($0.code): \(reason)" } ?? reason
    }

    private func commitEnding(
        from participant: VerifiedParticipant? = nil,
        _ body: @escaping @Sendable (Agreements, inout EvidenceWriter) throws -> Void
    ) async throws {
        // One entry and one identifier for each transfer, for the agreement in each role and its amendments, and for its message.
        try await essentials.commit(supply: Self.endingBatch + 8, from: participant) { [self] evidence in
            try body(self, &evidence)
        }
    }

    /// Ends an agreement and the first of its transfers; false when it had ended already.
    private func end(
        _ agreement: Agreement,
        by participant: String,
        reason: String,
        ground: String? = nil,
        _ actor: EvidenceActor?,
        message: Digest? = nil,
        _ evidence: inout EvidenceWriter
    ) throws -> Bool {
        let transaction = evidence.transaction
        let current = try AgreementStore.find(agreement.id, role: agreement.role, in: transaction) ?? agreement
        if current.state == .ended { return false }
        try Negotiations.checkFinalized(current, in: transaction)
        if current.state == .superseded { try Amendments.checkActive(current) }
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
        draft.related["ground"] = ground
        try evidence.record(draft)
        try Amendments.closeOpen(of: agreement, essentials, reason: reason, &evidence)
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
        try await commitEnding(from: participant) { ending, evidence in
            let found = try AgreementStore.find(id, with: participant.id, in: evidence.transaction)
            guard !found.isEmpty else { throw Problem.notFound("agreement", id) }
            let actor = EvidenceActor(.peer, participant.id)
            let digest = Digest(of: CanonicalJSON.bytes(of: body))
            let ground = message.ground.flatMap { TerminationGround.find($0) }
            let reason = Self.words(message.reason, ground)
            for named in found {
                // The peer ended it while its acceptance of an amendment was under way: what took its place ends.
                let isReplaced = named.state == .superseded
                let agreement =
                    try isReplaced
                    ? AgreementStore.inForce(named.id, role: named.role, in: evidence.transaction) ?? named : named
                _ = try ending.end(
                    agreement,
                    by: participant.id,
                    reason: reason,
                    ground: ground?.code,
                    actor,
                    message: digest,
                    &evidence
                )
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
                let freezes = try await essentials.database.read { try UsageFreeze.words(on: agreement, in: $0) }
                var object = agreement.json.objectValue ?? JSONObject()
                object["frozen"] = .bool(freezes.contains(where: \.isFrozen))
                object["freezes"] = .array(freezes.map(\.json))
                object["terms"] = Self.sentences(agreement.document)
                if case .success(let terms) = essentials.policies.terms(of: agreement, essentials.evaluator) {
                    object["changesContent"] = .bool(!terms.demands.isNothing)
                }
                let duties = try await Duties(essentials).duties(of: agreement.id)
                object["duties"] = duties.isEmpty ? nil : .array(duties)
                return .json(.object(object))
            },
            Endpoint(
                .post,
                "/api/v1/agreements/{id}/end",
                access: .role(.operator),
                "end an agreement",
                description: EndpointDescription(
                    body: [
                        .init("reason", "string", "why, for the other side", required: true),
                        .init("ground", "string", "one of the listed grounds"),
                    ],
                    answer: "Agreement"
                )
            ) { call in
                let fields = try JSONFields(try await call.json())
                try fields.allowOnly(["reason", "ground"])
                let ended = try await end(
                    try call.parameter("id"),
                    reason: try fields.string("reason"),
                    ground: try fields.optionalString("ground").map { try TerminationGround.require($0) },
                    by: EvidenceActor(.person, try call.person().name)
                )
                return .json(ended.json)
            },
            Endpoint(
                .get,
                "/api/v1/agreement-grounds",
                access: .role(.auditor),
                "the grounds on which one party ends an agreement",
                description: EndpointDescription(answer: "GroundPage")
            ) { _ in
                .json(["items": .array(TerminationGround.all.map(\.json)), "next": .null])
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
