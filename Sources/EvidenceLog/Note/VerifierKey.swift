import Crypto
import FoundationEssentials
import Primitives

/// A verifier key in its text form (C2SP signed-note, “Verifier keys”): Ed25519 for notes, or for timestamped cosignatures.
///
/// Keys of other algorithms are read as `other`, so that a list may name them; they verify nothing here.
public struct VerifierKey: NoteVerifier, Equatable {
    public enum Algorithm: Sendable, Equatable {
        /// Signature type 0x01.
        case ed25519
        /// Signature type 0x04 (C2SP tlog-cosignature, “Ed25519 signed message”).
        case cosignature
        case other(UInt8)

        var byte: UInt8 {
            switch self {
            case .ed25519: 0x01
            case .cosignature: 0x04
            case .other(let byte): byte
            }
        }

        init(_ byte: UInt8) {
            switch byte {
            case 0x01: self = .ed25519
            case 0x04: self = .cosignature
            default: self = .other(byte)
            }
        }
    }

    public let name: String
    public let keyID: UInt32
    public let algorithm: Algorithm
    /// The public key's encoding; 32 bytes for Ed25519 (RFC 8032).
    public let material: [UInt8]

    /// A key by its material; nil when the name may not be a key's name or the material has the wrong length.
    public init?(name: String, algorithm: Algorithm, material: [UInt8]) {
        guard NoteName.isValid(name), Self.isPossible(algorithm, material) else { return nil }
        self.name = name
        self.algorithm = algorithm
        self.material = material
        keyID = Self.keyID(name: name, type: algorithm.byte, material: material)
    }

    private static func isPossible(_ algorithm: Algorithm, _ material: [UInt8]) -> Bool {
        if case .other = algorithm { return !material.isEmpty }
        return material.count == 32
    }

    /// The first four bytes of SHA-256(name ‖ newline ‖ type ‖ material).
    public static func keyID(name: String, type: UInt8, material: [UInt8]) -> UInt32 {
        Primitives.Digest(of: Array(name.utf8) + [0x0A, type] + material).bytes[..<4].reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Bytes of the longest key text that is read: ML-DSA keys of 1,312 bytes fit.
    private static let longest = 4096

    /// Reads `name+hex+base64`.
    public init(reading text: String) throws(LogProblem) {
        let parts = text.utf8.split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
        guard text.utf8.count <= Self.longest, parts.count == 3, let name = String(parts[0]),
            let digits = String(parts[1]), digits.utf8.count == 8, let id = Hex.decode(digits),
            let encoded = String(parts[2]), let decoded = Base64.decode(encoded), let type = decoded.first,
            let key = VerifierKey(name: name, algorithm: Algorithm(type), material: Array(decoded.dropFirst()))
        else { throw .malformed("`\(text.prefix(80))` is not a verifier key", "`\(text.prefix(80))` 不是验证公钥") }
        // Types with an algorithm of their own for key IDs are not read here.
        guard key.keyID == id.reduce(0, { $0 << 8 | UInt32($1) }) else {
            throw .malformed("the ID in verifier key `\(name)` is not that of the key", "验证公钥 `\(name)` 的编号与公钥不符")
        }
        self = key
    }

    /// The text form.
    public var text: String {
        "\(name)+\(Hex.encode(keyID.bigEndianBytes))+\(Base64.encode([algorithm.byte] + material))"
    }

    public func isValid(_ signature: [UInt8], over text: [UInt8]) -> Bool {
        switch algorithm {
        case .ed25519: verifies(signature, text)
        case .cosignature: Cosignature(signature).map { verifies($0.signature, $0.message(for: text)) } ?? false
        case .other: false
        }
    }

    private func verifies(_ signature: [UInt8], _ message: [UInt8]) -> Bool {
        guard signature.count == 64, let key = try? Curve25519.Signing.PublicKey(rawRepresentation: material) else {
            return false
        }
        return key.isValidSignature(signature, for: message)
    }
}

/// A timestamped Ed25519 cosignature: eight bytes of POSIX time, and the signature (C2SP tlog-cosignature).
public struct Cosignature: Sendable, Equatable {
    /// Seconds since 1970.
    public let time: Int64
    public let signature: [UInt8]

    init(time: Int64, signature: [UInt8]) {
        self.time = time
        self.signature = signature
    }

    /// Reads what follows the key ID in a signature line; nil for another length or a time beyond 2^63 - 1.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 72, bytes[0] < 0x80 else { return nil }
        time = bytes[..<8].reduce(0) { $0 << 8 | Int64($1) }
        signature = Array(bytes[8...])
    }

    /// What is signed: two header lines, and the text of the checkpoint.
    func message(for text: [UInt8]) -> [UInt8] { Self.message(time: time, text) }

    static func message(time: Int64, _ text: [UInt8]) -> [UInt8] { Array("cosignature/v1\ntime \(time)\n".utf8) + text }
}

/// Cosigns checkpoints of others.
public protocol CheckpointCosigner: Sendable {
    var key: VerifierKey { get }
    /// Cosigns a checkpoint's text as of `time`, in seconds since 1970, which must not be zero.
    func cosign(_ text: [UInt8], time: Int64) throws -> NoteSignature
}

/// A signing key that somebody else holds: this type knows its public part and asks for signatures.
public struct HeldNoteKey: NoteSigner, CheckpointCosigner {
    public let key: VerifierKey
    private let signature: @Sendable ([UInt8]) throws -> [UInt8]

    public var verifier: any NoteVerifier { key }

    /// `signature` makes the 64-byte Ed25519 signature over a message.
    public init(_ key: VerifierKey, signature: @escaping @Sendable ([UInt8]) throws -> [UInt8]) {
        self.key = key
        self.signature = signature
    }

    public func sign(_ text: [UInt8]) throws -> NoteSignature {
        NoteSignature(name: key.name, keyID: key.keyID, bytes: try signature(text))
    }

    public func cosign(_ text: [UInt8], time: Int64) throws -> NoteSignature {
        let signed = try signature(Cosignature.message(time: time, text))
        return NoteSignature(name: key.name, keyID: key.keyID, bytes: time.bigEndianBytes + signed)
    }
}

/// An Ed25519 key that signs notes, and checkpoints of others as a witness.
public struct Ed25519NoteKey: NoteSigner, CheckpointCosigner {
    /// The key that checks what this one signs.
    public let key: VerifierKey
    private let seed: [UInt8]

    public var verifier: any NoteVerifier { key }

    /// The key with this 32-byte seed (RFC 8032); nil for another length or an impossible name.
    public init?(name: String, seed: [UInt8], algorithm: VerifierKey.Algorithm = .ed25519) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed),
            let public_ = VerifierKey(
                name: name,
                algorithm: algorithm,
                material: Array(key.publicKey.rawRepresentation)
            )
        else { return nil }
        self.seed = seed
        self.key = public_
    }

    public func sign(_ text: [UInt8]) throws -> NoteSignature {
        let key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        return NoteSignature(name: self.key.name, keyID: self.key.keyID, bytes: Array(try key.signature(for: text)))
    }

    /// Cosigns a checkpoint's text as of `time`, in seconds since 1970, which must not be zero.
    public func cosign(_ text: [UInt8], time: Int64) throws -> NoteSignature {
        let key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        let signature = try key.signature(for: Cosignature.message(time: time, text))
        return NoteSignature(name: self.key.name, keyID: self.key.keyID, bytes: time.bigEndianBytes + Array(signature))
    }
}
