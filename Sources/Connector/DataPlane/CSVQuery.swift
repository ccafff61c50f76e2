import GRDBSQLite
import Primitives
import ServerKit
import Synchronization

/// The rows of one query as CSV (RFC 4180), stepped chunk by chunk on a connection of its own.
///
/// A library cursor lives inside a closure and would hold a thread for as long as the reader takes; this one rests
/// between chunks. Null is an empty field, an empty text is `""`, bytes are hexadecimal.
final class CSVQuery: Sendable {
    /// Bytes of one value: a row with larger ones is refused by SQLite, so memory stays bounded.
    static let valueBytes: CInt = 4 << 20
    /// Milliseconds to wait for a writer's lock.
    private static let busyMilliseconds: CInt = 5_000

    /// Owns the handles: closed once, when the query goes away.
    @safe private struct Cursor: ~Copyable {
        let connection: OpaquePointer
        let statement: OpaquePointer
        var isStarted = false
        var isOver = false

        init(path: String, query: String) throws {
            let connection = unsafe try CSVQuery.open(path)
            do {
                unsafe statement = try CSVQuery.prepare(query, on: connection)
            } catch {
                unsafe sqlite3_close_v2(connection)
                throw error
            }
            unsafe self.connection = unsafe connection
        }

        deinit {
            unsafe sqlite3_finalize(statement)
            unsafe sqlite3_close_v2(connection)
        }
    }

    private let cursor: Mutex<Cursor>
    /// The connection, for `interrupt` alone, which may come from another thread (sqlite.org/c3ref/interrupt.html).
    private let interruption: UInt

    /// Opens the file for reading only and prepares exactly one statement that cannot write.
    init(path: String, query: String) throws {
        let cursor = try Cursor(path: path, query: query)
        interruption = unsafe UInt(bitPattern: cursor.connection)
        self.cursor = Mutex(cursor)
    }

    private static func open(_ path: String) throws -> OpaquePointer {
        var handle: OpaquePointer?
        let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_FULLMUTEX
        guard unsafe sqlite3_open_v2(path, &handle, flags, nil) == SQLITE_OK, let connection = unsafe handle else {
            unsafe sqlite3_close_v2(handle)
            throw failure("the database cannot be opened")
        }
        unsafe sqlite3_busy_timeout(connection, busyMilliseconds)
        unsafe sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, valueBytes)
        unsafe sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0)
        return unsafe connection
    }

    private static func prepare(_ query: String, on connection: OpaquePointer) throws -> OpaquePointer {
        var handle: OpaquePointer?
        var isAlone = true
        let status = unsafe query.withCString { text in
            var rest: UnsafePointer<CChar>?
            let status = unsafe sqlite3_prepare_v2(connection, text, -1, &handle, &rest)
            if let rest = unsafe rest {
                isAlone = unsafe String(cString: rest).allSatisfy { $0.isWhitespace || $0 == ";" }
            }
            return status
        }
        guard status == SQLITE_OK, let statement = unsafe handle else {
            throw unsafe failure(String(cString: sqlite3_errmsg(connection)))
        }
        guard isAlone, unsafe sqlite3_stmt_readonly(statement) != 0, unsafe sqlite3_column_count(statement) > 0 else {
            unsafe sqlite3_finalize(statement)
            throw failure("the query must be one statement that reads")
        }
        return unsafe statement
    }

    /// The next rows, about `size` bytes of them; nil after the last one.
    func next(_ size: Int) throws -> [UInt8]? {
        try cursor.withLock { cursor in
            guard !cursor.isOver else { return nil }
            var text: [UInt8] = []
            text.reserveCapacity(size + size / 8)
            if !cursor.isStarted { unsafe Self.header(cursor.statement, &text) }
            cursor.isStarted = true
            while text.count < size {
                switch unsafe sqlite3_step(cursor.statement) {
                case SQLITE_ROW: unsafe Self.row(cursor.statement, &text)
                case SQLITE_DONE:
                    cursor.isOver = true
                    return text
                default: throw unsafe Self.failure(String(cString: sqlite3_errmsg(cursor.connection)))
                }
            }
            return text
        }
    }

    /// Stops a step that takes too long.
    ///
    /// `next` then throws. The object must still be held.
    func interrupt() {
        if let connection = unsafe OpaquePointer(bitPattern: interruption) { unsafe sqlite3_interrupt(connection) }
    }

    private static func failure(_ words: String) -> Problem {
        Problem(.source, BilingualText(en: "the query failed: \(words)", zh: "查询失败：\(words)"))
    }
}

extension CSVQuery {
    private static func header(_ statement: OpaquePointer, _ text: inout [UInt8]) {
        for column in unsafe 0..<sqlite3_column_count(statement) {
            if column > 0 { text.append(UInt8(ascii: ",")) }
            if let name = unsafe sqlite3_column_name(statement, column) {
                unsafe CSV.append(String(cString: name).utf8, to: &text)
            }
        }
        text += CSV.lineEnd
    }

    private static func row(_ statement: OpaquePointer, _ text: inout [UInt8]) {
        for column in unsafe 0..<sqlite3_column_count(statement) {
            if column > 0 { text.append(UInt8(ascii: ",")) }
            unsafe value(statement, column, &text)
        }
        text += CSV.lineEnd
    }

    private static func value(_ statement: OpaquePointer, _ column: CInt, _ text: inout [UInt8]) {
        switch unsafe sqlite3_column_type(statement, column) {
        case SQLITE_NULL: return
        case SQLITE_INTEGER: text += "\(unsafe sqlite3_column_int64(statement, column))".utf8
        case SQLITE_FLOAT: text += "\(unsafe sqlite3_column_double(statement, column))".utf8
        case SQLITE_BLOB:
            text += unsafe Hex.encode(bytes(sqlite3_column_blob(statement, column), statement, column)).utf8
        default:
            unsafe CSV.append(
                bytes(UnsafeRawPointer(sqlite3_column_text(statement, column)), statement, column),
                to: &text
            )
        }
    }

    private static func bytes(
        _ start: UnsafeRawPointer?,
        _ statement: OpaquePointer,
        _ column: CInt
    ) -> UnsafeRawBufferPointer {
        unsafe UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
    }
}
