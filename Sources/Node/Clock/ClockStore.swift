import Primitives
package import ServerKit

/// The latest time that this node has acted at, kept across restarts.
package enum ClockStore {
    package static let migrations = [
        Migration(
            "clock-1",
            [
                """
                CREATE TABLE clock (
                    id INTEGER PRIMARY KEY CHECK (id = 1), watermark INTEGER NOT NULL, accepted_after INTEGER NOT NULL
                )
                """
            ]
        )
    ]

    /// Newest evidence entries that are looked at: entries of one commit differ by milliseconds in order.
    private static let entriesLookedAt = 1_000

    /// The latest recorded time; evidence from before the last acceptance of a clock counts no more.
    static func watermark(in transaction: ReadTransaction) throws -> Instant? {
        let row = try transaction.first("SELECT watermark, accepted_after FROM clock WHERE id = 1")
        let kept = try row?.instant("watermark")
        let evidence = try transaction.first(
            """
            SELECT MAX(time) AS time FROM
                (SELECT time FROM evidence WHERE sequence > ? ORDER BY sequence DESC LIMIT ?) AS newest
            """,
            [.integer(try row?.integer("accepted_after") ?? 0), SQLValue(entriesLookedAt)]
        )?.optionalInstant("time")
        return [kept, evidence].compactMap { $0 }.max()
    }

    /// Keeps a later time; an earlier one changes nothing.
    static func advance(to time: Instant, in transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO clock (id, watermark, accepted_after) VALUES (1, ?1, 0)
            ON CONFLICT (id) DO UPDATE SET watermark = excluded.watermark WHERE excluded.watermark > clock.watermark
            """,
            [SQLValue(time)]
        )
    }

    /// Takes `time` as it is, whatever was recorded.
    static func accept(_ time: Instant, in transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO clock (id, watermark, accepted_after)
            VALUES (1, ?, (SELECT COALESCE(MAX(sequence), 0) FROM evidence))
            ON CONFLICT (id) DO UPDATE SET watermark = excluded.watermark, accepted_after = excluded.accepted_after
            """,
            [SQLValue(time)]
        )
    }
}
