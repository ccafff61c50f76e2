/// What the receiver of a token demands of it.
package struct TokenExpectations: Sendable, Equatable {
    /// Seconds by which two honest clocks may differ; RFC 7519 (4.1.4) allows "usually no more than a few minutes".
    package static let usualLeeway: Int64 = 30
    /// Seconds a token may live when its use is remembered: the memory must be finite.
    package static let usualLifetime: Int64 = 3_600

    /// Whether a claim must stand in the token.
    package enum Demand: String, Sendable { case required, optional }

    /// The receiver's own name that `aud` must contain; nil only for statements to everybody, such as credentials.
    package var audience: String?
    /// The issuer, where only one will do.
    package var issuer: String?
    package var subject: String?
    /// The issuer speaks about itself: `iss` = `sub`, as self-issued tokens do.
    package var issuerIsSubject = false
    /// `exp`.
    package var expiry = Demand.required
    /// `iat`.
    package var issuedAt = Demand.required
    /// `jti`; where required, the token is good for one use.
    package var tokenID = Demand.required
    /// What the issuer's DID document must allow the key for; nil where keys come from elsewhere.
    package var relationship: VerificationRelationship?
    /// `typ` of the header, without regard to case and a leading `application/`; nil takes any.
    package var type: String?
    package var suites = Set(KeySuite.allCases)
    package var leewaySeconds = usualLeeway
    /// Seconds between `iat` (or now) and `exp` at most; nil only where `jti` is optional.
    package var lifetimeSeconds: Int64? = usualLifetime

    package init(audience: String?) { self.audience = audience }

    /// A self-issued token of the Decentralized Claims Protocol 1.0 (section 4.3): one use, for us, by a key that may invoke capabilities.
    package static func selfIssued(for audience: String) -> TokenExpectations {
        var expectations = TokenExpectations(audience: audience)
        expectations.issuerIsSubject = true
        expectations.relationship = .capabilityInvocation
        return expectations
    }

    /// A statement of an issuer to everybody, such as a credential as JWT: no audience, may be shown many times.
    package static func statement(by issuer: String?, relationship: VerificationRelationship) -> TokenExpectations {
        var expectations = TokenExpectations(audience: nil)
        expectations.issuer = issuer
        expectations.relationship = relationship
        expectations.expiry = .optional
        expectations.issuedAt = .optional
        expectations.tokenID = .optional
        expectations.lifetimeSeconds = nil
        return expectations
    }
}

/// A key with the party it was found at; a token by it counts only for that party.
package struct IssuerKey: Sendable, Equatable {
    package let issuer: String
    /// The full name that `kid` must have: a DID URL, or any name that the issuer gave.
    package let keyID: String
    package let key: VerificationKey
    /// What the issuer's document allows; nil where the key came without one.
    package let relationships: Set<VerificationRelationship>?

    package init(
        issuer: String,
        keyID: String,
        key: VerificationKey,
        relationships: Set<VerificationRelationship>? = nil
    ) {
        self.issuer = issuer
        self.keyID = keyID
        self.key = key
        self.relationships = relationships
    }
}

extension DIDDocument {
    /// The document's keys, as the validator takes them.
    package var issuerKeys: [IssuerKey] {
        methods.map { method in
            let allowed = relationships.filter { $0.value.contains(method.id) }.map(\.key)
            return IssuerKey(issuer: id, keyID: method.id, key: method.key, relationships: Set(allowed))
        }
    }
}
