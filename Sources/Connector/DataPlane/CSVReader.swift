/// Reads RFC 4180 row by row from bytes that arrive in pieces; the one reader of all who look into tables.
///
/// Strict: what cannot be told is a fault and never a guess, since whoever guesses otherwise sees other columns.
struct CSVReader: Sendable {
    struct Field: Sendable {
        let bytes: [UInt8]
        /// An empty text in quotes is another value than nothing.
        let isQuoted: Bool
    }

    /// Why a text is no table, in both languages; whose side failed is the caller's to say.
    struct Fault: Error, Sendable {
        let en: String
        let zh: String
    }

    private static let tooLong = Fault(en: "a row is too long", zh: "行过长")

    /// Bytes of one row: SQLite's largest usual value fits, and memory stays bounded.
    static let rowBytes = 8 << 20
    /// Fields of a row: wider tables than any database has.
    static let fieldLimit = 16_384

    private enum Place: Sendable { case start, plain, quoted, quoteInQuoted, lineEnd }

    private var row: [Field] = []
    private var field: [UInt8] = []
    private var isQuoted = false
    private var place = Place.start
    private var bytesInRow = 0
    private var hasRow = false
    /// Fields of the first row.
    private var width: Int?

    /// Takes a piece and adds the rows that it completes; those before a fault are kept.
    mutating func take(_ bytes: some Collection<UInt8>, into rows: inout [[Field]]) throws(Fault) {
        var index = bytes.startIndex
        while index != bytes.endIndex {
            // Most bytes say nothing about the form: they are taken in runs.
            let end = endOfContent(bytes, from: index)
            if end == index {
                try take(bytes[index], &rows)
                index = bytes.index(after: index)
            } else {
                try take(content: bytes[index..<end])
                index = end
            }
        }
    }

    /// Where the first byte stands that does not stand for itself.
    private func endOfContent<Bytes: Collection<UInt8>>(_ bytes: Bytes, from start: Bytes.Index) -> Bytes.Index {
        let quote = UInt8(ascii: "\"")
        var index = start
        switch place {
        case .quoted: while index != bytes.endIndex, bytes[index] != quote { bytes.formIndex(after: &index) }
        case .start, .plain, .lineEnd:
            while index != bytes.endIndex, !CSV.isForm(bytes[index]) { bytes.formIndex(after: &index) }
        case .quoteInQuoted: break
        }
        return index
    }

    private mutating func take(content run: some Collection<UInt8>) throws(Fault) {
        bytesInRow += run.count
        guard bytesInRow <= Self.rowBytes else { throw Self.tooLong }
        if field.isEmpty { field = Array(run) } else { field.append(contentsOf: run) }
        if place != .quoted { (place, hasRow) = (.plain, true) }
    }

    /// Ends the text and adds its last row, where no line end stands behind it.
    mutating func finish(into rows: inout [[Field]]) throws(Fault) {
        guard place != .quoted else { throw Fault(en: "a quote is not closed", zh: "引号未闭合") }
        if hasRow { try endRow(&rows) }
    }

    private mutating func take(_ byte: UInt8, _ rows: inout [[Field]]) throws(Fault) {
        bytesInRow += 1
        guard bytesInRow <= Self.rowBytes else { throw Self.tooLong }
        let quote = UInt8(ascii: "\"")
        switch (place, byte) {
        case (.lineEnd, 10):
            place = .start
            bytesInRow = 0
        case (.start, quote), (.lineEnd, quote):
            (place, isQuoted, hasRow) = (.quoted, true, true)
        case (.quoted, quote): place = .quoteInQuoted
        case (.quoteInQuoted, quote):
            field.append(byte)
            place = .quoted
        case (_, UInt8(ascii: ",")):
            hasRow = true
            try endField()
        case (_, 13), (_, 10):
            // An empty line is no row, except of a table with one column, where it is an empty field.
            if hasRow || width == 1 { try endRow(&rows) }
            bytesInRow = 0
            place = byte == 13 ? .lineEnd : .start
        case (.quoteInQuoted, _): throw Fault(en: "text follows a closing quote", zh: "引号之后有多余内容")
        case (.plain, quote): throw Fault(en: "a quote stands inside a plain field", zh: "未加引号的字段中出现引号")
        default: try take(content: CollectionOfOne(byte))
        }
    }

    private mutating func endField() throws(Fault) {
        guard row.count < Self.fieldLimit else { throw Fault(en: "a row has too many fields", zh: "字段过多") }
        row.append(Field(bytes: field, isQuoted: isQuoted))
        field = []
        (place, isQuoted) = (.start, false)
    }

    private mutating func endRow(_ rows: inout [[Field]]) throws(Fault) {
        try endField()
        if width == nil { width = row.count }
        rows.append(row)
        // The next row is likely as wide as this one.
        let count = row.count
        (row, hasRow) = ([], false)
        row.reserveCapacity(count)
    }

    /// The names in a first row; a mark of the byte order is no part of the first one.
    static func names(_ row: [Field]) -> [[UInt8]] {
        var names = row.map(\.bytes)
        if let first = names.first, first.starts(with: [0xEF, 0xBB, 0xBF]) { names[0] = Array(first.dropFirst(3)) }
        return names
    }
}
