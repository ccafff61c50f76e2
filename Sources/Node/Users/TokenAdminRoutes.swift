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
                        .init("role", "string", "`owner`, `operator` or `auditor`", required: true),
                    ],
                    success: 201,
                    answer: "Token"
                )
            ) { call in
                let fields = try JSONFields(try await call.json())
                try fields.allowOnly(["name", "role"])
                guard let role = Person.Role(rawValue: try fields.string("role")) else {
                    throw fields.problem("role", "must be `owner`, `operator` or `auditor`")
                }
                let name = try fields.identifier("name")
                let token = try await tokens.create(name: name, role: role)
                return .json(
                    ["name": .string(name), "role": .string(role.rawValue), "token": .string(token)],
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
