import HTTPTypes
import NIOCore
import Primitives
import ServerKit
import UsagePolicy

/// What is done to the data of one delivery.
struct Shaping: Sendable {
    let demands: DeliveryDemands
    let key: [UInt8]

    /// Media types whose content is rows of CSV.
    private static let tables = ["text/csv", "application/csv"]

    /// A file whose rows are changed on their way; the file is no table that could be changed when its type says so.
    func content(of file: ContentFile, _ mediaType: String, on disk: Disk) async throws -> LiveContent {
        let type = mediaType.split(separator: ";").first.map { $0.lowercased() } ?? ""
        let isTable = Self.tables.contains(type) || file.path.lowercased().hasSuffix(".csv")
        guard isTable else { throw Self.noTable }
        let parts = FileParts(file: file, range: 0..<file.facts.bytes, disk: disk)
        return try await content(of: parts)
    }

    /// The rows of a query, changed on their way.
    func content(ofQuery query: String, in path: String, on disk: Disk) async throws -> LiveContent {
        let cursor = try await disk.run { try CSVQuery(path: path, query: query) }
        return try await content(of: CSVParts(query: cursor, disk: disk))
    }

    /// The first rows are made now, so that a table that does not fit is an answer and not a broken connection.
    private func content<Parts: AsyncSequence & Sendable>(of parts: Parts) async throws -> LiveContent
    where Parts.Element == ByteBuffer, Parts.AsyncIterator: Sendable {
        LiveContent(
            status: .ok,
            headers: [.contentType: "text/csv; charset=utf-8; header=present"],
            length: nil,
            parts: try await PeekedParts(ShapedParts(parts: parts, shaping: self))
        )
    }

    /// What cannot be changed on its way is not delivered.
    static let noTable = Problem(
        .refused,
        BilingualText(
            en:
                "the agreement demands changes of single fields, which this source cannot give: only CSV files and queries can",
            zh: "合约要求对字段进行处理，而该数据源不支持：仅支持 CSV 文件与查询"
        ),
        side: .source,
        advice: BilingualText(
            en: "the provider publishes the data as CSV or a query, or both amend the agreement",
            zh: "请提供方以 CSV 或查询方式发布数据，或双方变更合约"
        )
    )
}

/// Parts of a table whose rows are changed on their way.
struct ShapedParts<Parts: AsyncSequence & Sendable>: AsyncSequence, Sendable
where Parts.Element == ByteBuffer, Parts.AsyncIterator: Sendable {
    typealias Element = ByteBuffer
    let parts: Parts
    let shaping: Shaping

    func makeAsyncIterator() -> Iterator {
        Iterator(parts: parts.makeAsyncIterator(), shaper: FieldShaper(shaping.demands, key: shaping.key))
    }

    struct Iterator: AsyncIteratorProtocol, Sendable {
        var parts: Parts.AsyncIterator
        var shaper: FieldShaper
        var isOver = false

        mutating func next() async throws -> ByteBuffer? {
            while !isOver {
                guard let part = try await parts.next(isolation: #isolation) else {
                    isOver = true
                    let rest = try shaper.finish()
                    return rest.isEmpty ? nil : ByteBuffer(bytes: rest)
                }
                let text = try shaper.take(part.readableBytesView)
                if !text.isEmpty { return ByteBuffer(bytes: text) }
            }
            return nil
        }
    }
}
