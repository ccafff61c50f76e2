/// What stands at the end of a Parquet file about all that is in it (Apache Parquet, `parquet.thrift`, `FileMetaData`).
///
/// Read whole and checked before anything is given out: a footer that points to bytes of another column would give them out
/// under an allowed name. Pages are never opened, so that any compression and encoding will do.
struct ParquetFooter: Sendable {
    static let magic = Array("PAR1".utf8)
    private static let encryptedMagic = Array("PARE".utf8)
    /// The footer's length and the magic at the very end.
    static let tailBytes = 8

    /// The bytes of one column in one row group.
    struct Chunk: Sendable {
        /// Where it is described in the footer.
        let description: Int
        /// Where it is in the file.
        let place: Range<Int64>
    }

    struct RowGroup: Sendable {
        let rows: Int64
        let ordinal: Int16?
        /// In the order of the schema's leaves.
        let chunks: [Chunk]
    }

    let bytes: [UInt8]
    let version: Int32
    let schema: ParquetSchema
    let rows: Int64
    let rowGroups: [RowGroup]
    let createdBy: [UInt8]?
    /// How the values of each leaf are ordered; nil where nothing is said.
    let orders: [ThriftValue]?

    var names: [String] { schema.columns.map(\.name) }

    /// Where the footer is, by the file's first four bytes and its last eight.
    static func place(inFile size: Int64, head: [UInt8], tail: [UInt8]) throws(ParquetFault) -> Range<Int64> {
        guard head != encryptedMagic, tail.suffix(magic.count) != encryptedMagic[...] else { throw .encrypted }
        guard head == magic, tail.count == tailBytes, tail.suffix(magic.count) == magic[...] else { throw .noParquet }
        let count = tail.prefix(4).reversed().reduce(Int64(0)) { $0 << 8 | Int64($1) }
        guard count <= ParquetLimits.footerBytes else {
            throw .tooLarge("\(count) bytes", "\(count) 字节")
        }
        let end = size - Int64(tailBytes)
        guard count > 0, count <= end - Int64(magic.count) else { throw ParquetFault(.ended) }
        return (end - count)..<end
    }

    /// Reads a footer that begins at this place of its file: what it describes stands before.
    init(_ bytes: [UInt8], at start: Int64) throws(ParquetFault) {
        var parser = ParquetFooterParser(bytes, start)
        try parser.read()
        guard let version = parser.version, let schema = parser.schema, let rows = parser.rows, rows >= 0,
            let rowGroups = parser.rowGroups
        else { throw ParquetFooterParser.missing }
        if let orders = parser.orders, orders.count != schema.leafCount {
            throw .damaged("there is not one order for each column", "列序信息与列数不符")
        }
        (self.bytes, self.version, self.schema, self.rows) = (bytes, version, schema, rows)
        (self.rowGroups, createdBy, orders) = (rowGroups, parser.createdBy, parser.orders)
        try Self.checkApart(rowGroups)
    }

    /// No byte belongs to two chunks.
    private static func checkApart(_ rowGroups: [RowGroup]) throws(ParquetFault) {
        var places = rowGroups.flatMap { $0.chunks.map(\.place).filter { !$0.isEmpty } }
        places.sort { $0.lowerBound < $1.lowerBound }
        for (one, next) in zip(places, places.dropFirst()) where one.upperBound > next.lowerBound {
            throw .damaged("two columns share bytes", "两列占用相同的字节")
        }
    }
}
