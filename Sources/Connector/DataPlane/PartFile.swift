import Glibc
import NIOCore
import Primitives
import ServerKit

/// A file that grows until it is complete and verified: in the clear, or sealed in the vault.
protocol ArrivingFile: Sendable {
    /// The name that it gets in the end.
    var target: String { get }
    var path: String { get }
    /// Whether all but the last bytes have to be written in chunks of `DataPlaneLimits.chunkBytes`.
    var takesWholeChunks: Bool { get }
    /// Bytes of the content from which a later attempt can go on.
    func size() throws -> Int64
    /// Whether exactly so many bytes of the content are there.
    func holds(_ bytes: Int64) throws -> Bool
    func write(_ buffer: ByteBuffer, at offset: Int64) throws
    func truncate(to size: Int64) throws
    /// The content so far.
    func content() throws -> any RangedContent
    func commit() throws
}

/// A file that grows beside its target and becomes it only when it is complete and verified.
final class PartFile: ArrivingFile {
    /// Owner reads and writes, group reads: what an owner's other programs usually need.
    private static let mode: mode_t = 0o640

    let target: String
    let path: String
    let takesWholeChunks = false
    private let descriptor: CInt

    /// The part file of one transfer: two transfers into the same target do not meet.
    static func path(for target: String, _ transfer: Identifier<TransferProcess>) -> String {
        "\(target).\(Digest(of: transfer.rawValue).hex.prefix(8)).part"
    }

    /// Opens what is there, or makes it; a link in its place is refused.
    init(target: String, transfer: Identifier<TransferProcess>) throws {
        self.target = target
        path = Self.path(for: target, transfer)
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, Self.mode)
        guard descriptor >= 0 else { throw Self.failure("open", errno) }
    }

    deinit { close(descriptor) }

    /// Bytes that are there.
    func size() throws -> Int64 {
        guard let facts = FileFacts(descriptor: descriptor), facts.isFile else { throw Self.failure("look at", EINVAL) }
        return facts.bytes
    }

    func holds(_ bytes: Int64) throws -> Bool { try size() == bytes }

    func content() throws -> any RangedContent { try ContentFile(path: path) }

    func write(_ buffer: ByteBuffer, at offset: Int64) throws {
        try unsafe buffer.withUnsafeReadableBytes { bytes in
            var done = 0
            while done < bytes.count {
                let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[done...])
                let wrote = unsafe pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset) + off_t(done))
                if wrote < 0, errno == EINTR { continue }
                guard wrote > 0 else { throw Self.failure("write", wrote < 0 ? errno : ENOSPC) }
                done += wrote
            }
        }
    }

    func truncate(to size: Int64) throws {
        guard ftruncate(descriptor, off_t(size)) == 0 else { throw Self.failure("cut", errno) }
    }

    /// Makes the content durable and gives it its name.
    func commit() throws {
        guard fsync(descriptor) == 0 else { throw Self.failure("flush", errno) }
        guard unsafe rename(path, target) == 0 else { throw Self.failure("rename", errno) }
        let folder = unsafe open(Self.folder(of: target), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw Self.failure("open", errno) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw Self.failure("flush", errno) }
    }

    /// Removes the part file of a transfer that ended without success; nothing there is fine.
    static func remove(_ path: String) { unsafe _ = unlink(path) }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    private static func failure(_ verb: String, _ code: CInt) -> Problem {
        let isFull = code == ENOSPC || code == EDQUOT || code == EFBIG
        return Problem(
            .sink,
            BilingualText(
                en: isFull
                    ? "the disk of the download folder is full"
                    : "cannot \(verb) the file in the download folder (error \(code))",
                zh: isFull ? "下载目录所在磁盘已满" : "无法写入下载目录中的文件（错误 \(code)）"
            ),
            advice: BilingualText(
                en: isFull ? "free space, then resume the transfer" : "check the folder and its permissions",
                zh: isFull ? "请释放空间后恢复传输" : "请检查目录及其权限"
            ),
            retryAfterSeconds: isFull ? 60 : nil
        )
    }
}
