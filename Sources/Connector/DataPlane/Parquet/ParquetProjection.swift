/// A Parquet file with some columns of another: which of its bytes are copied, in order, and the footer behind them.
///
/// The footer says nothing of the columns that are left out. What pointed to other places (indexes, Bloom filters) or speaks of
/// the whole table in words of its own (key-value pairs such as those of Arrow and pandas, orders of sorting) is gone; readers
/// do without it. Who wrote the pages is kept: readers decide by it which statistics they believe.
struct ParquetProjection: Sendable {
    /// Bytes of the source, in the order in which they follow the magic.
    private(set) var copies: [Range<Int64>] = []
    /// The new footer, its length and the magic.
    private(set) var tail: [UInt8] = []
    /// Bytes of the whole file.
    private(set) var size = Int64(ParquetFooter.magic.count)

    /// Columns by the bytes of their names, in the order in which the new file has them; one that comes again is passed over.
    init(_ footer: ParquetFooter, columns: [String]) throws(ParquetFault) {
        let known = Dictionary(footer.schema.columns.map { (Array($0.name.utf8), $0) }) { first, _ in first }
        var chosen: [ParquetSchema.Column] = []
        var seen: Set<[UInt8]> = []
        for name in columns where seen.insert(Array(name.utf8)).inserted {
            guard let column = known[Array(name.utf8)] else {
                throw ParquetFault(en: "a column that is needed is not there", zh: "缺少所需的列")
            }
            chosen.append(column)
        }
        guard !chosen.isEmpty else { throw .nothingLeft }
        try write(footer, chosen)
    }

    private mutating func write(_ footer: ParquetFooter, _ columns: [ParquetSchema.Column]) throws(ParquetFault) {
        var writer = ThriftWriter()
        writer.field(1, .i32(footer.version), after: 0)
        writer.field(2, Self.schema(footer.schema, columns), after: 1)
        writer.field(3, .i64(footer.rows), after: 2)
        writer.field(4, .list, after: 3)
        writer.listHead(.structure, footer.rowGroups.count)
        for group in footer.rowGroups { try write(group, footer, columns, &writer) }
        if let createdBy = footer.createdBy { writer.field(6, .binary(createdBy), after: 4) }
        if let orders = footer.orders {
            let kept = columns.flatMap { orders[$0.leaves] }
            writer.field(7, .list(.structure, kept), after: footer.createdBy == nil ? 4 : 6)
        }
        writer.end()
        guard let count = UInt32(exactly: writer.bytes.count) else { throw ParquetFault(.tooMany) }
        tail = writer.bytes + (0..<4).map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) } + ParquetFooter.magic
        size += Int64(tail.count)
    }

    private static func schema(_ schema: ParquetSchema, _ columns: [ParquetSchema.Column]) -> ThriftValue {
        let root = ThriftStruct(
            fields: schema.elements[0].fields.map { field in
                field.id == 5 ? .init(id: 5, value: .i32(Int32(clamping: columns.count))) : field
            }
        )
        let below = columns.flatMap { schema.elements[$0.elements] }
        return .list(.structure, ([root] + below).map { .structure($0) })
    }

    private mutating func write(
        _ group: ParquetFooter.RowGroup,
        _ footer: ParquetFooter,
        _ columns: [ParquetSchema.Column],
        _ writer: inout ThriftWriter
    ) throws(ParquetFault) {
        let start = size
        var uncompressed: Int64 = 0
        let leaves = columns.flatMap { Array($0.leaves) }
        writer.field(1, .list, after: 0)
        writer.listHead(.structure, leaves.count)
        for leaf in leaves {
            let chunk = try Self.chunk(at: group.chunks[leaf].description, footer)
            writer.structure(chunk.moved(to: size))
            let (sum, isOver) = uncompressed.addingReportingOverflow(chunk.uncompressedBytes)
            guard !isOver else { throw ParquetFault(.overflow) }
            uncompressed = sum
            copy(chunk.place)
        }
        writer.field(2, .i64(uncompressed), after: 1)
        writer.field(3, .i64(group.rows), after: 2)
        writer.field(5, .i64(start), after: 3)
        writer.field(6, .i64(size - start), after: 5)
        if let ordinal = group.ordinal { writer.field(7, .i16(ordinal), after: 6) }
        writer.end()
    }

    private static func chunk(at place: Int, _ footer: ParquetFooter) throws(ParquetFault) -> ParquetChunk {
        var reader = ThriftReader(footer.bytes, at: place)
        reader.budget = ParquetLimits.chunkValues
        let tree: ThriftStruct
        do throws(ThriftFault) { tree = try reader.structure() } catch { throw ParquetFault(error) }
        return try ParquetChunk(tree)
    }

    private mutating func copy(_ place: Range<Int64>) {
        guard !place.isEmpty else { return }
        // INVARIANT: the chunks of a file share no byte, so that their sum is no more than its size.
        size += place.upperBound - place.lowerBound
        if let last = copies.last, last.upperBound == place.lowerBound {
            copies[copies.count - 1] = last.lowerBound..<place.upperBound
        } else {
            copies.append(place)
        }
    }
}
