import Crypto
package import Primitives

/// A public JSON Web Key (RFC 7517, RFC 8037), read strictly.
///
/// Symmetric and RSA keys, keys for other uses, private members, contradictory `alg`, and coordinates of another length are refused.
package struct JSONWebKey: Hashable, Sendable {
    /// Bytes of a key identifier: DID URLs stay far below.
    package static let keyIDBytes = 1_024

    package let key: VerificationKey
    package let keyID: String?

    package init(_ key: VerificationKey, keyID: String? = nil) {
        self.key = key
        self.keyID = keyID
    }

    /// Reads a public key.
    ///
    /// - Throws: `IdentityProblem` with reason `key` or `malformed`.
    package init(_ value: JSONValue) throws(IdentityProblem) {
        guard value["d"] == nil, value["k"] == nil else {
            throw IdentityProblem(.key, "a private or symmetric key stands where a public key belongs")
        }
        try self.init(publicPartOf: value, operations: ["verify"])
    }

    fileprivate init(publicPartOf value: JSONValue, operations: Set<String>) throws(IdentityProblem) {
        guard let object = value.objectValue else { throw IdentityProblem(.malformed, "a key must be an object") }
        let suite = try Self.suite(of: object)
        try Self.checkUse(of: object, operations: operations)
        keyID = try Self.keyID(of: object)
        let coordinates = suite == .eddsa ? ["x"] : ["x", "y"]
        if suite == .eddsa, object["y"] != nil { throw IdentityProblem(.key, "an OKP key has no `y`") }
        var bytes: [UInt8] = []
        for name in coordinates { bytes += try Self.word(object, name) }
        key = try VerificationKey(suite: suite, rawRepresentation: bytes)
    }

    private static func suite(of object: JSONObject) throws(IdentityProblem) -> KeySuite {
        let type = object["kty"]?.stringValue
        let curve = object["crv"]?.stringValue
        guard let suite = KeySuite.allCases.first(where: { $0.keyType == type && $0.curve == curve }) else {
            throw IdentityProblem(.key, "`kty` and `crv` name no supported key (P-256, Ed25519, SM2)")
        }
        if let algorithm = object["alg"] {
            guard algorithm.stringValue == suite.rawValue else {
                throw IdentityProblem(.key, "`alg` of the key is not \(suite.rawValue)")
            }
        }
        return suite
    }

    private static func checkUse(of object: JSONObject, operations: Set<String>) throws(IdentityProblem) {
        if let use = object["use"], use.stringValue != "sig" {
            throw IdentityProblem(.key, "`use` of the key is not `sig`")
        }
        guard let listed = object["key_ops"] else { return }
        // RFC 7517, 4.3: no duplicates; unrelated operations together are a trap.
        let names = listed.arrayValue?.compactMap(\.stringValue) ?? []
        guard !names.isEmpty, names.count == listed.arrayValue?.count, Set(names).count == names.count,
            Set(names).isSubset(of: ["sign", "verify"]), !Set(names).isDisjoint(with: operations)
        else { throw IdentityProblem(.key, "`key_ops` does not allow this use of the key") }
    }

    private static func keyID(of object: JSONObject) throws(IdentityProblem) -> String? {
        guard let value = object["kid"] else { return nil }
        guard let text = value.stringValue, !text.isEmpty, text.utf8.count <= keyIDBytes else {
            throw IdentityProblem(.malformed, "`kid` must be a text of at most \(keyIDBytes) bytes")
        }
        return text
    }

    fileprivate static func word(_ object: JSONObject, _ name: String) throws(IdentityProblem) -> [UInt8] {
        guard let text = object[name]?.stringValue, let bytes = Base64URL.decode(text), bytes.count == 32 else {
            throw IdentityProblem(.key, "`\(name)` must be 32 bytes in base64url without padding")
        }
        return bytes
    }

    /// The key as JSON, with `alg`, `use` and, where known, `kid`.
    package var json: JSONValue {
        var object = key.essentialMembers
        object["alg"] = .string(key.suite.rawValue)
        object["use"] = "sig"
        object["kid"] = .optional(keyID)
        return .object(object)
    }
}

extension VerificationKey {
    /// The members that make the key, which are those the thumbprint covers.
    package var essentialMembers: JSONObject {
        let half = rawRepresentation.count == 64 ? 32 : rawRepresentation.count
        return [
            "crv": .string(suite.curve), "kty": .string(suite.keyType),
            "x": .string(Base64URL.encode(rawRepresentation.prefix(half))),
            "y": rawRepresentation.count == 64 ? .string(Base64URL.encode(rawRepresentation.suffix(32))) : nil,
        ]
    }

    /// The SHA-256 thumbprint of RFC 7638 in base64url.
    package var thumbprint: String {
        Base64URL.encode(Digest(of: CanonicalJSON.bytes(of: .object(essentialMembers))).bytes)
    }
}

extension SigningKey {
    /// Reads a private key; its public members must be the ones that belong to `d`.
    package init(privateJSONWebKey value: JSONValue) throws(IdentityProblem) {
        let stated = try JSONWebKey(publicPartOf: value, operations: ["sign"])
        guard let object = value.objectValue else { throw IdentityProblem(.malformed, "a key must be an object") }
        try self.init(suite: stated.key.suite, secretBytes: JSONWebKey.word(object, "d"))
        guard publicKey == stated.key else {
            throw IdentityProblem(.key, "the public members belong to another private key")
        }
    }
}
