import DataspaceProtocol
import EvidenceLog
import Hummingbird
import Node
package import Primitives
package import ServerKit
import UsagePolicy

extension ContractNegotiation {
    /// What the management API shows.
    package var json: JSONValue {
        [
            "id": .string(id.rawValue), "role": .string(role.rawValue), "peer": .string(peer),
            "state": state.map { .string($0.rawValue) } ?? .null,
            "pending": process.pending.map { .string($0.event.rawValue) } ?? .null,
            "providerPid": .optional(providerPid) ?? .null, "consumerPid": .optional(consumerPid) ?? .null,
            "dataset": .string(dataset), "offer": terms.offer, "offeredBy": .string(terms.by.rawValue),
            "rounds": .int(rounds), "agreement": .optional(agreementID) ?? .null, "reason": reason?.json,
            "awaitsDecision": .bool(awaitsDecision), "created": .string(created.description),
            "updated": .string(updated.description), "deadline": .optional(deadline?.description),
        ]
    }

    /// Whether a person of ours has to decide: the peer's terms are on the table and nothing of ours is under way.
    package var awaitsDecision: Bool {
        guard process.pending == nil, terms.by != role else { return false }
        return state == .requested && role == .provider || state == .offered && role == .consumer
    }
}

extension StatedReason {
    var json: JSONValue { ["code": .optional(code), "reasons": .strings(reasons)] }
}

