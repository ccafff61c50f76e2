import Identity
import Node
import Primitives
import ServerKit
import TestKit
import Testing

struct TokenUseTests {
    private static let now = SeededWorld.start

    /// The use of a real token that lives for `seconds`.
    private func use(_ id: String, seconds: Int64 = 60) throws -> TokenUse {
        let key = try SigningKey(suite: .eddsa, secretBytes: Array(1...32))
        let issued = Self.now.milliseconds / 1000
        let claims: JSONValue = [
            "iss": "did:web:a", "aud": "us", "jti": .string(id), "iat": .integer(issued),
            "exp": .integer(issued + seconds),
        ]
        let token = try CompactJWS.sign(claims.encoded, with: key, keyID: "k")
        let keys = [IssuerKey(issuer: "did:web:a", keyID: "k", key: key.publicKey)]
        let decision = TokenValidator(TokenExpectations(audience: "us")).decide(token, keys: keys, now: Self.now)
        return try #require(try decision.token().use)
    }

    private func database() throws -> Database {
        try Database.inMemory(
            migrations: TokenUseStore.migrations + [Migration("effect", ["CREATE TABLE effect (n INTEGER)"])]
        )
    }

    @Test func `of fifty simultaneous replays one has its effect`() async throws {
        let database = try database()
        let use = try use("t1")
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    do {
                        try await database.write { transaction in
                            try TokenUseStore.claim(use, now: Self.now, in: transaction)
                            try transaction.execute("INSERT INTO effect (n) VALUES (1)")
                        }
                        return true
                    } catch let refused as Problem {
                        #expect(refused.code == .unauthenticated)
                        return false
                    } catch {
                        Issue.record(error)
                        return false
                    }
                }
            }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(outcomes.count(where: { $0 }) == 1)
        #expect(try await database.read { try $0.query("SELECT n FROM effect").count } == 1)
    }

    @Test func `a use that was undone is free again, and other tokens are not disturbed`() async throws {
        let database = try database()
        let use = try use("t1")
        await #expect(throws: Problem.self) {
            try await database.write { transaction in
                try TokenUseStore.claim(use, now: Self.now, in: transaction)
                throw Problem.internalError
            }
        }
        try await database.write { try TokenUseStore.claim(use, now: Self.now, in: $0) }
        #expect(try await database.read { try TokenUseStore.isUsed(use, in: $0) })
        let other = try self.use("t2")
        try await database.write { try TokenUseStore.claim(other, now: Self.now, in: $0) }
    }

    @Test func `uses are forgotten only when the token would be refused as expired`() async throws {
        let database = try database()
        let first = try use("t1", seconds: 60)
        try await database.write { try TokenUseStore.claim(first, now: Self.now, in: $0) }
        let lastMoment = Self.now.advanced(seconds: 60 + TokenExpectations.usualLeeway)
        let others = try (0..<10).map { try use("other\($0)", seconds: 3_000) }
        try await database.write { try TokenUseStore.claim(others[0], now: lastMoment, in: $0) }
        #expect(try await database.read { try TokenUseStore.isUsed(first, in: $0) })
        try await database.write {
            try TokenUseStore.claim(others[1], now: lastMoment.advanced(milliseconds: 1), in: $0)
        }
        #expect(try await database.read { try !TokenUseStore.isUsed(first, in: $0) })
    }
}
