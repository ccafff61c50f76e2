/// The one writer of a log's files.
///
/// A tree head is signed only after its tiles are durable, were read back, and were proven to extend the last signed head;
/// it is published only after it is durable itself. After an error the writer MUST be opened anew: only the files say how
/// far it came. Opening is safe after a crash between any two calls.
public struct LogWriter {
    private let place: LogPlace
    private let origin: String
    private let signers: [any NoteSigner]
    private var appender: TreeAppender
    /// The last signed head.
    public private(set) var head: SignedCheckpoint

    /// Opens a log, or begins it with the checkpoint of the empty tree.
    ///
    /// `witnesses` are further heads that this log is known to have signed, for instance kept in the database or cosigned by
    /// others. All heads must be prefixes of the largest; files that do not reach it, or contradict it, are an error that
    /// `LogRebuild` can mend where the entries are known.
    public init(
        _ place: LogPlace,
        origin: String,
        signers: [any NoteSigner],
        former: [any NoteVerifier] = [],
        known heads: [SignedCheckpoint] = []
    ) throws {
        self.place = place
        self.origin = origin
        self.signers = signers
        try place.prepare()
        let signed = try place.signedHeads(origin, keys: signers.map(\.verifier) + former, known: heads)
        guard let last = Self.largest(signed) else {
            head = try SignedCheckpoint(Checkpoint(origin: origin, size: 0, root: MerkleHash.empty), signers: signers)
            appender = TreeAppender()
            try place.keepHead(head)
            try place.publish(head)
            return
        }
        head = last
        let tree = last.checkpoint
        appender = try TreeAppender(size: tree.size, root: tree.root, source: place.published)
        try Self.check(signed, last, place.published)
        try settle()
    }

    /// The keys that sign what is appended here.
    public var keyIDs: Set<UInt32> { Set(signers.map { $0.verifier.keyID }) }

    init(
        _ place: LogPlace,
        origin: String,
        signers: [any NoteSigner],
        appender: TreeAppender,
        head: SignedCheckpoint
    ) throws {
        (self.place, self.origin, self.signers, self.appender, self.head) = (place, origin, signers, appender, head)
        try settle()
    }

    static func largest(_ heads: [SignedCheckpoint]) -> SignedCheckpoint? {
        heads.max { $0.checkpoint.size < $1.checkpoint.size }
    }

    /// Each head must be a prefix of the largest.
    static func check(_ heads: [SignedCheckpoint], _ last: SignedCheckpoint, _ source: some TileSource) throws {
        var reader = TreeReader(size: last.checkpoint.size, source: source)
        for head in heads {
            guard try reader.root(of: head.checkpoint.size) == head.checkpoint.root else {
                throw LogProblem(
                    .inconsistent,
                    "two signed trees contradict each other: \(head.checkpoint.size) entries is not a prefix of \(last.checkpoint.size)",
                    "两个已签名的树互相矛盾：\(head.checkpoint.size) 条不是 \(last.checkpoint.size) 条的前缀"
                )
            }
        }
    }

    /// Makes the last head durable and published, wherever the last run stopped, and signed by the keys of today.
    ///
    /// A key that was rotated leaves a head without the new key's signature: the same tree is signed again.
    private mutating func settle() throws {
        let names = Set(head.note.signatures.map(\.keyID))
        if !signers.allSatisfy({ names.contains($0.verifier.keyID) }) {
            head = try SignedCheckpoint(head.checkpoint, signers: signers)
        }
        if Self.says(head, { try place.head() }) { try place.settleHead() } else { try place.keepHead(head) }
        if !Self.says(head, { try place.published.checkpoint() }) { try place.publish(head) }
    }

    private static func says(_ head: SignedCheckpoint, _ read: () throws -> SignedCheckpoint?) -> Bool {
        // A file that cannot be read is written again.
        (try? read()) == head
    }

    /// Appends entries and signs, keeps and publishes the new head.
    @discardableResult
    public mutating func append(_ entries: [[UInt8]]) throws -> SignedCheckpoint {
        guard !entries.isEmpty else { return head }
        var next = appender
        var touched: Set<String> = []
        var full: [Tile] = []
        for entry in entries {
            try next.append(entry)
            let finished = next.takeFinished()
            full += finished.map(\.tile)
            try place.write(finished, touched: &touched)
        }
        try place.write(next.partials, touched: &touched)
        try place.sync(touched)
        let checkpoint = Checkpoint(origin: origin, size: next.size, root: next.root)
        try prove(checkpoint)
        let signed = try SignedCheckpoint(checkpoint, signers: signers)
        try place.keepHead(signed)
        appender = next
        head = signed
        try place.publish(signed)
        place.removePartials(of: full)
        return signed
    }

    /// Reads the new tree back and proves that it extends the last signed head.
    private func prove(_ new: Checkpoint) throws {
        var reader = TreeReader(size: new.size, source: place.published)
        let old = head.checkpoint
        let proof = try reader.consistencyProof(from: old.size)
        guard try reader.root() == new.root,
            MerkleProof.extends(old.size, old.root, to: new.size, new.root, proof: proof)
        else {
            throw LogProblem(
                .inconsistent,
                "the tiles that were written do not extend the last signed head; nothing was signed",
                "写入的瓦片与上次签名的树不一致，未签名"
            )
        }
    }
}

/// Writes a log's tiles again from its entries, up to a head that was signed; nothing new is signed.
public struct LogRebuild {
    private let place: LogPlace
    private let origin: String
    private let signers: [any NoteSigner]
    /// The head that the entries must lead to.
    public let head: SignedCheckpoint
    private let signed: [SignedCheckpoint]
    private var appender = TreeAppender()
    private var touched: Set<String> = []

    /// Nil when no head was ever signed here.
    public init?(
        _ place: LogPlace,
        origin: String,
        signers: [any NoteSigner],
        former: [any NoteVerifier] = [],
        known heads: [SignedCheckpoint]
    ) throws {
        try place.prepare()
        signed = try place.signedHeads(origin, keys: signers.map(\.verifier) + former, known: heads)
        guard let head = LogWriter.largest(signed) else { return nil }
        (self.place, self.origin, self.signers, self.head) = (place, origin, signers, head)
    }

    /// Entries that are still needed.
    public var missing: Int { head.checkpoint.size - appender.size }

    /// Takes the next entries from index 0 on.
    public mutating func append(_ entries: [[UInt8]]) throws {
        for entry in entries.prefix(missing) {
            try appender.append(entry)
            try place.write(appender.takeFinished(), touched: &touched)
        }
    }

    /// The writer, when the entries led to the signed root.
    public mutating func finish() throws -> LogWriter {
        guard missing == 0, appender.root == head.checkpoint.root else {
            throw LogProblem(
                .inconsistent,
                "the stored entries do not lead to the signed tree of \(head.checkpoint.size): the database or the key is not this log's",
                "库中条目与已签名的 \(head.checkpoint.size) 条的树不符"
            )
        }
        try place.write(appender.partials, touched: &touched)
        try place.sync(touched)
        try LogWriter.check(signed, head, place.published)
        return try LogWriter(place, origin: origin, signers: signers, appender: appender, head: head)
    }
}
