import DataspaceProtocol
import Node
import Primitives
package import ServerKit

/// The table of amendments; the only way in is `save`, which takes a `Change`.
package enum AmendmentStore {
    package static let migrations = [
        Migration(
            "amendment-1",
            [
                """
                CREATE TABLE amendment (
                    id TEXT NOT NULL, role TEXT NOT NULL, agreement TEXT NOT NULL, successor TEXT NOT NULL,
                    peer TEXT NOT NULL, peer_address TEXT NOT NULL, proposed_by TEXT NOT NULL, note TEXT, state TEXT,
                    pending_event TEXT, pending_message TEXT, pending_target TEXT, pending_overtaken INTEGER NOT NULL,
                    reason_code TEXT, reasons TEXT, closed_by TEXT, version INTEGER NOT NULL,
                    created INTEGER NOT NULL, updated INTEGER NOT NULL,
                    PRIMARY KEY (id, role)
                ) WITHOUT ROWID
                """,
                "CREATE INDEX amendment_agreement ON amendment (agreement, role)",
                "CREATE INDEX amendment_successor ON amendment (successor, role)",
                "CREATE INDEX amendment_created ON amendment (created, id)",
                // Only what is open: the look for what is overdue must not grow with history.
                """
                CREATE INDEX amendment_open ON amendment (created)
                WHERE state IS NULL OR state NOT IN ('ACCEPTED', 'CLOSED')
                """,
            ]
        )
    ]

    /// Stores a change with its evidence and calls back what needs no delivery.
    ///
    /// Throws `conflict` when somebody else changed the amendment since it was read.
    static func save(_ change: Amendment.Change, with evidence: inout EvidenceWriter) throws {
        let transaction = evidence.transaction
        let amendment = change.amendment
        let changed =
            if let expected = change.expectedVersion {
                try transaction.execute(
                    """
                    UPDATE amendment SET state = ?, pending_event = ?, pending_message = ?, pending_target = ?,
                        pending_overtaken = ?, reason_code = ?, reasons = ?, closed_by = ?, version = ?, updated = ?
                    WHERE id = ? AND role = ? AND version = ?
                    """,
                    changing(amendment) + [
                        .text(amendment.id), .text(amendment.role.rawValue), SQLValue(expected),
                    ]
                )
            } else {
                try transaction.execute(
                    """
                    INSERT INTO amendment (state, pending_event, pending_message, pending_target, pending_overtaken,
                        reason_code, reasons, closed_by, version, updated, id, role, agreement, successor, peer,
                        peer_address, proposed_by, note, created)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    changing(amendment) + [
                        .text(amendment.id), .text(amendment.role.rawValue), .text(amendment.agreement),
                        .text(amendment.successor), .text(amendment.peer), .text(amendment.peerAddress),
                        .text(amendment.proposedBy.rawValue), SQLValue(amendment.note), SQLValue(amendment.created),
                    ]
                )
            }
        guard changed == 1 else { throw Problem.concurrentChange }
        for id in change.settled { try OutboxStore.remove(id, in: transaction) }
        try evidence.record(change.evidence)
    }

    /// The columns that change, in the order of both statements.
    private static func changing(_ amendment: Amendment) -> [SQLValue] {
        let pending = amendment.process.pending
        return [
            SQLValue(amendment.state?.rawValue), SQLValue(pending?.event.rawValue), SQLValue(pending?.messageID),
            SQLValue(pending?.target.rawValue), SQLValue(pending?.isOvertaken ?? false),
            SQLValue(amendment.reason?.code),
            SQLValue(amendment.reason.map { JSONValue.strings($0.reasons).text }),
            SQLValue(amendment.closedBy?.rawValue), SQLValue(amendment.version), SQLValue(amendment.updated),
        ]
    }

    /// An amendment with one participant; in the role in which it is about `agreement`.
    static func find(
        _ id: String,
        of agreement: String,
        with peer: String,
        in transaction: ReadTransaction
    ) throws -> Amendment? {
        try transaction.first(
            "SELECT * FROM amendment WHERE id = ? AND agreement = ? AND peer = ? ORDER BY role LIMIT 1",
            [.text(id), .text(agreement), .text(peer)]
        ).map(amendment)
    }

    static func find(_ id: String, role: Role, in transaction: ReadTransaction) throws -> Amendment? {
        try transaction.first("SELECT * FROM amendment WHERE id = ? AND role = ?", [.text(id), .text(role.rawValue)])
            .map(amendment)
    }

    /// The amendment in whichever role we have it; as consumer first.
    package static func find(_ id: String, in transaction: ReadTransaction) throws -> Amendment? {
        try transaction.first("SELECT * FROM amendment WHERE id = ? ORDER BY role LIMIT 1", [.text(id)]).map(amendment)
    }

    /// The amendment that proposes an agreement.
    static func find(successor: String, role: Role, in transaction: ReadTransaction) throws -> Amendment? {
        try transaction.first(
            "SELECT * FROM amendment WHERE successor = ? AND role = ?",
            [.text(successor), .text(role.rawValue)]
        ).map(amendment)
    }

    /// Amendments of an agreement that are not over; two at most, where proposals crossed.
    static func open(of agreement: String, role: Role, in transaction: ReadTransaction) throws -> [Amendment] {
        try transaction.query(
            """
            SELECT * FROM amendment WHERE agreement = ? AND role = ?
                AND (state IS NULL OR state NOT IN ('ACCEPTED', 'CLOSED')) ORDER BY id LIMIT 10
            """,
            [.text(agreement), .text(role.rawValue)]
        ).map(amendment)
    }

    /// Amendments of a chain of agreements, oldest first.
    static func chain(_ root: String, role: Role, in transaction: ReadTransaction) throws -> [Amendment] {
        try transaction.query(
            """
            SELECT * FROM amendment WHERE role = ?2
                AND agreement IN (SELECT id FROM agreement WHERE root = ?1 AND role = ?2)
                ORDER BY created, id LIMIT ?3
            """,
            [.text(root), .text(role.rawValue), SQLValue(AgreementStore.chainLimit)]
        ).map(amendment)
    }

    /// Open amendments made before a time, with nothing under way.
    static func overdue(before time: Instant, limit: Int, in transaction: ReadTransaction) throws -> [String] {
        try transaction.query(
            """
            SELECT id FROM amendment WHERE created < ? AND (state IS NULL OR state NOT IN ('ACCEPTED', 'CLOSED'))
                AND pending_event IS NULL LIMIT ?
            """,
            [SQLValue(time), SQLValue(limit)]
        ).map { try $0.text("id") }
    }

    /// Newest first.
    package static func list(
        _ page: PageRequest,
        state: String?,
        in transaction: ReadTransaction
    ) throws -> [Amendment] {
        try transaction.query(
            """
            SELECT * FROM amendment
            WHERE (?1 = '' OR (created, id) < (SELECT created, id FROM amendment WHERE id = ?1))
                AND (?2 = '' OR state = ?2 OR (?2 = 'INBOX' AND state NOT IN ('ACCEPTED', 'CLOSED')
                    AND pending_event IS NULL AND proposed_by <> role))
                AND (id LIKE ?3 OR peer LIKE ?3 OR agreement LIKE ?3)
            ORDER BY created DESC, id DESC LIMIT ?4
            """,
            [.text(page.after), .text(state ?? ""), .text(page.pattern), SQLValue(page.limit + 1)]
        ).map(amendment)
    }

    private static func amendment(_ row: SQLRow) throws -> Amendment {
        Amendment(
            id: try row.text("id"),
            process: TwoPartyProcess(
                role: try row.word("role", as: Role.self),
                state: try row.optionalWord("state", as: AmendmentTable.State.self),
                pending: try pending(row)
            ),
            agreement: try row.text("agreement"),
            successor: try row.text("successor"),
            peer: try row.text("peer"),
            peerAddress: try row.text("peer_address"),
            proposedBy: try row.word("proposed_by", as: Role.self),
            note: try row.optionalText("note"),
            reason: try reason(row),
            closedBy: try row.optionalWord("closed_by", as: Role.self),
            version: Int(try row.integer("version")),
            created: try row.instant("created"),
            updated: try row.instant("updated")
        )
    }

    private static func pending(_ row: SQLRow) throws -> TwoPartyProcess<AmendmentTable>.Pending? {
        guard let event = try row.optionalWord("pending_event", as: AmendmentTable.Event.self) else { return nil }
        return .init(
            event: event,
            messageID: try row.text("pending_message"),
            target: try row.word("pending_target", as: AmendmentTable.State.self),
            isOvertaken: try row.flag("pending_overtaken")
        )
    }
}
