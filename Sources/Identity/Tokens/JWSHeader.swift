import Primitives

/// The protected header of a compact JWS, reduced to what a sender may say.
///
/// A white list: `alg`, `kid`, `typ`, `cty`, and the claims RFC 7519 (5.3) lets a header repeat. Everything that would make the
/// receiver fetch, trust or process something at the sender's word (`jwk`, `jku`, `x5c`, `x5u`, `crit`, `b64`, `zip`, …) is refused.
package struct JWSHeader: Sendable, Equatable {
    package let suite: KeySuite
    package let keyID: String?
    package let type: String?
    package let contentType: String?

    /// Bytes of one header: names and one DID URL.
    static let largestBytes = 4_096
    /// Bytes of `typ` and `cty`: media type names (RFC 6838, 4.2).
    private static let typeBytes = 127
    private static let allowed: Set<String> = ["alg", "kid", "typ", "cty", "iss", "sub", "aud"]
    /// Members by which a sender would hand over a key of its own.
    private static let keyMembers: Set<String> = ["jwk", "jku", "x5c", "x5u", "x5t", "x5t#S256"]

    package init(suite: KeySuite, keyID: String? = nil, type: String? = nil, contentType: String? = nil) {
        self.suite = suite
        self.keyID = keyID
        self.type = type
        self.contentType = contentType
    }

    init(parsing bytes: [UInt8]) throws(IdentityProblem) {
        guard bytes.count <= Self.largestBytes else {
            throw IdentityProblem(.tooLarge, "the header is longer than \(Self.largestBytes) bytes")
        }
        let document: JSONValue
        do { document = try JSONReader.read(bytes, maximumBytes: Self.largestBytes, maximumDepth: 4) } catch {
            throw IdentityProblem(.malformed, "the header is not strict JSON")
        }
        guard let object = document.objectValue else { throw IdentityProblem(.malformed, "the header is no object") }
        if let name = object.keys.first(where: { !Self.allowed.contains($0) }) { throw Self.refusal(of: name) }
        guard let algorithm = object["alg"]?.stringValue, let suite = KeySuite(rawValue: algorithm) else {
            throw IdentityProblem(.algorithm, "`alg` names no supported algorithm (ES256, EdDSA, SM2)")
        }
        self.suite = suite
        keyID = try Self.text(object, "kid", JSONWebKey.keyIDBytes)
        type = try Self.text(object, "typ", Self.typeBytes)
        contentType = try Self.text(object, "cty", Self.typeBytes)
    }

    private static func refusal(of name: String) -> IdentityProblem {
        if keyMembers.contains(name) {
            return IdentityProblem(.header, "the header brings a key or certificate of its own (`\(name)`)")
        }
        if name == "crit" { return IdentityProblem(.header, "the header demands extensions (`crit`)") }
        return IdentityProblem(.header, "the header has a member outside `alg`, `kid`, `typ` and `cty`")
    }

    private static func text(_ object: JSONObject, _ name: String, _ limit: Int) throws(IdentityProblem) -> String? {
        guard let value = object[name] else { return nil }
        guard let text = value.stringValue, !text.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw IdentityProblem(.malformed, "`\(name)` of the header must be printable ASCII")
        }
        guard text.utf8.count <= limit else {
            throw IdentityProblem(.tooLarge, "`\(name)` of the header is longer than \(limit) bytes")
        }
        return text
    }

    var json: JSONValue {
        [
            "alg": .string(suite.rawValue), "kid": .optional(keyID), "typ": .optional(type),
            "cty": .optional(contentType),
        ]
    }
}
