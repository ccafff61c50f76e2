import DataspaceProtocol
import Primitives
package import ServerKit

/// An agreement under which a grant is used: the delivery's own, or for a result those of everything that it was made from.
struct GoverningAgreement: Sendable, Equatable {
    /// The delivery that brought the agreement in.
    let origin: Identifier<VaultGrant>
    /// The agreement of that delivery.
    let agreement: String
    /// The one that rules now.
    let governedBy: String
    let peer: String
    /// When that delivery arrived: times that the agreement counts from a delivery are counted from here.
    let received: Instant?
}

/// What a result was made from, by whom.
struct Derivation: Sendable, Equatable {
    struct Input: Sendable, Equatable {
        let grant: Identifier<VaultGrant>
        let digest: Digest?
        let bytes: Int64
        let dataset: String
        let peer: String
        let agreement: String

        var json: JSONValue {
            [
                "grant": .string(grant.rawValue), "sha256": .optional(digest?.hex), "bytes": .integer(bytes),
                "dataset": .string(dataset), "provider": .string(peer), "agreement": .string(agreement),
            ]
        }
    }

    let application: String
    let version: String
    let program: Digest?
    let purpose: String?
    let at: Instant
    let inputs: [Input]

    var json: JSONValue {
        [
            "application": .string(application), "version": .string(version), "program": .optional(program?.hex),
            "purpose": .optional(purpose), "at": .string(at.description), "inputs": .array(inputs.map(\.json)),
        ]
    }
}

