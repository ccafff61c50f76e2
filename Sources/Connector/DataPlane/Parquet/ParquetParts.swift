import NIOCore
import Primitives
import ServerKit

extension ParquetFooter {
    /// Reads the footer of a file; nothing else of it is looked at.
    ///
    /// - Throws: `Problem` with code `source` where the file is no Parquet that can be read by columns.
    static func read(_ content: any RangedContent, size: Int64, on disk: Disk) async throws -> ParquetFooter {
        try await disk.run {
            do {
                guard size >= Int64(magic.count + tailBytes) else { throw ParquetFault.noParquet }
                let head = try content.read(at: 0, count: magic.count)
                let tail = try content.read(at: size - Int64(tailBytes), count: tailBytes)
                let place = try place(
                    inFile: size,
                    head: Array(head.readableBytesView),
                    tail: Array(tail.readableBytesView)
                )
                let bytes = try content.read(at: place.lowerBound, count: place.count)
                return try ParquetFooter(Array(bytes.readableBytesView), at: place.lowerBound)
            } catch let fault as ParquetFault {
                throw problem(fault)
            }
        }
    }

    /// The file that has only some of the columns.
    func projection(_ columns: [String], on disk: Disk) async throws -> ParquetProjection {
        try await disk.run {
            do throws(ParquetFault) {
                return try ParquetProjection(self, columns: columns)
            } catch {
                throw Self.problem(error)
            }
        }
    }

    static func problem(_ fault: ParquetFault) -> Problem {
        Problem(
            .source,
            BilingualText(
                en: "the table is not Parquet that can be read by columns: \(fault.en)",
                zh: "表格不是可按列读取的 Parquet：\(fault.zh)"
            ),
            side: .source
        )
    }
}

/// The bytes of a projection, one piece ahead of whoever takes them.
struct ParquetParts: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let content: any RangedContent
    let projection: ParquetProjection
    let disk: Disk

    func makeAsyncIterator() -> Iterator { Iterator(self) }

    struct Iterator: AsyncIteratorProtocol, Sendable {
        private let parts: ParquetParts
        /// The copy that comes next, and how much of it went out.
        private var next = 0
        private var done: Int64 = 0
        private var tail: ArraySlice<UInt8>
        private var isBegun = false
        private var ahead: EventLoopFuture<ByteBuffer>?

        fileprivate init(_ parts: ParquetParts) {
            self.parts = parts
            tail = parts.projection.tail[...]
        }

        mutating func next() async throws -> ByteBuffer? {
            guard isBegun else {
                isBegun = true
                ahead = begin()
                return ByteBuffer(bytes: ParquetFooter.magic)
            }
            if let current = ahead {
                ahead = begin()
                return try await current.get()
            }
            guard !tail.isEmpty else { return nil }
            defer { tail = tail.dropFirst(DataPlaneLimits.chunkBytes) }
            return ByteBuffer(bytes: tail.prefix(DataPlaneLimits.chunkBytes))
        }

        /// Begins to read the next piece, from as many copies as fill it; nil when there is none.
        private mutating func begin() -> EventLoopFuture<ByteBuffer>? {
            let copies = parts.projection.copies
            var rest = Int64(DataPlaneLimits.chunkBytes)
            var places: [Range<Int64>] = []
            while rest > 0, next < copies.count {
                let first = copies[next].lowerBound + done
                let count = Swift.min(rest, copies[next].upperBound - first)
                places.append(first..<(first + count))
                rest -= count
                done += count
                if first + count == copies[next].upperBound { (next, done) = (next + 1, 0) }
            }
            guard !places.isEmpty else { return nil }
            return parts.disk.begin { [content = parts.content, places] in
                var piece = ByteBuffer()
                for place in places {
                    var read = try content.read(at: place.lowerBound, count: place.count)
                    piece.writeBuffer(&read)
                }
                return piece
            }
        }
    }
}
