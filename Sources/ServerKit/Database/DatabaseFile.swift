import GRDB
import Primitives

/// Looks at a database file from outside, without changing it; also while a connector has it open.
package enum DatabaseFile {
    /// Seconds to wait for the running connector's locks.
    private static let busySeconds = 5.0

    private static func connection(_ path: String) throws -> DatabaseQueue {
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(busySeconds)
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// What SQLite finds wrong in the file; empty when nothing is.
    package static func faults(in path: String) throws -> [String] {
        do {
            let found = try connection(path).inDatabase { try String.fetchAll($0, sql: "PRAGMA quick_check(10)") }
            return found == ["ok"] ? [] : found
        } catch let error as DatabaseError {
            return ["\(error.resultCode): \(error.message ?? "")"]
        }
    }

    /// Copies the database, as of one moment, into a new file.
    package static func copy(_ path: String, to target: String) throws {
        do {
            try connection(path).inDatabase { try $0.execute(sql: "VACUUM INTO ?", arguments: [target]) }
        } catch let error as DatabaseError {
            throw Problem.storage(error)
        }
    }
}
