import Crypto
import Primitives

/// How secrets are sealed at rest.
package enum SealingScheme: String, Sendable, CaseIterable {
    /// AES-256 in Galois/counter mode (NIST SP 800-38D), the default.
    case aes256GCM = "AES-256-GCM"
    /// SM4 in counter mode (GB/T 32907), then HMAC-SM3 over all of it: encrypt, then authenticate.
    case sm4HMAC = "SM4-CTR-HMAC-SM3"

    fileprivate var code: UInt8 {
        switch self {
        case .aes256GCM: 1
        case .sm4HMAC: 2
        }
    }

    package var nonceBytes: Int {
        switch self {
        case .aes256GCM: 12
        case .sm4HMAC: 16
        }
    }

    fileprivate var tagBytes: Int {
        switch self {
        case .aes256GCM: 16
        case .sm4HMAC: 32
        }
    }

    /// Bytes that sealing adds to a secret: the form's head, the nonce and the tag.
    package var overheadBytes: Int { SealedSecret.headBytes + nonceBytes + tagBytes }
}

/// A secret as it stands in the database: sealed under the key-encryption key, and bound to the place it stands in.
///
/// Form, version 1: `SLS` and the version byte, one byte of scheme, 8 bytes naming the key-encryption key, the nonce, the ciphertext,
/// the tag. Everything before the ciphertext and the context are authenticated; moved to another row, it does not open.
package struct SealedSecret: Sendable, Equatable {
    /// Bytes of one secret: keys and headers stay far below, messages and answers have at most a MiB and its escapes.
    package static let largestSecret = 2 << 20
    private static let magic: [UInt8] = [0x53, 0x4C, 0x53, 0x01]
    /// Bytes before the nonce: magic, scheme, and the name of the key.
    fileprivate static let headBytes = magic.count + 1 + KeyEncryptionKey.nameBytes

    package let bytes: [UInt8]

    /// Takes what storage holds; `open` checks it.
    package init(bytes: [UInt8]) { self.bytes = bytes }

    /// The name of the key-encryption key that sealed it, or nil for bytes of another form.
    package var keyName: String? {
        let end = Self.magic.count + 1 + KeyEncryptionKey.nameBytes
        guard bytes.starts(with: Self.magic), bytes.count >= end else { return nil }
        return Hex.encode(bytes[(Self.magic.count + 1)..<end])
    }

    package var scheme: SealingScheme? {
        guard bytes.starts(with: Self.magic), bytes.count > Self.magic.count else { return nil }
        return SealingScheme.allCases.first { $0.code == bytes[Self.magic.count] }
    }

    /// Seals a secret for one place.
    ///
    /// The context says what it is and where it stands, for instance `keys/urn:uuid:…`; opening asks for the same. The nonce
    /// is derived from key, context and secret (as in RFC 5297): sealing is a pure function, no generator can fail it, and equal bytes
    /// tell only that the same secret was sealed twice in the same place.
    package static func seal(
        _ secret: [UInt8],
        context: String,
        under key: KeyEncryptionKey,
        scheme: SealingScheme
    ) throws(IdentityProblem) -> SealedSecret {
        guard secret.count <= largestSecret else {
            throw IdentityProblem(.tooLarge, "a secret has at most \(largestSecret) bytes")
        }
        let nonce = key.nonce(of: scheme.nonceBytes, for: secret, context, scheme.rawValue)
        let head = magic + [scheme.code] + (Hex.decode(key.name) ?? []) + nonce
        let box = Box(key: key, scheme: scheme, nonce: nonce, associated: associated(head, context))
        return SealedSecret(bytes: head + (try box.seal(secret)))
    }

    /// The secret.
    ///
    /// - Throws: `IdentityProblem` with reason `sealed`: another key, another place, changed bytes, or another form.
    package func open(context: String, under key: KeyEncryptionKey) throws(IdentityProblem) -> [UInt8] {
        guard let scheme, let keyName else { throw IdentityProblem(.sealed, "not a sealed secret of version 1") }
        guard keyName == key.name else {
            throw IdentityProblem(.sealed, "sealed under key \(keyName), the configured key is \(key.name)")
        }
        let headBytes = Self.magic.count + 1 + KeyEncryptionKey.nameBytes + scheme.nonceBytes
        guard bytes.count >= headBytes + scheme.tagBytes else {
            throw IdentityProblem(.sealed, "the sealed secret is cut off")
        }
        let head = Array(bytes.prefix(headBytes))
        let box = Box(
            key: key,
            scheme: scheme,
            nonce: Array(head.suffix(scheme.nonceBytes)),
            associated: Self.associated(head, context)
        )
        return try box.open(Array(bytes.dropFirst(headBytes)))
    }

    /// The length stands first, so that head and context cannot trade bytes.
    private static func associated(_ head: [UInt8], _ context: String) -> [UInt8] {
        [UInt8(truncatingIfNeeded: head.count)] + head + Array(context.utf8)
    }

    /// One sealing operation with everything it depends on.
    private struct Box {
        let key: KeyEncryptionKey
        let scheme: SealingScheme
        let nonce: [UInt8]
        let associated: [UInt8]

        func seal(_ secret: [UInt8]) throws(IdentityProblem) -> [UInt8] {
            switch scheme {
            case .aes256GCM:
                do {
                    let box = try AES.GCM.seal(
                        secret,
                        using: key.aesKey,
                        nonce: AES.GCM.Nonce(data: nonce),
                        authenticating: associated
                    )
                    return Array(box.ciphertext) + Array(box.tag)
                } catch { throw IdentityProblem(.library, "AES-GCM did not seal") }
            case .sm4HMAC:
                let keys = try nationalKeys()
                let ciphertext = try SM4.counterMode(secret, key: keys.cipher, counter: nonce)
                return ciphertext + (try SM3.hmac(authenticated(ciphertext), key: keys.tag))
            }
        }

        func open(_ sealed: [UInt8]) throws(IdentityProblem) -> [UInt8] {
            let ciphertext = Array(sealed.dropLast(scheme.tagBytes))
            let tag = Array(sealed.suffix(scheme.tagBytes))
            switch scheme {
            case .aes256GCM:
                do {
                    let box = try AES.GCM.SealedBox(
                        nonce: AES.GCM.Nonce(data: nonce),
                        ciphertext: ciphertext,
                        tag: tag
                    )
                    return Array(try AES.GCM.open(box, using: key.aesKey, authenticating: associated))
                } catch { throw Self.closed }
            case .sm4HMAC:
                let keys = try nationalKeys()
                guard ConstantTime.equal(tag, try SM3.hmac(authenticated(ciphertext), key: keys.tag)) else {
                    throw Self.closed
                }
                return try SM4.counterMode(ciphertext, key: keys.cipher, counter: nonce)
            }
        }

        private static let closed = IdentityProblem(
            .sealed,
            "the sealed secret does not open: it was changed, or stands in another place than it was sealed for"
        )

        /// The tag covers the length of what is associated, then that, then the ciphertext.
        private func authenticated(_ ciphertext: [UInt8]) -> [UInt8] {
            let length = UInt64(associated.count)
            let prefix = (0..<8).map { UInt8(truncatingIfNeeded: length >> UInt64(56 - 8 * $0)) }
            return prefix + associated + ciphertext
        }

        /// HKDF-Expand (RFC 5869, 2.3) over HMAC-SM3: 16 bytes for SM4, 32 for the tag.
        private func nationalKeys() throws(IdentityProblem) -> (cipher: [UInt8], tag: [UInt8]) {
            let info = Array("sluice sealed secret 1 SM4-CTR-HMAC-SM3".utf8)
            let first = try SM3.hmac(info + [1], key: key.secret)
            let second = try SM3.hmac(first + info + [2], key: key.secret)
            return (Array(first.prefix(SM4.keyBytes)), second)
        }
    }
}

/// Comparison that takes the same time wherever two byte strings differ.
package enum ConstantTime {
    package static func equal(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard one.count == other.count else { return false }
        var difference: UInt8 = 0
        for (left, right) in zip(one, other) { difference |= left ^ right }
        return difference == 0
    }
}
