import Primitives
package import ServerKit

/// What was used of each grant, by whom and how: what reports say.
///
/// Limits are decided by `UsageControl`, by its own history.
package enum VaultUseStore {
    package static let migrations = [
        Migration(
            "vault-use-1",
            [
                """
                CREATE TABLE vault_use (
                    vault_grant TEXT NOT NULL, subject TEXT NOT NULL, action TEXT NOT NULL, uses INTEGER NOT NULL,
                    refused INTEGER NOT NULL, bytes INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
                    refusal TEXT, PRIMARY KEY (vault_grant, subject, action)
                ) WITHOUT ROWID
                """
            ]
        )
    ]

    struct Delta {
        var uses: Int64 = 0
        var refused: Int64 = 0
    }

    static func note(
        _ grant: Identifier<VaultGrant>,
        _ subject: String,
        _ action: String,
        _ delta: Delta,
        refusal: JSONValue?,
        at now: Instant,
        in transaction: WriteTransaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO vault_use (vault_grant, subject, action, uses, refused, bytes, first, last, refusal)
            VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?6, ?7)
            ON CONFLICT (vault_grant, subject, action) DO UPDATE SET uses = uses + ?4, refused = refused + ?5,
                last = ?6, refusal = COALESCE(?7, refusal)
            """,
            [
                SQLValue(grant), .text(subject), .text(action), .integer(delta.uses), .integer(delta.refused),
                SQLValue(now), refusal.map { SQLValue($0) } ?? .null,
            ]
        )
        try transaction.execute("UPDATE vault_grant SET changed = changed + 1 WHERE id = ?", [SQLValue(grant)])
        try VaultLineageStore.touchOrigins(of: grant, in: transaction)
    }

    static func add(bytes: Int64, to use: PermittedUse, in transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            UPDATE vault_use SET bytes = bytes + ? WHERE vault_grant = ? AND subject = ? AND action = ?
            """,
            [.integer(bytes), SQLValue(use.grant.id), .text(use.key.subject), .text(use.key.action)]
        )
        try transaction.execute("UPDATE vault_grant SET changed = changed + 1 WHERE id = ?", [SQLValue(use.grant.id)])
        try VaultLineageStore.touchOrigins(of: use.grant.id, in: transaction)
    }

    /// Whether somebody has used a grant.
    static func hasUsed(
        _ grant: Identifier<VaultGrant>,
        _ subject: String,
        in transaction: ReadTransaction
    ) throws -> Bool {
        try transaction.first(
            "SELECT 1 AS found FROM vault_use WHERE vault_grant = ? AND subject = ? AND uses > 0 LIMIT 1",
            [SQLValue(grant), .text(subject)]
        ) != nil
    }

    /// Who used a grant and how, by subject and action.
    static func uses(of grant: Identifier<VaultGrant>, in transaction: ReadTransaction) throws -> [JSONValue] {
        try transaction.query(
            "SELECT * FROM vault_use WHERE vault_grant = ? ORDER BY subject, action LIMIT 1000",
            [SQLValue(grant)]
        ).map { row in
            [
                "subject": .string(try row.text("subject")), "action": .string(try row.text("action")),
                "uses": .integer(try row.integer("uses")), "refused": .integer(try row.integer("refused")),
                "bytes": .integer(try row.integer("bytes")), "first": .string(try row.instant("first").description),
                "last": .string(try row.instant("last").description),
                "refusal": try row.optionalJSON("refusal") ?? .null,
            ]
        }
    }
}
