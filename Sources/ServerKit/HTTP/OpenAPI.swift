import HTTPTypes
package import Primitives

/// The OpenAPI 3.1 description of a list of endpoints: the list that is mounted is the list that is described.
package enum OpenAPI {
    package static func document(title: String, version: String, endpoints: [Endpoint]) -> JSONValue {
        var paths = JSONObject()
        var answers: Set<String> = []
        for endpoint in endpoints {
            var item = paths[endpoint.path]?.objectValue ?? JSONObject()
            item[endpoint.method.rawValue.lowercased()] = operation(endpoint)
            paths[endpoint.path] = .object(item)
            if let answer = endpoint.description.answer { answers.insert(answer) }
        }
        var schemas: JSONObject = ["Problem": problemSchema]
        for name in answers.sorted() { schemas[name] = schema(name) }
        return [
            "openapi": "3.1.0", "info": ["title": .string(title), "version": .string(version)],
            "security": [["bearer": []]],
            "paths": .object(paths),
            "components": [
                "securitySchemes": ["bearer": ["type": "http", "scheme": "bearer"]], "schemas": .object(schemas),
            ],
        ]
    }

    private static func operation(_ endpoint: Endpoint) -> JSONValue {
        var responses = JSONObject()
        var success: JSONObject = ["description": "done"]
        if let answer = endpoint.description.answer {
            success["content"] = content(["$ref": .string("#/components/schemas/\(answer)")])
        }
        responses[String(endpoint.description.success)] = .object(success)
        let failure = content(["$ref": "#/components/schemas/Problem"])
        responses["default"] = ["description": "a problem, in both languages", "content": failure]
        let parameters = pathParameters(endpoint.path) + queryParameters(endpoint.description.query)
        let needsKey = endpoint.method == .post
        return [
            "summary": .string(endpoint.summary), "operationId": .string(name(of: endpoint)),
            "parameters": .array(needsKey ? parameters + [idempotencyKey] : parameters),
            "requestBody": body(endpoint.description.body), "responses": .object(responses),
            "security": isPublic(endpoint) ? [] : nil,
            "x-access": .string(access(endpoint.access)),
        ]
    }

    private static func isPublic(_ endpoint: Endpoint) -> Bool {
        if case .public = endpoint.access { true } else { false }
    }

    package static func access(_ access: Endpoint.Access) -> String {
        switch access {
        case .public(let reason): "public: \(reason)"
        case .participant: "participant"
        case .selfIssued: "self-issued token"
        case .grant: "grant"
        case .application: "application"
        case .role(let role): "role: \(role.rawValue)"
        }
    }

    private static func name(of endpoint: Endpoint) -> String {
        let words = endpoint.path.split(separator: "/").map { $0.filter { $0.isLetter || $0.isNumber } }
        return ([endpoint.method.rawValue.lowercased()] + words).joined(separator: "_")
    }

    private static func pathParameters(_ path: String) -> [JSONValue] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { part in
            [
                "name": .string(String(part.filter { $0 != "{" && $0 != "}" })), "in": "path", "required": true,
                "schema": ["type": "string"],
            ]
        }
    }

    private static func queryParameters(_ fields: [EndpointDescription.Field]) -> [JSONValue] {
        fields.map { field in
            [
                "name": .string(field.name), "in": "query", "description": .string(field.text),
                "required": .bool(field.isRequired), "schema": ["type": .string(field.type)],
            ]
        }
    }

    private static let idempotencyKey: JSONValue = [
        "name": "Idempotency-Key", "in": "header", "required": false, "schema": ["type": "string", "maxLength": 200],
        "description": "a repeat with the same key gets the first answer and has no further effect",
    ]

    private static func body(_ fields: [EndpointDescription.Field]) -> JSONValue? {
        if fields.isEmpty { return nil }
        var properties = JSONObject()
        for field in fields {
            properties[field.name] =
                field.name == "offer"
                ? ["description": .string(field.text)]
                : ["type": .string(field.type), "description": .string(field.text)]
        }
        let required = fields.filter(\.isRequired).map(\.name)
        return [
            "required": .bool(!required.isEmpty),
            "content": content([
                "type": "object", "properties": .object(properties),
                "required": required.isEmpty ? nil : .strings(required),
            ]),
        ]
    }

    private static func content(_ schema: JSONValue) -> JSONValue { ["application/json": ["schema": schema]] }

    private static func schema(_ name: String) -> JSONValue {
        guard name.hasSuffix("Page") else { return ["type": "object"] }
        return [
            "type": "object", "required": ["items", "next"],
            "properties": [
                "items": ["type": "array", "items": ["type": "object"]],
                "next": ["description": "`cursor` of the next page; null on the last"],
            ],
        ]
    }

    private static let problemSchema: JSONValue = [
        "type": "object", "required": ["error"],
        "properties": [
            "error": [
                "type": "object",
                "required": ["code", "side", "message", "messageZh", "correlation"],
                "properties": [
                    "code": ["type": "string", "enum": .strings(Problem.Code.allCases.map(\.rawValue))],
                    "side": ["type": "string", "enum": ["caller", "us", "peer", "source", "sink"]],
                    "message": ["type": "string"], "messageZh": ["type": "string"],
                    "advice": ["type": "string"], "adviceZh": ["type": "string"],
                    "correlation": ["type": "string"],
                ],
            ]
        ],
    ]
}
