import Foundation

/// Derives a published log again from its entries and compares every file.
public struct LogCheck {
    /// What was found.
    public struct Report: Sendable {
        public let checkpoint: SignedCheckpoint
        /// Entries that were hashed.
        public let entries: Int
        /// Files compared.
        public let files: Int
        /// Files whose contents no signed tree covers yet: a crash or an append under way leaves them, and they prove nothing.
        public let ahead: [String]
    }

    private let folder: LogFolder
    private let head: SignedCheckpoint
    private var appender = TreeAppender()
    private var files = 0

    /// Checks the folder against its checkpoint, which one of `keys` must have signed.
    ///
    /// `each` sees every entry with its index.
    public static func run(
        _ folder: LogFolder,
        keys: [any NoteVerifier],
        each: (Int, [UInt8]) throws -> Void = { _, _ in }
    ) throws -> Report {
        guard let head = try folder.checkpoint() else {
            throw LogProblem(.missing, "`\(folder.path)` has no checkpoint", "`\(folder.path)` 中没有检查点")
        }
        try head.verify(log: keys)
        var check = LogCheck(folder: folder, head: head)
        try check.walk(each)
        let ahead = try check.compareRest()
        return Report(checkpoint: head, entries: check.appender.size, files: check.files, ahead: ahead)
    }

    private init(folder: LogFolder, head: SignedCheckpoint) {
        self.folder = folder
        self.head = head
    }

    /// Appends all entries to an empty tree and compares each tile that this makes.
    private mutating func walk(_ each: (Int, [UInt8]) throws -> Void) throws {
        let size = head.checkpoint.size
        var index = 0
        while let tile = Tile(.entries, index: index).fitted(to: size) {
            let entries = try EntryBundle.entries(folder.read(tile), count: tile.width, path: tile.path)
            for (offset, entry) in entries.enumerated() {
                try each(index * Tile.fullWidth + offset, entry)
                try appender.append(entry)
            }
            for output in appender.takeFinished() { try compare(output) }
            index += 1
        }
        for output in appender.partials { try compare(output) }
        guard appender.root == head.checkpoint.root else {
            throw LogProblem(.proof, "the entries do not lead to the signed root", "条目与已签名的根不符")
        }
    }

    private mutating func compare(_ output: TreeAppender.Output) throws {
        guard try folder.read(output.tile) == output.bytes else { throw Self.different(output.tile.path) }
        files += 1
    }

    private static func different(_ path: String) -> LogProblem {
        LogProblem(.proof, "`\(path)` is not what the entries make", "`\(path)` 与条目不符")
    }

    /// Compares the files that the newest tree does not need, and names those that are ahead of it.
    private mutating func compareRest() throws -> [String] {
        var ahead: [String] = []
        let walker = FileManager.default.enumerator(atPath: folder.path + "/tile")
        while let name = walker?.nextObject() as? String {
            let path = "tile/" + name
            guard walker?.fileAttributes?[.type] as? FileAttributeType == .typeRegular else { continue }
            guard let tile = Tile(path: path) else {
                throw LogProblem(.malformed, "`\(path)` is no file of a log", "`\(path)` 不是日志文件")
            }
            guard let fitted = tile.fitted(to: head.checkpoint.size), fitted.width >= tile.width else {
                ahead.append(path)
                continue
            }
            if fitted.width > tile.width { try comparePartial(tile, fitted) }
        }
        return ahead.sorted()
    }

    /// An earlier partial tile must be the beginning of the later one, which was compared already.
    private mutating func comparePartial(_ tile: Tile, _ later: Tile) throws {
        let (bytes, whole) = (try folder.read(tile), try folder.read(later))
        if case .entries = tile.kind { _ = try EntryBundle.entries(bytes, count: tile.width, path: tile.path) }
        if case .hashes = tile.kind { _ = try tile.hashes(bytes) }
        guard whole.starts(with: bytes) else { throw Self.different(tile.path) }
        files += 1
    }
}
