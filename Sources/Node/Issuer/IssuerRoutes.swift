import HTTPTypes
import Hummingbird
import Identity
import NIOCore
import Primitives
package import ServerKit

extension Issuer {
    /// Where the issuer service stands, below the public origin.
    package static let path = "/dcp/issuer"

    /// The issuer service of DCP 1.0.1, and the status lists; nothing when this node issues nothing.
    package var protocolEndpoints: [Endpoint] {
        if !isActive { return [] }
        return [
            Endpoint(
                .post,
                Self.path + DCP.credentials,
                access: .selfIssued,
                "request credentials"
            ) { call in
                let caller = try await desk.caller(of: call)
                let request = try await receive(try CredentialRequestMessage(try await call.json()), from: caller)
                let headers: HTTPFields = [.location: "\(baseURL)\(DCP.requests)/\(request.issuerPid)"]
                return Response(status: .created, headers: headers)
            },
            Endpoint(
                .get,
                Self.path + DCP.requests + "/{id}",
                access: .selfIssued,
                "how far a request is"
            ) { call in
                let caller = try await desk.caller(of: call)
                return .json(try await status(try call.parameter("id"), for: caller).json)
            },
            Endpoint(
                .get,
                Self.path + DCP.metadata,
                access: .public(reason: "issuer metadata is for everybody (DCP 1.0.1)"),
                "what is issued here"
            ) { _ in
                .json(metadata.json)
            },
            Endpoint(
                .get,
                Self.path + "/schemas/{type}",
                access: .public(reason: "schemas of credentials are for everybody"),
                "the schema of a type's subjects",
                handler: schema
            ),
            Endpoint(
                .get,
                Self.path + "/status/{form}/{purpose}/{list}",
                access: .public(reason: "verifiers read status lists without saying whom they verify"),
                "a published status list"
            ) { call in
                let list = try await statusList(
                    form: try call.parameter("form"),
                    purpose: try call.parameter("purpose"),
                    list: Int(try call.parameter("list")) ?? 0
                )
                let headers: HTTPFields = [.contentType: "application/vc+jwt", .cacheControl: "no-store"]
                return Response(
                    status: .ok,
                    headers: headers,
                    body: ResponseBody(byteBuffer: ByteBuffer(string: list))
                )
            },
        ]
    }

    /// What every subject of a type has: its identifier, and the claims that the configuration fixes.
    private func schema(_ call: Call) async throws -> Response {
        let type = try call.parameter("type")
        guard let entry = issuable.first(where: { $0.type == type }) else { throw Problem.notFound("schema", type) }
        let names = ["id"] + entry.claims.keys.filter { $0 != "id" }
        return .json([
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": .string("\(baseURL)/schemas/\(type)"), "title": .string(type), "type": "object",
            "properties": ["id": ["type": "string"]], "required": .strings(names),
        ])
    }
}

