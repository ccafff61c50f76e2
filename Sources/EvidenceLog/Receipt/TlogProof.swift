public import Primitives

/// An offline proof that an entry is in a log (C2SP tlog-proof); files end in `.tlog-proof`.
public struct TlogProof: Sendable, Equatable {
    public static let header = "c2sp.org/tlog-proof@v1"
    /// Bytes of the longest proof file that is read: the largest extra data and note fit.
    public static let longest = 1 << 20

    /// Opaque data that the proof does not authenticate; ours holds the entry, and its record with the salt.
    public let extra: [UInt8]?
    public let index: Int
    public let path: [Digest]
    public let checkpoint: SignedCheckpoint

    public init(extra: [UInt8]?, index: Int, path: [Digest], checkpoint: SignedCheckpoint) {
        self.extra = extra
        self.index = index
        self.path = path
        self.checkpoint = checkpoint
    }

    public var bytes: [UInt8] {
        var lines = [Self.header]
        if let extra { lines.append("extra " + Base64.encode(extra)) }
        lines.append("index \(index)")
        lines += path.map { Base64.encode($0.bytes) }
        return Array((lines.joined(separator: "\n") + "\n\n").utf8) + checkpoint.bytes
    }

    /// Reads a proof file; nothing is verified.
    public init(reading bytes: [UInt8]) throws(LogProblem) {
        guard bytes.count <= Self.longest, let text = String(validating: bytes, as: UTF8.self) else {
            throw Self.broken("is too long or not UTF-8", "过长或不是 UTF-8")
        }
        var rest = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)[...]
        guard rest.popFirst().map({ Array($0) == Array(Self.header.utf8) }) == true else {
            throw Self.broken("does not begin with `\(Self.header)`", "首行不是 `\(Self.header)`")
        }
        var line = rest.popFirst().map { String(decoding: $0, as: UTF8.self) } ?? ""
        extra = try Self.extra(line)
        if extra != nil { line = rest.popFirst().map { String(decoding: $0, as: UTF8.self) } ?? "" }
        guard line.hasPrefix("index "), let index = Decimal.read(line.dropFirst(6)) else {
            throw Self.broken("has no valid index", "序号无效")
        }
        self.index = index
        var path: [Digest] = []
        while let next = rest.popFirst(), !next.isEmpty {
            guard path.count < MerkleProof.longest,
                let hash = String(next).flatMap({ Base64.decode($0) }).flatMap({ Digest(bytes: $0) })
            else { throw Self.broken("has a line that is no hash, or too many", "含无效或过多的哈希行") }
            path.append(hash)
        }
        self.path = path
        checkpoint = try SignedCheckpoint(reading: Array(rest.joined(separator: [0x0A])))
    }

    private static func extra(_ line: String) throws(LogProblem) -> [UInt8]? {
        guard line.hasPrefix("extra ") else { return nil }
        guard let bytes = Base64.decode(String(line.dropFirst(6))) else {
            throw broken("has extra data that is not Base 64", "附加数据不是 Base64")
        }
        return bytes
    }

    private static func broken(_ en: String, _ zh: String) -> LogProblem { .malformed("the proof \(en)", "证明文件\(zh)") }

    /// Checks that the log signed the checkpoint, and that the entry is in its tree.
    public func verify(entry: [UInt8], log keys: [any NoteVerifier]) throws(LogProblem) {
        try checkpoint.verify(log: keys)
        let head = checkpoint.checkpoint
        let leaf = MerkleHash.leaf(entry)
        guard MerkleProof.includes(leaf, at: index, size: head.size, root: head.root, proof: path) else {
            throw LogProblem(
                .proof,
                "the entry is not at \(index) of the tree that was signed",
                "该条目不在已签名日志的第 \(index) 位"
            )
        }
    }
}
