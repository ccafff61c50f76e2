package import DataspaceProtocol
package import Node
package import Primitives
package import ServerKit

/// The table of negotiations; the only way in is `save`, which takes a `Change`.
package enum NegotiationStore {
    package static let migrations = [
        Migration(
            "negotiation-1",
            [
                """
                CREATE TABLE negotiation (
                    id TEXT PRIMARY KEY, role TEXT NOT NULL, peer TEXT NOT NULL, peer_pid TEXT,
                    peer_address TEXT NOT NULL, dataset TEXT NOT NULL, state TEXT, pending_event TEXT,
                    pending_message TEXT, pending_target TEXT, pending_overtaken INTEGER NOT NULL,
                    offer_id TEXT NOT NULL, offer TEXT NOT NULL, offered_by TEXT NOT NULL, rounds INTEGER NOT NULL,
                    automatic INTEGER NOT NULL, agreement TEXT, reason_code TEXT, reasons TEXT,
                    version INTEGER NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL, deadline INTEGER
                )
                """,
                """
                CREATE TABLE negotiation_terms (
                    negotiation TEXT NOT NULL, round INTEGER NOT NULL, offered_by TEXT NOT NULL, offer TEXT NOT NULL,
                    time INTEGER NOT NULL, PRIMARY KEY (negotiation, round)
                ) WITHOUT ROWID
                """,
                "CREATE UNIQUE INDEX negotiation_peer_pid ON negotiation (peer, role, peer_pid)",
                // Only what is open: the look for what is overdue, and the count per peer, must not grow with history.
                """
                CREATE INDEX negotiation_deadline ON negotiation (deadline)
                WHERE state IN ('REQUESTED', 'OFFERED') AND pending_event IS NULL
                """,
                """
                CREATE INDEX negotiation_open ON negotiation (peer, role, state)
                WHERE state NOT IN ('FINALIZED', 'TERMINATED')
                """,
                "CREATE INDEX negotiation_created ON negotiation (created, id)",
            ]
        )
    ]

    /// Stores a change with its evidence and calls back what needs no delivery.
    ///
    /// Throws `conflict` when somebody else changed the negotiation since it was read.
    package static func save(
        _ change: ContractNegotiation.Change,
        with evidence: inout EvidenceWriter
    ) throws {
        let transaction = evidence.transaction
        let changed =
            if let expected = change.expectedVersion {
                try update(change.negotiation, from: expected, in: transaction)
            } else {
                try insert(change.negotiation, in: transaction)
            }
        guard changed == 1 else { throw Problem.concurrentChange }
        if change.bringsTerms { try keepTerms(of: change.negotiation, in: transaction) }
        for id in change.settled { try OutboxStore.remove(id, in: transaction) }
        try evidence.record(change.evidence)
    }

    private static func keepTerms(of negotiation: ContractNegotiation, in transaction: WriteTransaction) throws {
        try transaction.execute(
            "INSERT INTO negotiation_terms (negotiation, round, offered_by, offer, time) VALUES (?, ?, ?, ?, ?)",
            [
                SQLValue(negotiation.id), SQLValue(negotiation.rounds), .text(negotiation.terms.by.rawValue),
                SQLValue(negotiation.terms.offer), SQLValue(negotiation.updated),
            ]
        )
    }

    /// All terms that were on the table, oldest first.
    package static func thread(
        of id: Identifier<ContractNegotiation>,
        in transaction: ReadTransaction
    ) throws -> [(terms: Terms, time: Instant)] {
        try transaction.query(
            "SELECT offered_by, offer, time FROM negotiation_terms WHERE negotiation = ? ORDER BY round LIMIT ?",
            [SQLValue(id), SQLValue(ContractNegotiation.roundLimit + 1)]
        ).map { row in
            let offer = try row.json("offer")
            let terms = Terms(
                offerID: offer["@id"]?.stringValue ?? "",
                offer: offer,
                by: try row.word("offered_by", as: Role.self)
            )
            return (terms, try row.instant("time"))
        }
    }

    private static func insert(_ negotiation: ContractNegotiation, in transaction: WriteTransaction) throws -> Int {
        try transaction.execute(
            """
            INSERT INTO negotiation (peer_pid, state, pending_event, pending_message, pending_target,
                pending_overtaken, offer_id, offer, offered_by, rounds, agreement, reason_code, reasons, version,
                updated, id, role, peer, peer_address, dataset, automatic, created, deadline)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            changing(negotiation) + [
                SQLValue(negotiation.id), .text(negotiation.role.rawValue), .text(negotiation.peer),
                .text(negotiation.peerAddress), .text(negotiation.dataset), SQLValue(negotiation.isAutomatic),
                SQLValue(negotiation.created), SQLValue(negotiation.deadline),
            ]
        )
    }

    private static func update(
        _ negotiation: ContractNegotiation,
        from version: Int,
        in transaction: WriteTransaction
    ) throws -> Int {
        try transaction.execute(
            """
            UPDATE negotiation SET peer_pid = ?, state = ?, pending_event = ?, pending_message = ?,
                pending_target = ?, pending_overtaken = ?, offer_id = ?, offer = ?, offered_by = ?, rounds = ?,
                agreement = ?, reason_code = ?, reasons = ?, version = ?, updated = ?
            WHERE id = ? AND version = ?
            """,
            changing(negotiation) + [SQLValue(negotiation.id), SQLValue(version)]
        )
    }

    /// The columns that change, in the order of both statements.
    private static func changing(_ negotiation: ContractNegotiation) -> [SQLValue] {
        let pending = negotiation.process.pending
        return [
            SQLValue(negotiation.peerPid), SQLValue(negotiation.state?.rawValue), SQLValue(pending?.event.rawValue),
            SQLValue(pending?.messageID), SQLValue(pending?.target.rawValue), SQLValue(pending?.isOvertaken ?? false),
            .text(negotiation.terms.offerID), SQLValue(negotiation.terms.offer),
            .text(negotiation.terms.by.rawValue), SQLValue(negotiation.rounds), SQLValue(negotiation.agreementID),
            SQLValue(negotiation.reason?.code),
            SQLValue(negotiation.reason.map { JSONValue.strings($0.reasons).text }), SQLValue(negotiation.version),
            SQLValue(negotiation.updated),
        ]
    }

    package static func find(
        _ id: Identifier<ContractNegotiation>,
        in transaction: ReadTransaction
    ) throws -> ContractNegotiation? {
        try transaction.first("SELECT * FROM negotiation WHERE id = ?", [SQLValue(id)]).map(negotiation)
    }

    /// The negotiation that a peer started under its own process identifier.
    package static func find(
        peer: String,
        pid: String,
        role: Role,
        in transaction: ReadTransaction
    ) throws -> ContractNegotiation? {
        try transaction.first(
            "SELECT * FROM negotiation WHERE peer = ? AND role = ? AND peer_pid = ?",
            [.text(peer), .text(role.rawValue), .text(pid)]
        ).map(negotiation)
    }

    /// Newest first.
    package static func list(
        _ page: PageRequest,
        state: String?,
        in transaction: ReadTransaction
    ) throws -> [ContractNegotiation] {
        try transaction.query(
            """
            SELECT * FROM negotiation
            WHERE (?1 = '' OR (created, id) < (SELECT created, id FROM negotiation WHERE id = ?1))
                AND (?2 = '' OR state = ?2 OR (?2 = 'INBOX' AND state IN ('REQUESTED', 'OFFERED')
                    AND pending_event IS NULL AND offered_by <> role))
                AND (id LIKE ?3 OR peer LIKE ?3 OR dataset LIKE ?3)
            ORDER BY created DESC, id DESC LIMIT ?4
            """,
            [.text(page.after), .text(state ?? ""), .text(page.pattern), SQLValue(page.limit + 1)]
        ).map(negotiation)
    }

    package static let overdueQuery = """
        SELECT id FROM negotiation WHERE deadline <= ? AND state IN ('REQUESTED', 'OFFERED')
            AND pending_event IS NULL LIMIT ?
        """
    package static let openCountQuery = """
        SELECT COUNT(*) AS n FROM negotiation WHERE peer = ?
            AND role = 'provider' AND state NOT IN ('FINALIZED', 'TERMINATED')
        """

    /// Open negotiations whose time has run out; a step under way is answered or given up first.
    package static func overdue(
        at now: Instant,
        limit: Int,
        in transaction: ReadTransaction
    ) throws -> [Identifier<ContractNegotiation>] {
        try transaction.query(overdueQuery, [SQLValue(now), SQLValue(limit)])
            .map { try $0.identifier("id", of: ContractNegotiation.self) }
    }

    /// Open negotiations of one peer, so that a single peer cannot fill the table.
    package static func openCount(of peer: String, in transaction: ReadTransaction) throws -> Int64 {
        try transaction.first(openCountQuery, [.text(peer)])?.integer("n") ?? 0
    }

    private static func negotiation(_ row: SQLRow) throws -> ContractNegotiation {
        let role = try row.word("role", as: Role.self)
        return ContractNegotiation(
            id: try row.identifier("id", of: ContractNegotiation.self),
            process: TwoPartyProcess(
                role: role,
                state: try row.optionalWord("state", as: NegotiationTable.State.self),
                pending: try pending(row)
            ),
            peer: try row.text("peer"),
            peerPid: try row.optionalText("peer_pid"),
            peerAddress: try row.text("peer_address"),
            dataset: try row.text("dataset"),
            terms: Terms(
                offerID: try row.text("offer_id"),
                offer: try row.json("offer"),
                by: try row.word("offered_by", as: Role.self)
            ),
            rounds: Int(try row.integer("rounds")),
            isAutomatic: try row.flag("automatic"),
            agreementID: try row.optionalText("agreement"),
            reason: try reason(row),
            version: Int(try row.integer("version")),
            created: try row.instant("created"),
            updated: try row.instant("updated"),
            deadline: try row.optionalInstant("deadline")
        )
    }

    private static func pending(_ row: SQLRow) throws -> TwoPartyProcess<NegotiationTable>.Pending? {
        guard let event = try row.optionalWord("pending_event", as: NegotiationTable.Event.self) else { return nil }
        return .init(
            event: event,
            messageID: try row.text("pending_message"),
            target: try row.word("pending_target", as: NegotiationTable.State.self),
            isOvertaken: try row.flag("pending_overtaken")
        )
    }
}

/// The stated reason of a negotiation or transfer row.
func reason(_ row: SQLRow) throws -> StatedReason? {
    guard let reasons = try row.optionalJSON("reasons") else { return nil }
    return StatedReason(code: try row.optionalText("reason_code"), reasons: reasons.oneOrMany.compactMap(\.stringValue))
}

extension Problem {
    static let concurrentChange = Problem(
        .conflict,
        BilingualText(en: "somebody else changed it at the same moment", zh: "同一时刻已被他人更改"),
        side: .us,
        advice: BilingualText(en: "read it again, then retry", zh: "请重新读取后再试")
    )
}
