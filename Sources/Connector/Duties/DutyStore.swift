import DataspaceProtocol
import Node
import Primitives
package import ServerKit

/// The tables of duties and of the agreements' keys; the only way into the first is `save`, which takes a `Change`.
package enum DutyStore {
    package static let migrations = [
        Migration(
            "duty-1",
            [
                """
                CREATE TABLE duty (
                    id TEXT PRIMARY KEY, agreement TEXT NOT NULL, role TEXT NOT NULL, path TEXT NOT NULL,
                    process TEXT NOT NULL, action TEXT NOT NULL, state TEXT NOT NULL, note TEXT, actor TEXT,
                    created INTEGER NOT NULL, updated INTEGER NOT NULL
                ) WITHOUT ROWID
                """,
                "CREATE INDEX duty_agreement ON duty (agreement, role, process)",
                "CREATE INDEX duty_created ON duty (created, id)",
                "CREATE TABLE duty_key (agreement TEXT PRIMARY KEY, key BLOB NOT NULL) WITHOUT ROWID",
            ]
        )
    ]

    /// Stores a change with its evidence; throws `conflict` when somebody else changed the duty since it was read.
    static func save(_ change: Duty.Change, with evidence: inout EvidenceWriter) throws {
        let duty = change.duty
        let transaction = evidence.transaction
        let changed =
            if let previous = change.previous {
                try transaction.execute(
                    "UPDATE duty SET state = ?, note = ?, actor = ?, updated = ? WHERE id = ? AND state = ?",
                    [
                        .text(duty.state.rawValue), SQLValue(duty.note), SQLValue(duty.actor), SQLValue(duty.updated),
                        .text(duty.id), .text(previous.rawValue),
                    ]
                )
            } else {
                try transaction.execute(
                    """
                    INSERT INTO duty (id, agreement, role, path, process, action, state, note, actor, created, updated)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    [
                        .text(duty.id), .text(duty.agreement), .text(duty.role.rawValue), .text(duty.path),
                        .text(duty.process), .text(duty.action), .text(duty.state.rawValue), SQLValue(duty.note),
                        SQLValue(duty.actor), SQLValue(duty.created), SQLValue(duty.updated),
                    ]
                )
            }
        guard changed == 1 else { throw Problem.concurrentChange }
        try evidence.record(change.evidence)
    }

    package static func find(_ id: String, in transaction: ReadTransaction) throws -> Duty? {
        try transaction.first("SELECT * FROM duty WHERE id = ?", [.text(id)]).map(duty)
    }

    /// Paths of the duties of an agreement that are done: once for all, or for one delivery.
    static func done(
        of agreement: String,
        role: Role,
        process: String,
        in transaction: ReadTransaction
    ) throws -> [String] {
        try transaction.query(
            """
            SELECT path FROM duty WHERE agreement = ? AND role = ? AND process IN ('', ?) AND state = 'DONE'
            LIMIT 1000
            """,
            [.text(agreement), .text(role.rawValue), .text(process)]
        ).map { try $0.text("path") }
    }

    /// Newest first.
    package static func list(
        _ page: PageRequest,
        agreement: String,
        state: String,
        in transaction: ReadTransaction
    ) throws -> [Duty] {
        try transaction.query(
            """
            SELECT * FROM duty
            WHERE (?1 = '' OR (created, id) < (SELECT created, id FROM duty WHERE id = ?1))
                AND (?2 = '' OR agreement = ?2) AND (?3 = '' OR state = ?3)
                AND (id LIKE ?4 OR agreement LIKE ?4 OR action LIKE ?4)
            ORDER BY created DESC, id DESC LIMIT ?5
            """,
            [
                .text(page.after), .text(agreement), .text(state), .text(page.pattern), SQLValue(page.limit + 1),
            ]
        ).map(duty)
    }

    static func count(_ state: DutyProgress.State, in transaction: ReadTransaction) throws -> Int64 {
        try transaction.first("SELECT COUNT(*) AS n FROM duty WHERE state = ?", [.text(state.rawValue)])?
            .integer("n") ?? 0
    }

    private static func duty(_ row: SQLRow) throws -> Duty {
        Duty(
            id: try row.text("id"),
            agreement: try row.text("agreement"),
            role: try row.word("role", as: Role.self),
            path: try row.text("path"),
            process: try row.text("process"),
            action: try row.text("action"),
            state: try row.word("state", as: DutyProgress.State.self),
            note: try row.optionalText("note"),
            actor: try row.optionalText("actor"),
            created: try row.instant("created"),
            updated: try row.instant("updated")
        )
    }

    // MARK: - Keys

    private static func sealing(of agreement: String) -> String { "duty_key/\(agreement)/key" }

    /// The key of a chain of agreements, in hexadecimal.
    static func key(of root: String, in transaction: ReadTransaction) throws -> String? {
        guard let row = try transaction.first("SELECT * FROM duty_key WHERE agreement = ?", [.text(root)]) else {
            return nil
        }
        return try transaction.opened(row, "key", for: sealing(of: root))
    }

    /// Keeps a key unless there is one.
    static func keep(_ key: String, of root: String, in transaction: WriteTransaction) throws {
        try transaction.execute(
            "INSERT INTO duty_key (agreement, key) VALUES (?, ?) ON CONFLICT (agreement) DO NOTHING",
            [.text(root), try transaction.sealed(key, for: sealing(of: root))]
        )
    }

    /// Chains of agreements with a key, in order after one of them.
    static func keyed(after root: String, limit: Int, in transaction: ReadTransaction) throws -> [String] {
        try transaction.query(
            "SELECT agreement FROM duty_key WHERE agreement > ? ORDER BY agreement LIMIT ?",
            [.text(root), SQLValue(limit)]
        ).map { try $0.text("agreement") }
    }
}
