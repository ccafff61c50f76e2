import NIOCore
import Primitives

/// Fields of RFC 4180.
enum CSV {
    static let lineEnd: [UInt8] = [13, 10]
    private static let quote = UInt8(ascii: "\"")

    /// A quote, a comma or an end of line.
    static func isForm(_ byte: UInt8) -> Bool {
        byte <= 0x2C && (byte == 0x2C || byte == quote || byte == 0x0A || byte == 0x0D)
    }

    /// Adds a text, in quotes where it must be (2.6, 2.7), where it is empty, and where spaces at an end could be lost.
    static func append<Bytes: Collection<UInt8>>(_ field: Bytes, to text: inout [UInt8]) {
        let space = UInt8(ascii: " ")
        let isPlain =
            !field.isEmpty && field.first != space && !field.contains(where: isForm)
            && !endsWithSpace(field, space)
        guard !isPlain else {
            text += field
            return
        }
        text.append(quote)
        for byte in field {
            if byte == quote { text.append(quote) }
            text.append(byte)
        }
        text.append(quote)
    }

    private static func endsWithSpace<Bytes: Collection<UInt8>>(_ field: Bytes, _ space: UInt8) -> Bool {
        field.index(field.endIndex, offsetBy: -1) >= field.startIndex
            && field[field.index(field.endIndex, offsetBy: -1)] == space
    }
}

/// The chunks of a query, each within a time limit, one ahead of the reader.
struct CSVParts: AsyncSequence, Sendable {
    typealias Element = ByteBuffer
    /// Time in which a chunk must come: a query that thinks longer blocks a disk thread.
    static let chunkTime: Duration = .seconds(60)

    let query: CSVQuery
    let disk: Disk
    var chunkTime = Self.chunkTime

    func makeAsyncIterator() -> Iterator { Iterator(query: query, disk: disk, chunkTime: chunkTime) }

    struct Iterator: AsyncIteratorProtocol {
        let query: CSVQuery
        let disk: Disk
        let chunkTime: Duration
        private var ahead: EventLoopFuture<ByteBuffer?>?
        private var isOver = false

        init(query: CSVQuery, disk: Disk, chunkTime: Duration) {
            self.query = query
            self.disk = disk
            self.chunkTime = chunkTime
        }

        mutating func next() async throws -> ByteBuffer? {
            guard !isOver else { return nil }
            let current = ahead ?? begin()
            ahead = nil
            let timer = current.eventLoop.scheduleTask(in: TimeAmount(chunkTime)) { [query] in query.interrupt() }
            defer { timer.cancel() }
            guard let chunk = try await current.get() else {
                isOver = true
                return nil
            }
            ahead = begin()
            return chunk
        }

        private func begin() -> EventLoopFuture<ByteBuffer?> {
            disk.begin { [query] in try query.next(DataPlaneLimits.chunkBytes).map { ByteBuffer(bytes: $0) } }
        }
    }
}
