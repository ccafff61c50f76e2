import Identity
import Primitives
package import ServerKit

/// The table of this node's keys; the only way in is `save`, which takes a `Change`.
package enum NodeKeyStore {
    package static let migrations = [
        Migration(
            "node-key-1",
            [
                """
                CREATE TABLE node_key (
                    id TEXT PRIMARY KEY, purpose TEXT NOT NULL, suite TEXT NOT NULL, state TEXT NOT NULL,
                    public BLOB NOT NULL, secret BLOB, created INTEGER NOT NULL, ended INTEGER, reason TEXT
                ) WITHOUT ROWID
                """,
                // One key signs for a purpose in a suite.
                "CREATE UNIQUE INDEX node_key_active ON node_key (purpose, suite) WHERE state = 'ACTIVE'",
            ]
        )
    ]

    /// Most keys of one node: they are kept in memory; a key a day for ten years stays below.
    static let limit = 4_000

    /// Stores a change with its evidence; the private part of a key that signs no more is erased.
    static func save(_ change: NodeKey.Change, secret: [UInt8]?, with evidence: inout EvidenceWriter) throws {
        let key = change.key
        let transaction = evidence.transaction
        let changed =
            if let previous = change.previous {
                try transaction.execute(
                    "UPDATE node_key SET state = ?, secret = NULL, ended = ?, reason = ? WHERE id = ? AND state = ?",
                    [
                        .text(key.state.rawValue), SQLValue(key.ended), SQLValue(key.reason), .text(key.id),
                        .text(previous.rawValue),
                    ]
                )
            } else {
                try transaction.execute(
                    """
                    INSERT INTO node_key (id, purpose, suite, state, public, secret, created)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                    [
                        .text(key.id), .text(key.purpose.rawValue), .text(key.suite.rawValue),
                        .text(key.state.rawValue), .blob(key.publicKey.rawRepresentation),
                        secret.map { .blob($0) } ?? .null, SQLValue(key.created),
                    ]
                )
            }
        guard changed == 1 else {
            throw Problem(
                .conflict,
                BilingualText(en: "the key was changed at the same moment", zh: "该密钥同时被其他操作修改"),
                advice: BilingualText(en: "look at it again", zh: "请重新查看")
            )
        }
        try evidence.record(change.evidence)
    }

    static func all(in transaction: ReadTransaction) throws -> [(key: NodeKey, secret: [UInt8]?)] {
        try transaction.query("SELECT * FROM node_key ORDER BY created, id LIMIT ?", [SQLValue(limit)]).map { row in
            (try key(row), try row.optionalBlob("secret"))
        }
    }

    /// Puts a secret in the place of the same secret sealed under an earlier key-encryption key.
    static func reseal(_ id: String, _ secret: [UInt8], in transaction: WriteTransaction) throws {
        try transaction.execute(
            "UPDATE node_key SET secret = ? WHERE id = ? AND state = 'ACTIVE'",
            [.blob(secret), .text(id)]
        )
    }

    static func hasActive(_ purpose: NodeKey.Purpose, _ suite: KeySuite, in transaction: ReadTransaction) throws -> Bool
    {
        try transaction.first(
            "SELECT id FROM node_key WHERE purpose = ? AND suite = ? AND state = 'ACTIVE'",
            [.text(purpose.rawValue), .text(suite.rawValue)]
        ) != nil
    }

    private static func key(_ row: SQLRow) throws -> NodeKey {
        guard let suite = KeySuite(rawValue: try row.text("suite")) else { throw StoredDataProblem(column: "suite") }
        return NodeKey(
            id: try row.text("id"),
            purpose: try row.word("purpose", as: NodeKey.Purpose.self),
            publicKey: try VerificationKey(suite: suite, rawRepresentation: try row.blob("public")),
            state: try row.word("state", as: NodeKey.State.self),
            created: try row.instant("created"),
            ended: try row.optionalInstant("ended"),
            reason: try row.optionalText("reason")
        )
    }
}
