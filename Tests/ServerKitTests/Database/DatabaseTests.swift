import Foundation
import Primitives
import ServerKit
import Synchronization
import Testing

/// Group commit on a real file: what is promised to callers, and what one failure does to others.
struct DatabaseTests {
    private static let migrations = [
        Migration("things-1", ["CREATE TABLE thing (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE)"])
    ]

    struct Refused: Error {}

    /// Counts from many tasks.
    private final class Tally: Sendable {
        private let number = Mutex(0)
        var value: Int { number.withLock { $0 } }
        func count() { number.withLock { $0 += 1 } }
    }

    /// A database on a file, gone after the body.
    private func withFile(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sluice-db-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.appending(path: "db.sqlite").path)
    }

    private func words(_ database: Database) async throws -> [String] {
        try await database.read { try $0.query("SELECT word FROM thing ORDER BY id").map { try $0.text("word") } }
    }

    @Test func `a closure that throws undoes only itself, whoever shares its commit`() async throws {
        let database = try Database.inMemory(migrations: Self.migrations)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask {
                    do {
                        try await database.write { transaction in
                            try transaction.execute(
                                "INSERT INTO thing (id, word) VALUES (?, ?)",
                                [SQLValue(number), .text("w\(number)")]
                            )
                            if number % 3 == 0 { throw Refused() }
                        }
                        #expect(number % 3 != 0)
                    } catch {
                        #expect(error is Refused)
                        #expect(number % 3 == 0)
                    }
                }
            }
        }
        #expect(Set(try await words(database)) == Set((0..<200).filter { $0 % 3 != 0 }.map { "w\($0)" }))
    }

    @Test func `a statement that fails inside a shared commit is that caller's problem`() async throws {
        let database = try Database.inMemory(migrations: Self.migrations)
        let failures = Tally()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<50 {
                group.addTask {
                    do {
                        _ = try await database.write {
                            try $0.execute("INSERT INTO thing (word) VALUES (?)", [.text("w\(number / 2)")])
                        }
                    } catch {
                        #expect((error as? Problem)?.code == .storage)
                        failures.count()
                    }
                }
            }
        }
        #expect(failures.value == 25)
        #expect(try await words(database).count == 25)
    }

    @Test func `a closure sees what was written before it`() async throws {
        let database = try Database.inMemory(migrations: Self.migrations)
        let counts = try await withThrowingTaskGroup(of: Int64.self) { group in
            for number in 0..<100 {
                group.addTask {
                    try await database.write { transaction in
                        let seen = try transaction.first("SELECT COUNT(*) AS n FROM thing")?.integer("n") ?? -1
                        try transaction.execute("INSERT INTO thing (word) VALUES (?)", [.text("w\(number)")])
                        return seen
                    }
                }
            }
            return try await group.reduce(into: [Int64]()) { $0.append($1) }
        }
        #expect(counts.sorted() == (0..<100).map { Int64($0) })
    }

    @Test func `wake-ups come after the commit, and not for what was undone`() async throws {
        let database = try Database.inMemory(migrations: Self.migrations)
        let rung = Tally()
        try await database.write { transaction in
            try transaction.execute("INSERT INTO thing (word) VALUES ('kept')")
            transaction.afterCommit { rung.count() }
        }
        try? await database.write { transaction in
            transaction.afterCommit { rung.count() }
            throw Refused()
        }
        #expect(rung.value == 1)
    }

    @Test func `a file is durable and in WAL mode, and survives being opened again`() async throws {
        try await withFile { path in
            let first = try Database.open(path: path, migrations: Self.migrations)
            _ = try await first.write { try $0.execute("INSERT INTO thing (word) VALUES ('kept')") }
            // The writer's own connection: 2 is FULL.
            let level = try await first.write { try $0.first("PRAGMA synchronous")?.integer("synchronous") }
            #expect(level == 2)
            let mode = try await first.read { try $0.first("PRAGMA journal_mode")?.text("journal_mode") }
            #expect(mode == "wal")
            try first.close()
            let second = try Database.open(path: path, migrations: Self.migrations)
            #expect(try await words(second) == ["kept"])
        }
    }

    @Test func `a database of a newer program is refused, and an older one is brought up to date`() async throws {
        try await withFile { path in
            let newer = Self.migrations + [Migration("things-2", ["ALTER TABLE thing ADD COLUMN size INTEGER"])]
            try Database.open(path: path, migrations: Self.migrations).close()
            try Database.open(path: path, migrations: newer).close()
            let problem = #expect(throws: Problem.self) { try Database.open(path: path, migrations: Self.migrations) }
            #expect(problem?.code == .storage)
            #expect(problem?.advice != nil)
        }
    }

    @Test func `a failing migration leaves the schema as it was`() async throws {
        try await withFile { path in
            try Database.open(path: path, migrations: Self.migrations).close()
            let broken = Migration("things-2", ["CREATE TABLE other (id INTEGER)", "CREATE NONSENSE"])
            #expect(throws: (any Error).self) { try Database.open(path: path, migrations: Self.migrations + [broken]) }
            let again = try Database.open(path: path, migrations: Self.migrations)
            let tables = try await again.read {
                try $0.query("SELECT name FROM sqlite_master WHERE name = 'other'").count
            }
            #expect(tables == 0)
        }
    }

    @Test func `a backup is a whole database as of one moment`() async throws {
        try await withFile { path in
            let database = try Database.open(path: path, migrations: Self.migrations)
            _ = try await database.write { try $0.execute("INSERT INTO thing (word) VALUES ('kept')") }
            try await database.backup(to: path + ".copy")
            let copy = try Database.open(path: path + ".copy", migrations: Self.migrations)
            #expect(try await words(copy) == ["kept"])
        }
    }

    @Test func `when too many changes wait, the next one is refused and nothing is lost`() async throws {
        let database = try Database.inMemory(migrations: Self.migrations)
        let done = Tally()
        let refused = Tally()
        let gate = DispatchSemaphore(value: 0)
        await withTaskGroup(of: Void.self) { group in
            // This closure holds the writer until the queue behind it is full.
            let (running, mark) = AsyncStream.makeStream(of: Void.self)
            group.addTask {
                try? await database.write { _ in
                    mark.finish()
                    gate.wait()
                }
            }
            for await _ in running {}
            for number in 0..<10_400 {
                group.addTask {
                    do {
                        _ = try await database.write {
                            try $0.execute("INSERT INTO thing (word) VALUES (?)", [.text("w\(number)")])
                        }
                        done.count()
                    } catch {
                        #expect((error as? Problem)?.retryAfterSeconds != nil)
                        refused.count()
                        gate.signal()
                    }
                }
            }
        }
        #expect(refused.value > 0)
        #expect(done.value + refused.value == 10_400)
        #expect(try await words(database).count == done.value)
    }

    @Test func `a value of the wrong type in a row is an error and not a trap`() async throws {
        let database = try Database.inMemory(migrations: Self.migrations)
        _ = try await database.write { try $0.execute("INSERT INTO thing (word) VALUES ('x')") }
        let row = try #require(try await database.read { try $0.first("SELECT id, word, NULL AS absence FROM thing") })
        #expect(throws: StoredDataProblem.self) { try row.integer("word") }
        #expect(throws: StoredDataProblem.self) { try row.text("id") }
        #expect(throws: StoredDataProblem.self) { try row.text("absence") }
        #expect(throws: StoredDataProblem.self) { try row.text("absent") }
        #expect(try row.optionalText("absence") == nil)
    }
}