/// The owner's side of the issuer.
package struct IssuerAdmin: Sendable {
    let issuer: Issuer

    package init(_ issuer: Issuer) { self.issuer = issuer }

    package var adminEndpoints: [Endpoint] { requestEndpoints + credentialEndpoints }

    private var requestEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/api/v1/issuer/requests",
                access: .role(.auditor),
                "requests for credentials",
                description: EndpointDescription(
                    query: PageRequest.fields + [.init("state", "string", "received, approved, issued or rejected")],
                    answer: "IssuanceRequestPage"
                )
            ) { call in
                let page = try PageRequest(call)
                return page.answer(
                    try await issuer.requests(page, state: call.query("state")),
                    cursor: \.issuerPid,
                    json: \.json
                )
            },
            Endpoint(
                .post,
                "/api/v1/issuer/requests/{id}/approve",
                access: .role(.operator),
                "grant a request",
                description: EndpointDescription(
                    body: [.init("claims", "object", "what the credentials say of the holder, besides the type's own")],
                    answer: "IssuanceRequest"
                )
            ) { call in
                let fields = try JSONFields(try await call.optionalJSON())
                try fields.allowOnly(["claims"])
                let claims = try fields.optionalFields("claims")?.object ?? JSONObject()
                return .json(
                    try await issuer.approve(try call.parameter("id"), claims: claims, by: try call.person().name).json
                )
            },
            Endpoint(
                .post,
                "/api/v1/issuer/requests/{id}/reject",
                access: .role(.operator),
                "refuse a request",
                description: EndpointDescription(
                    body: [.init("reason", "string", "what the holder is told")],
                    answer: "IssuanceRequest"
                )
            ) { call in
                let fields = try JSONFields(try await call.optionalJSON())
                try fields.allowOnly(["reason"])
                return .json(
                    try await issuer.reject(
                        try call.parameter("id"),
                        reason: try fields.optionalString("reason"),
                        by: try call.person().name
                    ).json
                )
            },
            Endpoint(
                .post,
                "/api/v1/issuer/offers",
                access: .role(.operator),
                "tell a holder what it may request",
                description: EndpointDescription(
                    body: [
                        .init("type", "string", "the type of credential", required: true),
                        .init("holder", "string", "the holder's DID", required: true),
                        .init("reason", "string", "`issuance`, `reissue` or `proof-key-revocation`"),
                    ],
                    success: 202
                )
            ) { call in
                let fields = try JSONFields(try await call.json())
                try fields.allowOnly(["type", "holder", "reason"])
                try await issuer.offer(
                    type: try fields.identifier("type"),
                    to: try fields.identifier("holder"),
                    reason: try fields.optionalString("reason") ?? "issuance"
                )
                return Response(status: .accepted)
            },
        ]
    }

    private var credentialEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/api/v1/issuer/credentials",
                access: .role(.auditor),
                "credentials that were issued",
                description: EndpointDescription(
                    query: PageRequest.fields + [.init("state", "string", "active, suspended or revoked")],
                    answer: "IssuedCredentialPage"
                )
            ) { call in
                let page = try PageRequest(call)
                return page.answer(
                    try await issuer.credentials(page, state: call.query("state")),
                    cursor: \.id,
                    json: \.json
                )
            },
            Endpoint(
                .post,
                "/api/v1/issuer/credentials",
                access: .role(.operator),
                "issue a credential",
                description: EndpointDescription(
                    body: [
                        .init("type", "string", "the type of credential", required: true),
                        .init("holder", "string", "the holder's DID", required: true),
                        .init("profile", "string", "`vc20-bssl/jwt` or `vc11-sl2021/jwt`"),
                        .init("claims", "object", "what it says of the holder, besides the type's own"),
                    ],
                    success: 202,
                    answer: "IssuanceRequest"
                )
            ) { call in
                let fields = try JSONFields(try await call.json())
                try fields.allowOnly(["type", "holder", "profile", "claims"])
                let request = try await issuer.issue(
                    type: try fields.identifier("type"),
                    profile: try ClaimsAdmin.profile(fields),
                    to: try fields.identifier("holder"),
                    claims: try fields.optionalFields("claims")?.object ?? JSONObject(),
                    by: try call.person().name
                )
                return .json(request.json, status: .accepted)
            },
            Endpoint(
                .get,
                "/api/v1/issuer/credentials/{id}",
                access: .role(.auditor),
                "one credential that was issued",
                description: EndpointDescription(answer: "IssuedCredential")
            ) { call in
                .json(try await issuer.credential(try call.parameter("id")).json)
            },
            change("revoke", to: .revoked, "revoke a credential for good"),
            change("suspend", to: .suspended, "suspend a credential"),
            change("resume", to: .active, "lift a suspension"),
        ]
    }

    private func change(_ verb: String, to state: IssuedCredential.State, _ summary: String) -> Endpoint {
        Endpoint(
            .post,
            "/api/v1/issuer/credentials/{id}/" + verb,
            access: .role(.operator),
            summary,
            description: EndpointDescription(
                body: [.init("reason", "string", "why, for the record")],
                answer: "IssuedCredential"
            )
        ) { call in
            let fields = try JSONFields(try await call.optionalJSON())
            try fields.allowOnly(["reason"])
            return .json(
                try await issuer.setState(
                    try call.parameter("id"),
                    to: state,
                    reason: try fields.optionalString("reason"),
                    by: try call.person().name
                ).json
            )
        }
    }
}

extension Issuer {
    func requests(_ page: PageRequest, state: String?) async throws -> [IssuanceRequest] {
        try await database.read { try IssuerStore.requests(page, state: state, in: $0) }
    }

    func credentials(_ page: PageRequest, state: String?) async throws -> [IssuedCredential] {
        try await database.read { try IssuerStore.credentials(page, state: state, in: $0) }
    }

    func credential(_ id: String) async throws -> IssuedCredential {
        guard let issued = try await database.read({ try IssuerStore.credential(id, in: $0) }) else {
            throw Problem.notFound("issued credential", id)
        }
        return issued
    }
}
