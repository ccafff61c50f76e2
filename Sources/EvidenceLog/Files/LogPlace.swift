import Foundation
import Glibc

/// Where one epoch of a log is kept: what everybody may read, and what only this node needs.
///
/// Every file is written beside its place, made durable, and renamed: a reader sees the old file or the new one.
public struct LogPlace: Sendable {
    /// The folder that a web server may publish.
    public let published: LogFolder
    /// The folder of the last signed head and of files that are being written; the same file system as `published`.
    public let state: String

    public init(published: String, state: String) {
        self.published = LogFolder(published)
        self.state = state
    }

    private static let headName = "head"
    private static let witnessedName = "witnessed"
    private static let folderMode: mode_t = 0o755
    private static let fileMode: mode_t = 0o644

    /// Makes both folders.
    func prepare() throws(LogProblem) {
        for path in [published.path, state] {
            do {
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            } catch {
                throw LogProblem(.storage, "cannot create `\(path)`: \(error)", "无法创建 `\(path)`：\(error)")
            }
        }
    }

    /// The last head that was signed here; nil when none was.
    public func head() throws(LogProblem) -> SignedCheckpoint? { try note(Self.headName) }

    /// What was signed here as far as the files say: the kept head and the published checkpoint.
    ///
    /// A file that cannot be read as ours is passed over when the other, or `known`, stands; alone it is an error, since a log
    /// must not begin anew over signs of an older one.
    public func signedHeads(
        _ origin: String,
        keys: [any NoteVerifier],
        known: [SignedCheckpoint]
    ) throws(LogProblem) -> [SignedCheckpoint] {
        var heads = known
        var failure: LogProblem?
        for file in [state + "/" + Self.headName, published.path + "/checkpoint"] {
            do throws(LogProblem) {
                guard let bytes = try POSIXFile.read(file, limit: SignedNote.longest) else { continue }
                heads.append(try Self.own(bytes, origin, keys))
            } catch {
                if error.kind == .storage { throw error }
                failure = error
            }
        }
        if heads.isEmpty, let failure { throw failure }
        return heads
    }

    private static func own(
        _ bytes: [UInt8],
        _ origin: String,
        _ keys: [any NoteVerifier]
    ) throws(LogProblem) -> SignedCheckpoint {
        let head = try SignedCheckpoint(reading: bytes)
        guard NoteName.same(head.checkpoint.origin, origin) else {
            throw LogProblem(
                .inconsistent,
                "the folder holds the log `\(head.checkpoint.origin)`, not `\(origin)`",
                "该目录属于日志 `\(head.checkpoint.origin)`，而非 `\(origin)`"
            )
        }
        try head.verify(log: keys)
        return head
    }

    /// The newest checkpoint that witnesses cosigned as the policy asks; nil when there is none.
    public func witnessed() throws(LogProblem) -> SignedCheckpoint? { try note(Self.witnessedName) }

    private func note(_ name: String) throws(LogProblem) -> SignedCheckpoint? {
        guard let bytes = try POSIXFile.read(state + "/" + name, limit: SignedNote.longest) else { return nil }
        return try SignedCheckpoint(reading: bytes)
    }

    /// Makes sure that a head which can be read is also durable: a crash or error may have come before its folder was synced.
    func settleHead() throws(LogProblem) {
        try POSIXFile.sync(state + "/" + Self.headName)
        try POSIXFile.sync(state)
    }

    func keepHead(_ head: SignedCheckpoint) throws(LogProblem) { try keep(head, Self.headName) }

    public func keepWitnessed(_ checkpoint: SignedCheckpoint) throws(LogProblem) {
        try keep(checkpoint, Self.witnessedName)
    }

    private func keep(_ checkpoint: SignedCheckpoint, _ name: String) throws(LogProblem) {
        try put(checkpoint.bytes, to: state + "/" + name)
        try POSIXFile.sync(state)
    }

    /// Publishes a checkpoint; the head was kept before.
    public func publish(_ checkpoint: SignedCheckpoint) throws(LogProblem) {
        try put(checkpoint.bytes, to: published.path + "/checkpoint")
        try POSIXFile.sync(published.path)
    }

    /// Writes a file beside its place, durably, and puts it there; the caller syncs the folder.
    private func put(_ bytes: [UInt8], to path: String) throws(LogProblem) {
        let draft = state + "/draft"
        try POSIXFile.write(bytes, to: draft, mode: Self.fileMode)
        try POSIXFile.rename(draft, to: path)
    }

    /// Writes tiles; returns the folders whose names must still be made durable.
    func write(_ outputs: [TreeAppender.Output], touched: inout Set<String>) throws(LogProblem) {
        for output in outputs {
            let path = published.path + "/" + output.tile.path
            try makeFolders(for: output.tile, touched: &touched)
            try put(output.bytes, to: path)
            touched.insert(Self.parent(path))
        }
    }

    private static func parent(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? path
    }

    private func makeFolders(for tile: Tile, touched: inout Set<String>) throws(LogProblem) {
        var path = published.path
        for part in tile.path.split(separator: "/").dropLast() {
            let parent = path
            path += "/" + part
            if touched.contains(path) { continue }
            // Also when it was there: a crash may have come before its name was durable.
            _ = try POSIXFile.makeFolder(path, mode: Self.folderMode)
            touched.insert(parent)
        }
    }

    func sync(_ folders: Set<String>) throws(LogProblem) {
        for folder in folders.sorted() { try POSIXFile.sync(folder) }
    }

    /// Removes partial forms of tiles that are full now; one that stays does no harm.
    func removePartials(of tiles: [Tile]) {
        for tile in tiles where !tile.isPartial {
            let folder = published.path + "/" + tile.partialFolder
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { continue }
            // SAFETY: the texts live through the calls.
            for name in names { unsafe unlink(folder + "/" + name) }
            unsafe rmdir(folder)
        }
    }
}
