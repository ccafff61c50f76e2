import Identity
import Logging
import Node
import Primitives
import ServerKit
import TestKit
import Testing

struct UserTests {
    private let clock = SeededWorld(seed: 5)
    private let database: Database
    private let security: SecurityLog
    private let users: Users

    init() throws {
        database = try Database.inMemory(
            migrations: UserStore.migrations + SecurityLogStore.migrations + APITokens.migrations,
            sealer: .forTests()
        )
        security = SecurityLog(
            database: database,
            world: clock.world,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        users = Users(database: database, world: clock.world, security: security)
    }

    private func signIn(_ name: String, _ password: String, code: String? = nil) async throws -> Users.Grant {
        try await users.signIn(name: name, password: password, code: code, address: "192.0.2.1", correlation: "c")
    }

    /// An account that has changed the password it was handed.
    private func settled(_ name: String, _ role: Person.Role = .operator, _ password: String) async throws {
        let made = try await users.add(name, role)
        try await users.changePassword(
            of: name,
            from: made.password,
            to: password,
            address: "192.0.2.1",
            correlation: "c"
        )
    }

    private func problem(_ work: () async throws -> Void) async -> Problem? {
        do {
            try await work()
            return nil
        } catch { return error as? Problem }
    }

    @Test func `a handed password is good for being changed, and a session has the account's role`() async throws {
        let made = try await users.add("ann", .approver)
        let first = try await signIn("ann", made.password)
        let limited = try #require(users.person(session: first.token))
        #expect(limited.isScoped(for: "/api/v1/account/password", reads: false))
        #expect(!limited.isScoped(for: "/api/v1/products", reads: true))
        let new = "staple battery horse"
        try await users.changePassword(of: "ann", from: made.password, to: new, address: "a", correlation: "c")
        #expect(users.person(session: first.token) == nil, "all sessions end")
        let grant = try await signIn("ann", new)
        let person = try #require(users.person(session: grant.token))
        #expect(person.role == .approver && person.scopes == nil && person.account == "ann")
        #expect(grant.token != first.token)
        users.signOut(grant.token)
        #expect(users.person(session: grant.token) == nil)
    }

    @Test func `sessions end when idle, when old, and when the account changes`() async throws {
        try await settled("bob", "a long enough one")
        let idle = try await signIn("bob", "a long enough one").token
        clock.advance(milliseconds: 1_799_000)
        #expect(users.person(session: idle) != nil)
        clock.advance(milliseconds: 1_801_000)
        #expect(users.person(session: idle) == nil)
        let old = try await signIn("bob", "a long enough one").token
        for _ in 0..<24 {
            clock.advance(milliseconds: 1_790_000)
            _ = users.person(session: old)
        }
        clock.advance(milliseconds: 400_000)
        #expect(users.person(session: old) == nil)
        let live = try await signIn("bob", "a long enough one").token
        _ = try await users.setRole(.auditor, of: "bob")
        #expect(users.person(session: live) == nil)
        _ = try await users.setDisabled(true, "bob")
        #expect(await problem { _ = try await signIn("bob", "a long enough one") }?.code == .unauthenticated)
    }

    private func settled(_ name: String, _ password: String) async throws {
        try await settled(name, .operator, password)
    }

    @Test func `every failure looks the same; five lock, the right password too, until the wait is over`() async throws
    {
        try await settled("cat", "a long enough one")
        let unknown = await problem { _ = try await signIn("nobody", "a long enough one") }
        let wrong = await problem { _ = try await signIn("cat", "another long one") }
        #expect(unknown == wrong && unknown?.code == .unauthenticated)
        for _ in 0..<4 { _ = await problem { _ = try await signIn("cat", "another long one") } }
        #expect(try await users.find("cat").lockedUntil != nil)
        #expect(await problem { _ = try await signIn("cat", "a long enough one") } == unknown)
        clock.advance(milliseconds: 30_000)
        _ = try await signIn("cat", "a long enough one")
        #expect(try await users.find("cat").failures == 0)
        try await security.flush()
        let kinds = try await database.read { try $0.query("SELECT kind, who, detail FROM security_log") }
        #expect(try kinds.contains { try $0.text("kind") == "lockedOut" && $0.text("who") == "cat" })
        #expect(try kinds.allSatisfy { try $0.optionalText("who") != "nobody" })
    }

    @Test func `guesses at once do not outrun the lock`() async throws {
        try await settled("eve", "a long enough one")
        await withTaskGroup { group in
            for number in 0..<20 {
                group.addTask { _ = try? await signIn("eve", "guess number \(number) of them") }
            }
        }
        let account = try await users.find("eve")
        #expect(account.failures == 5 && account.lockedUntil != nil)
    }

    @Test func `a second factor is asked for once it was confirmed, and each code is good once`() async throws {
        try await settled("dan", "a long enough one")
        _ = try await users.beginSecondFactor(of: "dan")
        _ = try await signIn("dan", "a long enough one")
        let stored = try await database.read { try UserStoreProbe.pending("dan", in: $0) }
        let secret = try #require(Hex.decode(stored))
        func code() -> String { OneTimeCode.code(secret, step: OneTimeCode.step(at: clock.now)) }
        #expect(await problem { try await users.confirmSecondFactor(of: "dan", code: "000000") }?.code == .invalid)
        try await users.confirmSecondFactor(of: "dan", code: code())
        #expect(await problem { _ = try await signIn("dan", "a long enough one") }?.code == .unauthenticated)
        #expect(await problem { _ = try await signIn("dan", "a long enough one", code: code()) } != nil, "used")
        clock.advance(milliseconds: 30_000)
        _ = try await signIn("dan", "a long enough one", code: code())
        #expect(await problem { _ = try await signIn("dan", "a long enough one", code: code()) } != nil)
        let handed = try await users.reset("dan", secondFactor: true)
        _ = try await signIn("dan", handed)
    }

    @Test(arguments: [
        "short", "aaaaaaaaaaaaaaaa", "password1234", "sluice123456", "my name is fay!", "abababababababab",
    ])
    func `a password that is guessed early is refused`(password: String) async throws {
        let made = try await users.add("fay", .auditor)
        let problem = await problem {
            try await users.changePassword(of: "fay", from: made.password, to: password, address: "a", correlation: "c")
        }
        #expect(problem?.code == .invalid)
    }

    @Test(arguments: ["", "Ann", "a b", "a/b", String(repeating: "a", count: 65), "ann\n"])
    func `an account name is plain`(name: String) async {
        #expect(await problem { _ = try await users.add(name, .auditor) }?.code == .invalid)
    }

    @Test func `tokens have scopes and an end`() async throws {
        let tokens = try await APITokens.open(database, world: clock.world)
        let token = try await tokens.create(
            name: "reader",
            role: .operator,
            scopes: ["products:read", "offers:write"],
            expires: clock.now.advanced(seconds: 60)
        )
        let person = try #require(tokens.authenticate(token: token))
        #expect(person.isScoped(for: "/api/v1/products/{id}", reads: true))
        #expect(!person.isScoped(for: "/api/v1/products", reads: false))
        #expect(
            person.isScoped(for: "/api/v1/offers", reads: true) && person.isScoped(for: "/api/v1/offers", reads: false)
        )
        #expect(!person.isScoped(for: "/metrics", reads: true))
        clock.advance(milliseconds: 60_000)
        #expect(tokens.authenticate(token: token) == nil)
        for scopes in [[], ["products"], ["products:all"], ["Products:read"], [":read"]] {
            #expect(
                await problem { _ = try await tokens.create(name: "x", role: .owner, scopes: scopes) }?.code == .invalid
            )
        }
    }

    @Test func `the security log is bounded: equal events are one line, a flood is counted`() async throws {
        for number in 0..<3_000 {
            let event = SecurityEvent(.unauthenticated, place: "GET /x", address: "192.0.2.\(number % 2_000)")
            security.note(event, correlation: "c")
        }
        try await security.flush()
        let lines = try await database.read {
            try $0.query("SELECT count FROM security_log").map { try $0.integer("count") }
        }
        #expect(lines.count == 1_000 && lines.reduce(0, +) == 2_000)
    }
}

/// Reads what only the account's own authenticator would know.
enum UserStoreProbe {
    static func pending(_ name: String, in transaction: ReadTransaction) throws -> String {
        let row = try #require(try transaction.first("SELECT totp_pending FROM user WHERE name = ?", [.text(name)]))
        return try #require(try transaction.opened(row, "totp_pending", for: "user/\(name)/totp"))
    }
}
