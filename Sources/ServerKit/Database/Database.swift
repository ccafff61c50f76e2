import GRDB
import Primitives
import Synchronization

/// The one door to stored state: SQLite with group commit.
///
/// `write` MUST NOT return before the change is durable (WAL with synchronous FULL). A `write` closure may run twice.
package final class Database: Sendable {
    /// Connections for reading beside the writer: two cores, and reads are short.
    private static let readers = 4
    /// Seconds to wait for a lock that a backup tool may hold on the file.
    private static let busySeconds = 5.0
    /// KiB of pages the writer may keep: the upper levels of every index, so that a change reads nothing from the disk.
    private static let writerCacheKibibytes = 16 * 1024

    private let connections: any DatabaseWriter
    private let writer: GroupCommitWriter
    private let sealer: any SecretSealer
    private let isClosed = Mutex(false)

    private init(
        _ connections: any DatabaseWriter,
        migrations: [Migration],
        sealer: (any SecretSealer)?
    ) throws {
        let sealer = sealer ?? MissingSealer()
        self.connections = connections
        self.sealer = sealer
        writer = GroupCommitWriter(writer: connections, sealer: sealer)
        try connections.write { try Migrator.migrate($0, with: migrations) }
    }

    /// Opens or creates the file at `path` and brings its schema up to date.
    ///
    /// Without a sealer, everything works but storing and reading secrets.
    package static func open(
        path: String,
        migrations: [Migration],
        sealer: (any SecretSealer)? = nil
    ) throws -> Database {
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(busySeconds)
        configuration.maximumReaderCount = readers
        // Savepoints keep their undo pages in memory: in a file each would cost a write per page.
        configuration.prepareDatabase {
            try $0.execute(sql: "PRAGMA mmap_size = 0; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY")
        }
        let pool = try DatabasePool(path: path, configuration: configuration)
        try pool.writeWithoutTransaction { connection in
            // The library sets NORMAL when it switches to WAL, after `prepareDatabase`: FULL must come later, and be seen.
            try connection.execute(sql: "PRAGMA synchronous = FULL; PRAGMA cache_size = -\(writerCacheKibibytes)")
            let level = try Int.fetchOne(connection, sql: "PRAGMA synchronous")
            let journal = try String.fetchOne(connection, sql: "PRAGMA journal_mode")
            guard level == 2, journal == "wal" else {
                throw Problem(
                    .storage,
                    BilingualText(
                        en:
                            "the file system cannot keep a durable database (synchronous \(level ?? -1), \(journal ?? "?"))",
                        zh: "文件系统无法可靠保存数据库（synchronous \(level ?? -1)，\(journal ?? "?")）"
                    )
                )
            }
        }
        return try Database(pool, migrations: migrations, sealer: sealer)
    }

    /// A database in memory, for tests.
    package static func inMemory(migrations: [Migration], sealer: (any SecretSealer)? = nil) throws -> Database {
        try Database(DatabaseQueue(), migrations: migrations, sealer: sealer)
    }

    /// Durable commits since the start, for metrics: under load each carries many changes.
    package var commits: Int64 { writer.commits.load(ordering: .relaxed) }

    /// Runs `body` on a consistent snapshot.
    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (ReadTransaction) throws -> Value
    ) async throws -> Value {
        do {
            return try await connections.read { [sealer] in try body(ReadTransaction($0, sealer)) }
        } catch let error as DatabaseError {
            throw Problem.storage(error)
        }
    }

    /// Runs `body` in a transaction and returns once its changes are durable.
    ///
    /// An error thrown by `body` undoes its changes alone. `body` may run twice and MUST NOT wait for anything.
    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (WriteTransaction) throws -> Value
    ) async throws -> Value {
        let box = ResultBox<Value>()
        do {
            return try await withCheckedThrowingContinuation { continuation in
                let job = GroupCommitWriter.Job(
                    run: { box.set(try body($0)) },
                    finish: { error in
                        if let error { continuation.resume(throwing: error) } else { box.resume(continuation) }
                    }
                )
                if !writer.submit(job) { continuation.resume(throwing: Problem.overloaded) }
            }
        } catch let error as DatabaseError {
            throw Problem.storage(error)
        }
    }

    /// Copies the whole database, as of one moment, into a new file; readers and writers go on meanwhile.
    package func backup(to path: String) async throws {
        do {
            try await connections.unsafeRead { try $0.execute(sql: "VACUUM INTO ?", arguments: [path]) }
        } catch let error as DatabaseError {
            throw Problem.storage(error)
        }
    }

    /// Writes everything from the log into the database file and closes it, so that the file alone is whole.
    ///
    /// The checkpoint is explicit: the library closes its writer first, and a reader that closes last cannot make one.
    /// Closing again does nothing.
    package func close() throws {
        let isFirst = isClosed.withLock { isClosed in
            defer { isClosed = true }
            return !isClosed
        }
        guard isFirst else { return }
        try connections.writeWithoutTransaction { connection in
            _ = try Row.fetchAll(connection, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
        try connections.close()
    }
}
