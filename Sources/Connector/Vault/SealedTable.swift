import NIOCore
import Primitives
import ServerKit
import UsagePolicy

/// Bounds of row filters, each with its reason.
enum TableLimits {
    /// Bytes of a row filter: TC609-6-2025-14 gives a value expression 128 characters; ours may be longer.
    static let filterBytes = 1024
    /// Comparisons in a row filter.
    static let comparisons = 32
}

/// The rows of a table in the vault, from pieces of its text.
struct SealedRows: Sendable {
    private var reader = CSVReader()

    mutating func take(_ piece: some Collection<UInt8>) throws -> [[CSVReader.Field]] {
        var rows: [[CSVReader.Field]] = []
        do { try reader.take(piece, into: &rows) } catch { throw Self.problem(error) }
        return rows
    }

    /// The last row, where no line end stands behind it.
    mutating func finish() throws -> [[CSVReader.Field]] {
        var rows: [[CSVReader.Field]] = []
        do { try reader.finish(into: &rows) } catch { throw Self.problem(error) }
        return rows
    }

    static func problem(_ fault: CSVReader.Fault) -> Problem {
        Problem(
            .source,
            BilingualText(
                en: "the table is not CSV as RFC 4180 says: \(fault.en)",
                zh: "表格不符合 RFC 4180 的 CSV 格式：\(fault.zh)"
            ),
            side: .source
        )
    }
}

/// The rows that an agreement allows, as the value expression of TC609-6-2025-14 writes them.
///
/// `column = 'text' AND delay >= 10 OR column <> 'x'`: AND binds closer than OR; columns with other characters than letters,
/// digits and `_` stand in double quotes; values are numbers or texts in single quotes. Two numbers compare as exact decimals.
struct RowFilter: Sendable, Equatable {
    enum Relation: String, Sendable { case eq = "=", neq = "<>", lt = "<", lteq = "<=", gt = ">", gteq = ">=" }

    struct Comparison: Sendable, Equatable {
        let column: String
        let relation: Relation
        let value: String
    }

    /// Alternatives of conjunctions.
    let alternatives: [[Comparison]]

    var columns: [String] { alternatives.flatMap { $0.map(\.column) } }

    /// Nil for an expression that is not of this form: nobody could say which rows it allows.
    init?(_ text: String) {
        guard text.utf8.count <= TableLimits.filterBytes, var rest = Self.tokens(text)?[...] else { return nil }
        var alternatives: [[Comparison]] = [[]]
        var count = 0
        while true {
            guard let comparison = Self.comparison(&rest), count < TableLimits.comparisons else { return nil }
            count += 1
            alternatives[alternatives.count - 1].append(comparison)
            switch rest.popFirst() {
            case nil:
                self.alternatives = alternatives
                return
            case .word(let word)? where word.uppercased() == "AND": continue
            case .word(let word)? where word.uppercased() == "OR": alternatives.append([])
            default: return nil
            }
        }
    }

    private enum Token: Equatable {
        case word(String), name(String), text(String), sign(String)
    }

    private static func comparison(_ rest: inout ArraySlice<Token>) -> Comparison? {
        guard let left = rest.popFirst(), case .sign(let sign)? = rest.popFirst(), let right = rest.popFirst(),
            let relation = Relation(rawValue: sign == "!=" ? "<>" : sign == "==" ? "=" : sign)
        else { return nil }
        let column: String
        switch left {
        case .word(let name), .name(let name): column = name
        default: return nil
        }
        switch right {
        case .text(let value): return Comparison(column: column, relation: relation, value: value)
        case .word(let value) where DecimalNumber(value) != nil:
            return Comparison(column: column, relation: relation, value: value)
        default: return nil
        }
    }

    private static func tokens(_ text: String) -> [Token]? {
        var tokens: [Token] = []
        var rest = Array(text.unicodeScalars)[...]
        while let first = rest.first {
            if first == " " || first == "\t" {
                rest = rest.dropFirst()
            } else if first == "'" || first == "\"" {
                guard let end = rest.dropFirst().firstIndex(of: first) else { return nil }
                let inner = String(String.UnicodeScalarView(rest[(rest.startIndex + 1)..<end]))
                tokens.append(first == "'" ? .text(inner) : .name(inner))
                rest = rest[(end + 1)...]
            } else if "<>=!".unicodeScalars.contains(first) {
                let sign = rest.prefix { "<>=!".unicodeScalars.contains($0) }
                tokens.append(.sign(String(String.UnicodeScalarView(sign))))
                rest = rest.dropFirst(sign.count)
            } else {
                let word = rest.prefix {
                    $0.properties.isAlphabetic || $0.properties.numericType != nil || "_.-+".unicodeScalars.contains($0)
                }
                guard !word.isEmpty else { return nil }
                tokens.append(.word(String(String.UnicodeScalarView(word))))
                rest = rest.dropFirst(word.count)
            }
        }
        return tokens
    }

