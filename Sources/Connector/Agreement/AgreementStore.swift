package import DataspaceProtocol
import Primitives
package import ServerKit

/// The table of agreements.
package enum AgreementStore {
    package static let migrations = [
        Migration(
            "agreement-1",
            [
                """
                CREATE TABLE agreement (
                    id TEXT NOT NULL, role TEXT NOT NULL, negotiation TEXT NOT NULL, peer TEXT NOT NULL,
                    dataset TEXT NOT NULL, product_version TEXT, document TEXT NOT NULL, state TEXT NOT NULL,
                    created INTEGER NOT NULL, ended_by TEXT, ended_reason TEXT,
                    provider_pid TEXT NOT NULL, consumer_pid TEXT NOT NULL, signatures TEXT NOT NULL,
                    root TEXT NOT NULL, supersedes TEXT, superseded_by TEXT,
                    PRIMARY KEY (id, role)
                ) WITHOUT ROWID
                """,
                "CREATE INDEX agreement_created ON agreement (created, id)",
                "CREATE INDEX agreement_negotiation ON agreement (negotiation)",
                "CREATE INDEX agreement_root ON agreement (root, role)",
            ]
        )
    ]

    package static func insert(_ agreement: Agreement, in transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO agreement (id, role, negotiation, peer, dataset, product_version, document, state, created,
                provider_pid, consumer_pid, signatures, root, supersedes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(agreement.id), .text(agreement.role.rawValue), .text(agreement.negotiation),
                .text(agreement.peer), .text(agreement.dataset), SQLValue(agreement.productVersion?.description),
                SQLValue(agreement.document), .text(agreement.state.rawValue), SQLValue(agreement.created),
                .text(agreement.providerPid), .text(agreement.consumerPid), stored(agreement.signatures),
                .text(agreement.root), SQLValue(agreement.supersedes),
            ]
        )
    }

    private static func stored(_ signatures: [AgreementSignature]) -> SQLValue {
        SQLValue(JSONValue.array(signatures.map(\.json)))
    }

    /// Adds signatures to an agreement; a party signs once.
    package static func sign(
        _ agreement: Agreement,
        with signatures: [AgreementSignature],
        in transaction: WriteTransaction
    ) throws {
        try transaction.execute(
            "UPDATE agreement SET signatures = ? WHERE id = ? AND role = ?",
            [stored(agreement.signatures + signatures), .text(agreement.id), .text(agreement.role.rawValue)]
        )
    }

    /// Moves the agreement of a negotiation; the caller writes the evidence of why.
    package static func setState(
        _ state: Agreement.State,
        ofNegotiation negotiation: String,
        in transaction: WriteTransaction
    ) throws {
        try transaction.execute(
            "UPDATE agreement SET state = ? WHERE negotiation = ? AND supersedes IS NULL",
            [.text(state.rawValue), .text(negotiation)]
        )
    }

    /// Ends an active agreement; false when it was not active.
    package static func end(
        _ id: String,
        role: Role,
        by participant: String,
        reason: String,
        in transaction: WriteTransaction
    ) throws -> Bool {
        try transaction.execute(
            """
            UPDATE agreement SET state = 'ENDED', ended_by = ?, ended_reason = ?
            WHERE id = ? AND role = ? AND state = 'ACTIVE'
            """,
            [.text(participant), .text(reason), .text(id), .text(role.rawValue)]
        ) > 0
    }

    /// Puts another agreement in the place of one that is active, or that ended here before its acceptance was acknowledged.
    ///
    /// False when it is neither.
    static func supersede(
        _ id: String,
        by successor: String,
        role: Role,
        in transaction: WriteTransaction
    ) throws -> Bool {
        try transaction.execute(
            """
            UPDATE agreement SET state = 'SUPERSEDED', superseded_by = ?
            WHERE id = ? AND role = ? AND state IN ('ACTIVE', 'ENDED')
            """,
            [.text(successor), .text(id), .text(role.rawValue)]
        ) > 0
    }

    /// Settles an agreement that was proposed as an amendment: active, ended at once, or void.
    static func settleProposed(
        _ id: String,
        role: Role,
        as state: Agreement.State,
        endedBy: String? = nil,
        reason: String? = nil,
        in transaction: WriteTransaction
    ) throws {
        try transaction.execute(
            """
            UPDATE agreement SET state = ?, ended_by = ?, ended_reason = ?
            WHERE id = ? AND role = ? AND state = 'PENDING' AND supersedes IS NOT NULL
            """,
            [.text(state.rawValue), SQLValue(endedBy), SQLValue(reason), .text(id), .text(role.rawValue)]
        )
    }

    /// What is in force of the chain that an agreement belongs to, or was last; nil before it was finalized.
    package static func inForce(_ id: String, role: Role, in transaction: ReadTransaction) throws -> Agreement? {
        try transaction.first(
            """
            SELECT * FROM agreement
            WHERE root = (SELECT root FROM agreement WHERE id = ?1 AND role = ?2) AND role = ?2
                AND state IN ('ACTIVE', 'ENDED')
            """,
            [.text(id), .text(role.rawValue)]
        ).map(agreement)
    }

    /// Agreements that one chain may have: each amendment adds one.
    static let chainLimit = 1_000

    /// Every agreement of a chain, oldest first; those of declined amendments too.
    static func chain(_ root: String, role: Role, in transaction: ReadTransaction) throws -> [Agreement] {
        try transaction.query(
            "SELECT * FROM agreement WHERE root = ? AND role = ? ORDER BY created, id LIMIT ?",
            [.text(root), .text(role.rawValue), SQLValue(chainLimit)]
        ).map(agreement)
    }

    package static func find(_ id: String, role: Role, in transaction: ReadTransaction) throws -> Agreement? {
        try transaction.first(
            "SELECT * FROM agreement WHERE id = ? AND role = ?",
            [.text(id), .text(role.rawValue)]
        ).map(agreement)
    }

    /// The agreement in whichever role we have it; as consumer first.
    package static func find(_ id: String, in transaction: ReadTransaction) throws -> Agreement? {
        try transaction.first("SELECT * FROM agreement WHERE id = ? ORDER BY role LIMIT 1", [.text(id)]).map(agreement)
    }

    /// An agreement with one participant; in both roles where each is the other's provider under the same identifier.
    static func find(_ id: String, with peer: String, in transaction: ReadTransaction) throws -> [Agreement] {
        try transaction.query(
            "SELECT * FROM agreement WHERE id = ? AND peer = ? ORDER BY role LIMIT 2",
            [.text(id), .text(peer)]
        ).map(agreement)
    }

    /// Ended agreements under which transfers are still open: what an interrupted ending has left.
    static func unfinishedEndings(limit: Int, in transaction: ReadTransaction) throws -> [Agreement] {
        try transaction.query(
            """
            SELECT * FROM agreement WHERE state = 'ENDED' AND (root, role) IN (
                SELECT a.root, a.role FROM transfer AS t JOIN agreement AS a ON a.id = t.agreement AND a.role = t.role
                WHERE (t.state IS NULL OR t.state NOT IN ('COMPLETED', 'TERMINATED'))
                    AND (t.pending_event IS NULL OR t.pending_event NOT IN ('complete', 'terminate')))
            LIMIT ?
            """,
            [SQLValue(limit)]
        ).map(agreement)
    }

    /// Newest first.
    package static func list(_ page: PageRequest, in transaction: ReadTransaction) throws -> [Agreement] {
        try transaction.query(
            """
            SELECT * FROM agreement
            WHERE (?1 = '' OR (created, id) < (SELECT created, id FROM agreement WHERE id = ?1))
                AND (id LIKE ?2 OR peer LIKE ?2 OR dataset LIKE ?2)
            ORDER BY created DESC, id DESC LIMIT ?3
            """,
            [.text(page.after), .text(page.pattern), SQLValue(page.limit + 1)]
        ).map(agreement)
    }

    private static func agreement(_ row: SQLRow) throws -> Agreement {
        Agreement(
            id: try row.text("id"),
            role: try row.word("role", as: Role.self),
            negotiation: try row.text("negotiation"),
            peer: try row.text("peer"),
            dataset: try row.text("dataset"),
            productVersion: try row.optionalText("product_version").flatMap { Digest($0) },
            document: try row.json("document"),
            state: try row.word("state", as: Agreement.State.self),
            created: try row.instant("created"),
            endedBy: try row.optionalText("ended_by"),
            endedReason: try row.optionalText("ended_reason"),
            providerPid: try row.text("provider_pid"),
            consumerPid: try row.text("consumer_pid"),
            signatures: try (row.json("signatures").arrayValue ?? []).map(AgreementSignature.init),
            supersedes: try row.optionalText("supersedes"),
            supersededBy: try row.optionalText("superseded_by"),
            root: try row.text("root")
        )
    }
}
