package import DataspaceProtocol
package import Node
package import Primitives
package import ServerKit

/// The table of transfers; the only way in is `save`, which takes a `Change`.
package enum TransferStore {
    package static let migrations = [
        Migration(
            "transfer-1",
            [
                """
                CREATE TABLE transfer (
                    id TEXT PRIMARY KEY, role TEXT NOT NULL, peer TEXT NOT NULL, peer_pid TEXT,
                    peer_address TEXT NOT NULL, agreement TEXT NOT NULL, dataset TEXT NOT NULL, format TEXT NOT NULL,
                    state TEXT, pending_event TEXT, pending_message TEXT, pending_target TEXT,
                    pending_overtaken INTEGER NOT NULL, request_address BLOB, start_address BLOB, sink TEXT NOT NULL, secret_sink BLOB,
                    automatic INTEGER NOT NULL, was_started INTEGER NOT NULL, reason_code TEXT, reasons TEXT,
                    version INTEGER NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL
                )
                """,
                "CREATE UNIQUE INDEX transfer_peer_pid ON transfer (peer, role, peer_pid)",
                "CREATE INDEX transfer_agreement ON transfer (agreement, role)",
                "CREATE INDEX transfer_created ON transfer (created, id)",
                "CREATE INDEX transfer_started ON transfer (state) WHERE state = 'STARTED'",
                """
                CREATE INDEX transfer_open ON transfer (agreement, role)
                    WHERE state IS NULL OR state NOT IN ('COMPLETED', 'TERMINATED')
                """,
            ]
        )
    ]

    /// Stores a change with its evidence and calls back what needs no delivery.
    package static func save(_ change: TransferProcess.Change, with evidence: inout EvidenceWriter) throws {
        let transaction = evidence.transaction
        let changed =
            if let expected = change.expectedVersion {
                try update(change.transfer, from: expected, in: transaction)
            } else {
                try insert(change.transfer, in: transaction)
            }
        guard changed == 1 else { throw Problem.concurrentChange }
        for id in change.settled { try OutboxStore.remove(id, in: transaction) }
        try evidence.record(change.evidence)
    }

    private static func insert(_ transfer: TransferProcess, in transaction: WriteTransaction) throws -> Int {
        try transaction.execute(
            """
            INSERT INTO transfer (peer_pid, state, pending_event, pending_message, pending_target,
                pending_overtaken, start_address, was_started, reason_code, reasons, version, updated, id, role,
                peer, peer_address, agreement, dataset, format, request_address, sink, secret_sink, automatic, created)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            changing(transfer, in: transaction) + [
                SQLValue(transfer.id), .text(transfer.role.rawValue), .text(transfer.peer),
                .text(transfer.peerAddress), .text(transfer.agreementID), .text(transfer.dataset),
                .text(transfer.format),
                try transaction.sealed(
                    transfer.requestAddress?.json.text,
                    for: sealing(of: transfer.id, "request_address")
                ),
                SQLValue(transfer.sink.shownJSON),
                try transaction.sealed(
                    transfer.sink.holdsSecrets ? transfer.sink.json.text : nil,
                    for: sealing(of: transfer.id, "sink")
                ),
                SQLValue(transfer.isAutomatic), SQLValue(transfer.created),
            ]
        )
    }

    private static func update(
        _ transfer: TransferProcess,
        from version: Int,
        in transaction: WriteTransaction
    ) throws -> Int {
        try transaction.execute(
            """
            UPDATE transfer SET peer_pid = ?, state = ?, pending_event = ?, pending_message = ?, pending_target = ?,
                pending_overtaken = ?, start_address = ?, was_started = ?, reason_code = ?, reasons = ?, version = ?,
                updated = ?
            WHERE id = ? AND version = ?
            """,
            changing(transfer, in: transaction) + [SQLValue(transfer.id), SQLValue(version)]
        )
    }

    /// The columns that change, in the order of both statements.
    private static func changing(_ transfer: TransferProcess, in transaction: WriteTransaction) throws -> [SQLValue] {
        let pending = transfer.process.pending
        return [
            SQLValue(transfer.peerPid), SQLValue(transfer.state?.rawValue), SQLValue(pending?.event.rawValue),
            SQLValue(pending?.messageID), SQLValue(pending?.target.rawValue), SQLValue(pending?.isOvertaken ?? false),
            try transaction.sealed(transfer.startAddress?.json.text, for: sealing(of: transfer.id, "start_address")),
            SQLValue(transfer.wasStarted),
            SQLValue(transfer.reason?.code),
            SQLValue(transfer.reason.map { JSONValue.strings($0.reasons).text }), SQLValue(transfer.version),
            SQLValue(transfer.updated),
        ]
    }

    package static func find(
        _ id: Identifier<TransferProcess>,
        in transaction: ReadTransaction
    ) throws -> TransferProcess? {
        try transaction.first("SELECT * FROM transfer WHERE id = ?", [SQLValue(id)]).map {
            try transfer($0, in: transaction)
        }
    }

    package static func find(
        peer: String,
        pid: String,
        role: Role,
        in transaction: ReadTransaction
    ) throws -> TransferProcess? {
        try transaction.first(
            "SELECT * FROM transfer WHERE peer = ? AND role = ? AND peer_pid = ?",
            [.text(peer), .text(role.rawValue), .text(pid)]
        ).map { try transfer($0, in: transaction) }
    }

    /// Newest first.
    package static func list(
        _ page: PageRequest,
        state: String?,
        in transaction: ReadTransaction
    ) throws -> [TransferProcess] {
        try transaction.query(
            """
            SELECT * FROM transfer
            WHERE (?1 = '' OR (created, id) < (SELECT created, id FROM transfer WHERE id = ?1))
                AND (?2 = '' OR state = ?2) AND (id LIKE ?3 OR peer LIKE ?3 OR dataset LIKE ?3 OR agreement LIKE ?3)
            ORDER BY created DESC, id DESC LIMIT ?4
            """,
            [.text(page.after), .text(state ?? ""), .text(page.pattern), SQLValue(page.limit + 1)]
        ).map { try transfer($0, in: transaction) }
    }

    /// Transfers in which data may be flowing; read once after a start to go on where the process stopped.
    package static func started(in transaction: ReadTransaction) throws -> [TransferProcess] {
        try transaction.query("SELECT * FROM transfer WHERE state = 'STARTED' LIMIT 100000").map {
            try transfer($0, in: transaction)
        }
    }

    /// The agreements of a chain: a transfer goes on under the agreement that took the place of its own.
    private static let chain = """
        SELECT id FROM agreement WHERE role = ?2 AND root = (SELECT root FROM agreement WHERE id = ?1 AND role = ?2)
        """

    /// Transfers of an agreement's chain that are not over and that no step on its way will end, in order after `after`.
    static func open(
        ofAgreement agreement: String,
        role: Role,
        after: String = "",
        limit: Int,
        in transaction: ReadTransaction
    ) throws -> [TransferProcess] {
        try transaction.query(
            """
            SELECT * FROM transfer WHERE agreement IN (\(chain)) AND role = ?2
                AND (state IS NULL OR state NOT IN ('COMPLETED', 'TERMINATED'))
                AND (pending_event IS NULL OR pending_event NOT IN ('complete', 'terminate'))
                AND id > ?3 ORDER BY id LIMIT ?4
            """,
            [.text(agreement), .text(role.rawValue), .text(after), SQLValue(limit)]
        ).map { try transfer($0, in: transaction) }
    }

    /// Superseded agreements under which transfers of ours as provider are still open.
    static func underSuperseded(limit: Int, in transaction: ReadTransaction) throws -> [String] {
        try transaction.query(
            """
            SELECT DISTINCT a.id FROM transfer AS t JOIN agreement AS a ON a.id = t.agreement AND a.role = t.role
            WHERE t.role = 'provider' AND a.state = 'SUPERSEDED'
                AND (t.state IS NULL OR t.state NOT IN ('COMPLETED', 'TERMINATED')) LIMIT ?
            """,
            [SQLValue(limit)]
        ).map { try $0.text("id") }
    }

    /// Started transfers of an agreement's chain without a step on its way.
    static func flowing(
        under agreement: Agreement,
        limit: Int,
        in transaction: ReadTransaction
    ) throws -> [TransferProcess] {
        try transaction.query(
            """
            SELECT * FROM transfer WHERE agreement IN (\(chain)) AND role = ?2
                AND state = 'STARTED' AND pending_event IS NULL LIMIT ?3
            """,
            [.text(agreement.id), .text(agreement.role.rawValue), SQLValue(limit)]
        ).map { try transfer($0, in: transaction) }
    }

    /// Transfers of an agreement's chain that are not over.
    static func unfinished(
        under agreement: Agreement,
        in transaction: ReadTransaction
    ) throws -> [Identifier<TransferProcess>] {
        try transaction.query(
            """
            SELECT id FROM transfer WHERE agreement IN (\(chain)) AND role = ?2
                AND (state IS NULL OR state NOT IN ('COMPLETED', 'TERMINATED')) LIMIT 100000
            """,
            [.text(agreement.id), .text(agreement.role.rawValue)]
        ).map { try $0.identifier("id", of: TransferProcess.self) }
    }

    /// Transfers of an agreement's chain that sleep for a reason of ours.
    static func suspended(
        under agreement: Agreement,
        code: String,
        in transaction: ReadTransaction
    ) throws -> [Identifier<TransferProcess>] {
        try transaction.query(
            """
            SELECT id FROM transfer WHERE agreement IN (\(chain)) AND role = ?2 AND reason_code = ?3
                AND (state = 'SUSPENDED' OR pending_event = 'suspend') LIMIT 100000
            """,
            [.text(agreement.id), .text(agreement.role.rawValue), .text(code)]
        ).map { try $0.identifier("id", of: TransferProcess.self) }
    }

    /// Transfers of an agreement whose completion is unanswered.
    static func completing(
        ofAgreement agreement: String,
        role: Role,
        in transaction: ReadTransaction
    ) throws -> [Identifier<TransferProcess>] {
        try transaction.query(
            """
            SELECT id FROM transfer WHERE agreement IN (\(chain)) AND role = ?2
                AND (state IS NULL OR state NOT IN ('COMPLETED', 'TERMINATED')) AND pending_event = 'complete'
                LIMIT 100000
            """,
            [.text(agreement), .text(role.rawValue)]
        ).map { try $0.identifier("id", of: TransferProcess.self) }
    }

    /// Addresses and sinks carry the tokens by which data is fetched or delivered.
    private static func sealing(of id: Identifier<TransferProcess>, _ column: String) -> String {
        "transfer/\(id)/\(column)"
    }

    private static func transfer(_ row: SQLRow, in transaction: ReadTransaction) throws -> TransferProcess {
        let id = try row.identifier("id", of: TransferProcess.self)
        let secretSink = try transaction.opened(row, "secret_sink", for: sealing(of: id, "sink"))
        let sink = try secretSink.map { try JSONReader.read($0) } ?? row.json("sink")
        return TransferProcess(
            id: id,
            process: TwoPartyProcess(
                role: try row.word("role", as: Role.self),
                state: try row.optionalWord("state", as: TransferTable.State.self),
                pending: try pending(row)
            ),
            peer: try row.text("peer"),
            peerPid: try row.optionalText("peer_pid"),
            peerAddress: try row.text("peer_address"),
            agreementID: try row.text("agreement"),
            dataset: try row.text("dataset"),
            format: try row.text("format"),
            requestAddress: try address(row, "request_address", of: id, in: transaction),
            startAddress: try address(row, "start_address", of: id, in: transaction),
            sink: try TransferSink(try JSONFields(sink)),
            isAutomatic: try row.flag("automatic"),
            wasStarted: try row.flag("was_started"),
            reason: try reason(row),
            version: Int(try row.integer("version")),
            created: try row.instant("created"),
            updated: try row.instant("updated")
        )
    }

    private static func address(
        _ row: SQLRow,
        _ column: String,
        of id: Identifier<TransferProcess>,
        in transaction: ReadTransaction
    ) throws -> DataAddress? {
        try transaction.opened(row, column, for: sealing(of: id, column))
            .map { try DataAddress(try JSONFields(try JSONReader.read($0))) }
    }

    private static func pending(_ row: SQLRow) throws -> TwoPartyProcess<TransferTable>.Pending? {
        guard let event = try row.optionalWord("pending_event", as: TransferTable.Event.self) else { return nil }
        return .init(
            event: event,
            messageID: try row.text("pending_message"),
            target: try row.word("pending_target", as: TransferTable.State.self),
            isOvertaken: try row.flag("pending_overtaken")
        )
    }
}
