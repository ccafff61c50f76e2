public import Primitives

/// The body of an `add-checkpoint` request (C2SP tlog-witness).
public struct AddCheckpoint: Sendable, Equatable {
    /// Bytes of the longest request that is read.
    public static let longest = SignedNote.longest + 64 * 64

    public let oldSize: Int
    public let proof: [Digest]
    public let checkpoint: SignedCheckpoint

    public init(oldSize: Int, proof: [Digest], checkpoint: SignedCheckpoint) {
        self.oldSize = oldSize
        self.proof = proof
        self.checkpoint = checkpoint
    }

    public var bytes: [UInt8] {
        Array((["old \(oldSize)"] + proof.map { Base64.encode($0.bytes) } + [""]).map { $0 + "\n" }.joined().utf8)
            + checkpoint.bytes
    }

    /// Reads a request body; nothing is verified.
    public init(reading bytes: [UInt8]) throws(LogProblem) {
        guard bytes.count <= Self.longest, String(validating: bytes, as: UTF8.self) != nil else {
            throw Self.broken("is too long or not UTF-8", "过长或不是 UTF-8")
        }
        var rest = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)[...]
        let first = rest.popFirst().map { String(decoding: $0, as: UTF8.self) } ?? ""
        guard first.hasPrefix("old "), let oldSize = Decimal.read(first.dropFirst(4)) else {
            throw Self.broken("has no valid old size", "旧大小无效")
        }
        self.oldSize = oldSize
        var proof: [Digest] = []
        var isSeparated = false
        while let line = rest.popFirst() {
            if line.isEmpty {
                isSeparated = true
                break
            }
            guard proof.count < MerkleProof.longest,
                let hash = Base64.decode(String(decoding: line, as: UTF8.self)).flatMap({ Digest(bytes: $0) })
            else { throw Self.broken("has a proof line that is no hash, or too many", "含无效或过多的证明行") }
            proof.append(hash)
        }
        guard isSeparated else { throw Self.broken("has no checkpoint", "缺少检查点") }
        self.proof = proof
        checkpoint = try SignedCheckpoint(reading: Array(rest.joined(separator: [0x0A])))
    }

    private static func broken(_ en: String, _ zh: String) -> LogProblem { .malformed("the request \(en)", "请求\(zh)") }
}

/// What a witness decides of a request; the order of checks and the codes are those of C2SP tlog-witness.
public enum WitnessVerdict: Sendable, Equatable {
    /// 200: record this size and root, and only then answer with a cosignature over the checkpoint's text.
    case cosign
    /// 400
    case malformed
    /// 403
    case unsigned
    /// 404
    case unknownOrigin
    /// 409, with the size of the latest tree that was cosigned.
    case conflict(size: Int)
    /// 422
    case inconsistent

    public var status: Int {
        switch self {
        case .cosign: 200
        case .malformed: 400
        case .unsigned: 403
        case .unknownOrigin: 404
        case .conflict: 409
        case .inconsistent: 422
        }
    }
}

/// The rules of a witness over one log's latest cosigned tree.
public enum Witness {
    /// Judges a request; the caller reads `latest` and records the new tree in one transaction.
    ///
    /// `keys` are the keys trusted for the request's origin; none when the origin is unknown.
    public static func judge(
        _ request: AddCheckpoint,
        keys: [any NoteVerifier],
        latest: (size: Int, root: Digest)?
    ) -> WitnessVerdict {
        guard !keys.isEmpty else { return .unknownOrigin }
        guard (try? request.checkpoint.verify(log: keys)) != nil else { return .unsigned }
        let new = request.checkpoint.checkpoint
        guard request.oldSize <= new.size else { return .malformed }
        let known = latest ?? (0, MerkleHash.empty)
        guard request.oldSize == known.size else { return .conflict(size: known.size) }
        if new.size == 0, new.root != MerkleHash.empty { return .inconsistent }
        let extends = MerkleProof.extends(known.size, known.root, to: new.size, new.root, proof: request.proof)
        return extends ? .cosign : .inconsistent
    }
}