/// The tables of lineage: what results were made from, and under which agreements they stand.
package enum VaultLineageStore {
    package static let migrations = [
        Migration(
            "vault-lineage-1",
            [
                """
                CREATE TABLE vault_derivation (
                    vault_grant TEXT PRIMARY KEY, application TEXT NOT NULL, version TEXT NOT NULL, program TEXT,
                    purpose TEXT, at INTEGER NOT NULL
                ) WITHOUT ROWID
                """,
                """
                CREATE TABLE vault_input (
                    vault_grant TEXT NOT NULL, source TEXT NOT NULL, digest TEXT, bytes INTEGER NOT NULL,
                    dataset TEXT NOT NULL, peer TEXT NOT NULL, agreement TEXT NOT NULL,
                    PRIMARY KEY (vault_grant, source)
                ) WITHOUT ROWID
                """,
                "CREATE INDEX vault_input_source ON vault_input (source)",
                """
                CREATE TABLE vault_governing (
                    vault_grant TEXT NOT NULL, origin TEXT NOT NULL, agreement TEXT NOT NULL,
                    governed_by TEXT NOT NULL, peer TEXT NOT NULL, received INTEGER,
                    PRIMARY KEY (vault_grant, origin)
                ) WITHOUT ROWID
                """,
                "CREATE INDEX vault_governing_origin ON vault_governing (origin)",
            ]
        )
    ]

    static func insert(
        _ derivation: Derivation,
        under governing: [GoverningAgreement],
        of grant: Identifier<VaultGrant>,
        in transaction: WriteTransaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO vault_derivation (vault_grant, application, version, program, purpose, at)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                SQLValue(grant), .text(derivation.application), .text(derivation.version),
                SQLValue(derivation.program?.description), SQLValue(derivation.purpose), SQLValue(derivation.at),
            ]
        )
        for input in derivation.inputs {
            try transaction.execute(
                """
                INSERT INTO vault_input (vault_grant, source, digest, bytes, dataset, peer, agreement)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    SQLValue(grant), SQLValue(input.grant), SQLValue(input.digest?.description),
                    .integer(input.bytes), .text(input.dataset), .text(input.peer), .text(input.agreement),
                ]
            )
        }
        for one in governing {
            try transaction.execute(
                """
                INSERT INTO vault_governing (vault_grant, origin, agreement, governed_by, peer, received)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    SQLValue(grant), SQLValue(one.origin), .text(one.agreement), .text(one.governedBy),
                    .text(one.peer), SQLValue(one.received),
                ]
            )
        }
    }

    /// The agreements of a result; empty for a delivery, which has its own.
    static func governing(
        _ grant: Identifier<VaultGrant>,
        in transaction: ReadTransaction
    ) throws -> [GoverningAgreement] {
        try transaction.query(
            "SELECT * FROM vault_governing WHERE vault_grant = ? ORDER BY origin LIMIT 1000",
            [SQLValue(grant)]
        ).map { row in
            GoverningAgreement(
                origin: try row.identifier("origin", of: VaultGrant.self),
                agreement: try row.text("agreement"),
                governedBy: try row.text("governed_by"),
                peer: try row.text("peer"),
                received: try row.optionalInstant("received")
            )
        }
    }

    /// Puts a result under the agreement that took the place of one of its own.
    static func rebind(
        _ grant: Identifier<VaultGrant>,
        from old: String,
        to successor: String,
        in transaction: WriteTransaction
    ) throws {
        try transaction.execute(
            "UPDATE vault_governing SET governed_by = ? WHERE vault_grant = ? AND governed_by = ?",
            [.text(successor), SQLValue(grant), .text(old)]
        )
    }

    /// What a result was made from; nil for a delivery.
    static func derivation(of grant: Identifier<VaultGrant>, in transaction: ReadTransaction) throws -> Derivation? {
        try transaction.first("SELECT * FROM vault_derivation WHERE vault_grant = ?", [SQLValue(grant)]).map { row in
            Derivation(
                application: try row.text("application"),
                version: try row.text("version"),
                program: try row.optionalText("program").flatMap { Digest($0) },
                purpose: try row.optionalText("purpose"),
                at: try row.instant("at"),
                inputs: try inputs(of: grant, in: transaction)
            )
        }
    }

    private static func inputs(
        of grant: Identifier<VaultGrant>,
        in transaction: ReadTransaction
    ) throws -> [Derivation.Input] {
        try transaction.query(
            "SELECT * FROM vault_input WHERE vault_grant = ? ORDER BY source LIMIT 1000",
            [SQLValue(grant)]
        ).map { row in
            Derivation.Input(
                grant: try row.identifier("source", of: VaultGrant.self),
                digest: try row.optionalText("digest").flatMap { Digest($0) },
                bytes: try row.integer("bytes"),
                dataset: try row.text("dataset"),
                peer: try row.text("peer"),
                agreement: try row.text("agreement")
            )
        }
    }

    /// Results that a grant was made part of, directly; oldest first.
    static func results(of source: Identifier<VaultGrant>, in transaction: ReadTransaction) throws -> [String] {
        try transaction.query(
            "SELECT vault_grant FROM vault_input WHERE source = ? ORDER BY vault_grant LIMIT 1000",
            [SQLValue(source)]
        ).map { try $0.text("vault_grant") }
    }

    /// Results that stand under the agreement of a delivery, through however many steps.
    static func below(
        _ origin: Identifier<VaultGrant>,
        in transaction: ReadTransaction
    ) throws -> [Identifier<VaultGrant>] {
        try transaction.query(
            "SELECT vault_grant FROM vault_governing WHERE origin = ? ORDER BY vault_grant LIMIT \(reported)",
            [SQLValue(origin)]
        ).map { try $0.identifier("vault_grant", of: VaultGrant.self) }
    }

    static func count(below origin: Identifier<VaultGrant>, in transaction: ReadTransaction) throws -> Int64 {
        try transaction.first("SELECT COUNT(*) AS count FROM vault_governing WHERE origin = ?", [SQLValue(origin)])?
            .integer("count") ?? 0
    }

    /// Results that one report tells of: more are told by their number.
    static let reported = 200

    /// Has the deliveries reported again from which a result was made: it is part of what their providers are told.
    static func touchOrigins(of grant: Identifier<VaultGrant>, in transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            UPDATE vault_grant SET changed = changed + 1
            WHERE id IN (SELECT origin FROM vault_governing WHERE vault_grant = ?)
            """,
            [SQLValue(grant)]
        )
    }

    /// Results whose agreements do not hold any more, or whose origin was to be deleted after its use.
    static func overdue(
        limit: Int,
        in transaction: ReadTransaction
    ) throws -> [(Identifier<VaultGrant>, VaultGrant.Cause)] {
        try transaction.query(
            """
            SELECT DISTINCT vault_governing.vault_grant AS id, CASE WHEN source.cause = 'used-up' THEN 'used-up'
                ELSE 'agreement-ended' END AS cause
            FROM vault_governing
            JOIN vault_grant ON vault_grant.id = vault_governing.vault_grant
            LEFT JOIN agreement ON agreement.id = vault_governing.governed_by AND agreement.role = 'consumer'
            LEFT JOIN vault_grant AS source ON source.id = vault_governing.origin
            WHERE vault_grant.state IN ('RECEIVING', 'READY') AND (source.cause = 'used-up'
                OR agreement.state IS NULL OR agreement.state NOT IN ('ACTIVE', 'PENDING', 'SUPERSEDED'))
            LIMIT ?
            """,
            [SQLValue(limit)]
        ).map { (try $0.identifier("id", of: VaultGrant.self), try $0.word("cause", as: VaultGrant.Cause.self)) }
    }

    /// Results one of whose agreements another one has replaced.
    static func superseded(
        limit: Int,
        in transaction: ReadTransaction
    ) throws -> [(Identifier<VaultGrant>, from: String, by: String)] {
        try transaction.query(
            """
            SELECT vault_governing.vault_grant AS id, vault_governing.governed_by AS old,
                agreement.superseded_by AS successor
            FROM vault_governing
            JOIN vault_grant ON vault_grant.id = vault_governing.vault_grant
            JOIN agreement ON agreement.id = vault_governing.governed_by AND agreement.role = 'consumer'
            WHERE vault_grant.state IN ('RECEIVING', 'READY') AND agreement.state = 'SUPERSEDED'
                AND agreement.superseded_by IS NOT NULL
            LIMIT ?
            """,
            [SQLValue(limit)]
        ).map {
            (try $0.identifier("id", of: VaultGrant.self), from: try $0.text("old"), by: try $0.text("successor"))
        }
    }

    /// Results under an agreement that is frozen.
    static func frozen(limit: Int, in transaction: ReadTransaction) throws -> [Identifier<VaultGrant>] {
        try transaction.query(
            """
            SELECT DISTINCT vault_governing.vault_grant AS id FROM vault_governing
            JOIN agreement ON agreement.id = vault_governing.governed_by AND agreement.role = 'consumer'
            JOIN usage_freeze ON usage_freeze.agreement = agreement.root AND usage_freeze.role = 'consumer'
            WHERE usage_freeze.frozen = 1 LIMIT ?
            """,
            [SQLValue(limit)]
        ).map { try $0.identifier("id", of: VaultGrant.self) }
    }

    /// Results whose content was still arriving when the process before ended: nobody sends the rest.
    static func abandoned(before start: Instant, in transaction: ReadTransaction) throws -> [Identifier<VaultGrant>] {
        try transaction.query(
            """
            SELECT id FROM vault_grant JOIN vault_derivation ON vault_derivation.vault_grant = vault_grant.id
            WHERE state = 'RECEIVING' AND created < ? LIMIT 100000
            """,
            [SQLValue(start)]
        ).map { try $0.identifier("id", of: VaultGrant.self) }
    }
}
