import Foundation
import GRDB

/// A consistent view of the database, open for the length of one closure.
package class ReadTransaction {
    let connection: GRDB.Database
    let sealer: any SecretSealer

    init(_ connection: GRDB.Database, _ sealer: any SecretSealer) {
        self.connection = connection
        self.sealer = sealer
    }

    /// Runs a query and returns all its rows; callers bound the count with LIMIT.
    package func query(_ sql: String, _ values: [SQLValue] = []) throws -> [SQLRow] {
        let statement = try connection.cachedStatement(sql: sql)
        try statement.setArguments(Self.arguments(values))
        var columns: [String: Int] = [:]
        for (index, name) in statement.columnNames.enumerated() { columns[name] = index }
        var rows: [SQLRow] = []
        let cursor = try Row.fetchCursor(statement)
        while let row = try cursor.next() {
            rows.append(SQLRow(columns: columns, values: row.databaseValues.map(SQLValue.init)))
        }
        return rows
    }

    /// The first row, if there is one.
    package func first(_ sql: String, _ values: [SQLValue] = []) throws -> SQLRow? { try query(sql, values).first }

    static func arguments(_ values: [SQLValue]) -> StatementArguments {
        // The library's other initialiser reads each value by a key path, which costs more than the binding itself.
        StatementArguments(values.lazy.map { $0.databaseValue as (any DatabaseValueConvertible)? })
    }
}

/// One item of a group commit: its changes are all kept, or none.
///
/// The closure that receives it may run twice, so identifiers, the clock and random bytes are taken before it.
package final class WriteTransaction: ReadTransaction {
    private(set) var afterCommit: [@Sendable () -> Void] = []

    /// Runs a statement and returns how many rows it changed.
    @discardableResult
    package func execute(_ sql: String, _ values: [SQLValue] = []) throws -> Int {
        let statement = try connection.cachedStatement(sql: sql)
        try statement.execute(arguments: Self.arguments(values))
        return connection.changesCount
    }

    /// Has `action` called once the change is durable, and not at all if it never becomes so.
    ///
    /// The action runs on the writer: it may signal, and must not block.
    package func afterCommit(_ action: @escaping @Sendable () -> Void) { afterCommit.append(action) }
}

extension SQLValue {
    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        }
    }

    fileprivate init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .integer(number)
        case .double(let number): self = .real(number)
        case .string(let text): self = .text(text)
        case .blob(let data): self = .blob(Array(data))
        }
    }
}
