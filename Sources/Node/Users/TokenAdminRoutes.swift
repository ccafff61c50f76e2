import Hummingbird
import Primitives
package import ServerKit

/// The owner's side of API tokens.
package struct TokenAdmin: Sendable {
    let tokens: APITokens

    package init(_ tokens: APITokens) { self.tokens = tokens }

    package var adminEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/api/v1/tokens",
                access: .role(.owner),
                "list API tokens, without the tokens themselves",
                description: EndpointDescription(query: PageRequest.fields, answer: "TokenPage")
            ) { call in
                let page = try PageRequest(call)
                let all = try await tokens.list().filter { $0.name > page.after }
                return page.answer(Array(all.prefix(page.limit + 1)), cursor: \.name, json: \.json)
            },
            Endpoint(
                .post,
                "/api/v1/tokens",
                access: .role(.owner),
                "make an API token; it is shown this once",
                description: EndpointDescription(
                    body: [
                        .init("name", "string", "who or what uses it", required: true),
                        .init("role", "string", "`owner`, `operator`, `approver` or `auditor`", required: true),
                        .init("scopes", "array", "what it may be used for, such as `products:read`; all when left out"),
                        .init(
                            "expires",
                            "string",
                            "until when it is good (RFC 3339 with a zone); for ever when left out"
                        ),
                    ],
                    success: 201,
                    answer: "Token"
                )
            ) { call in
                let fields = try JSONFields(try await call.json())
                try fields.allowOnly(["name", "role", "scopes", "expires"])
                guard let role = Person.Role(rawValue: try fields.string("role")) else {
                    throw fields.problem("role", "must be `owner`, `operator`, `approver` or `auditor`")
                }
                let name = try fields.identifier("name")
                let scopes = try fields.optionalArray("scopes")?.map { $0.stringValue ?? "" }
                let expires = try fields.optionalString("expires").map { text in
                    guard let instant = Instant(text) else {
                        throw fields.problem("expires", "must be an RFC 3339 time with a zone")
                    }
                    return instant
                }
                let token = try await tokens.create(name: name, role: role, scopes: scopes, expires: expires)
                return .json(
                    [
                        "name": .string(name), "role": .string(role.rawValue), "token": .string(token),
                        "scopes": scopes.map { .strings($0) }, "expires": .optional(expires?.description),
                    ],
                    status: .created
                )
            },
            Endpoint(
                .delete,
                "/api/v1/tokens/{name}",
                access: .role(.owner),
                "revoke an API token",
                description: EndpointDescription(success: 204)
            ) { call in
                try await tokens.revoke(try call.parameter("name"))
                return Response(status: .noContent)
            },
        ]
    }
}
