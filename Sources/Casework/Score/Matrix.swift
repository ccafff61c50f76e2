import Primitives

/// A two-way table whose strictest cell decides (就高从严).
package struct Matrix: Sendable, Equatable {
    package let cite: String
    package let rows: [String]
    package let columns: [String]
    /// Outcomes from the mildest to the strictest.
    package let order: [String]
    /// One outcome per row and column.
    package let cells: [[String]]
    /// Every cell once more by its names, so that two exchanged rows are found.
    let examples: [Example]

    struct Example: Sendable, Equatable {
        let pair: String
        let gives: String
    }

    /// Rows or columns of a matrix: real ones have six and three; the product stays small.
    static let largestSide = 100

    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["cite", "rows", "columns", "order", "cells", "examples"])
        cite = try fields.nonEmpty("cite")
        rows = try fields.words("rows", maximum: Self.largestSide)
        columns = try fields.words("columns", maximum: Self.largestSide)
        order = try fields.words("order", maximum: Self.largestSide)
        var cells: [[String]] = []
        for value in try fields.array("cells") {
            let row = value.arrayValue?.compactMap(\.stringValue) ?? []
            guard row.count == columns.count, row.allSatisfy(order.contains) else {
                throw fields.problem("cells", "needs one known outcome for each of \(columns.count) columns")
            }
            cells.append(row)
        }
        guard cells.count == rows.count else { throw fields.problem("cells", "needs one line for each row") }
        guard Set(cells.joined()) == Set(order) else { throw fields.problem("order", "names an outcome no cell has") }
        self.cells = cells
        examples = try fields.list("examples") { field throws(DecodingProblem) in
            try field.allowOnly(["of", "gives"])
            return Example(pair: try field.string("of"), gives: try field.word("gives"))
        }
    }

    /// The strictest cell over `row:column` pairs; nil when there is none or one is unknown.
    package func strictest(_ pairs: [FactValue]) -> String? {
        var best: Int?
        for pair in pairs {
            guard let rank = rank(pair) else { return nil }
            best = max(best ?? 0, rank)
        }
        return best.map { order[$0] }
    }

    private func rank(_ pair: FactValue) -> Int? {
        let parts = pair.textValue?.split(separator: ":", omittingEmptySubsequences: false).map(String.init) ?? []
        guard parts.count == 2, let row = rows.firstIndex(of: parts[0]), let column = columns.firstIndex(of: parts[1])
        else { return nil }
        return order.firstIndex(of: cells[row][column])
    }
}

extension JSONFields {
    /// A list of different identifiers.
    func words(_ key: String, maximum: Int) throws(DecodingProblem) -> [String] {
        var words: [String] = []
        for value in try array(key) {
            guard let word = value.stringValue, PackWords.isIdentifier(word) else {
                throw problem(key, "must hold identifiers")
            }
            guard !words.contains(word) else { throw problem(key, "names `\(word)` twice") }
            words.append(word)
        }
        guard words.count <= maximum else { throw problem(key, "holds more than \(maximum)") }
        return words
    }

    func optionalWords(_ key: String, maximum: Int = PackWords.longestList) throws(DecodingProblem) -> [String] {
        optional(key) == nil ? [] : try words(key, maximum: maximum)
    }
}

/// The words of a rule pack.
enum PackWords {
    /// Entries of one list in a pack: the longest real list is under 60.
    static let longestList = 400

    /// Letters, digits, `-`, `_` and `.`, beginning with a letter or digit, up to 64.
    static func isIdentifier(_ word: String) -> Bool {
        let bytes = Array(word.utf8)
        guard let first = bytes.first, bytes.count <= 64, isLetterOrDigit(first) else { return false }
        return bytes.allSatisfy { isLetterOrDigit($0) || [0x2D, 0x2E, 0x5F].contains($0) }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
