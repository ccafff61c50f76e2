import DataspaceProtocol
import Primitives
package import ServerKit

/// What is to be told of duties and what was: reports to send, the newest report of each agreement, and notices that came.
package enum DutyReportStore {
    package static let migrations = [
        Migration(
            "duty-report-1",
            [
                """
                CREATE TABLE duty_report_out (
                    agreement TEXT NOT NULL, role TEXT NOT NULL, changed INTEGER NOT NULL,
                    reported INTEGER NOT NULL DEFAULT 0, reported_at INTEGER NOT NULL DEFAULT 0, message TEXT,
                    refused INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (agreement, role)
                ) WITHOUT ROWID
                """,
                """
                CREATE INDEX duty_report_due ON duty_report_out (reported_at)
                WHERE changed > reported AND message IS NULL AND refused = 0
                """,
                """
                CREATE TABLE duty_report (
                    agreement TEXT NOT NULL, role TEXT NOT NULL, peer TEXT NOT NULL, sequence INTEGER NOT NULL,
                    document TEXT NOT NULL, signature TEXT, checked TEXT NOT NULL, received INTEGER NOT NULL,
                    PRIMARY KEY (agreement, role)
                ) WITHOUT ROWID
                """,
                """
                CREATE TABLE duty_notice (
                    agreement TEXT NOT NULL, id TEXT NOT NULL, received INTEGER NOT NULL, PRIMARY KEY (agreement, id)
                ) WITHOUT ROWID
                """,
            ]
        )
    ]

    // MARK: - Sending

    static func changed(_ agreement: String, _ role: Role, in transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO duty_report_out (agreement, role, changed) VALUES (?, ?, 1)
            ON CONFLICT (agreement, role) DO UPDATE SET changed = changed + 1
            """,
            [.text(agreement), .text(role.rawValue)]
        )
    }

    /// Agreements with something to tell, longest waiting first.
    static func due(
        before time: Instant,
        limit: Int,
        in transaction: ReadTransaction
    ) throws -> [(agreement: String, role: Role, change: Int64)] {
        try transaction.query(
            """
            SELECT * FROM duty_report_out
            WHERE changed > reported AND message IS NULL AND refused = 0 AND reported_at <= ?
            ORDER BY reported_at LIMIT ?
            """,
            [SQLValue(time), SQLValue(limit)]
        ).map {
            (try $0.text("agreement"), try $0.word("role", as: Role.self), try $0.integer("changed"))
        }
    }

    /// Notes that a report is under way; false when another one is.
    static func sent(
        _ agreement: String,
        _ role: Role,
        upTo change: Int64,
        as message: String,
        at now: Instant,
        in transaction: WriteTransaction
    ) throws -> Bool {
        try transaction.execute(
            """
            UPDATE duty_report_out SET reported = ?, message = ?, reported_at = ?
            WHERE agreement = ? AND role = ? AND message IS NULL
            """,
            [.integer(change), .text(message), SQLValue(now), .text(agreement), .text(role.rawValue)]
        ) == 1
    }

    static func settled(_ message: String, _ reception: ReportReception, in transaction: WriteTransaction) throws {
        try transaction.execute(
            "UPDATE duty_report_out SET message = NULL, refused = ? WHERE message = ?",
            [SQLValue(reception == .unknownThere), .text(message)]
        )
    }

    // MARK: - Receiving

    /// Keeps a report that is newer than what is known; false when it is not.
    static func keep(
        _ report: DutyReport,
        role: Role,
        from peer: String,
        signature: String?,
        checked: String,
        at now: Instant,
        in transaction: WriteTransaction
    ) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO duty_report (agreement, role, peer, sequence, document, signature, checked, received)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (agreement, role) DO UPDATE SET sequence = excluded.sequence, document = excluded.document,
                signature = excluded.signature, checked = excluded.checked, received = excluded.received
            WHERE excluded.sequence > duty_report.sequence
            """,
            [
                .text(report.agreement), .text(role.rawValue), .text(peer), .integer(report.sequence),
                SQLValue(report.document), SQLValue(signature), .text(checked), SQLValue(now),
            ]
        ) > 0
    }

    /// What the other party last said of its duties under an agreement in which we have `role`.
    static func received(
        _ agreement: String,
        role: Role,
        in transaction: ReadTransaction
    ) throws -> KnownDutyReport? {
        try transaction.first(
            "SELECT * FROM duty_report WHERE agreement = ? AND role = ?",
            [.text(agreement), .text(role.rawValue)]
        ).map { row in
            KnownDutyReport(
                document: try row.json("document"),
                checked: try row.text("checked"),
                received: try row.instant("received")
            )
        }
    }

    /// Notes a notice; false when it came before.
    ///
    /// Throws `tooMany` when there are `limit` of the agreement already.
    static func note(
        _ id: String,
        under agreement: String,
        limit: Int,
        at now: Instant,
        in transaction: WriteTransaction
    ) throws -> Bool {
        let isNew =
            try transaction.execute(
                """
                INSERT OR IGNORE INTO duty_notice (agreement, id, received)
                SELECT ?1, ?2, ?3 WHERE (SELECT COUNT(*) FROM duty_notice WHERE agreement = ?1) < ?4
                """,
                [.text(agreement), .text(id), SQLValue(now), SQLValue(limit)]
            ) > 0
        if isNew { return true }
        let known = try transaction.first(
            "SELECT 1 AS found FROM duty_notice WHERE agreement = ? AND id = ?",
            [.text(agreement), .text(id)]
        )
        guard known != nil else {
            throw Problem(
                .tooMany,
                BilingualText(en: "too many notices were given under this agreement", zh: "该合约下的通知过多")
            )
        }
        return false
    }
}
