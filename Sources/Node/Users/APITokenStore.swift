package import Primitives
package import ServerKit
import Synchronization

/// Tokens of the people and programs that use the management API.
///
/// Only digests are stored; a token is shown once, when it is made.
package final class APITokens: Sendable {
    package static let migrations = [
        Migration(
            "api-token-1",
            [
                """
                CREATE TABLE api_token (
                    name TEXT PRIMARY KEY, role TEXT NOT NULL, digest TEXT NOT NULL UNIQUE, created INTEGER NOT NULL,
                    scopes TEXT, expires INTEGER
                ) WITHOUT ROWID
                """
            ]
        )
    ]

    /// The name of the token that the first start writes to a file.
    package static let ownerName = "owner"
    /// Most tokens of one node: they are kept in memory.
    private static let limit = 1000

    package struct Entry: Sendable, Equatable {
        package let name: String
        package let role: Person.Role
        package let created: Instant
        package let scopes: [String]?
        package let expires: Instant?

        package var json: JSONValue {
            [
                "name": .string(name), "role": .string(role.rawValue), "created": .string(created.description),
                "scopes": scopes.map { .strings($0) }, "expires": .optional(expires?.description),
            ]
        }
    }

    private let database: Database
    private let world: World
    private struct Holder {
        let person: Person
        let expires: Instant?
    }

    private let people = Mutex<[Digest: Holder]>([:])

    private init(database: Database, world: World) {
        self.database = database
        self.world = world
    }

    package static func open(_ database: Database, world: World) async throws -> APITokens {
        let tokens = APITokens(database: database, world: world)
        try await tokens.reload()
        return tokens
    }

    private func reload() async throws {
        let rows = try await database.read { try $0.query("SELECT * FROM api_token LIMIT \(Self.limit)") }
        var fresh: [Digest: Holder] = [:]
        for row in rows {
            guard let digest = Digest(try row.text("digest")) else { throw StoredDataProblem(column: "digest") }
            let person = Person(
                name: try row.text("name"),
                role: try row.word("role", as: Person.Role.self),
                scopes: try Self.scopes(row).map(Set.init)
            )
            fresh[digest] = Holder(person: person, expires: try row.optionalInstant("expires"))
        }
        people.withLock { [fresh] in $0 = fresh }
    }

    private static func scopes(_ row: SQLRow) throws -> [String]? {
        try row.optionalText("scopes").map { $0.split(separator: " ").map(String.init) }
    }

    /// Makes a token and returns it, this once; without scopes it may do all that the role allows.
    package func create(
        name: String,
        role: Person.Role,
        scopes: [String]? = nil,
        expires: Instant? = nil
    ) async throws -> String {
        if let scopes, scopes.isEmpty || scopes.count > 50 || !scopes.allSatisfy(Person.isScope) {
            throw Problem.invalid(
                "scopes are 1 to 50 words like `products:read` or `*:write`",
                "范围须为 1–50 个形如 `products:read` 或 `*:write` 的词"
            )
        }
        guard !name.isEmpty, name.utf8.count <= 100 else {
            throw Problem.invalid("a token needs a name of at most 100 bytes", "令牌名称须为 1–100 字节")
        }
        let token = world.token()
        let now = world.now()
        try await database.write { transaction in
            guard try transaction.first("SELECT name FROM api_token WHERE name = ?", [.text(name)]) == nil else {
                throw Problem(
                    .conflict,
                    BilingualText(en: "a token `\(name)` exists already", zh: "令牌 `\(name)` 已存在"),
                    advice: BilingualText(en: "revoke it first, or choose another name", zh: "请先吊销或换一个名称")
                )
            }
            try transaction.execute(
                "INSERT INTO api_token (name, role, digest, created, scopes, expires) VALUES (?, ?, ?, ?, ?, ?)",
                [
                    .text(name), .text(role.rawValue), .text(Digest(of: token).description), SQLValue(now),
                    SQLValue(scopes?.joined(separator: " ")), SQLValue(expires),
                ]
            )
        }
        try await reload()
        return token
    }

    package func revoke(_ name: String) async throws {
        let removed = try await database.write {
            try $0.execute("DELETE FROM api_token WHERE name = ?", [.text(name)])
        }
        guard removed > 0 else { throw Problem.notFound("token", name) }
        try await reload()
    }

    package func list() async throws -> [Entry] {
        try await database.read { transaction in
            try transaction.query("SELECT * FROM api_token ORDER BY name LIMIT \(Self.limit)").map { row in
                Entry(
                    name: try row.text("name"),
                    role: try row.word("role", as: Person.Role.self),
                    created: try row.instant("created"),
                    scopes: try Self.scopes(row),
                    expires: try row.optionalInstant("expires")
                )
            }
        }
    }

    package var isEmpty: Bool { people.withLock { $0.isEmpty } }

    package func authenticate(token: String) -> Person? {
        guard Peers.tokenCharacters.contains(token.utf8.count) else { return nil }
        let digest = Digest(of: token)
        guard let holder = people.withLock({ $0[digest] }) else { return nil }
        if let expires = holder.expires, world.now() >= expires { return nil }
        return holder.person
    }
}

/// Knows the applications that were registered, by their tokens.
package protocol ApplicationRegistry: Sendable {
    /// Nil for a token that belongs to no application.
    func application(token: String) async throws -> VerifiedApplication?
}

/// Authenticates all kinds of callers by their bearer tokens.
package struct NodeAuthenticator: Authenticator {
    private let peers: Peers
    private let tokens: APITokens
    private let claims: ClaimsVerifier?
    private let users: Users?
    private let applications: (any ApplicationRegistry)?

    package init(
        peers: Peers,
        tokens: APITokens,
        claims: ClaimsVerifier? = nil,
        users: Users? = nil,
        applications: (any ApplicationRegistry)? = nil
    ) {
        self.applications = applications
        self.peers = peers
        self.tokens = tokens
        self.claims = claims
        self.users = users
    }

    /// The token of an `Authorization` header; the scheme word may be missing, as some peers send the bare value.
    package static func token(in header: String) -> String {
        let prefix = "bearer "
        guard header.lowercased().hasPrefix(prefix) else { return header }
        return String(header.dropFirst(prefix.count))
    }

    package func participant(authorization: String) async throws -> VerifiedParticipant? {
        let token = Self.token(in: authorization)
        if let peer = peers.authenticate(token: token) { return peer }
        // A token of three parts is a self-issued one; DCP 1.0.1 demands the scheme word before it.
        guard let claims, authorization.lowercased().hasPrefix("bearer "),
            token.utf8.count(where: { $0 == UInt8(ascii: ".") }) == 2
        else { return nil }
        return try await claims.participant(token)
    }

    package func application(authorization: String) async throws -> VerifiedApplication? {
        try await applications?.application(token: Self.token(in: authorization))
    }

    package func person(authorization: String) async throws -> Person? {
        let token = Self.token(in: authorization)
        return tokens.authenticate(token: token) ?? users?.person(session: token)
    }
}
