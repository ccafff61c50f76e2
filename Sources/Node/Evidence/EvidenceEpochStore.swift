import EvidenceLog
package import Primitives
package import ServerKit

/// The log's epochs, and what the integrator reads of their leaves.
package enum EvidenceEpochStore {
    /// An epoch: a tree of its own, under an origin of its own.
    package struct Epoch: Sendable {
        package let number: Int64
        /// Nil until the log was opened for the first time.
        package let origin: String?
        /// The key that signs its checkpoints, as text; a rotation changes it.
        package let verifierKey: String?
        /// The last signed head that the database knows, as a note; nil before the first.
        package let head: String?
        /// What a witness proved against the epoch; it takes no entries any more.
        package let contradiction: String?
        /// The moment of the backup that the epoch was restored from while nothing told what was signed after it.
        package let restored: Instant?
    }

    package static func newest(in transaction: ReadTransaction) throws -> Epoch {
        guard let epoch = try all(in: transaction).last else { throw StoredDataProblem(column: "epoch") }
        return epoch
    }

    /// Oldest first; a recovery makes one, so that there are few.
    package static func all(in transaction: ReadTransaction) throws -> [Epoch] {
        try transaction.query(
            "SELECT epoch, origin, verifier_key, head, contradiction, restored FROM evidence_epoch ORDER BY epoch LIMIT 1000"
        )
        .map {
            Epoch(
                number: try $0.integer("epoch"),
                origin: try $0.optionalText("origin"),
                verifierKey: try $0.optionalText("verifier_key"),
                head: try $0.optionalText("head"),
                contradiction: try $0.optionalText("contradiction"),
                restored: try $0.optionalInstant("restored")
            )
        }
    }

    /// Names an epoch, once, and the key that signs it now.
    package static func setName(
        _ origin: String,
        _ verifierKey: String,
        of epoch: Int64,
        in transaction: WriteTransaction
    ) throws {
        try transaction.execute(
            "UPDATE evidence_epoch SET origin = COALESCE(origin, ?), verifier_key = ? WHERE epoch = ?",
            [.text(origin), .text(verifierKey), .integer(epoch)]
        )
    }

    /// Keeps a signed head; a smaller one than is known changes nothing.
    package static func keepHead(
        _ note: String,
        size: Int,
        of epoch: Int64,
        in transaction: WriteTransaction
    ) throws {
        try transaction.execute(
            "UPDATE evidence_epoch SET head = ?, head_size = ? WHERE epoch = ? AND head_size <= ?",
            [.text(note), SQLValue(size), .integer(epoch), SQLValue(size)]
        )
    }

    /// Ends an epoch for good.
    static func contradict(_ epoch: Int64, _ reason: String, in transaction: WriteTransaction) throws {
        try transaction.execute(
            "UPDATE evidence_epoch SET contradiction = ? WHERE epoch = ? AND contradiction IS NULL",
            [.text(reason), .integer(epoch)]
        )
    }

    /// Ends the newest epoch because the database is a copy of `backup`, and others may hold what was signed after it; an epoch that
    /// was never opened has signed nothing and goes on.
    package static func restore(from backup: Instant, in transaction: WriteTransaction) throws -> Bool {
        try transaction.execute(
            """
            UPDATE evidence_epoch SET restored = ?
            WHERE epoch = (SELECT MAX(epoch) FROM evidence_epoch) AND origin IS NOT NULL
            """,
            [SQLValue(backup)]
        ) > 0
    }

    /// Begins an epoch under a new origin.
    package static func begin(
        _ epoch: Int64,
        origin: String,
        verifierKey: String,
        in transaction: WriteTransaction
    ) throws {
        try transaction.execute(
            "INSERT INTO evidence_epoch (epoch, origin, verifier_key) VALUES (?, ?, ?)",
            [.integer(epoch), .text(origin), .text(verifierKey)]
        )
    }

    /// Entries of an epoch.
    package static func count(of epoch: Int64, in transaction: ReadTransaction) throws -> Int {
        let row = try transaction.first(
            "SELECT COALESCE(MAX(log_index) + 1, 0) AS size FROM evidence WHERE epoch = ?",
            [.integer(epoch)]
        )
        return Int(try row?.integer("size") ?? 0)
    }

    /// Leaves from `index` on; an index that is missing is an error, since the log must have no gaps.
    package static func leaves(
        of epoch: Int64,
        from index: Int,
        limit: Int,
        in transaction: ReadTransaction
    ) throws -> [[UInt8]] {
        let rows = try transaction.query(
            "SELECT log_index, leaf FROM evidence WHERE epoch = ? AND log_index >= ? ORDER BY log_index LIMIT ?",
            [.integer(epoch), SQLValue(index), SQLValue(limit)]
        )
        return try rows.enumerated().map { offset, row in
            guard try row.integer("log_index") == Int64(index + offset) else {
                throw StoredDataProblem(column: "log_index")
            }
            return try row.blob("leaf")
        }
    }
}
