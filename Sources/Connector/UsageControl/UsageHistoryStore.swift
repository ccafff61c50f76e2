import DataspaceProtocol
import Primitives
package import ServerKit

/// The tables of usage: one running total per key, and one row per reservation.
///
/// Totals and reservations change in the same transaction, so that a limit is one look at one row, however long the history.
package enum UsageHistoryStore {
    package static let migrations = [
        Migration(
            "usage-1",
            [
                """
                CREATE TABLE usage_total (
                    id INTEGER PRIMARY KEY,
                    agreement TEXT NOT NULL, role TEXT NOT NULL, subject TEXT NOT NULL, action TEXT NOT NULL,
                    target TEXT NOT NULL, peer TEXT NOT NULL, uses INTEGER NOT NULL, accesses INTEGER NOT NULL,
                    volume INTEGER NOT NULL, refused INTEGER NOT NULL, open INTEGER NOT NULL,
                    first INTEGER NOT NULL, last INTEGER NOT NULL, decision TEXT, refusal TEXT,
                    UNIQUE (agreement, role, subject, action, target)
                )
                """,
                "CREATE INDEX usage_total_last ON usage_total (last, id)",
                """
                CREATE TABLE usage_reservation (
                    id TEXT PRIMARY KEY, agreement TEXT NOT NULL, role TEXT NOT NULL, subject TEXT NOT NULL,
                    action TEXT NOT NULL, target TEXT NOT NULL, moment TEXT NOT NULL, process TEXT,
                    uses INTEGER NOT NULL, volume INTEGER NOT NULL, state TEXT NOT NULL, at INTEGER NOT NULL,
                    run TEXT NOT NULL
                ) WITHOUT ROWID
                """,
                "CREATE INDEX usage_reservation_time ON usage_reservation (agreement, role, target, at)",
                "CREATE INDEX usage_reservation_open ON usage_reservation (run) WHERE state = 'OPEN'",
                "CREATE INDEX usage_reservation_process ON usage_reservation (process) WHERE process IS NOT NULL",
            ]
        )
    ]

    // MARK: - Reservations

    package static func find(_ id: String, in transaction: ReadTransaction) throws -> UsageReservation? {
        try transaction.first("SELECT * FROM usage_reservation WHERE id = ?", [.text(id)]).map(reservation)
    }

    static func insert(
        _ reservation: UsageReservation,
        run: String,
        in transaction: WriteTransaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO usage_reservation (id, agreement, role, subject, action, target, moment, process, uses,
                volume, state, at, run)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [.text(reservation.id)] + values(reservation.key) + [
                .text(reservation.moment.rawValue), SQLValue(reservation.process), .integer(reservation.uses),
                .integer(reservation.volume), .text(reservation.state.rawValue), SQLValue(reservation.at), .text(run),
            ]
        )
    }

    static func change(
        _ id: String,
        to state: UsageReservation.State,
        volume: Int64,
        run: String,
        in transaction: WriteTransaction
    ) throws {
        try transaction.execute(
            "UPDATE usage_reservation SET state = ?, volume = ?, run = ? WHERE id = ?",
            [.text(state.rawValue), .integer(volume), .text(run), .text(id)]
        )
    }

    /// Open reservations that another run of the program left.
    static func leftOpen(
        besides run: String,
        limit: Int,
        in transaction: ReadTransaction
    ) throws -> [UsageReservation] {
        try transaction.query(
            "SELECT * FROM usage_reservation WHERE state = 'OPEN' AND run <> ? AND moment <> 'transfer' LIMIT ?",
            [.text(run), SQLValue(limit)]
        ).map(reservation)
    }

    /// Whether anything was read under a process.
    static func hasAccess(ofProcess process: String, in transaction: ReadTransaction) throws -> Bool {
        try transaction.first(
            """
            SELECT 1 AS found FROM usage_reservation
            WHERE process = ? AND moment = 'access' AND state <> 'RETURNED' LIMIT 1
            """,
            [.text(process)]
        ) != nil
    }

    /// Forgets settled reservations from before a time; the totals keep what they were.
    static func prune(before time: Instant, limit: Int, in transaction: WriteTransaction) throws -> Int {
        try transaction.execute(
            """
            DELETE FROM usage_reservation WHERE id IN (
                SELECT id FROM usage_reservation WHERE at < ? AND state <> 'OPEN' AND moment <> 'transfer' LIMIT ?)
            """,
            [SQLValue(time), SQLValue(limit)]
        )
    }

    private static func reservation(_ row: SQLRow) throws -> UsageReservation {
        UsageReservation(
            id: try row.text("id"),
            key: try key(row),
            moment: try row.word("moment", as: UsageMoment.self),
            process: try row.optionalText("process"),
            uses: try row.integer("uses"),
            volume: try row.integer("volume"),
            state: try row.word("state", as: UsageReservation.State.self),
            at: try row.instant("at")
        )
    }

    // MARK: - What was used

    /// Uses and bytes of one agreement and target, of all subjects together, by action.
    ///
    /// Actions that were only ever refused are left out: among them are words that the terms do not know.
    static func used(
        under agreement: String,
        _ role: Role,
        of target: String,
        in transaction: ReadTransaction
    ) throws -> [(action: String, uses: Int64, volume: Int64)] {
        try transaction.query(
            """
            SELECT action, SUM(uses) AS uses, SUM(volume) AS volume FROM usage_total
            WHERE agreement = ? AND role = ? AND target = ? AND (uses > 0 OR volume > 0) GROUP BY action
            """,
            [.text(agreement), .text(role.rawValue), .text(target)]
        ).map { (try $0.text("action"), try $0.integer("uses"), try $0.integer("volume")) }
    }

    /// Uses since a time, by action, without two reservations.
    ///
    /// What stands in the future counts too: a clock that was set back must not give uses away.
    static func used(
        under agreement: String,
        _ role: Role,
        of target: String,
        since time: Instant,
        besides own: (String, String),
        in transaction: ReadTransaction
    ) throws -> [String: Int64] {
        let rows = try transaction.query(
            """
            SELECT action, SUM(uses) AS uses FROM usage_reservation
            WHERE agreement = ? AND role = ? AND target = ? AND at > ? AND state <> 'RETURNED' AND id NOT IN (?, ?)
            GROUP BY action
            """,
            [
                .text(agreement), .text(role.rawValue), .text(target), SQLValue(time), .text(own.0), .text(own.1),
            ]
        )
        var table: [String: Int64] = [:]
        for row in rows { table[try row.text("action")] = try row.integer("uses") }
        return table
    }

    /// What an act adds to a total.
    struct Delta {
        var uses: Int64 = 0
        var accesses: Int64 = 0
        var volume: Int64 = 0
        var refused: Int64 = 0
        var open: Int64 = 0
    }

    static func add(
        _ delta: Delta,
        to key: UsageKey,
        peer: String,
        at now: Instant,
        in transaction: WriteTransaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO usage_total (agreement, role, subject, action, target, peer, uses, accesses, volume, refused,
                open, first, last)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?12)
            ON CONFLICT (agreement, role, subject, action, target) DO UPDATE SET uses = uses + ?7,
                accesses = accesses + ?8, volume = volume + ?9, refused = refused + ?10, open = open + ?11,
                last = MAX(last, ?12)
            """,
            values(key) + [
                .text(peer), .integer(delta.uses), .integer(delta.accesses), .integer(delta.volume),
                .integer(delta.refused), .integer(delta.open), SQLValue(now),
            ]
        )
    }

    /// The mark of the last decision under a key; nil when there was none.
    static func decision(_ key: UsageKey, in transaction: ReadTransaction) throws -> String? {
        try transaction.first("SELECT decision FROM usage_total WHERE \(isKey)", values(key))?
            .optionalText("decision")
    }

    static func setDecision(
        _ mark: String,
        refusal: JSONValue?,
        _ key: UsageKey,
        in transaction: WriteTransaction
    ) throws {
        try transaction.execute(
            "UPDATE usage_total SET decision = ?6, refusal = COALESCE(?7, refusal) WHERE \(isKey)",
            values(key) + [.text(mark), refusal.map { SQLValue($0) } ?? .null]
        )
    }

    /// Last used first; `q` finds agreement, peer, subject, action and target.
    package static func list(
        _ page: PageRequest,
        agreement: String,
        in transaction: ReadTransaction
    ) throws -> [UsageTotal] {
        try transaction.query(
            """
            SELECT *, (SELECT reason FROM usage_freeze WHERE usage_freeze.agreement = usage_total.agreement
                AND usage_freeze.role = usage_total.role AND usage_freeze.frozen = 1 ORDER BY side LIMIT 1) AS frozen
            FROM usage_total
            WHERE (?1 = '' OR (last, id) < (SELECT last, id FROM usage_total WHERE id = CAST(?1 AS INTEGER)))
                AND (?2 = '' OR agreement = ?2)
                AND (agreement LIKE ?3 OR peer LIKE ?3 OR subject LIKE ?3 OR action LIKE ?3 OR target LIKE ?3
                    OR EXISTS (SELECT 1 FROM agreement WHERE agreement.root = usage_total.agreement
                        AND agreement.role = usage_total.role AND agreement.id LIKE ?3))
            ORDER BY last DESC, id DESC LIMIT ?4
            """,
            [.text(page.after), .text(agreement), .text(page.pattern), SQLValue(page.limit + 1)]
        ).map(total)
    }

    private static let isKey = "agreement = ?1 AND role = ?2 AND subject = ?3 AND action = ?4 AND target = ?5"

    private static func values(_ key: UsageKey) -> [SQLValue] {
        [
            .text(key.agreement), .text(key.role.rawValue), .text(key.subject), .text(key.action), .text(key.target),
        ]
    }

    private static func key(_ row: SQLRow) throws -> UsageKey {
        UsageKey(
            agreement: try row.text("agreement"),
            role: try row.word("role", as: Role.self),
            subject: try row.text("subject"),
            action: try row.text("action"),
            target: try row.text("target")
        )
    }

    private static func total(_ row: SQLRow) throws -> UsageTotal {
        UsageTotal(
            id: try row.integer("id"),
            key: try key(row),
            peer: try row.text("peer"),
            uses: try row.integer("uses"),
            accesses: try row.integer("accesses"),
            volume: try row.integer("volume"),
            refused: try row.integer("refused"),
            open: try row.integer("open"),
            first: try row.instant("first"),
            last: try row.instant("last"),
            refusal: try row.optionalJSON("refusal"),
            frozen: try row.optionalText("frozen")
        )
    }
}
