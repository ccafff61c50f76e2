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
                    process TEXT NOT NULL, action TEXT NOT NULL, position INTEGER NOT NULL, parent TEXT,
                    state TEXT NOT NULL, note TEXT, actor TEXT, deadline INTEGER, attempts INTEGER NOT NULL,
                    failure TEXT, not_before INTEGER NOT NULL, breached INTEGER, is_run INTEGER NOT NULL,
                    created INTEGER NOT NULL, updated INTEGER NOT NULL
                ) WITHOUT ROWID
                """,
                "CREATE INDEX duty_agreement ON duty (agreement, role, process)",
                "CREATE INDEX duty_created ON duty (created, id)",
                "CREATE INDEX duty_run ON duty (not_before) WHERE is_run = 1 AND state IN ('DUE', 'RETRYING')",
                "CREATE INDEX duty_deadline ON duty (deadline) WHERE deadline IS NOT NULL AND state IN ('DUE', 'RETRYING')",
                "CREATE INDEX duty_trouble ON duty (state) WHERE state IN ('DUE', 'RETRYING', 'BREACHED')",
                "CREATE TABLE duty_cursor (one INTEGER PRIMARY KEY CHECK (one = 1), sequence INTEGER NOT NULL)",
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
                    """
                    UPDATE duty SET state = ?, note = ?, actor = ?, attempts = ?, failure = ?, not_before = ?, breached = ?,
                        updated = ?
                    WHERE id = ? AND state = ?
                    """,
                    [
                        .text(duty.state.rawValue), SQLValue(duty.note), SQLValue(duty.actor), .integer(duty.attempts),
                        SQLValue(duty.failure), SQLValue(duty.notBefore), SQLValue(duty.breached),
                        SQLValue(duty.updated), .text(duty.id), .text(previous.rawValue),
                    ]
                )
            } else {
                try insert(duty, in: transaction)
            }
        guard changed == 1 else { throw Problem.concurrentChange }
        if let draft = change.evidence { try evidence.record(draft) }
        try DutyReportStore.changed(duty.agreement, duty.role, in: transaction)
    }

    private static func insert(_ duty: Duty, in transaction: WriteTransaction) throws -> Int {
        try transaction.execute(
            """
            INSERT INTO duty (id, agreement, role, path, process, action, position, parent, state, note, actor, deadline,
                attempts, failure, not_before, breached, is_run, created, updated)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(duty.id), .text(duty.agreement), .text(duty.role.rawValue), .text(duty.path),
                .text(duty.process), .text(duty.action), .integer(duty.position), SQLValue(duty.parent),
                .text(duty.state.rawValue), SQLValue(duty.note), SQLValue(duty.actor), SQLValue(duty.deadline),
                .integer(duty.attempts), SQLValue(duty.failure), SQLValue(duty.notBefore), SQLValue(duty.breached),
                SQLValue(DutyKind(action: duty.action)?.isRun ?? false), SQLValue(duty.created),
                SQLValue(duty.updated),
            ]
        )
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
            position: try row.integer("position"),
            parent: try row.optionalText("parent"),
            created: try row.instant("created"),
            deadline: try row.optionalInstant("deadline"),
            stored: Duty.Stored(
                state: try row.word("state", as: DutyProgress.State.self),
                note: try row.optionalText("note"),
                actor: try row.optionalText("actor"),
                attempts: try row.integer("attempts"),
                failure: try row.optionalText("failure"),
                notBefore: try row.instant("not_before"),
                breached: try row.optionalInstant("breached"),
                updated: try row.instant("updated")
            )
        )
    }

    // MARK: - Running

    /// Open duties that the warden does and whose time has come, oldest first and each occasion's in the policy's order.
    static func runnable(at now: Instant, limit: Int, in transaction: ReadTransaction) throws -> [Duty] {
        try transaction.query(
            """
            SELECT * FROM duty WHERE is_run = 1 AND state IN ('DUE', 'RETRYING') AND not_before <= ?
            ORDER BY not_before, created, process, position LIMIT ?
            """,
            [SQLValue(now), SQLValue(limit)]
        ).map(duty)
    }

    /// Open duties whose deadline has passed and that nobody has tried again after a breach; a deletion is asked for `grace` milliseconds later, since it only begins then.
    static func overdue(
        at now: Instant,
        grace: Int64,
        limit: Int,
        in transaction: ReadTransaction
    ) throws -> [Duty] {
        try transaction.query(
            """
            SELECT * FROM duty WHERE deadline IS NOT NULL AND state IN ('DUE', 'RETRYING') AND breached IS NULL
                AND deadline <= CASE action WHEN 'delete' THEN ?1 ELSE ?2 END
            ORDER BY deadline LIMIT ?3
            """,
            [SQLValue(now.advanced(milliseconds: -grace)), SQLValue(now), SQLValue(limit)]
        ).map(duty)
    }

    /// Open deletions of a delivery.
    static func open(_ action: String, of process: String, in transaction: ReadTransaction) throws -> [Duty] {
        try transaction.query(
            """
            SELECT * FROM duty WHERE state IN ('DUE', 'RETRYING', 'BREACHED') AND action = ? AND process = ? AND role = ?
            LIMIT 1000
            """,
            [.text(action), .text(process), .text(Role.consumer.rawValue)]
        ).map(duty)
    }

    /// The newest duty of a rule for a delivery, however often it was done.
    static func newest(
        _ agreement: String,
        _ role: Role,
        _ path: String,
        of delivery: String,
        in transaction: ReadTransaction
    ) throws -> Duty? {
        try transaction.first(
            """
            SELECT * FROM duty WHERE agreement = ?1 AND role = ?2 AND path = ?3
                AND (process = ?4 OR substr(process, 1, length(?4) + 1) = ?4 || '#')
            ORDER BY created DESC, id DESC LIMIT 1
            """,
            [.text(agreement), .text(role.rawValue), .text(path), .text(delivery)]
        ).map(duty)
    }

    /// The duty of a rule that has waited longest, else the newest that is over; nil where it was never required.
    static func waiting(
        _ agreement: String,
        _ role: Role,
        _ path: String,
        in transaction: ReadTransaction
    ) throws -> Duty? {
        try transaction.first(
            """
            SELECT * FROM duty WHERE agreement = ? AND role = ? AND path = ?
            ORDER BY state IN ('DONE', 'RELEASED'), created, id LIMIT 1
            """,
            [.text(agreement), .text(role.rawValue), .text(path)]
        ).map(duty)
    }

    /// Every duty of an agreement that is not done, then the newest of those that are.
    static func all(of agreement: String, role: Role, limit: Int, in transaction: ReadTransaction) throws -> [Duty] {
        try transaction.query(
            """
            SELECT * FROM duty WHERE agreement = ? AND role = ?
            ORDER BY state IN ('DONE', 'RELEASED'), updated DESC, id LIMIT ?
            """,
            [.text(agreement), .text(role.rawValue), SQLValue(limit)]
        ).map(duty)
    }

    /// Paths of duties that were broken and are not made good: not done late, or with a consequence that is not done.
    static func outstanding(of agreement: String, role: Role, in transaction: ReadTransaction) throws -> [String] {
        try transaction.query(
            """
            SELECT DISTINCT CASE WHEN parent IS NULL THEN path ELSE parent END AS path FROM duty
            WHERE agreement = ? AND role = ?
                AND ((breached IS NOT NULL OR parent IS NOT NULL) AND state NOT IN ('DONE', 'RELEASED'))
            LIMIT 1000
            """,
            [.text(agreement), .text(role.rawValue)]
        ).map { try $0.text("path") }
    }

    /// Up to which entry of evidence occasions were looked for.
    static func cursor(in transaction: ReadTransaction) throws -> Int64 {
        try transaction.first("SELECT sequence FROM duty_cursor")?.integer("sequence") ?? 0
    }

    static func setCursor(_ sequence: Int64, in transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO duty_cursor (one, sequence) VALUES (1, ?1)
            ON CONFLICT (one) DO UPDATE SET sequence = MAX(sequence, ?1)
            """,
            [.integer(sequence)]
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
