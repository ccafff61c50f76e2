import Crypto

/// A public key that was checked: right length, a point on its curve, and bound to one suite.
package struct VerificationKey: Hashable, Sendable, CustomStringConvertible {
    package let suite: KeySuite
    /// `x ‖ y` (ES256, SM2: 64 bytes) or the Ed25519 public key (32 bytes).
    package let rawRepresentation: [UInt8]
    private let parsed: Parsed

    /// The library's form, made once: parsing a point costs a good part of a verification.
    private enum Parsed: Sendable {
        case es256(P256.Signing.PublicKey)
        case eddsa(Curve25519.Signing.PublicKey)
        case sm2
    }

    /// Checks a public key.
    ///
    /// - Throws: `IdentityProblem` with reason `key` for a wrong length or what is no point on the curve.
    package init(suite: KeySuite, rawRepresentation: [UInt8]) throws(IdentityProblem) {
        guard rawRepresentation.count == suite.publicKeyBytes else {
            throw IdentityProblem(.key, "a public key of \(suite.rawValue) has \(suite.publicKeyBytes) bytes")
        }
        self.suite = suite
        self.rawRepresentation = rawRepresentation
        parsed = try Self.parse(suite, rawRepresentation)
    }

    private static func parse(_ suite: KeySuite, _ bytes: [UInt8]) throws(IdentityProblem) -> Parsed {
        do {
            switch suite {
            case .es256: return .es256(try P256.Signing.PublicKey(rawRepresentation: bytes))
            case .eddsa:
                guard !Ed25519SmallOrder.contains(bytes) else {
                    throw IdentityProblem(.key, "an Ed25519 key of small order verifies nothing")
                }
                return .eddsa(try Curve25519.Signing.PublicKey(rawRepresentation: bytes))
            case .sm2:
                try SM2.checkPublicKey(bytes)
                return .sm2
            }
        } catch let problem as IdentityProblem {
            throw problem
        } catch {
            throw IdentityProblem(.key, "not a key on curve \(suite.curve)")
        }
    }

    /// Whether the 64-byte signature is this key's over the message.
    package func isValidSignature(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        guard signature.count == KeySuite.signatureBytes else { return false }
        switch parsed {
        case .es256(let key):
            guard let parsed = try? P256.Signing.ECDSASignature(rawRepresentation: signature) else { return false }
            return key.isValidSignature(parsed, for: message)
        case .eddsa(let key): return key.isValidSignature(signature, for: message)
        case .sm2: return (try? SM2.isValid(signature, for: message, by: rawRepresentation)) ?? false
        }
    }

    package static func == (one: Self, other: Self) -> Bool {
        one.suite == other.suite && one.rawRepresentation == other.rawRepresentation
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(suite)
        hasher.combine(rawRepresentation)
    }

    package var description: String { "\(suite.rawValue) \(thumbprint)" }
}

/// The points of order 1, 2, 4 and 8 on edwards25519, in every encoding (RFC 8032, 5.1.7 leaves them to the verifier).
///
/// With such a key one signature holds for many messages, so nobody honest has one.
private enum Ed25519SmallOrder {
    /// The encodings of `y` with the sign bit cleared, least significant byte first.
    private static let encodings: Set<[UInt8]> = [
        word(0x00), word(0x01), word(0xEC), word(0xED), word(0xEE), orderEight(0), orderEight(1),
    ]

    static func contains(_ key: [UInt8]) -> Bool {
        guard var last = key.last else { return false }
        last &= 0x7F
        return encodings.contains(key.dropLast() + [last])
    }

    /// 0, 1, and p − 1, p, p + 1 (p = 2^255 − 19), by their first byte.
    private static func word(_ first: UInt8) -> [UInt8] {
        first < 2
            ? [first] + [UInt8](repeating: 0, count: 31) : [first] + [UInt8](repeating: 0xFF, count: 30) + [0x7F]
    }

    private static func orderEight(_ index: Int) -> [UInt8] {
        index == 0
            ? [
                0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67, 0x0F,
                0x2A, 0x20, 0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC, 0x03, 0x7A,
            ]
            : [
                0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98, 0xF0,
                0xD5, 0xDF, 0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53, 0xFC, 0x05,
            ]
    }
}
