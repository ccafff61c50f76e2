import Primitives
package import ServerKit

/// The table of reports: the newest of each delivery.
package enum UsageReportStore {
    package static let migrations = [
        Migration(
            "usage-report-1",
            [
                """
                CREATE TABLE usage_report (
                    agreement TEXT NOT NULL, transfer TEXT NOT NULL, vault_grant TEXT NOT NULL, peer TEXT NOT NULL,
                    sequence INTEGER NOT NULL, state TEXT NOT NULL, document TEXT NOT NULL, signature TEXT,
                    checked TEXT NOT NULL, received INTEGER NOT NULL, PRIMARY KEY (agreement, transfer)
                ) WITHOUT ROWID
                """,
                "CREATE INDEX usage_report_received ON usage_report (received, vault_grant)",
                "CREATE INDEX usage_report_grant ON usage_report (vault_grant)",
                "CREATE TABLE usage_demand (agreement TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID",
            ]
        )
    ]

    /// Whether we delivered under the agreement to this process of the consumer: a peer cannot fill the table with others.
    static func isOurs(transfer: String, under agreement: String, in transaction: ReadTransaction) throws -> Bool {
        try transaction.first(
            "SELECT 1 AS found FROM transfer WHERE agreement = ? AND peer_pid = ? AND role = 'provider' LIMIT 1",
            [.text(agreement), .text(transfer)]
        ) != nil
    }

    /// The consumer's name of a delivery under an agreement that went into a vault and that no report was made of; nil when all were.
    static func unreported(under agreement: String, in transaction: ReadTransaction) throws -> String? {
        try transaction.first(
            """
            SELECT peer_pid FROM transfer JOIN control_promise ON control_promise.transfer = transfer.id
            WHERE agreement = ?1 AND role = 'provider' AND state = 'COMPLETED' AND NOT EXISTS (
                SELECT 1 FROM usage_report WHERE usage_report.agreement = ?1 AND usage_report.transfer = peer_pid)
            LIMIT 1
            """,
            [.text(agreement)]
        )?.optionalText("peer_pid")
    }

    /// The consumer's name of a delivery into a vault whose use was reported before a time at last, or never; nil where all is fresh.
    ///
    /// What was destroyed needs no newer word.
    static func stale(
        under agreement: String,
        before time: Instant,
        in transaction: ReadTransaction
    ) throws -> String? {
        try transaction.first(
            """
            SELECT peer_pid FROM transfer JOIN control_promise ON control_promise.transfer = transfer.id
            WHERE agreement = ?1 AND role = 'provider' AND state = 'COMPLETED' AND NOT EXISTS (
                SELECT 1 FROM usage_report WHERE usage_report.agreement = ?1 AND usage_report.transfer = peer_pid
                    AND (usage_report.state = 'DESTROYED' OR usage_report.received >= ?2))
            LIMIT 1
            """,
            [.text(agreement), SQLValue(time)]
        )?.optionalText("peer_pid")
    }

    /// Notes that reports under an agreement are asked for; false while an earlier question is younger than `time`.
    static func demand(
        under agreement: String,
        at now: Instant,
        unlessSince time: Instant,
        in transaction: WriteTransaction
    ) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO usage_demand (agreement, at) VALUES (?1, ?2)
            ON CONFLICT (agreement) DO UPDATE SET at = excluded.at WHERE usage_demand.at < ?3
            """,
            [.text(agreement), SQLValue(now), SQLValue(time)]
        ) > 0
    }

    /// False when what is known is as new.
    static func keep(
        _ report: UsageReport,
        signature: String?,
        state: String,
        at now: Instant,
        in transaction: WriteTransaction
    ) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO usage_report (agreement, transfer, vault_grant, peer, sequence, state, document, signature,
                checked, received)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (agreement, transfer) DO UPDATE SET sequence = excluded.sequence, state = excluded.state,
                document = excluded.document, signature = excluded.signature, checked = excluded.checked,
                received = excluded.received
            WHERE excluded.sequence > usage_report.sequence AND usage_report.vault_grant = excluded.vault_grant
            """,
            [
                .text(report.agreement), .text(report.transfer), .text(report.grant), .text(report.consumer),
                .integer(report.sequence), .text(report.state), SQLValue(report.document), SQLValue(signature),
                .text(state), SQLValue(now),
            ]
        ) > 0
    }

    static func find(_ grant: String, in transaction: ReadTransaction) throws -> JSONValue? {
        try transaction.first("SELECT * FROM usage_report WHERE vault_grant = ?", [.text(grant)]).map { row in
            [
                "report": try row.json("document"), "signature": .optional(try row.optionalText("signature")),
                "checked": .string(try row.text("checked")),
                "received": .string(try row.instant("received").description),
            ]
        }
    }

    /// Newest first; totals, and the due date of what was not destroyed yet.
    static func list(_ page: PageRequest, in transaction: ReadTransaction) throws -> [JSONValue] {
        try transaction.query(
            """
            SELECT * FROM usage_report
            WHERE (?1 = '' OR (received, vault_grant) <
                    (SELECT received, vault_grant FROM usage_report WHERE vault_grant = ?1))
                AND (vault_grant LIKE ?2 OR agreement LIKE ?2 OR peer LIKE ?2)
            ORDER BY received DESC, vault_grant DESC LIMIT ?3
            """,
            [.text(page.after), .text(page.pattern), SQLValue(page.limit + 1)]
        ).map(summary)
    }

    private static func summary(_ row: SQLRow) throws -> JSONValue {
        let document = try row.json("document")
        let report = try UsageReport(document)
        let isOver = try row.text("state") == VaultGrant.State.destroyed.rawValue
        return [
            "grant": .string(try row.text("vault_grant")), "agreement": .string(try row.text("agreement")),
            "consumer": .string(try row.text("peer")), "dataset": document["dataset"] ?? .null,
            "state": .string(try row.text("state")), "usedBy": .strings(report.subjects),
            "uses": .integer(report.total("uses")),
            "refused": .integer(report.total("refused")), "bytes": .integer(report.total("bytes")),
            "dueForDeletion": isOver ? .null : document["due"] ?? .null,
            "destroyed": document["destruction"]?["document"]?["destroyed"] ?? .null,
            "signature": .string(try row.text("checked")),
            "received": .string(try row.instant("received").description),
        ]
    }
}
