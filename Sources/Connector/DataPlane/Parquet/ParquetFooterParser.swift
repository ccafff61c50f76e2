/// Reads a footer field by field, so that only one column chunk at a time is held as a tree.
struct ParquetFooterParser {
    static let missing = ParquetFault.damaged("a required field is missing", "缺少必需字段")

    private(set) var version: Int32?
    private(set) var schema: ParquetSchema?
    private(set) var rows: Int64?
    private(set) var rowGroups: [ParquetFooter.RowGroup]?
    private(set) var createdBy: [UInt8]?
    private(set) var orders: [ThriftValue]?
    private var reader: ThriftReader
    /// Where the chunks may be.
    private let room: Range<Int64>

    init(_ bytes: [UInt8], _ start: Int64) {
        reader = ThriftReader(bytes)
        room = Int64(ParquetFooter.magic.count)..<max(start, Int64(ParquetFooter.magic.count))
    }

    mutating func read() throws(ParquetFault) {
        do {
            try fields { parser, id, kind in
                switch (id, kind) {
                case (1, .i32): parser.version = try parser.tree(kind, 1).i32(1)
                case (2, .list): try parser.readSchema()
                case (3, .i64): parser.rows = try parser.tree(kind, 1).i64(1)
                case (4, .list): try parser.readRowGroups()
                case (6, .binary): parser.createdBy = try parser.tree(kind, 1).binary(1)
                case (7, .list): try parser.readOrders()
                case (8, _), (9, _): throw ParquetFault.encrypted
                case (1...7, _) where id != 5: throw Self.missing
                default: try parser.reader.skip(kind)
                }
            }
        } catch let fault as ThriftFault {
            throw ParquetFault(fault)
        } catch let fault as ParquetFault {
            throw fault
        } catch {
            throw Self.missing
        }
    }

    /// Goes through the fields of a structure; each stands once.
    private mutating func fields(_ body: (inout Self, Int16, ThriftKind) throws -> Void) throws {
        var seen: Set<Int16> = []
        var last: Int16 = 0
        while let (id, kind) = try reader.field(after: last) {
            guard seen.insert(id).inserted else { throw ThriftFault.fieldTwice }
            guard seen.count <= ThriftReader.fieldLimit else { throw ThriftFault.tooMany }
            try body(&self, id, kind)
            last = id
        }
    }

    /// One value, in a structure for the sake of its accessors.
    private mutating func tree(_ kind: ThriftKind, _ budget: Int) throws -> ThriftStruct {
        reader.budget = budget
        return ThriftStruct(fields: [.init(id: 1, value: try reader.value(kind))])
    }

    private mutating func structures(limit: Int) throws -> Int {
        let (kind, count) = try reader.listHead()
        guard kind == .structure || count == 0 else { throw Self.missing }
        guard count <= limit else { throw ThriftFault.tooMany }
        return count
    }

    private mutating func readSchema() throws {
        let count = try structures(limit: ParquetLimits.schemaElements)
        reader.budget = ParquetLimits.schemaValues
        var elements: [ThriftStruct] = []
        for _ in 0..<count { elements.append(try reader.structure()) }
        schema = try ParquetSchema(elements)
    }

    private mutating func readOrders() throws {
        let count = try structures(limit: ParquetLimits.schemaElements)
        reader.budget = ParquetLimits.schemaValues
        var orders: [ThriftValue] = []
        for _ in 0..<count { orders.append(.structure(try reader.structure())) }
        self.orders = orders
    }

    private mutating func readRowGroups() throws {
        guard let schema else { throw ParquetFault.damaged("the schema does not come first", "模式未在最前") }
        let count = try structures(limit: ParquetLimits.rowGroups)
        var groups: [ParquetFooter.RowGroup] = []
        for _ in 0..<count { groups.append(try rowGroup(schema)) }
        rowGroups = groups
    }

    private mutating func rowGroup(_ schema: ParquetSchema) throws -> ParquetFooter.RowGroup {
        var chunks: [ParquetFooter.Chunk]?
        var rows: Int64?
        var ordinal: Int16?
        try fields { parser, id, kind in
            switch (id, kind) {
            case (1, .list): chunks = try parser.chunks(schema)
            case (3, .i64): rows = try parser.tree(kind, 1).i64(1)
            case (7, .i16): ordinal = try parser.tree(kind, 1).i16(1)
            default: try parser.reader.skip(kind)
            }
        }
        guard let chunks, let rows, rows >= 0 else { throw Self.missing }
        return ParquetFooter.RowGroup(rows: rows, ordinal: ordinal, chunks: chunks)
    }

    private mutating func chunks(_ schema: ParquetSchema) throws -> [ParquetFooter.Chunk] {
        let count = try structures(limit: ParquetLimits.schemaElements)
        guard count == schema.leafCount else {
            throw ParquetFault.damaged("a row group has other columns than the schema", "行组的列与模式不符")
        }
        var chunks: [ParquetFooter.Chunk] = []
        chunks.reserveCapacity(count)
        for leaf in 0..<count {
            let place = reader.position
            reader.budget = ParquetLimits.chunkValues
            let chunk = try ParquetChunk(try reader.structure())
            guard schema.leads(chunk.path, to: leaf) else {
                throw ParquetFault.damaged("a column has another name than in the schema", "列名与模式不符")
            }
            guard chunk.place.clamped(to: room) == chunk.place else {
                throw ParquetFault.damaged("a column lies outside of the file", "列的位置超出文件")
            }
            chunks.append(ParquetFooter.Chunk(description: place, place: chunk.place))
        }
        return chunks
    }
}
