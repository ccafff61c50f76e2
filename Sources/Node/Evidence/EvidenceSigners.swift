package import EvidenceLog
package import Identity
import Primitives

/// The keys that sign checkpoints under every epoch's name: Ed25519 for everybody, and SM2 beside it where it is asked for.
///
/// They are looked up at each use, so that a rotated key signs no more from that moment on.
package struct EvidenceSigners: Sendable {
    /// A key by its public part, and the way to its signatures.
    private struct Key: Sendable {
        let material: [UInt8]
        let sign: @Sendable ([UInt8]) throws -> [UInt8]
    }

    private let mainKey: @Sendable () throws -> Key
    private let witnessKey: @Sendable () throws -> Key
    private let nationalKey: @Sendable () throws -> (key: VerificationKey, sign: @Sendable ([UInt8]) throws -> [UInt8])?
    /// Public keys that signed before a rotation, with what became of them.
    private let endedKeys: @Sendable () -> [(material: [UInt8], isRevoked: Bool)]

    /// The node's own keys, sealed at rest; makes those that are missing.
    package init(_ keys: Keys, withSM2: Bool) async throws {
        try await keys.ensure(.evidence, .eddsa)
        try await keys.ensure(.witness, .eddsa)
        if withSM2 { try await keys.ensure(.evidence, .sm2) }
        mainKey = { try Self.key(keys, .evidence) }
        witnessKey = { try Self.key(keys, .witness) }
        endedKeys = {
            keys.all.filter { $0.purpose == .evidence && $0.suite == .eddsa && $0.state != .active }
                .map { ($0.publicKey.rawRepresentation, $0.state == .revoked) }
        }
        nationalKey = {
            guard withSM2 else { return nil }
            let signer = try keys.signer(.evidence, suite: .sm2)
            return (signer.key.publicKey, { try signer.sign($0) })
        }
    }

    private static func key(_ keys: Keys, _ purpose: NodeKey.Purpose) throws -> Key {
        let signer = try keys.signer(purpose, suite: .eddsa)
        return Key(material: signer.key.publicKey.rawRepresentation) { try signer.sign($0) }
    }

    /// A key made of 32 bytes, for tests and measurements.
    package init(seed: [UInt8]) throws {
        let second = Digest(of: Array("witness".utf8) + seed).bytes
        guard let key = Ed25519NoteKey(name: "seed", seed: seed),
            let other = Ed25519NoteKey(name: "seed", seed: second)
        else { throw LogProblem(.malformed, "a seed has 32 bytes", "种子须为 32 字节") }
        mainKey = { Key(material: key.key.material) { try key.sign($0).bytes } }
        witnessKey = { Key(material: other.key.material) { try other.sign($0).bytes } }
        nationalKey = { nil }
        endedKeys = { [] }
    }

    func main(_ origin: String) throws -> HeldNoteKey {
        let key = try mainKey()
        return HeldNoteKey(try Self.named(origin, .ed25519, key.material), signature: key.sign)
    }

    /// The key with which this node cosigns others' checkpoints: another one, so that no signature fits two purposes.
    package func cosigner(_ name: String) throws -> HeldNoteKey {
        let key = try witnessKey()
        return HeldNoteKey(try Self.named(name, .cosignature, key.material), signature: key.sign)
    }

    /// All that sign a checkpoint of this log.
    func all(_ origin: String) throws -> [any NoteSigner] {
        var signers: [any NoteSigner] = [try main(origin)]
        if let national = try nationalKey() {
            signers.append(SM2NoteSigner(SM2NoteKey(name: origin, key: national.key), sign: national.sign))
        }
        return signers
    }

    /// Keys of this log that sign no more: what they signed stays ours, also where nobody else shall believe it any longer.
    func former(_ origin: String) throws -> [VerifierKey] {
        try endedKeys().map { try Self.named(origin, .ed25519, $0.material) }
    }

    /// The keys of this log that were rotated, and those that were revoked.
    func ended(_ origin: String) throws -> (rotated: [VerifierKey], revoked: [VerifierKey]) {
        let keys = endedKeys()
        return (
            try keys.filter { !$0.isRevoked }.map { try Self.named(origin, .ed25519, $0.material) },
            try keys.filter(\.isRevoked).map { try Self.named(origin, .ed25519, $0.material) }
        )
    }

    private static func named(
        _ name: String,
        _ algorithm: VerifierKey.Algorithm,
        _ material: [UInt8]
    ) throws -> VerifierKey {
        guard let key = VerifierKey(name: name, algorithm: algorithm, material: material) else {
            throw LogProblem(.malformed, "`\(name)` cannot be a log's name", "`\(name)` 不能作为日志名称")
        }
        return key
    }
}

/// An SM2 key with SM3 as a key of notes: a second signature line that verifiers who do not know it ignore.
///
/// C2SP signed-note reserves type 0xff for algorithms without a byte of their own and asks for a longer identifier behind it;
/// ours is `sluice/sm2-sm3/v1`. The material is that identifier, a zero byte, and the point `x ‖ y`.
package struct SM2NoteKey: NoteVerifier {
    private static let type: UInt8 = 0xFF
    private static let identifier = Array("sluice/sm2-sm3/v1".utf8) + [0x00]

    package let name: String
    private let key: VerificationKey

    package init(name: String, key: VerificationKey) {
        self.name = name
        self.key = key
    }

    private var material: [UInt8] { Self.identifier + key.rawRepresentation }

    package var keyID: UInt32 { VerifierKey.keyID(name: name, type: Self.type, material: material) }

    /// The text form of the verifier key.
    package var text: String {
        VerifierKey(name: name, algorithm: .other(Self.type), material: material)?.text ?? ""
    }

    /// The SM2 key in a verifier key's text; nil when it is of another algorithm or no point on the curve.
    package init?(_ key: VerifierKey) {
        guard key.algorithm == .other(Self.type), key.material.starts(with: Self.identifier),
            let point = try? VerificationKey(
                suite: .sm2,
                rawRepresentation: Array(key.material.dropFirst(Self.identifier.count))
            )
        else { return nil }
        self.init(name: key.name, key: point)
    }

    package func isValid(_ signature: [UInt8], over text: [UInt8]) -> Bool {
        key.isValidSignature(signature, for: text)
    }
}

/// Signs notes with SM2.
struct SM2NoteSigner: NoteSigner {
    private let key: SM2NoteKey
    private let signature: @Sendable ([UInt8]) throws -> [UInt8]

    var verifier: any NoteVerifier { key }

    init(_ key: SM2NoteKey, sign: @escaping @Sendable ([UInt8]) throws -> [UInt8]) {
        self.key = key
        signature = sign
    }

    func sign(_ text: [UInt8]) throws -> NoteSignature {
        NoteSignature(name: key.name, keyID: key.keyID, bytes: try signature(text))
    }
}
