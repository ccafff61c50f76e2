public import Primitives

/// A log's tree head as its note says it (C2SP tlog-checkpoint).
public struct Checkpoint: Sendable, Equatable {
    public let origin: String
    public let size: Int
    public let root: Digest
    /// Opaque lines after the root; ours has none.
    public let extensions: [String]

    public init(origin: String, size: Int, root: Digest, extensions: [String] = []) {
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// The note's text.
    public var text: [UInt8] {
        Array(([origin, "\(size)", Base64.encode(root.bytes)] + extensions).map { $0 + "\n" }.joined().utf8)
    }

    /// Reads a note's text: three lines at least, none of them empty.
    public init(reading text: [UInt8]) throws(LogProblem) {
        guard let lines = text.terminatedLines()?.map({ String(validating: $0, as: UTF8.self) ?? "" }),
            lines.count >= 3,
            lines.allSatisfy({ !$0.isEmpty })
        else { throw Self.broken("has fewer than three lines, or an empty one", "不足三行或有空行") }
        guard let size = Decimal.read(lines[1]) else { throw Self.broken("has no valid tree size", "树大小无效") }
        guard let root = Base64.decode(lines[2]).flatMap({ Digest(bytes: $0) }) else {
            throw Self.broken("has no valid root hash", "根哈希无效")
        }
        self.init(origin: lines[0], size: size, root: root, extensions: Array(lines[3...]))
    }

    private static func broken(_ en: String, _ zh: String) -> LogProblem {
        .malformed("the checkpoint \(en)", "检查点\(zh)")
    }
}

/// A checkpoint with the signatures it came with.
public struct SignedCheckpoint: Sendable, Equatable {
    public let checkpoint: Checkpoint
    public var note: SignedNote

    /// Reads a signed checkpoint; nothing is verified.
    public init(reading bytes: [UInt8]) throws(LogProblem) {
        note = try SignedNote(reading: bytes)
        checkpoint = try Checkpoint(reading: note.text)
    }

    /// Signs a checkpoint; the caller has made sure that it extends the last one signed.
    public init(_ checkpoint: Checkpoint, signers: [any NoteSigner]) throws {
        self.checkpoint = checkpoint
        let text = checkpoint.text
        note = SignedNote(text: text, signatures: try signers.map { try $0.sign(text) })
    }

    public var bytes: [UInt8] { note.bytes }

    /// Checks that one of these keys signed as the log, and that each of them that signed did so rightly.
    public func verify(log keys: [any NoteVerifier]) throws(LogProblem) {
        guard try !note.verifiedKeys(among: keys).isEmpty else {
            throw LogProblem(
                .signature,
                "no key of the log signed the checkpoint of `\(checkpoint.origin)`",
                "检查点 `\(checkpoint.origin)` 没有该日志密钥的签名"
            )
        }
    }

    /// Times at which keys cosigned, by the key's text, in seconds since 1970; only of signatures that verify.
    public func cosignatures(of keys: [VerifierKey]) throws(LogProblem) -> [String: Int64] {
        var times: [String: Int64] = [:]
        for key in keys where key.algorithm == .cosignature {
            guard try !note.verifiedKeys(among: [key]).isEmpty else { continue }
            let line = note.signatures.first { $0.keyID == key.keyID && NoteName.same($0.name, key.name) }
            times[key.text] = line.flatMap { Cosignature($0.bytes)?.time }
        }
        return times
    }
}
