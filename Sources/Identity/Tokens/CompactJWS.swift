import Primitives

/// A compact JWS (RFC 7515, 7.1) as received: its form was checked, its signature was not.
///
/// What it says is a claim of somebody unknown until `verified(by:)` gives a `VerifiedJWS`.
package struct CompactJWS: Sendable, Equatable {
    /// Bytes of one token unless the caller names another limit: a token with a nested access token stays below 8 KiB.
    package static let tokenBytes = 16_384

    package let header: JWSHeader
    /// What the unknown sender says: good for finding the key to check it with, and for nothing else.
    package let unverifiedPayload: [UInt8]
    private let signingInput: [UInt8]
    private let signature: [UInt8]

    /// Reads a token whose payload is inside.
    ///
    /// - Throws: `IdentityProblem` with reason `tooLarge`, `malformed`, `algorithm` or `header`.
    package init(parsing text: String, maximumBytes: Int = tokenBytes) throws(IdentityProblem) {
        let parts = try Self.parts(text, maximumBytes)
        guard let payload = Base64URL.decode(parts[1]) else { throw Self.notEncoded }
        try self.init(parts, payload: payload, encodedPayload: Array(parts[1]))
    }

    /// Reads a detached token (RFC 7515, appendix F): `header..signature` over a payload that travels elsewhere.
    package init(
        detached text: String,
        payload: [UInt8],
        maximumBytes: Int = tokenBytes
    ) throws(IdentityProblem) {
        let parts = try Self.parts(text, maximumBytes)
        guard parts[1].isEmpty else { throw IdentityProblem(.malformed, "a detached token carries no payload") }
        try self.init(parts, payload: payload, encodedPayload: Array(Base64URL.encode(payload).utf8))
    }

    private init(
        _ parts: [ArraySlice<UInt8>],
        payload: [UInt8],
        encodedPayload: [UInt8]
    ) throws(IdentityProblem) {
        guard let head = Base64URL.decode(parts[0]), let signature = Base64URL.decode(parts[2]) else {
            throw Self.notEncoded
        }
        header = try JWSHeader(parsing: head)
        guard signature.count == KeySuite.signatureBytes else {
            throw IdentityProblem(.signature, "a signature has \(KeySuite.signatureBytes) bytes")
        }
        self.signature = signature
        unverifiedPayload = payload
        signingInput = parts[0] + [UInt8(ascii: ".")] + encodedPayload
    }

    private static let notEncoded = IdentityProblem(.malformed, "a part is not base64url without padding")

    private static func parts(_ text: String, _ limit: Int) throws(IdentityProblem) -> [ArraySlice<UInt8>] {
        guard text.utf8.count <= limit else {
            throw IdentityProblem(.tooLarge, "the token is longer than \(limit) bytes")
        }
        let parts = Array(text.utf8).split(separator: UInt8(ascii: "."), maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[0].isEmpty, !parts[2].isEmpty else {
            throw IdentityProblem(.malformed, "a token has three parts")
        }
        return parts
    }

    /// Checks the signature; the key's suite must be the header's `alg`.
    ///
    /// - Throws: `IdentityProblem` with reason `algorithm` or `signature`.
    package func verified(by key: VerificationKey) throws(IdentityProblem) -> VerifiedJWS {
        guard header.suite == key.suite else {
            throw IdentityProblem(.algorithm, "`alg` is \(header.suite.rawValue), the key is for \(key.suite.rawValue)")
        }
        guard key.isValidSignature(signature, for: signingInput) else {
            throw IdentityProblem(.signature, "the signature does not verify")
        }
        return VerifiedJWS(header: header, payload: unverifiedPayload, key: key)
    }

    /// Signs a payload; `alg` is the key's.
    package static func sign(
        _ payload: [UInt8],
        with key: SigningKey,
        keyID: String? = nil,
        type: String? = nil,
        contentType: String? = nil
    ) throws(IdentityProblem) -> String {
        let parts = try signedParts(
            payload,
            key,
            JWSHeader(suite: key.suite, keyID: keyID, type: type, contentType: contentType)
        )
        return "\(parts.header).\(parts.payload).\(parts.signature)"
    }

    /// Signs a payload that travels elsewhere: `header..signature`.
    package static func signDetached(
        _ payload: [UInt8],
        with key: SigningKey,
        keyID: String? = nil,
        type: String? = nil
    ) throws(IdentityProblem) -> String {
        let parts = try signedParts(payload, key, JWSHeader(suite: key.suite, keyID: keyID, type: type))
        return "\(parts.header)..\(parts.signature)"
    }

    private static func signedParts(
        _ payload: [UInt8],
        _ key: SigningKey,
        _ header: JWSHeader
    ) throws(IdentityProblem) -> (header: String, payload: String, signature: String) {
        let head = Base64URL.encode(header.json.encoded)
        let body = Base64URL.encode(payload)
        let signature = try key.sign(Array("\(head).\(body)".utf8))
        return (head, body, Base64URL.encode(signature))
    }
}

/// A JWS whose signature a known key made; only `CompactJWS.verified(by:)` makes one.
package struct VerifiedJWS: Sendable {
    package let header: JWSHeader
    package let payload: [UInt8]
    package let key: VerificationKey

    fileprivate init(header: JWSHeader, payload: [UInt8], key: VerificationKey) {
        self.header = header
        self.payload = payload
        self.key = key
    }
}
