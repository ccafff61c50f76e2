package import Primitives

/// A value bound into or read from SQL text.
package enum SQLValue: Sendable, Equatable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])

    package init(_ text: String?) { self = text.map { .text($0) } ?? .null }
    package init(_ number: Int64?) { self = number.map { .integer($0) } ?? .null }
    package init(_ number: Int) { self = .integer(Int64(number)) }
    package init(_ flag: Bool) { self = .integer(flag ? 1 : 0) }
    package init(_ instant: Instant?) { self = instant.map { .integer($0.milliseconds) } ?? .null }
    package init<Kind>(_ identifier: Identifier<Kind>) { self = .text(identifier.rawValue) }
    package init<Kind>(_ identifier: Identifier<Kind>?) { self = identifier.map { .text($0.rawValue) } ?? .null }
    package init(_ json: JSONValue) { self = .text(json.text) }
}

extension SQLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    package init(stringLiteral value: String) { self = .text(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
}

/// A row that was read; columns by name, wrong types as errors and never as traps.
package struct SQLRow: Sendable {
    private let columns: [String: Int]
    private let values: [SQLValue]

    init(columns: [String: Int], values: [SQLValue]) {
        self.columns = columns
        self.values = values
    }

    private func value(_ column: String) throws -> SQLValue {
        guard let index = columns[column], index < values.count else { throw StoredDataProblem(column: column) }
        return values[index]
    }

    package func optionalText(_ column: String) throws -> String? {
        switch try value(column) {
        case .null: nil
        case .text(let text): text
        default: throw StoredDataProblem(column: column)
        }
    }

    package func optionalInteger(_ column: String) throws -> Int64? {
        switch try value(column) {
        case .null: nil
        case .integer(let number): number
        default: throw StoredDataProblem(column: column)
        }
    }

    package func text(_ column: String) throws -> String {
        guard let text = try optionalText(column) else { throw StoredDataProblem(column: column) }
        return text
    }

    package func integer(_ column: String) throws -> Int64 {
        guard let number = try optionalInteger(column) else { throw StoredDataProblem(column: column) }
        return number
    }

    package func flag(_ column: String) throws -> Bool { try integer(column) != 0 }

    package func blob(_ column: String) throws -> [UInt8] {
        guard case .blob(let bytes) = try value(column) else { throw StoredDataProblem(column: column) }
        return bytes
    }

    package func optionalBlob(_ column: String) throws -> [UInt8]? {
        if case .null = try value(column) { return nil }
        return try blob(column)
    }

    package func instant(_ column: String) throws -> Instant { Instant(milliseconds: try integer(column)) }

    package func optionalInstant(_ column: String) throws -> Instant? {
        try optionalInteger(column).map { Instant(milliseconds: $0) }
    }

    package func identifier<Kind>(_ column: String, of kind: Kind.Type) throws -> Identifier<Kind> {
        Identifier(try text(column))
    }

    package func json(_ column: String) throws -> JSONValue { try JSONReader.read(try text(column)) }

    package func optionalJSON(_ column: String) throws -> JSONValue? {
        try optionalText(column).map { try JSONReader.read($0) }
    }

    /// An enumeration case from its raw text; an unknown word is corrupt data, not a default.
    package func word<Word: RawRepresentable>(_ column: String, as type: Word.Type) throws -> Word
    where Word.RawValue == String {
        guard let word = Word(rawValue: try text(column)) else { throw StoredDataProblem(column: column) }
        return word
    }

    package func optionalWord<Word: RawRepresentable>(_ column: String, as type: Word.Type) throws -> Word?
    where Word.RawValue == String {
        guard let raw = try optionalText(column) else { return nil }
        guard let word = Word(rawValue: raw) else { throw StoredDataProblem(column: column) }
        return word
    }
}

/// Stored data that is not what this program writes: a column is missing, or holds another type or word.
package struct StoredDataProblem: Error, Sendable {
    package let column: String

    package init(column: String) { self.column = column }
}
