import Primitives
import ServerKit

/// Rows of a catalogue for measurements.
enum BenchSeed {
    static let migrations = [Migration("bench-1", ["CREATE TABLE bench (id INTEGER PRIMARY KEY, text TEXT)"])]

    static func row(_ number: Int, in transaction: WriteTransaction) throws {
        try transaction.execute("INSERT INTO bench (text) VALUES (?)", [.text("row \(number)")])
    }

    static func resource(_ now: Instant, in transaction: WriteTransaction) throws {
        try transaction.execute(
            "INSERT INTO resource (id, name, source, created) VALUES ('bench', 'bench', ?, ?)",
            [.text(#"{"type":"http","url":"http://127.0.0.1:9/"}"#), SQLValue(now)]
        )
    }

    static func product(
        _ number: Int,
        _ digest: String,
        _ now: Instant,
        audience: String = "*",
        in transaction: WriteTransaction
    ) throws {
        let id = "urn:bench:product:\(String(number + 100_000_000))"
        try transaction.execute(
            """
            INSERT INTO product (id, resource, title, description, keywords, media_type, version, state, created)
            VALUES (?, 'bench', ?, '', '[]', 'text/csv', 1, 'PUBLISHED', ?)
            """,
            [.text(id), .text("product \(number)"), SQLValue(now)]
        )
        try transaction.execute(
            "INSERT INTO product_version (product, number, digest) VALUES (?, 1, ?)",
            [.text(id), .text(digest)]
        )
        try transaction.execute(
            """
            INSERT INTO offer (id, product, policy, mode, audience, state, created)
            VALUES (?, ?, '{"permission":[{"action":"use"}]}', 'automatic', ?, 'ACTIVE', ?)
            """,
            [
                .text(id + ":offer"), .text(id), SQLValue(audience == "*" ? .array([]) : .strings([audience])),
                SQLValue(now),
            ]
        )
        try transaction.execute(
            "INSERT INTO catalog_entry (audience, product, offers) VALUES (?, ?, 1)",
            [.text(audience), .text(id)]
        )
    }
}
