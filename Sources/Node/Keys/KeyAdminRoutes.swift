import EvidenceLog
import Hummingbird
import Identity
import Primitives
package import ServerKit

/// The owner's side of keys; private keys are never shown.
package struct KeyAdmin: Sendable {
    private let keys: Keys

    package init(_ keys: Keys) { self.keys = keys }

    package var adminEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/api/v1/keys",
                access: .role(.auditor),
                "list signing keys, also those that sign no more",
                description: EndpointDescription(query: PageRequest.fields, answer: "KeyPage")
            ) { call in
                let page = try PageRequest(call)
                let words = call.query("q")?.lowercased() ?? ""
                let found = keys.all.sorted { $0.id < $1.id }.filter { key in
                    key.id > page.after
                        && (words.isEmpty
                            || "\(key.id) \(key.purpose.rawValue) \(key.suite.rawValue) \(key.state.rawValue)"
                                .lowercased().contains(words))
                }
                return page.answer(Array(found.prefix(page.limit + 1)), cursor: \.id, json: \.json)
            },
            Endpoint(
                .get,
                "/api/v1/keys/{id}",
                access: .role(.auditor),
                "show a signing key's public part",
                description: EndpointDescription(answer: "Key")
            ) { call in
                .json(try keys.require(try call.parameter("id")).json)
            },
            Endpoint(
                .post,
                "/api/v1/keys",
                access: .role(.owner),
                "make a signing key for a purpose",
                description: EndpointDescription(
                    body: [
                        .init(
                            "purpose",
                            "string",
                            "`identity`, `agreements`, `evidence` or `credentials`",
                            required: true
                        ),
                        .init("algorithm", "string", "`ES256` (default), `EdDSA` or `SM2`"),
                    ],
                    success: 201,
                    answer: "Key"
                ),
                handler: create
            ),
            Endpoint(
                .post,
                "/api/v1/keys/{id}/rotate",
                access: .role(.owner),
                "put a new key in the place of an active one; what the old one signed stays good",
                description: EndpointDescription(answer: "KeyRotation")
            ) { call in
                let rotated = try await keys.rotate(try call.parameter("id"), by: try actor(call))
                return .json(["old": rotated.old.json, "new": rotated.new.json])
            },
            Endpoint(
                .post,
                "/api/v1/keys/{id}/revoke",
                access: .role(.owner),
                "distrust a key: it signs no more and leaves the DID document",
                description: EndpointDescription(
                    body: [.init("reason", "string", "why, for the evidence", required: true)],
                    answer: "Key"
                )
            ) { call in
                let fields = try JSONFields(try await call.json())
                try fields.allowOnly(["reason"])
                let reason = try fields.string("reason", maximumBytes: 1_000)
                let key = try await keys.revoke(try call.parameter("id"), reason: reason, by: try actor(call))
                return .json(key.json)
            },
        ]
    }

    private func create(_ call: Call) async throws -> Response {
        let fields = try JSONFields(try await call.json())
        try fields.allowOnly(["purpose", "algorithm"])
        guard let purpose = NodeKey.Purpose(rawValue: try fields.string("purpose")) else {
            throw fields.problem("purpose", "must be `identity`, `agreements`, `evidence`, `witness` or `credentials`")
        }
        guard let suite = KeySuite(rawValue: try fields.optionalString("algorithm") ?? KeySuite.es256.rawValue) else {
            throw fields.problem("algorithm", "must be `ES256`, `EdDSA` or `SM2`")
        }
        return .json(try await keys.create(purpose, suite, by: try actor(call)).json, status: .created)
    }

    private func actor(_ call: Call) throws -> EvidenceActor { EvidenceActor(.person, try call.person().name) }
}
