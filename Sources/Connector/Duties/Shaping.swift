import HTTPTypes
import NIOCore
import Primitives
import ServerKit
import UsagePolicy

/// What is done to the data of one delivery.
struct Shaping: Sendable {
    let demands: DeliveryDemands
    let key: [UInt8]

    /// A file whose rows or columns are changed on their way, as far as its form lets us.
    func content(of file: ContentFile, _ mediaType: String, on disk: Disk) async throws -> LiveContent {
        switch TableFormat(mediaType: mediaType, name: file.path) {
        case .csv:
            return try await content(of: FileParts(file: file, range: 0..<file.facts.bytes, disk: disk))
        case .parquet: return try await columns(of: file, on: disk)
        case nil: throw Self.noTable
        }
    }

    /// Columns of a Parquet file as they are: its values are not opened, so that none can be changed or marked.
    private func columns(of file: ContentFile, on disk: Disk) async throws -> LiveContent {
        guard demands.masked.isEmpty, demands.pseudonymized.isEmpty, !demands.isWatermarked else { throw Self.noTable }
        let footer = try await ParquetFooter.read(file, size: file.facts.bytes, on: disk)
        let columns = try FieldShaper.columns(footer.names, demands)
        let projection = try await footer.projection(columns, on: disk)
        return LiveContent(
            status: .ok,
            headers: [.contentType: TableFormat.parquet.mediaType],
            length: Int(projection.size),
            parts: ParquetParts(content: file, projection: projection, disk: disk)
        )
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
                "the agreement demands changes of single fields, which this source cannot give: only CSV files and queries can, and Parquet where columns are left out",
            zh: "合约要求对字段进行处理，而该数据源不支持：仅支持 CSV 文件与查询；Parquet 仅支持去除列"
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
                let text = try shaper.take(Array(buffer: part))
                if !text.isEmpty { return ByteBuffer(bytes: text) }
            }
            return nil
        }
    }
}
