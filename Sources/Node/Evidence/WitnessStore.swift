import EvidenceLog
import Primitives
package import ServerKit

/// The latest tree of each log that this node cosigned (C2SP tlog-witness).
package enum WitnessStore {
    package static let migrations = [
        Migration(
            "witness-1",
            [
                """
                CREATE TABLE witnessed_log (
                    origin_hash TEXT PRIMARY KEY, origin TEXT NOT NULL, size INTEGER NOT NULL, root TEXT NOT NULL,
                    note TEXT NOT NULL
                ) WITHOUT ROWID
                """
            ]
        )
    ]

    struct Latest: Sendable {
        let size: Int
        let root: Digest
        /// The checkpoint with the log's signatures and our cosignature.
        let note: String
    }

    static func latest(_ originHash: String, in transaction: ReadTransaction) throws -> Latest? {
        let row = try transaction.first(
            "SELECT size, root, note FROM witnessed_log WHERE origin_hash = ?",
            [.text(originHash)]
        )
        return try row.map { row in
            guard let root = Digest(try row.text("root")) else { throw StoredDataProblem(column: "root") }
            return Latest(size: Int(try row.integer("size")), root: root, note: try row.text("note"))
        }
    }

    static func keep(
        _ checkpoint: Checkpoint,
        note: String,
        _ originHash: String,
        in transaction: WriteTransaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO witnessed_log (origin_hash, origin, size, root, note) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (origin_hash) DO UPDATE SET size = excluded.size, root = excluded.root, note = excluded.note
            """,
            [
                .text(originHash), .text(checkpoint.origin), SQLValue(checkpoint.size),
                .text(checkpoint.root.description), .text(note),
            ]
        )
    }
}
