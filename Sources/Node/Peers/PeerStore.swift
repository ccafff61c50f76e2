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
        try checkRoom(for: peer, in: transaction)
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

    /// One token is one participant, and the table stays as small as what is kept in memory.
    private static func checkRoom(for peer: Peer, in transaction: WriteTransaction) throws {
        let digest = SQLValue(peer.tokenInDigest?.description)
        let holder = try transaction.first(
            "SELECT id FROM peer WHERE token_in = ? AND id <> ?",
            [digest, .text(peer.id)]
        )
        if let holder { throw Self.tokenIsTaken(by: try holder.text("id")) }
        let others = try transaction.first("SELECT COUNT(*) AS number FROM peer WHERE id <> ?", [.text(peer.id)])
        guard try others?.integer("number") ?? 0 < limit else {
            throw Problem(
                .conflict,
                BilingualText(en: "this node knows \(limit) peers already", zh: "本节点登记的对方已达 \(limit) 个"),
                advice: BilingualText(en: "remove those that are not used any more", zh: "请移除不再使用的对方")
            )
        }
    }

    private static func tokenIsTaken(by id: String) -> Problem {
        Problem(
            .conflict,
            BilingualText(en: "`tokenIn` is already the token of peer `\(id)`", zh: "`tokenIn` 已是对方 `\(id)` 的令牌"),
            advice: BilingualText(
                en: "a token says who is calling: give each peer its own",
                zh: "令牌用于识别调用方，请为每个对方使用不同的令牌"
            )
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
