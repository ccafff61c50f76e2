import Primitives

/// One row that a readiness check rewrites, so that being ready means that a change can be stored.
package enum ReadinessStore {
    package static let migrations = [
        Migration("readiness-1", ["CREATE TABLE readiness (id INTEGER PRIMARY KEY CHECK (id = 1), checked INTEGER)"])
    ]

    static func touch(_ now: Instant, in transaction: WriteTransaction) throws {
        try transaction.execute(
            "INSERT INTO readiness (id, checked) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET checked = excluded.checked",
            [SQLValue(now)]
        )
    }
}