    /// Whether a row may be seen; `places` says where each column stands.
    func allows(_ row: [[UInt8]], _ places: [[UInt8]: Int]) -> Bool {
        alternatives.contains { $0.allSatisfy { Self.holds($0, row, places) } }
    }

    private static func holds(_ comparison: Comparison, _ row: [[UInt8]], _ places: [[UInt8]: Int]) -> Bool {
        guard let place = places[Array(comparison.column.utf8)], row.indices.contains(place) else { return false }
        let given = String(decoding: row[place], as: UTF8.self)
        if let left = DecimalNumber(given), let right = DecimalNumber(comparison.value) {
            return order(left < right, left == right, comparison.relation)
        }
        let isSame = given.hasSameBytes(as: comparison.value)
        return order(given.utf8.lexicographicallyPrecedes(comparison.value.utf8), isSame, comparison.relation)
    }

    private static func order(_ isLess: Bool, _ isSame: Bool, _ relation: Relation) -> Bool {
        switch relation {
        case .eq: isSame
        case .neq: !isSame
        case .lt: isLess && !isSame
        case .lteq: isLess || isSame
        case .gt: !isLess && !isSame
        case .gteq: !isLess || isSame
        }
    }
}

/// Chosen columns and allowed rows of a table, as CSV, a piece at a time.
struct SealedTable: Sendable {
    let content: SealedContent
    let disk: Disk
    /// Columns in the order in which they are given out.
    let columns: [String]
    let filter: RowFilter?

    /// The names of the columns: the first row.
    static func header(of content: SealedContent, on disk: Disk) async throws -> [String] {
        var rows = SealedRows()
        for try await piece in FileParts(file: content, range: 0..<content.bytes, disk: disk) {
            if let first = try rows.take(Array(buffer: piece)).first { return names(first) }
        }
        return try rows.finish().first.map(names) ?? []
    }

    private static func names(_ row: [CSVReader.Field]) -> [String] {
        CSVReader.names(row).map { String(decoding: $0, as: UTF8.self) }
    }

    fileprivate struct Projection {
        /// By the bytes of the name: names that only look alike are different columns.
        let places: [[UInt8]: Int]
        let chosen: [Int]
    }

    fileprivate func project(_ rows: [[CSVReader.Field]], _ projection: inout Projection?) throws -> [UInt8] {
        var text: [UInt8] = []
        for fields in rows {
            if let projection {
                let row = fields.map(\.bytes)
                if filter?.allows(row, projection.places) ?? true { Self.append(row, projection.chosen, &text) }
            } else {
                let made = try begin(CSVReader.names(fields))
                projection = made
                Self.append(columns.map { Array($0.utf8) }, Array(columns.indices), &text)
            }
        }
        return text
    }

    private func begin(_ names: [[UInt8]]) throws -> Projection {
        let places = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let chosen = columns.compactMap { places[Array($0.utf8)] }
        guard chosen.count == columns.count, (filter?.columns ?? []).allSatisfy({ places[Array($0.utf8)] != nil })
        else { throw SealedRows.problem(.init(en: "a column that is needed is not there", zh: "缺少所需的列")) }
        return Projection(places: places, chosen: chosen)
    }

    private static func append(_ row: [[UInt8]], _ places: [Int], _ text: inout [UInt8]) {
        for (index, place) in places.enumerated() {
            if index > 0 { text.append(0x2C) }
            CSV.append(row.indices.contains(place) ? row[place] : [], to: &text)
        }
        text += CSV.lineEnd
    }
}

/// The chosen part of a table in pieces, the header first.
struct TableParts: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let table: SealedTable

    func makeAsyncIterator() -> Iterator {
        let content = table.content
        let pieces = FileParts(file: content, range: 0..<content.bytes, disk: table.disk)
        return Iterator(table: table, pieces: pieces.makeAsyncIterator())
    }

    struct Iterator: AsyncIteratorProtocol {
        fileprivate let table: SealedTable
        fileprivate var pieces: FileParts.Iterator
        private var rows = SealedRows()
        private var projection: SealedTable.Projection?
        private var isOver = false

        fileprivate init(table: SealedTable, pieces: FileParts.Iterator) {
            self.table = table
            self.pieces = pieces
        }

        mutating func next() async throws -> ByteBuffer? {
            while !isOver {
                let text: [UInt8]
                if let piece = try await pieces.next() {
                    text = try table.project(try rows.take(Array(buffer: piece)), &projection)
                } else {
                    isOver = true
                    text = try table.project(try rows.finish(), &projection)
                }
                if !text.isEmpty { return ByteBuffer(bytes: text) }
            }
            return nil
        }
    }
}
