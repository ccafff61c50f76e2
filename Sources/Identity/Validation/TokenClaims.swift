package import Primitives

/// The registered claims of a JSON Web Token (RFC 7519, 4.1), read strictly; others stay in `object`.
package struct TokenClaims: Sendable, Equatable {
    /// Audiences one token may name: it is meant for one party, sometimes under two names.
    private static let audiences = 16
    /// Bytes of a token identifier: a UUID has 36.
    package static let tokenIDBytes = 256
    /// Seconds since 1970 that a date may say: far beyond any validity, and no arithmetic overflows.
    private static let latestDate = 253_402_300_799.0

    package let object: JSONObject
    package let issuer: String?
    package let subject: String?
    package let audience: [String]
    package let expires: Instant?
    package let notBefore: Instant?
    package let issuedAt: Instant?
    package let tokenID: String?

    init(_ payload: [UInt8]) throws(IdentityProblem) {
        let value: JSONValue
        do { value = try JSONReader.read(payload) } catch {
            throw IdentityProblem(.malformed, "the payload is not strict JSON")
        }
        try self.init(value)
    }

    /// The claims of a payload that was read.
    init(_ value: JSONValue) throws(IdentityProblem) {
        guard let object = value.objectValue else {
            throw IdentityProblem(.malformed, "the payload is no object of claims")
        }
        self.object = object
        issuer = try Self.text(object, "iss", Limits.identifierBytes)
        subject = try Self.text(object, "sub", Limits.identifierBytes)
        tokenID = try Self.text(object, "jti", Self.tokenIDBytes)
        audience = try Self.audience(object["aud"])
        expires = try Self.date(object, "exp")
        notBefore = try Self.date(object, "nbf")
        issuedAt = try Self.date(object, "iat")
    }

    private static func text(_ object: JSONObject, _ name: String, _ limit: Int) throws(IdentityProblem) -> String? {
        guard let value = object[name] else { return nil }
        guard let text = value.stringValue, !text.isEmpty, text.utf8.count <= limit else {
            throw IdentityProblem(.malformed, "`\(name)` must be a text of 1 to \(limit) bytes")
        }
        return text
    }

    private static func audience(_ value: JSONValue?) throws(IdentityProblem) -> [String] {
        guard let value else { return [] }
        let texts = value.oneOrMany.compactMap(\.stringValue)
        guard texts.count == value.oneOrMany.count, (1...audiences).contains(texts.count),
            texts.allSatisfy({ !$0.isEmpty && $0.utf8.count <= Limits.identifierBytes })
        else { throw IdentityProblem(.malformed, "`aud` must be a text or 1 to \(audiences) texts") }
        return texts
    }

    /// A NumericDate: seconds since 1970, where RFC 7519 allows a fraction.
    private static func date(_ object: JSONObject, _ name: String) throws(IdentityProblem) -> Instant? {
        guard let value = object[name] else { return nil }
        let seconds: Double
        switch value {
        case .integer(let number): seconds = Double(number)
        case .number(let number): seconds = number
        default: throw IdentityProblem(.malformed, "`\(name)` must be a number of seconds")
        }
        guard (0...latestDate).contains(seconds) else {
            throw IdentityProblem(.malformed, "`\(name)` is no date from 1970 to 9999")
        }
        return Instant(milliseconds: Int64((seconds * 1000).rounded()))
    }
}

/// A token as somebody unknown sent it: its form was read, nothing was verified.
package struct ReceivedToken: Sendable {
    package let jws: CompactJWS
    /// What the unknown sender says of itself; good for finding its keys.
    package let unverifiedClaims: TokenClaims

    /// Reads a token.
    ///
    /// - Throws: `IdentityProblem` that says what is wrong with its form, without repeating it.
    package init(_ text: String, maximumBytes: Int = CompactJWS.tokenBytes) throws(IdentityProblem) {
        let jws = try CompactJWS(parsing: text, maximumBytes: maximumBytes)
        if let content = jws.header.contentType, ["jwt", "application/jwt"].contains(content.lowercased()) {
            throw IdentityProblem(.malformed, "a token inside a token is not read")
        }
        self.jws = jws
        unverifiedClaims = try TokenClaims(jws.unverifiedPayload)
    }
}

/// A token that `TokenValidator` accepted; nothing else makes one.
package struct ValidatedToken: Sendable {
    package let header: JWSHeader
    package let claims: TokenClaims
    package let key: VerificationKey
    /// The issuer, which the key belongs to.
    package let issuer: String
    /// What must be claimed once in the message's own transaction, when the token may be used once.
    package let use: TokenUse?

    init(header: JWSHeader, claims: TokenClaims, key: VerificationKey, issuer: String, use: TokenUse?) {
        self.header = header
        self.claims = claims
        self.key = key
        self.issuer = issuer
        self.use = use
    }
}

/// The one use of a token: who issued it under which identifier, and until when it would be accepted again.
package struct TokenUse: Hashable, Sendable {
    /// Of issuer and token identifier, so that what is remembered has one size.
    package let digest: Digest
    /// After this moment the token is refused as expired, so its use need not be remembered.
    package let forgetAfter: Instant

    /// The use of a token that is known by name only.
    package init(issuer: String, tokenID: String) {
        self.init(issuer: issuer, tokenID: tokenID, forgetAfter: Instant(milliseconds: .max))
    }

    init(issuer: String, tokenID: String, forgetAfter: Instant) {
        digest = Digest(of: Array(issuer.utf8) + [0] + Array(tokenID.utf8))
        self.forgetAfter = forgetAfter
    }
}
