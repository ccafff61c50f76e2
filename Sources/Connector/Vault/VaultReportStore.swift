import Primitives
import ServerKit

/// Which reports are due, under way or unwanted; stands in the table of grants.
enum VaultReportStore {
    /// Grants with something to tell that no report has told yet; one that is over goes first and does not wait.
    ///
    /// The end goes out whatever was refused before, once to a foreign connector, and again to another that refused it.
    static func due(
        before time: Instant,
        refusedBefore: Instant,
        limit: Int,
        in transaction: ReadTransaction
    ) throws -> [Identifier<VaultGrant>] {
        try transaction.query(
            """
            SELECT id FROM vault_grant
            WHERE report_message IS NULL AND state <> 'RECEIVING' AND (
                    (changed > reported AND report_refused <> \(ReportReception.unknownThere.rawValue) AND reported_at <= ?1)
                    OR (changed > reported AND state = 'DESTROYED')
                    OR (report_refused = \(ReportReception.refused.rawValue) AND state = 'DESTROYED' AND reported_at <= ?2)
                )
                AND NOT EXISTS (SELECT 1 FROM vault_derivation WHERE vault_derivation.vault_grant = vault_grant.id)
            ORDER BY state = 'DESTROYED' DESC, reported_at LIMIT ?3
            """,
            [SQLValue(time), SQLValue(refusedBefore), SQLValue(limit)]
        ).map { try $0.identifier("id", of: VaultGrant.self) }
    }

    /// Has every delivery of a provider under an agreement reported again; returns how many.
    static func demand(under agreement: String, of peer: String, in transaction: WriteTransaction) throws -> Int {
        try transaction.execute(
            """
            UPDATE vault_grant SET changed = changed + 1, report_refused = 0
            WHERE agreement = ? AND peer = ? AND state <> 'RECEIVING'
            """,
            [.text(agreement), .text(peer)]
        )
    }

    static func change(of id: Identifier<VaultGrant>, in transaction: ReadTransaction) throws -> Int64 {
        try transaction.first("SELECT changed FROM vault_grant WHERE id = ?", [SQLValue(id)])?.integer("changed") ?? 0
    }

    /// Notes that a report is under way; false when another one is.
    static func sent(
        _ id: Identifier<VaultGrant>,
        upTo change: Int64,
        as message: String,
        at now: Instant,
        in transaction: WriteTransaction
    ) throws -> Bool {
        try transaction.execute(
            """
            UPDATE vault_grant SET reported = ?, report_message = ?, reported_at = ?
            WHERE id = ? AND report_message IS NULL
            """,
            [.integer(change), .text(message), SQLValue(now), SQLValue(id)]
        ) == 1
    }

    static func settled(_ message: String, _ reception: ReportReception, in transaction: WriteTransaction) throws {
        try transaction.execute(
            "UPDATE vault_grant SET report_message = NULL, report_refused = ? WHERE report_message = ?",
            [SQLValue(reception.rawValue), .text(message)]
        )
    }
}