extension Negotiations {
    /// The owner's side: start, decide, look.
    package var adminEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/api/v1/negotiations",
                access: .role(.auditor),
                "list negotiations, newest first",
                description: EndpointDescription(
                    query: PageRequest.fields + [
                        .init("state", "string", "a protocol state, or INBOX for those that await a decision")
                    ],
                    answer: "NegotiationPage"
                )
            ) { call in
                let page = try PageRequest(call)
                let found = try await list(page, state: call.query("state"))
                return page.answer(found, cursor: { $0.id.rawValue }, json: \.json)
            },
            Endpoint(
                .post,
                "/api/v1/negotiations",
                access: .role(.operator),
                "start a negotiation",
                description: EndpointDescription(
                    body: [
                        .init("peer", "string", "participant identifier of the other side", required: true),
                        .init("dataset", "string", "as consumer: the dataset asked for"),
                        .init(
                            "offer",
                            "object",
                            "as consumer: an offer of the peer's catalogue, with `@id`; as provider: the id of our offer",
                            required: true
                        ),
                        .init("role", "string", "`consumer` (default) or `provider`"),
                        .init("automatic", "boolean", "go on by itself where nothing is left to decide (default true)"),
                    ],
                    success: 201,
                    answer: "Negotiation"
                ),
                handler: startByPerson
            ),
            Endpoint(
                .get,
                "/api/v1/negotiations/{id}",
                access: .role(.auditor),
                "show a negotiation",
                description: EndpointDescription(answer: "Negotiation")
            ) { call in
                let negotiation = try await find(Identifier(try call.parameter("id")))
                var object = negotiation.json.objectValue ?? JSONObject()
                object["waiting"] = try await essentials.waiting(negotiation.process.pending?.messageID)
                return .json(.object(object))
            },
            Endpoint(
                .get,
                "/api/v1/negotiations/{id}/thread",
                access: .role(.auditor),
                "all terms that were on the table, with their differences in words, and all events",
                description: EndpointDescription(answer: "NegotiationThread")
            ) { call in
                .json(try await thread(Identifier(try call.parameter("id"))))
            },
        ] + NegotiationTable.Event.allCases.filter { $0 != .request }.map(stepEndpoint) + [counterEndpoint]
    }

    private func startByPerson(_ call: Call) async throws -> Response {
        let fields = try JSONFields(try await call.json())
        try fields.allowOnly(["peer", "dataset", "offer", "role", "automatic"])
        let peer = try fields.identifier("peer")
        let actor = EvidenceActor(.person, try call.person().name)
        let negotiation =
            if try fields.optionalString("role") == "provider" {
                try await offer(to: peer, offer: Identifier(try fields.identifier("offer")), by: actor)
            } else {
                try await request(
                    peer: peer,
                    dataset: try fields.identifier("dataset"),
                    offer: try fields.value("offer"),
                    isAutomatic: try fields.optionalBool("automatic") ?? true,
                    by: actor
                )
            }
        return .json(negotiation.json, status: .created)
    }

    private func stepEndpoint(_ event: NegotiationTable.Event) -> Endpoint {
        Endpoint(
            .post,
            "/api/v1/negotiations/{id}/\(event.rawValue)",
            // To say yes or no to what the other side asked is an approver's; the rest is business.
            access: .role([.agree, .terminate].contains(event) ? .approver : .operator),
            "take the step `\(event.rawValue)`",
            description: EndpointDescription(
                body: [
                    .init("offer", "object", "with `offer`: the terms to offer; the current ones when absent"),
                    .init("reason", "string", "with `terminate`: why, for the other side"),
                ],
                answer: "Negotiation"
            )
        ) { call in
            try await stepByPerson(event, call)
        }
    }

    /// The consumer's counter-offer, under the name that people use for it.
    private var counterEndpoint: Endpoint {
        Endpoint(
            .post,
            "/api/v1/negotiations/{id}/counter",
            access: .role(.operator),
            "ask under other terms",
            description: EndpointDescription(
                body: [.init("offer", "object", "the terms asked for", required: true)],
                answer: "Negotiation"
            )
        ) { call in
            try await stepByPerson(.request, call)
        }
    }

    private func stepByPerson(_ event: NegotiationTable.Event, _ call: Call) async throws -> Response {
        let id = Identifier<ContractNegotiation>(try call.parameter("id"))
        let fields = try JSONFields(try await call.optionalJSON())
        try fields.allowOnly(["offer", "reason"])
        let reason = try fields.optionalString("reason").map { StatedReason(code: "operator", reasons: [$0]) }
        let terms = try await completeTerms(fields.optional("offer"), of: id)
        let negotiation = try await step(
            id,
            event,
            terms: terms,
            reason: reason,
            by: EvidenceActor(.person, try call.person().name)
        )
        return .json(negotiation.json)
    }

    /// Terms as a person gives them may leave out the offer's identifier: it stays what it was.
    private func completeTerms(_ terms: JSONValue?, of id: Identifier<ContractNegotiation>) async throws -> JSONValue? {
        guard var object = try terms.map({ try JSONFields($0, path: "offer").object }) else { return nil }
        if object["@id"] == nil { object["@id"] = .string(try await find(id).terms.offerID) }
        do throws(PolicyProblem) {
            _ = try Policy(NegotiationWork.readable(.object(object)))
        } catch {
            throw Problem(.invalid, BilingualText(en: error.text(.english), zh: error.text(.chinese)))
        }
        return .object(object)
    }

    /// The thread of a negotiation.
    package func thread(_ id: Identifier<ContractNegotiation>) async throws -> JSONValue {
        let negotiation = try await find(id)
        let (rounds, entries) = try await essentials.database.read { transaction in
            (
                try NegotiationStore.thread(of: id, in: transaction),
                try EvidenceStore.entries(about: "negotiation", id.rawValue, in: transaction)
            )
        }
        var before: JSONValue?
        var items: [JSONValue] = []
        for round in rounds {
            items.append(Self.round(round.terms, round.time, before: before))
            before = round.terms.offer
        }
        return [
            "negotiation": negotiation.json, "rounds": .array(items), "events": .array(entries.map(\.record)),
        ]
    }

    private static func round(_ terms: Terms, _ time: Instant, before: JSONValue?) -> JSONValue {
        var difference: JSONValue = .null
        if let before {
            difference = [
                "en": .strings(words(before, terms.offer, .english)),
                "zh": .strings(words(before, terms.offer, .chinese)),
            ]
        }
        return [
            "by": .string(terms.by.rawValue), "time": .string(time.description), "offer": terms.offer,
            "difference": difference,
        ]
    }

    /// The difference of two policies in sentences; why they cannot be read, where they cannot.
    static func words(_ before: JSONValue, _ after: JSONValue, _ language: PolicyLanguage) -> [String] {
        do throws(PolicyProblem) {
            let old = try Policy(NegotiationWork.readable(before))
            let new = try Policy(NegotiationWork.readable(after))
            return PolicyDifference(from: old, to: new).sentences(language)
        } catch {
            return [error.text(language)]
        }
    }
}
