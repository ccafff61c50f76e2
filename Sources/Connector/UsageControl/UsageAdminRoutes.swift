import EvidenceLog
import HTTPTypes
import Node
import Primitives
package import ServerKit

/// The owner's side of usage: who used what, how often, what was refused; and the stop.
package struct UsageAdmin: Sendable {
    private let database: Database
    private let freezing: AgreementFreezing

    package init(_ database: Database, freezing: AgreementFreezing) {
        self.database = database
        self.freezing = freezing
    }

    package var adminEndpoints: [Endpoint] { [listing] + [true, false].map(stop) }

    private var listing: Endpoint {
        Endpoint(
            .get,
            "/api/v1/usage",
            access: .role(.auditor),
            "who used what, how often, and what was refused; last used first",
            description: EndpointDescription(
                query: PageRequest.fields + [
                    .init("agreement", "string", "only under this agreement, and what it was amended from and to")
                ],
                answer: "UsagePage"
            )
        ) { call in
            let page = try PageRequest(call)
            var agreement = ""
            if let id = call.query("agreement") { agreement = try await freezing.root(of: id) }
            let root = agreement
            let found = try await database.read {
                try UsageHistoryStore.list(page, agreement: root, in: $0)
            }
            return page.answer(found, cursor: { "\($0.id)" }, json: \.json)
        }
    }

    private func stop(_ isFreeze: Bool) -> Endpoint {
        Endpoint(
            .post,
            "/api/v1/agreements/{id}/\(isFreeze ? "freeze" : "release")",
            access: .role(.owner),
            isFreeze ? "stop all use under an agreement while it is disputed" : "let a frozen agreement go on",
            description: EndpointDescription(
                body: [.init("reason", "string", "why, for evidence and the other side", required: true)],
                answer: "AgreementFreeze"
            )
        ) { call in
            let fields = try JSONFields(try await call.json())
            try fields.allowOnly(["reason"])
            let id = try call.parameter("id")
            let reason = try fields.string("reason")
            let actor = EvidenceActor(.person, try call.person().name)
            let word =
                isFreeze
                ? try await freezing.freeze(id, reason: reason, by: actor)
                : try await freezing.release(id, reason: reason, by: actor)
            return .json(word.json)
        }
    }
}
