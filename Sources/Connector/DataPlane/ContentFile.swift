import Glibc
import NIOCore
import Primitives
import ServerKit

/// Bytes that can be read from any place.
protocol RangedContent: Sendable {
    /// Exactly `count` bytes at a place, or a `Problem`.
    func read(at offset: Int64, count: Int) throws -> ByteBuffer
}

/// A file that is open for reading, pinned to what it was when it was opened.
final class ContentFile: RangedContent {
    let facts: FileFacts
    let path: String
    private let descriptor: CInt

    /// Opens a regular file; a pipe or device would block the thread and is refused.
    convenience init(path: String) throws {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.unreadable(errno) }
        try self.init(taking: descriptor, path: path)
    }

    /// Takes over a descriptor; it is closed whatever happens.
    init(taking descriptor: CInt, path: String) throws {
        guard let facts = FileFacts(descriptor: descriptor), facts.isFile else {
            close(descriptor)
            throw Self.unreadable(EINVAL)
        }
        self.descriptor = descriptor
        self.facts = facts
        self.path = path
    }

    deinit { close(descriptor) }

    /// Bytes at a place: exactly `count`, or the file has changed.
    func read(at offset: Int64, count: Int) throws -> ByteBuffer {
        var buffer = ByteBufferAllocator().buffer(capacity: count)
        while buffer.readableBytes < count {
            let place = off_t(offset) + off_t(buffer.readableBytes)
            let wanted = count - buffer.readableBytes
            var failure: CInt = 0
            let got = unsafe buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: wanted) { memory in
                let got = unsafe pread(descriptor, memory.baseAddress, wanted, place)
                if got < 0 { failure = errno }
                return max(0, got)
            }
            guard failure == 0 || failure == EINTR else { throw Self.unreadable(failure) }
            if got == 0, failure == 0 { throw Self.changed }
        }
        guard let now = FileFacts(descriptor: descriptor), now == facts else { throw Self.changed }
        return buffer
    }

    static let changed = Problem(
        .changed,
        BilingualText(en: "the source is not the version that was agreed any more", zh: "数据源已不是约定的版本"),
        advice: BilingualText(en: "publish a new version and agree on it", zh: "请发布新版本并重新签约")
    )

    private static func unreadable(_ code: CInt) -> Problem {
        Problem(
            .source,
            BilingualText(
                en: "the source cannot be read (error \(code))",
                zh: "数据源无法读取（错误 \(code)）"
            )
        )
    }
}

/// The bytes of a part of a file, one chunk ahead of whoever takes them.
struct FileParts: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let file: any RangedContent
    let range: Range<Int64>
    let disk: Disk

    func makeAsyncIterator() -> Iterator {
        Iterator(file: file, next: range.lowerBound, end: range.upperBound, disk: disk)
    }

    struct Iterator: AsyncIteratorProtocol {
        let file: any RangedContent
        var next: Int64
        let end: Int64
        let disk: Disk
        private var ahead: EventLoopFuture<ByteBuffer>?

        init(file: any RangedContent, next: Int64, end: Int64, disk: Disk) {
            self.file = file
            self.next = next
            self.end = end
            self.disk = disk
        }

        /// - Throws: `Problem` with code `changed` as soon as the file is not what was opened.
        mutating func next() async throws -> ByteBuffer? {
            guard let current = ahead ?? begin() else { return nil }
            ahead = begin()
            return try await current.get()
        }

        private mutating func begin() -> EventLoopFuture<ByteBuffer>? {
            guard next < end else { return nil }
            let offset = next
            let count = Int(Swift.min(end - offset, Int64(DataPlaneLimits.chunkBytes)))
            next += Int64(count)
            return disk.begin { [file] in try file.read(at: offset, count: count) }
        }
    }
}
