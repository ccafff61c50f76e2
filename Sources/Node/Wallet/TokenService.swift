import HTTPTypes
import Hummingbird
import Identity
package import Primitives
package import ServerKit

/// A secure token service for programs of our own (DCP 1.0.1, "Using the OAuth 2 Client Credential Grant").
///
/// It gives self-issued tokens of this node to clients that know a secret; with `bearer_access_scope` the token carries an access
/// token that opens those scopes of our wallet to the audience.
package struct TokenService: Sendable {
    /// A program that may ask for tokens.
    package struct Client: Sendable {
        package let id: String
        package let secret: Digest

        package init(id: String, secret: Digest) {
            self.id = id
            self.secret = secret
        }
    }

    package static let path = "/sts/token"
    /// Bytes of a form: identifiers, a secret and scopes.
    private static let formBytes = 16_384
    /// Scopes of one token.
    private static let scopeLimit = 20

    let desk: any ClaimsDesk
    let tokens: AccessTokens
    let clients: [Client]
    let world: World
    let security: SecurityLog?

    package init(
        desk: any ClaimsDesk,
        tokens: AccessTokens,
        clients: [Client],
        world: World,
        security: SecurityLog? = nil
    ) {
        self.security = security
        self.desk = desk
        self.tokens = tokens
        self.clients = clients
        self.world = world
    }

    /// The endpoint, on the private listener; nothing when no client is configured.
    package var endpoints: [Endpoint] {
        if clients.isEmpty { return [] }
        return [
            Endpoint(
                .post,
                Self.path,
                access: .public(reason: "the handler checks the client's secret"),
                "a self-issued token for a program of ours",
                handler: give
            )
        ]
    }

    private func give(_ call: Call) async throws -> Response {
        let form = Self.form(String(decoding: try await call.body(maximumBytes: Self.formBytes), as: UTF8.self))
        guard form["grant_type"] == "client_credentials" else { return Self.refuse("unsupported_grant_type") }
        guard let audience = form["audience"], !audience.isEmpty, audience.utf8.count <= Limits.identifierBytes else {
            return Self.refuse("invalid_request")
        }
        // Compared by digest: the time it takes says nothing about the secret.
        let secret = Digest(of: form["client_secret"] ?? "")
        guard let id = form["client_id"], clients.contains(where: { $0.id.hasSameBytes(as: id) && $0.secret == secret })
        else {
            let known = clients.first { $0.id.hasSameBytes(as: form["client_id"] ?? "") }
            security?.note(
                SecurityEvent(.loginFailed, who: known?.id, place: "POST " + Self.path, address: call.origin),
                correlation: call.correlation
            )
            return Self.refuse("invalid_client", status: .unauthorized)
        }
        let words = (form["bearer_access_scope"] ?? "").split(separator: " ").map(String.init)
        let scopes = words.compactMap { CredentialScope($0) }
        guard scopes.count == words.count, scopes.count <= Self.scopeLimit else { return Self.refuse("invalid_scope") }
        let access = scopes.isEmpty ? nil : tokens.token(for: audience, scopes: Set(scopes))
        let token = try await desk.sign(
            SelfIssuedToken(from: desk.did, to: audience, accessToken: access, world: world).payload,
            for: .capabilityInvocation,
            type: nil
        )
        return .json([
            "access_token": .string(token), "expires_in": .integer(SelfIssuedToken.seconds), "token_type": "Bearer",
        ])
    }

    private static func refuse(_ error: String, status: HTTPResponse.Status = .badRequest) -> Response {
        .json(["error": .string(error)], status: status)
    }

    /// A form's fields, decoded; the first of several with one name counts.
    private static func form(_ text: String) -> [String: String] {
        var fields: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let decoded = parts.map { part in String(part.map { $0 == "+" ? " " : $0 }).removingPercentEncoding() }
            guard let key = decoded.first ?? nil, let value = decoded.count > 1 ? decoded[1] : "" else { continue }
            if fields[key] == nil { fields[key] = value }
        }
        return fields
    }
}
