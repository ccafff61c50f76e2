import Crypto
import Primitives

/// The key that seals every other secret of a node: 32 random bytes kept outside the data directory.
package struct KeyEncryptionKey: Sendable, CustomStringConvertible, CustomReflectable {
    package static let bytes = 32
    /// Bytes of the name by which a sealed secret says what sealed it.
    static let nameBytes = 8

    let secret: [UInt8]
    /// The key of AES-256-GCM, derived once.
    let aesKey: SymmetricKey
    private let nonceKey: SymmetricKey
    /// Tells keys apart without telling anything about them.
    package let name: String

    /// Takes the key's bytes.
    ///
    /// - Throws: `IdentityProblem` with reason `key` for another length, or for bytes that are no random draw.
    package init(_ secret: [UInt8]) throws(IdentityProblem) {
        guard secret.count == Self.bytes else {
            throw IdentityProblem(.key, "a key-encryption key has \(Self.bytes) bytes")
        }
        // Thirty-two random bytes hold fewer than 12 different values once in 10^25 draws.
        guard Set(secret).count >= 12 else {
            throw IdentityProblem(.key, "a key-encryption key must be random bytes")
        }
        self.secret = secret
        aesKey = Self.derive(secret, "sluice sealed secret 1 AES-256-GCM")
        nonceKey = Self.derive(secret, "sluice sealed secret 1 nonce")
        name = Hex.encode(
            Digest(of: Array("sluice key-encryption key name".utf8) + secret).bytes.prefix(Self.nameBytes)
        )
    }

    /// HKDF-Expand (RFC 5869, 2.3): the secret is a uniform key already.
    private static func derive(_ secret: [UInt8], _ purpose: String) -> SymmetricKey {
        HKDF<SHA256>.expand(
            pseudoRandomKey: SymmetricKey(data: secret),
            info: Array(purpose.utf8),
            outputByteCount: 32
        )
    }

    /// A nonce that differs for every secret, context and scheme.
    func nonce(of count: Int, for secret: [UInt8], _ context: String, _ scheme: String) -> [UInt8] {
        var hmac = HMAC<SHA256>(key: nonceKey)
        for part in [Array(scheme.utf8), Array(context.utf8)] {
            hmac.update(data: Array("\(part.count):".utf8) + part)
        }
        hmac.update(data: secret)
        return Array(hmac.finalize().prefix(count))
    }

    /// Reads a key file: 64 hexadecimal digits and perhaps a line end, or 32 raw bytes.
    package init(file contents: [UInt8]) throws(IdentityProblem) {
        if contents.count == Self.bytes {
            try self.init(contents)
        } else {
            let text = String(decoding: contents, as: UTF8.self).split(whereSeparator: \.isWhitespace)
            guard text.count == 1, let secret = Hex.decode(text[0].lowercased()) else {
                throw IdentityProblem(.key, "a key file holds 64 hexadecimal digits or 32 bytes")
            }
            try self.init(secret)
        }
    }

    package var description: String { "key-encryption key \(name)" }
    package var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}
