import DataspaceProtocol
import EvidenceLog
import Hummingbird
import Node
package import Primitives
package import ServerKit
import UsagePolicy

extension Amendment {
    /// What the management API shows.
    package var json: JSONValue {
        [
            "id": .string(id), "role": .string(role.rawValue), "agreement": .string(agreement),
            "successor": .string(successor), "peer": .string(peer), "proposedBy": .string(proposedBy.rawValue),
            "state": state.map { .string($0.rawValue) } ?? .null,
            "pending": process.pending.map { .string($0.event.rawValue) } ?? .null, "note": .optional(note),
            "reason": reason?.json, "closedBy": .optional(closedBy?.rawValue),
            "awaitsDecision": .bool(awaitsDecision), "created": .string(created.description),
            "updated": .string(updated.description),
        ]
    }
}

extension Amendments {
    /// What Sluices say to each other; the version document announces it.
    package var protocolEndpoints: [Endpoint] {
        [
            Endpoint(
                .post,
                DSP.path + AmendmentMessages.proposalPath(of: "{id}"),
                access: .participant,
                "the other side proposes other terms for an agreement"
            ) { call in
                let answer = try await receiveProposal(
                    try call.parameter("id"),
                    try await call.json(),
                    from: try call.participant()
                )
                return .json(answer)
            },
            Endpoint(
                .get,
                DSP.path + AmendmentMessages.path(of: "{id}", "{amendment}"),
                access: .participant,
                "show an amendment"
            ) { call in
                .json(
                    try await show(
                        try call.parameter("id"),
                        try call.parameter("amendment"),
                        to: try call.participant()
                    )
                )
            },
            step(.accept, AmendmentMessages.acceptancePath(of: "{id}", "{amendment}"), "the other side accepts"),
            step(
                .close,
                AmendmentMessages.closingPath(of: "{id}", "{amendment}"),
                "the other side declines or withdraws"
            ),
        ]
    }

    private func step(_ event: AmendmentTable.Event, _ path: String, _ words: String) -> Endpoint {
        Endpoint(.post, DSP.path + path, access: .participant, words) { call in
            let answer = try await receive(
                event,
                try call.parameter("id"),
                try call.parameter("amendment"),
                try await call.json(),
                from: try call.participant()
            )
            return .json(answer)
        }
    }

    /// The owner's side: propose, decide, look.
    package var adminEndpoints: [Endpoint] {
        [
            Endpoint(
                .post,
                "/api/v1/agreements/{id}/amend",
                access: .role(.operator),
                "propose other terms for an agreement",
                description: EndpointDescription(
                    body: [
                        .init("terms", "object", "the members of the new policy", required: true),
                        .init("note", "string", "why, for the other side"),
                    ],
                    success: 201,
                    answer: "Amendment"
                )
            ) { call in
                let fields = try JSONFields(try await call.json())
                try fields.allowOnly(["terms", "note"])
                let amendment = try await propose(
                    try call.parameter("id"),
                    terms: .object(try fields.fields("terms").object),
                    note: try fields.optionalString("note"),
                    by: EvidenceActor(.person, try call.person().name)
                )
                return .json(try await shown(amendment), status: .created)
            },
            Endpoint(
                .get,
                "/api/v1/agreements/{id}/history",
                access: .role(.auditor),
                "the chain of agreements that one belongs to, what each changed in words, and all events",
                description: EndpointDescription(answer: "AgreementHistory")
            ) { call in
                .json(try await history(of: try call.parameter("id")))
            },
            Endpoint(
                .get,
                "/api/v1/amendments",
                access: .role(.auditor),
                "list amendments, newest first, with what they change in words",
                description: EndpointDescription(
                    query: PageRequest.fields + [
                        .init("state", "string", "a state, or INBOX for those that await a decision")
                    ],
                    answer: "AmendmentPage"
                )
            ) { call in
                let page = try PageRequest(call)
                let found = try await list(page, state: call.query("state"))
                var shown: [String: JSONValue] = [:]
                for amendment in found.prefix(page.limit) {
                    shown[Self.subject(of: amendment)] = try await self.shown(amendment)
                }
                return page.answer(found, cursor: \.id) { shown[Self.subject(of: $0)] ?? $0.json }
            },
            Endpoint(
                .get,
                "/api/v1/amendments/{id}",
                access: .role(.auditor),
                "show an amendment, its terms and what it changes in words",
                description: EndpointDescription(answer: "Amendment")
            ) { call in
                .json(try await shown(try await find(try call.parameter("id"))))
            },
            Endpoint(
                .post,
                "/api/v1/amendments/{id}/accept",
                access: .role(.approver),
                "accept what the other side proposed: the new agreement takes the place of the old one",
                description: EndpointDescription(answer: "Amendment")
            ) { call in
                let actor = EvidenceActor(.person, try call.person().name)
                return .json(try await shown(try await accept(try call.parameter("id"), by: actor)))
            },
            Endpoint(
                .post,
                "/api/v1/amendments/{id}/close",
                access: .role(.approver),
                "decline what the other side proposed, or withdraw what this side did",
                description: EndpointDescription(
                    body: [.init("reason", "string", "why, for the other side", required: true)],
                    answer: "Amendment"
                )
            ) { call in
                let fields = try JSONFields(try await call.json())
                try fields.allowOnly(["reason"])
                let amendment = try await close(
                    try call.parameter("id"),
                    reason: try fields.string("reason"),
                    by: EvidenceActor(.person, try call.person().name)
                )
                return .json(try await shown(amendment))
            },
        ]
    }

