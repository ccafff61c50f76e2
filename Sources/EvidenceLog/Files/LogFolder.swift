import Foundation
import Glibc

/// A folder with a log's files as a web server publishes them: `checkpoint` and `tile/…`.
public struct LogFolder: TileSource, Sendable {
    public let path: String

    public init(_ path: String) { self.path = path }

    /// The newest checkpoint; nil when there is none.
    public func checkpoint() throws -> SignedCheckpoint? {
        try contents(of: "checkpoint", limit: SignedNote.longest).map { try SignedCheckpoint(reading: $0) }
    }

    /// A partial tile that was removed after it filled up is cut from the full one.
    public func read(_ tile: Tile) throws -> [UInt8] {
        if let bytes = try contents(of: tile.path, limit: EntryBundle.largest) { return bytes }
        let full = Tile(tile.kind, index: tile.index)
        guard tile.isPartial, let bytes = try contents(of: full.path, limit: EntryBundle.largest) else {
            throw LogProblem(.missing, "`\(tile.path)` is not there", "缺少 `\(tile.path)`")
        }
        return try full.cut(bytes, to: tile.width)
    }

    /// A file's bytes; nil when it does not exist.
    func contents(of name: String, limit: Int) throws(LogProblem) -> [UInt8]? {
        try POSIXFile.read(path + "/" + name, limit: limit)
    }
}

extension Tile {
    /// The first `width` elements of a full tile's bytes.
    func cut(_ bytes: [UInt8], to width: Int) throws(LogProblem) -> [UInt8] {
        switch kind {
        case .hashes:
            guard bytes.count == Tile.fullBytes else {
                throw .malformed("tile `\(path)` is not full", "瓦片 `\(path)` 不满")
            }
            return Array(bytes[..<(width * 32)])
        case .entries:
            var cut: [UInt8] = []
            let entries = try EntryBundle.entries(bytes, count: Tile.fullWidth, path: path)
            for entry in entries[..<width] { EntryBundle.append(entry, to: &cut) }
            return cut
        }
    }
}

/// Files through the system's own calls, so that every one of them is seen to succeed.
enum POSIXFile {
    private static let chunk = 1 << 16

    static func problem(_ what: String, _ path: String) -> LogProblem {
        // SAFETY: strerror gives a string of the C library, copied at once.
        let reason = unsafe String(cString: strerror(errno))
        return LogProblem(
            .storage,
            "cannot \(what) `\(path)`: \(reason)",
            "无法\(words[what] ?? what) `\(path)`：\(reason)"
        )
    }

    private static let words = [
        "open": "打开", "read": "读取", "write": "写入", "sync": "落盘", "close": "关闭", "rename": "改名", "create": "创建",
    ]

    /// The whole file; nil when it does not exist.
    static func read(_ path: String, limit: Int) throws(LogProblem) -> [UInt8]? {
        // SAFETY: the variadic call takes no mode without O_CREAT.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw problem("open", path)
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: chunk)
        while true {
            // SAFETY: the buffer lives through the call, which writes at most its length.
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw problem("read", path) }
            if count == 0 { return bytes }
            guard bytes.count + count <= limit else { throw .malformed("`\(path)` is too large", "`\(path)` 过大") }
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    /// Writes a new file and makes its contents durable; its name becomes durable with its folder.
    static func write(_ bytes: [UInt8], to path: String, mode: mode_t) throws(LogProblem) {
        // SAFETY: the mode is given because O_CREAT is.
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw problem("create", path) }
        do throws(LogProblem) {
            try write(bytes, descriptor, path)
            guard fsync(descriptor) == 0 else { throw problem("sync", path) }
        } catch {
            close(descriptor)
            throw error
        }
        guard close(descriptor) == 0 else { throw problem("close", path) }
    }

    private static func write(_ bytes: [UInt8], _ descriptor: Int32, _ path: String) throws(LogProblem) {
        var done = 0
        while done < bytes.count {
            // SAFETY: reads within the array's bounds, which lives through the call.
            let count = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress.map { unsafe $0 + done }, bytes.count - done)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw problem("write", path) }
            done += count
        }
    }

    static func rename(_ from: String, to path: String) throws(LogProblem) {
        // SAFETY: both texts live through the call.
        guard unsafe Glibc.rename(from, path) == 0 else { throw problem("rename", path) }
    }

    /// Makes the names in a folder durable, or a file's contents.
    static func sync(_ path: String) throws(LogProblem) {
        // SAFETY: as above.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw problem("open", path) }
        guard fsync(descriptor) == 0 else {
            let failure = problem("sync", path)
            close(descriptor)
            throw failure
        }
        guard close(descriptor) == 0 else { throw problem("close", path) }
    }

    /// Makes a folder; true when it was not there.
    static func makeFolder(_ path: String, mode: mode_t) throws(LogProblem) -> Bool {
        // SAFETY: the text lives through the call.
        if unsafe mkdir(path, mode) == 0 { return true }
        guard errno == EEXIST else { throw problem("create", path) }
        return false
    }
}
