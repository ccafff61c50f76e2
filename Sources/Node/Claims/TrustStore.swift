import Primitives
package import ServerKit

/// The table of issuers that are trusted, one row for each type of credential.
package enum TrustStore {
    package static let migrations = [
        Migration(
            "trust-1",
            [
                """
                CREATE TABLE trusted_issuer (
                    issuer TEXT NOT NULL, type TEXT NOT NULL, origin TEXT NOT NULL, added INTEGER NOT NULL,
                    PRIMARY KEY (issuer, type)
                ) WITHOUT ROWID
                """
            ]
        )
    ]

    /// Most rows of one node: they are kept in memory.
    static let limit = 10_000

    static func all(in transaction: ReadTransaction) throws -> [TrustedIssuer] {
        try transaction.query("SELECT * FROM trusted_issuer ORDER BY issuer, type LIMIT ?", [SQLValue(limit)]).map {
            TrustedIssuer(
                issuer: try $0.text("issuer"),
                type: try $0.text("type"),
                origin: try $0.word("origin", as: Peer.Origin.self),
                added: try $0.instant("added")
            )
        }
    }

    static func save(_ entry: TrustedIssuer, in transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            INSERT INTO trusted_issuer (issuer, type, origin, added) VALUES (?, ?, ?, ?)
            ON CONFLICT (issuer, type) DO NOTHING
            """,
            [.text(entry.issuer), .text(entry.type), .text(entry.origin.rawValue), SQLValue(entry.added)]
        )
    }

    static func remove(_ issuer: String, type: String?, in transaction: WriteTransaction) throws -> Int {
        try transaction.execute(
            "DELETE FROM trusted_issuer WHERE issuer = ? AND origin = 'management' AND (? IS NULL OR type = ?)",
            [.text(issuer), SQLValue(type), SQLValue(type)]
        )
    }

    static func removeAll(from origin: Peer.Origin, in transaction: WriteTransaction) throws {
        try transaction.execute("DELETE FROM trusted_issuer WHERE origin = ?", [.text(origin.rawValue)])
    }
}
