import Primitives
package import ServerKit

/// What is kept of a delivery across restarts.
struct Delivery: Sendable, Equatable {
    enum Outcome: String, Sendable { case running = "RUNNING", done = "DONE", failed = "FAILED" }

    let transfer: Identifier<TransferProcess>
    var outcome = Outcome.running
    var bytes: Int64 = 0
    var total: Int64?
    var digest: Digest?
    /// The finished file; also names the part file while it runs.
    var path: String?
    /// The entity tag of what the part file holds the beginning of.
    var entityTag: String?
    var error: String?
    var attempts = 0

    init(_ transfer: Identifier<TransferProcess>) { self.transfer = transfer }

    /// Keeps what others have read from us, when the transfer is over.
    mutating func note(_ served: DeliveryProgress, isDone: Bool) {
        outcome = isDone ? .done : .failed
        bytes = served.bytes
        total = served.total
    }

    var progress: DeliveryProgress {
        DeliveryProgress(
            bytes: bytes,
            total: total,
            attempt: attempts,
            lastError: error,
            digest: digest,
            path: path
        )
    }
}

/// The table of deliveries.
package enum DeliveryStore {
    package static let migrations = [
        Migration(
            "delivery-1",
            [
                """
                CREATE TABLE delivery (
                    transfer TEXT PRIMARY KEY, outcome TEXT NOT NULL, bytes INTEGER NOT NULL, total INTEGER,
                    digest TEXT, path TEXT, entity_tag TEXT, error TEXT, attempts INTEGER NOT NULL
                ) WITHOUT ROWID
                """,
                "CREATE INDEX delivery_running ON delivery (outcome) WHERE outcome = 'RUNNING'",
            ]
        )
    ]

    static func save(_ delivery: Delivery, in transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO delivery (transfer, outcome, bytes, total, digest, path, entity_tag, error, attempts)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (transfer) DO UPDATE SET outcome = excluded.outcome, bytes = excluded.bytes,
                total = excluded.total, digest = excluded.digest, path = excluded.path,
                entity_tag = excluded.entity_tag, error = excluded.error, attempts = excluded.attempts
            """,
            [
                SQLValue(delivery.transfer), .text(delivery.outcome.rawValue), .integer(delivery.bytes),
                SQLValue(delivery.total), SQLValue(delivery.digest?.description), SQLValue(delivery.path),
                SQLValue(delivery.entityTag), SQLValue(delivery.error), SQLValue(delivery.attempts),
            ]
        )
    }

    static func find(_ id: Identifier<TransferProcess>, in transaction: ReadTransaction) throws -> Delivery? {
        try transaction.first("SELECT * FROM delivery WHERE transfer = ?", [SQLValue(id)]).map(delivery)
    }

    /// Deliveries that were under way when they were last written; read once after a start.
    static func running(in transaction: ReadTransaction) throws -> [Delivery] {
        try transaction.query("SELECT * FROM delivery WHERE outcome = 'RUNNING' LIMIT 100000").map(delivery)
    }

    private static func delivery(_ row: SQLRow) throws -> Delivery {
        var delivery = Delivery(try row.identifier("transfer", of: TransferProcess.self))
        delivery.outcome = try row.word("outcome", as: Delivery.Outcome.self)
        delivery.bytes = try row.integer("bytes")
        delivery.total = try row.optionalInteger("total")
        delivery.digest = try row.optionalText("digest").flatMap { Digest($0) }
        delivery.path = try row.optionalText("path")
        delivery.entityTag = try row.optionalText("entity_tag")
        delivery.error = try row.optionalText("error")
        delivery.attempts = Int(try row.integer("attempts"))
        return delivery
    }
}
