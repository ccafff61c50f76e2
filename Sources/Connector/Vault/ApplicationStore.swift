import Identity
import Primitives
package import ServerKit

/// The table of applications.
package enum ApplicationStore {
    /// Applications of one node: each is registered by a person.
    static let limit: Int64 = 10_000

    package static let migrations = [
        Migration(
            "application-1",
            [
                """
                CREATE TABLE application (
                    id TEXT PRIMARY KEY, version TEXT NOT NULL, digest TEXT, purposes TEXT NOT NULL,
                    token TEXT UNIQUE, key TEXT, created INTEGER NOT NULL, created_by TEXT NOT NULL
                ) WITHOUT ROWID
                """
            ]
        )
    ]

    static func insert(_ application: Application, token: Digest?, in transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO application (id, version, digest, purposes, token, key, created, created_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(application.id), .text(application.version), SQLValue(application.digest?.description),
                SQLValue(JSONValue.strings(application.purposes)), SQLValue(token?.description),
                application.key.map { SQLValue($0.json) } ?? .null,
                SQLValue(application.created), .text(application.createdBy),
            ]
        )
    }

    static func remove(_ id: String, in transaction: WriteTransaction) throws {
        try transaction.execute("DELETE FROM application WHERE id = ?", [.text(id)])
    }

    static func count(in transaction: ReadTransaction) throws -> Int64 {
        try transaction.first("SELECT COUNT(*) AS n FROM application")?.integer("n") ?? 0
    }

    static func find(_ id: String, in transaction: ReadTransaction) throws -> Application? {
        try transaction.first("SELECT * FROM application WHERE id = ?", [.text(id)]).map(application)
    }

    static func find(token: Digest, in transaction: ReadTransaction) throws -> Application? {
        try transaction.first("SELECT * FROM application WHERE token = ?", [.text(token.description)]).map(application)
    }

    /// By identifier.
    static func list(_ page: PageRequest, in transaction: ReadTransaction) throws -> [Application] {
        try transaction.query(
            "SELECT * FROM application WHERE id > ?1 AND (id LIKE ?2 OR version LIKE ?2) ORDER BY id LIMIT ?3",
            [.text(page.after), .text(page.pattern), SQLValue(page.limit + 1)]
        ).map(application)
    }

    private static func application(_ row: SQLRow) throws -> Application {
        Application(
            id: try row.text("id"),
            version: try row.text("version"),
            digest: try row.optionalText("digest").flatMap { Digest($0) },
            purposes: (try row.json("purposes").arrayValue ?? []).compactMap(\.stringValue),
            key: try row.optionalJSON("key").map { try JSONWebKey($0) },
            created: try row.instant("created"),
            createdBy: try row.text("created_by")
        )
    }
}
