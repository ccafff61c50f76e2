import DataspaceProtocol
import Node
import Primitives
package import ServerKit

/// The tables of the vault: grants, the files of each, and the proofs that outlive them.
package enum VaultStore {
    package static let migrations = [
        Migration(
            "vault-1",
            [
                """
                CREATE TABLE vault_grant (
                    id TEXT PRIMARY KEY, state TEXT NOT NULL, agreement TEXT NOT NULL, governed_by TEXT NOT NULL,
                    transfer TEXT NOT NULL UNIQUE,
                    peer TEXT NOT NULL, dataset TEXT NOT NULL, scheme TEXT NOT NULL, key_name TEXT NOT NULL,
                    bytes INTEGER NOT NULL, digest TEXT, created INTEGER NOT NULL, received INTEGER, due INTEGER,
                    cause TEXT, ended INTEGER, changed INTEGER NOT NULL DEFAULT 0,
                    reported INTEGER NOT NULL DEFAULT 0, reported_at INTEGER NOT NULL DEFAULT 0,
                    report_message TEXT, report_refused INTEGER NOT NULL DEFAULT 0
                ) WITHOUT ROWID
                """,
                "CREATE INDEX vault_grant_created ON vault_grant (created, id)",
                "CREATE INDEX vault_grant_agreement ON vault_grant (agreement)",
                "CREATE INDEX vault_grant_living ON vault_grant (state) WHERE state <> 'DESTROYED'",
                """
                CREATE TABLE vault_file (
                    vault_grant TEXT NOT NULL, path TEXT NOT NULL, stored TEXT NOT NULL, bytes INTEGER NOT NULL,
                    digest TEXT NOT NULL, media_type TEXT NOT NULL, PRIMARY KEY (vault_grant, path)
                ) WITHOUT ROWID
                """,
                """
                CREATE TABLE vault_proof (
                    vault_grant TEXT PRIMARY KEY, agreement TEXT NOT NULL, document TEXT NOT NULL,
                    signature TEXT NOT NULL, created INTEGER NOT NULL
                ) WITHOUT ROWID
                """,
            ]
        )
    ]

    /// Files that one delivery may bring: as many as a folder's manifest may list.
    static let fileLimit = 100_000

    /// Stores a change and its evidence; a grant that has moved on meanwhile is a conflict.
    static func save(_ change: VaultGrant.Change, with evidence: inout EvidenceWriter) throws {
        let grant = change.grant
        let transaction = evidence.transaction
        if let expected = change.expected {
            let changed = try transaction.execute(
                """
                UPDATE vault_grant SET state = ?, bytes = ?, digest = ?, received = ?, due = ?, cause = ?, ended = ?,
                    governed_by = ?, changed = changed + 1
                WHERE id = ? AND state = ?
                """,
                [
                    .text(grant.state.rawValue), .integer(grant.bytes), SQLValue(grant.digest?.description),
                    SQLValue(grant.received), SQLValue(grant.due), SQLValue(grant.cause?.rawValue),
                    SQLValue(grant.ended), .text(grant.governedBy), SQLValue(grant.id), .text(expected.rawValue),
                ]
            )
            guard changed == 1 else { throw Self.moved }
        } else {
            try transaction.execute(
                """
                INSERT INTO vault_grant (id, state, agreement, governed_by, transfer, peer, dataset, scheme, key_name,
                    bytes, created)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    SQLValue(grant.id), .text(grant.state.rawValue), .text(grant.agreement), .text(grant.governedBy),
                    SQLValue(grant.transfer),
                    .text(grant.peer), .text(grant.dataset), .text(grant.scheme), .text(grant.keyName),
                    .integer(grant.bytes), SQLValue(grant.created),
                ]
            )
        }
        try VaultLineageStore.touchOrigins(of: grant.id, in: transaction)
        try evidence.record(change.evidence)
    }

    private static let moved = Problem(
        .conflict,
        BilingualText(en: "the grant has changed meanwhile", zh: "该授权已发生变化")
    )

    static func find(_ id: Identifier<VaultGrant>, in transaction: ReadTransaction) throws -> VaultGrant? {
        try transaction.first("SELECT * FROM vault_grant WHERE id = ?", [SQLValue(id)]).map(grant)
    }

    static func find(
        ofTransfer transfer: Identifier<TransferProcess>,
        in transaction: ReadTransaction
    ) throws -> VaultGrant? {
        try transaction.first("SELECT * FROM vault_grant WHERE transfer = ?", [SQLValue(transfer)]).map(grant)
    }

    /// Newest first.
    static func list(_ page: PageRequest, state: String?, in transaction: ReadTransaction) throws -> [VaultGrant] {
        try transaction.query(
            """
            SELECT * FROM vault_grant
            WHERE (?1 = '' OR (created, id) < (SELECT created, id FROM vault_grant WHERE id = ?1))
                AND (id LIKE ?2 OR peer LIKE ?2 OR dataset LIKE ?2 OR agreement LIKE ?2)
                AND (?3 = '' OR state = ?3)
            ORDER BY created DESC, id DESC LIMIT ?4
            """,
            [.text(page.after), .text(page.pattern), .text(state ?? ""), SQLValue(page.limit + 1)]
        ).map(grant)
    }

    /// Grants that hold something, for which time or an agreement's end may come.
    static func living(in transaction: ReadTransaction) throws -> [VaultGrant] {
        try transaction.query("SELECT * FROM vault_grant WHERE state IN ('RECEIVING', 'READY') LIMIT 100000").map(grant)
    }

    /// Grants whose destruction was decided and is not finished.
    static func ending(limit: Int, in transaction: ReadTransaction) throws -> [VaultGrant] {
        try transaction.query(
            "SELECT * FROM vault_grant WHERE state IN ('ENDING', 'KEY_DESTROYED') LIMIT ?",
            [SQLValue(limit)]
        ).map(grant)
    }

    /// Grants whose time has come at `now`, whose agreement does not hold any more, or whose delivery came to nothing.
    static func overdue(
        at now: Instant,
        limit: Int,
        in transaction: ReadTransaction
    ) throws -> [(Identifier<VaultGrant>, VaultGrant.Cause)] {
        try transaction.query(
            """
            SELECT vault_grant.id AS id, CASE
                WHEN agreement.state IS NULL OR agreement.state NOT IN ('ACTIVE', 'PENDING', 'SUPERSEDED') THEN 'agreement-ended'
                WHEN vault_grant.due <= ?1 THEN 'expired' ELSE 'delivery-failed' END AS cause
            FROM vault_grant
            LEFT JOIN agreement ON agreement.id = vault_grant.governed_by AND agreement.role = 'consumer'
            LEFT JOIN transfer ON transfer.id = vault_grant.transfer
            WHERE vault_grant.state IN ('RECEIVING', 'READY') AND (
                vault_grant.due <= ?1 OR agreement.state IS NULL OR agreement.state NOT IN ('ACTIVE', 'PENDING', 'SUPERSEDED')
                OR (vault_grant.state = 'RECEIVING' AND transfer.state = 'TERMINATED'))
            LIMIT ?2
            """,
            [SQLValue(now), SQLValue(limit)]
        ).map { (try $0.identifier("id", of: VaultGrant.self), try $0.word("cause", as: VaultGrant.Cause.self)) }
    }

    /// Grants whose agreement another one has replaced, with that one.
    static func superseded(
        limit: Int,
        in transaction: ReadTransaction
    ) throws -> [(Identifier<VaultGrant>, by: String)] {
        try transaction.query(
            """
            SELECT vault_grant.id AS id, agreement.superseded_by AS successor FROM vault_grant
            JOIN agreement ON agreement.id = vault_grant.governed_by AND agreement.role = 'consumer'
            WHERE vault_grant.state IN ('RECEIVING', 'READY') AND agreement.state = 'SUPERSEDED'
                AND agreement.superseded_by IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM vault_derivation WHERE vault_derivation.vault_grant = vault_grant.id)
            LIMIT ?
            """,
            [SQLValue(limit)]
        ).map { (try $0.identifier("id", of: VaultGrant.self), by: try $0.text("successor")) }
    }

    /// Grants under an agreement that is frozen while it is disputed.
    static func frozen(limit: Int, in transaction: ReadTransaction) throws -> [Identifier<VaultGrant>] {
        try transaction.query(
            """
            SELECT vault_grant.id AS id FROM vault_grant
            JOIN agreement ON agreement.id = vault_grant.governed_by AND agreement.role = 'consumer'
            WHERE EXISTS (SELECT 1 FROM usage_freeze WHERE usage_freeze.agreement = agreement.root
                    AND usage_freeze.role = 'consumer' AND usage_freeze.frozen = 1) AND vault_grant.state = 'READY' LIMIT ?
            """,
            [SQLValue(limit)]
        ).map { try $0.identifier("id", of: VaultGrant.self) }
    }

    /// Whether a delivery that a grant came with, or was made from, is suspended; one that was completed cannot be.
    static func isSuspended(_ grant: Identifier<VaultGrant>, in transaction: ReadTransaction) throws -> Bool {
        try transaction.first(
            """
            SELECT 1 AS found FROM vault_grant JOIN transfer ON transfer.id = vault_grant.transfer
            WHERE transfer.state = 'SUSPENDED' AND (vault_grant.id = ?1
                OR vault_grant.id IN (SELECT origin FROM vault_governing WHERE vault_governing.vault_grant = ?1))
            LIMIT 1
            """,
            [SQLValue(grant)]
        ) != nil
    }

    // MARK: - Files

    static func add(
        _ files: [VaultFile],
        to grant: Identifier<VaultGrant>,
        in transaction: WriteTransaction
    ) throws {
        for file in files {
            try transaction.execute(
                """
                INSERT OR REPLACE INTO vault_file (vault_grant, path, stored, bytes, digest, media_type)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    SQLValue(grant), .text(file.path), .text(file.stored), .integer(file.bytes),
                    .text(file.digest.description), .text(file.mediaType),
                ]
            )
        }
    }

    static func files(
        of grant: Identifier<VaultGrant>,
        limit: Int = fileLimit,
        in transaction: ReadTransaction
    ) throws -> [VaultFile] {
        try transaction.query(
            "SELECT * FROM vault_file WHERE vault_grant = ? ORDER BY path LIMIT ?",
            [SQLValue(grant), SQLValue(limit)]
        ).map(file)
    }

    /// By name; the first page begins with the single file, whose name is empty.
    static func files(
        of grant: Identifier<VaultGrant>,
        _ page: PageRequest,
        in transaction: ReadTransaction
    ) throws -> [VaultFile] {
        try transaction.query(
            """
            SELECT * FROM vault_file WHERE vault_grant = ?1 AND (?2 = '' OR path > ?2) AND path LIKE ?3
            ORDER BY path LIMIT ?4
            """,
            [SQLValue(grant), .text(page.after), .text(page.pattern), SQLValue(page.limit + 1)]
        ).map(file)
    }

    static func file(
        _ path: String,
        of grant: Identifier<VaultGrant>,
        in transaction: ReadTransaction
    ) throws -> VaultFile? {
        try transaction.first(
            "SELECT * FROM vault_file WHERE vault_grant = ? AND path = ?",
            [SQLValue(grant), .text(path)]
        ).map(file)
    }

    static func removeFiles(of grant: Identifier<VaultGrant>, in transaction: WriteTransaction) throws {
        try transaction.execute("DELETE FROM vault_file WHERE vault_grant = ?", [SQLValue(grant)])
    }

    private static func file(_ row: SQLRow) throws -> VaultFile {
        guard let digest = Digest(try row.text("digest")) else { throw StoredDataProblem(column: "digest") }
        return VaultFile(
            path: try row.text("path"),
            stored: try row.text("stored"),
            bytes: try row.integer("bytes"),
            digest: digest,
            mediaType: try row.text("media_type")
        )
    }

    // MARK: - Proofs

    static func keep(_ proof: DestructionProof, at now: Instant, in transaction: WriteTransaction) throws {
        try transaction.execute(
            "INSERT INTO vault_proof (vault_grant, agreement, document, signature, created) VALUES (?, ?, ?, ?, ?)",
            [
                .text(proof.grant), .text(proof.agreement), SQLValue(proof.document), .text(proof.signature ?? ""),
                SQLValue(now),
            ]
        )
    }

    static func proof(of grant: Identifier<VaultGrant>, in transaction: ReadTransaction) throws -> DestructionProof? {
        try transaction.first("SELECT * FROM vault_proof WHERE vault_grant = ?", [SQLValue(grant)]).map { row in
            let signature = try row.text("signature")
            return DestructionProof(
                document: try row.json("document"),
                signature: signature.isEmpty ? nil : signature
            )
        }
    }

    private static func grant(_ row: SQLRow) throws -> VaultGrant {
        VaultGrant(
            VaultGrant(
                id: try row.identifier("id", of: VaultGrant.self),
                agreement: try row.text("agreement"),
                transfer: try row.identifier("transfer", of: TransferProcess.self),
                peer: try row.text("peer"),
                dataset: try row.text("dataset"),
                scheme: try row.text("scheme"),
                keyName: try row.text("key_name"),
                created: try row.instant("created")
            ),
            stored: VaultGrant.Stored(
                state: try row.word("state", as: VaultGrant.State.self),
                governedBy: try row.text("governed_by"),
                bytes: try row.integer("bytes"),
                digest: try row.optionalText("digest").flatMap { Digest($0) },
                received: try row.optionalInstant("received"),
                due: try row.optionalInstant("due"),
                cause: try row.optionalWord("cause", as: VaultGrant.Cause.self),
                ended: try row.optionalInstant("ended")
            )
        )
    }
}