    /// An amendment with its terms, their difference from the agreement's in words, and how its delivery stands.
    private func shown(_ amendment: Amendment) async throws -> JSONValue {
        let (old, new) = try await essentials.database.read { transaction in
            (
                try AgreementStore.find(amendment.agreement, role: amendment.role, in: transaction),
                try AgreementStore.find(amendment.successor, role: amendment.role, in: transaction)
            )
        }
        var object = amendment.json.objectValue ?? JSONObject()
        object["terms"] = new.map { Agreements.sentences($0.document) }
        object["document"] = new?.document
        object["signatures"] = new.map { .array($0.signatures.map(\.json)) }
        if let old, let new { object["difference"] = Self.difference(old.document, new.document) }
        object["waiting"] = try await essentials.waiting(amendment.process.pending?.messageID)
        return .object(object)
    }

    /// What the second policy changes in the first, in words of both languages.
    static func difference(_ before: JSONValue, _ after: JSONValue) -> JSONValue {
        [
            "en": .strings(Negotiations.words(before, after, .english)),
            "zh": .strings(Negotiations.words(before, after, .chinese)),
        ]
    }

    /// The chain of an agreement, oldest first: each with what it changed, its amendments, and the events of all.
    package func history(of id: String) async throws -> JSONValue {
        let (chain, amendments, entries) = try await essentials.database.read { transaction in
            guard let agreement = try AgreementStore.find(id, in: transaction) else {
                throw Problem.notFound("agreement", id)
            }
            let chain = try AgreementStore.chain(agreement.root, role: agreement.role, in: transaction)
            let amendments = try AmendmentStore.chain(agreement.root, role: agreement.role, in: transaction)
            let subjects = chain.map { ("agreement", $0.id) } + amendments.map { ("amendment", $0.id) }
            let entries = try subjects.flatMap { kind, id in
                try EvidenceStore.entries(about: kind, id, in: transaction)
            }
            return (chain, amendments, entries)
        }
        let documents = Dictionary(chain.map { ($0.id, $0.document) }, uniquingKeysWith: { first, _ in first })
        return [
            "agreements": .array(
                chain.map { agreement in
                    var object = agreement.json.objectValue ?? JSONObject()
                    let before = agreement.supersedes.flatMap { documents[$0] }
                    object["difference"] = before.map { Self.difference($0, agreement.document) }
                    return .object(object)
                }
            ),
            "amendments": .array(amendments.map(\.json)),
            "events": .array(entries.sorted { $0.sequence < $1.sequence }.map(\.record)),
        ]
    }
}
