import Primitives
package import ServerKit

/// The table of peers.
package enum PeerStore {
    package static let migrations = [
        Migration(
            "peer-1",
            [
                """
                CREATE TABLE peer (
                    id TEXT PRIMARY KEY, name TEXT NOT NULL, address TEXT NOT NULL, token_in TEXT UNIQUE,
                    token_out BLOB, claims TEXT NOT NULL, origin TEXT NOT NULL
                ) WITHOUT ROWID
                """
            ]
        )
    ]

    /// Most peers of one node: they are kept in memory.
    package static let limit = 10_000

    static func all(in transaction: ReadTransaction) throws -> [Peer] {
        try transaction.query("SELECT * FROM peer ORDER BY id LIMIT ?", [SQLValue(limit)])
            .map { try peer($0, in: transaction) }
    }

    static func save(_ peer: Peer, in transaction: WriteTransaction) throws {
        var claims = JSONObject()
        for (name, values) in peer.claims { claims[name] = .strings(values) }
        try transaction.execute(
            """
            INSERT INTO peer (id, name, address, token_in, token_out, claims, origin) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, address = excluded.address,
                token_in = excluded.token_in, token_out = excluded.token_out, claims = excluded.claims,
                origin = excluded.origin
            """,
            [
                .text(peer.id), .text(peer.name), .text(peer.address), SQLValue(peer.tokenInDigest?.description),
                try transaction.sealed(peer.tokenOut, for: sealing(of: peer.id)), SQLValue(JSONValue.object(claims)),
                .text(peer.origin.rawValue),
            ]
        )
    }

    static func remove(_ id: String, in transaction: WriteTransaction) throws -> Bool {
        try transaction.execute("DELETE FROM peer WHERE id = ?", [.text(id)]) > 0
    }

    static func removeAll(from origin: Peer.Origin, in transaction: WriteTransaction) throws {
        try transaction.execute("DELETE FROM peer WHERE origin = ?", [.text(origin.rawValue)])
    }

    private static func sealing(of id: String) -> String { "peer/\(id)/token_out" }

    private static func peer(_ row: SQLRow, in transaction: ReadTransaction) throws -> Peer {
        var claims: [String: [String]] = [:]
        for member in try row.json("claims").objectValue?.members ?? [] {
            claims[member.key] = member.value.oneOrMany.compactMap(\.stringValue)
        }
        return Peer(
            id: try row.text("id"),
            name: try row.text("name"),
            address: try row.text("address"),
            tokenInDigest: try row.optionalText("token_in").flatMap { Digest($0) },
            tokenOut: try transaction.opened(row, "token_out", for: sealing(of: try row.text("id"))),
            claims: claims,
            origin: try row.word("origin", as: Peer.Origin.self)
        )
    }
}
