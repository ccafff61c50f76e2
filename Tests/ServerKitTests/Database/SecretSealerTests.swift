import ServerKit
import Testing

struct SecretSealerTests {
    private static let migrations = [Migration("secret", ["CREATE TABLE secret (id TEXT PRIMARY KEY, text BLOB)"])]

    @Test func `a secret comes back in its place, is refused in another, and nothing stays nothing`() async throws {
        let database = try Database.inMemory(migrations: Self.migrations, sealer: ReversingSealer())
        try await database.write { transaction in
            for (id, secret) in [("one", "token"), ("none", nil)] {
                try transaction.execute(
                    "INSERT INTO secret VALUES (?, ?)",
                    [.text(id), try transaction.sealed(secret, for: "secret/\(id)")]
                )
            }
        }
        try await database.read { transaction in
            let rows = try transaction.query("SELECT * FROM secret ORDER BY id DESC")
            #expect(try transaction.opened(rows[0], "text", for: "secret/one") == "token")
            #expect(try transaction.opened(rows[1], "text", for: "secret/none") == nil)
            #expect(throws: (any Error).self) { try transaction.opened(rows[0], "text", for: "secret/two") }
        }
    }

    @Test func `without a sealer no secret is stored`() async throws {
        let database = try Database.inMemory(migrations: Self.migrations)
        let problem = await #expect(throws: Problem.self) {
            try await database.write { _ = try $0.sealed("token", for: "secret/one") }
        }
        #expect(problem?.code == .unavailable)
        #expect(try await database.write { try $0.sealed(nil, for: "secret/one") } == .null)
    }
}
