package import Primitives

/// A message that a committed change owes to another party.
package struct OutboxMessage: Sendable, Equatable {
    /// The message's own identifier; it stays the same over all attempts.
    package let id: String
    /// Which slice settles the answer.
    package let topic: String
    /// The process it belongs to.
    package let subject: String
    /// The participant it goes to.
    package let peer: String
    package let url: String
    package let body: String
    package let created: Instant
    /// Not sent before; also carries the wait between attempts.
    package var notBefore: Instant
    package var attempt: Int
    /// Why the last attempt was not taken; nil before the first.
    package private(set) var lastError: String?
    /// Whether the peer did not let us in at the last attempt.
    package private(set) var isLockedOut = false

    package init(
        id: String,
        topic: String,
        subject: String,
        peer: String,
        url: String,
        body: String,
        created: Instant,
        notBefore: Instant? = nil,
        attempt: Int = 0
    ) {
        self.id = id
        self.topic = topic
        self.subject = subject
        self.peer = peer
        self.url = url
        self.body = body
        self.created = created
        self.notBefore = notBefore ?? created
        self.attempt = attempt
    }

    /// The same message after attempts that were not taken.
    func failing(_ lastError: String?, isLockedOut: Bool) -> OutboxMessage {
        var copy = self
        copy.lastError = lastError
        copy.isLockedOut = isLockedOut
        return copy
    }

    /// How delivery stands, for people who wait for it.
    package var json: JSONValue {
        [
            "attempts": .int(attempt), "lastError": .optional(lastError), "isLockedOut": .bool(isLockedOut),
            "nextAttempt": .string(notBefore.description),
        ]
    }
}

/// The table of messages waiting to be delivered.
package enum OutboxStore {
    package static let migrations = [
        Migration(
            "outbox-1",
            [
                """
                CREATE TABLE outbox (
                    id TEXT PRIMARY KEY, topic TEXT NOT NULL, subject TEXT NOT NULL, peer TEXT NOT NULL,
                    url TEXT NOT NULL, body BLOB NOT NULL, created INTEGER NOT NULL, not_before INTEGER NOT NULL,
                    attempt INTEGER NOT NULL, last_error TEXT, locked_out INTEGER NOT NULL DEFAULT 0
                ) WITHOUT ROWID
                """,
                "CREATE INDEX outbox_due ON outbox (not_before)",
                "CREATE INDEX outbox_locked_out ON outbox (locked_out) WHERE locked_out = 1",
            ]
        )
    ]

    package static func insert(_ message: OutboxMessage, in transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO outbox (id, topic, subject, peer, url, body, created, not_before, attempt)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(message.id), .text(message.topic), .text(message.subject), .text(message.peer),
                .text(message.url), try transaction.sealed(message.body, for: sealing(of: message.id)),
                SQLValue(message.created), SQLValue(message.notBefore),
                SQLValue(message.attempt),
            ]
        )
    }

    /// Removes a message; false when it is gone already, because it was settled or called back.
    @discardableResult
    package static func remove(_ id: String, in transaction: WriteTransaction) throws -> Bool {
        try transaction.execute("DELETE FROM outbox WHERE id = ?", [.text(id)]) > 0
    }

    /// Characters of an error that are kept: enough for a person, whatever the peer wrote.
    private static let errorCharacters = 500

    /// Counts an attempt and says when the next one is due.
    package static func postpone(
        _ message: OutboxMessage,
        _ setback: Setback,
        until: Instant,
        in transaction: WriteTransaction
    ) throws {
        try transaction.execute(
            "UPDATE outbox SET attempt = ?, not_before = ?, last_error = ?, locked_out = ? WHERE id = ?",
            [
                SQLValue(message.attempt + 1), SQLValue(until), .text(String(setback.why.prefix(errorCharacters))),
                SQLValue(setback.isLockedOut), .text(message.id),
            ]
        )
    }

    /// Makes everything that waits for a later time due at `now`.
    package static func hurry(to now: Instant, in transaction: WriteTransaction) throws {
        try transaction.execute("UPDATE outbox SET not_before = ?1 WHERE not_before > ?1", [SQLValue(now)])
    }

    /// Messages that the other side did not let in.
    package static func lockedOutCount(in transaction: ReadTransaction) throws -> Int64 {
        try transaction.first("SELECT COUNT(*) AS n FROM outbox WHERE locked_out = 1")?.integer("n") ?? 0
    }

    /// A message that may be sent now, without its body: a look at what waits must stay cheap under load.
    package struct Due: Sendable {
        let id: String
        let peer: String
    }

    /// Messages that may be sent now, longest waiting first, but none of at most `OutboxFlight.crowdedLimit` peers.
    package static func due(
        at now: Instant,
        except peers: [String] = [],
        limit: Int,
        in transaction: ReadTransaction
    ) throws -> [Due] {
        let places = Array(repeating: "?", count: OutboxFlight.crowdedLimit).joined(separator: ", ")
        let passed = (0..<OutboxFlight.crowdedLimit).map { SQLValue.text($0 < peers.count ? peers[$0] : "") }
        return try transaction.query(
            "SELECT id, peer FROM outbox WHERE not_before <= ? AND peer NOT IN (\(places)) ORDER BY not_before LIMIT ?",
            [SQLValue(now)] + passed + [SQLValue(limit)]
        ).map { Due(id: try $0.text("id"), peer: try $0.text("peer")) }
    }

    /// A waiting message; nil when it was settled or called back.
    package static func find(_ id: String, in transaction: ReadTransaction) throws -> OutboxMessage? {
        try transaction.first("SELECT * FROM outbox WHERE id = ?", [.text(id)])
            .map { try message($0, in: transaction) }
    }

    /// The earliest time at which a waiting message becomes due.
    package static func nextDue(after now: Instant, in transaction: ReadTransaction) throws -> Instant? {
        try transaction.first("SELECT MIN(not_before) AS next FROM outbox WHERE not_before > ?", [SQLValue(now)])?
            .optionalInstant("next")
    }

    package static func count(in transaction: ReadTransaction) throws -> Int64 {
        try transaction.first("SELECT COUNT(*) AS n FROM outbox")?.integer("n") ?? 0
    }

    /// Messages carry the tokens of data addresses.
    private static func sealing(of id: String) -> String { "outbox/\(id)/body" }

    private static func message(_ row: SQLRow, in transaction: ReadTransaction) throws -> OutboxMessage {
        guard let body = try transaction.opened(row, "body", for: sealing(of: try row.text("id"))) else {
            throw StoredDataProblem(column: "body")
        }
        return OutboxMessage(
            id: try row.text("id"),
            topic: try row.text("topic"),
            subject: try row.text("subject"),
            peer: try row.text("peer"),
            url: try row.text("url"),
            body: body,
            created: try row.instant("created"),
            notBefore: try row.instant("not_before"),
            attempt: Int(try row.integer("attempt"))
        ).failing(try row.optionalText("last_error"), isLockedOut: try row.flag("locked_out"))
    }
}
