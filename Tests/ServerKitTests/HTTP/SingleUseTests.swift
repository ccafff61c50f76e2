import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Primitives
import ServerKit
import Testing

/// Tokens that are good once: the effect and the use are one, and no replay gets an answer.
struct SingleUseTests {
    /// Every request comes with the same token.
    struct OneToken: Authenticator {
        let database: Database

        func participant(authorization: String) async throws -> VerifiedParticipant? {
            let use = SingleUse(database) { transaction in
                let taken = try transaction.execute(
                    "INSERT INTO used (token) VALUES (?) ON CONFLICT (token) DO NOTHING",
                    [.text(authorization)]
                )
                guard taken == 1 else { throw Problem.unauthenticated }
            }
            return VerifiedParticipant(verifiedID: "urn:peer", use: use)
        }

        func person(authorization: String) async throws -> Person? { nil }
    }

    private static let schema = [
        Migration("used", ["CREATE TABLE used (token TEXT PRIMARY KEY)", "CREATE TABLE effect (n INTEGER)"])
    ]

    private static func effect(_ database: Database) -> Endpoint {
        Endpoint(.post, "/effect", access: .participant, "a change") { call in
            let use = try call.participant().use
            try await database.write { transaction in
                try use?.take(in: transaction)
                try transaction.execute("INSERT INTO effect (n) VALUES (1)")
            }
            return .json(["done": true])
        }
    }

    private static let look = Endpoint(.get, "/look", access: .participant, "no change") { _ in .json(["seen": true]) }

    private static func refusal(_ database: Database) -> Endpoint {
        Endpoint(.post, "/refuse", access: .participant, "a change that is refused") { call in
            let use = try call.participant().use
            try await database.write { transaction in
                try use?.take(in: transaction)
                throw Problem.invalid("no", "否")
            }
            return .json(["done": true])
        }
    }

    /// The statuses of fifty requests at once that show one token.
    private func statuses(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ database: Database,
        times: Int = 50
    ) async throws -> [Int] {
        let gate = Gatekeeper(
            authenticator: OneToken(database: database),
            world: .real,
            metrics: Metrics(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let router = gate.router([Self.effect(database), Self.look, Self.refusal(database)])
        return try await Application(responder: router.buildResponder()).test(.router) { client in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<times {
                    group.addTask {
                        let headers: HTTPFields = [.authorization: "Bearer once"]
                        return Int(try await client.execute(uri: path, method: method, headers: headers).status.code)
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }.sorted()
            }
        }
    }

    @Test func `of fifty simultaneous replays of a change one has its effect`() async throws {
        let database = try Database.inMemory(migrations: Self.schema)
        let found = try await statuses(.post, "/effect", database)
        #expect(found == [200] + Array(repeating: 401, count: 49))
        #expect(try await database.read { try $0.query("SELECT n FROM effect").count } == 1)
    }

    @Test func `of fifty simultaneous replays of a question one is answered`() async throws {
        let database = try Database.inMemory(migrations: Self.schema)
        let found = try await statuses(.get, "/look", database)
        #expect(found == [200] + Array(repeating: 401, count: 49))
    }

    @Test func `a message that is refused uses its token up all the same`() async throws {
        let database = try Database.inMemory(migrations: Self.schema)
        let found = try await statuses(.post, "/refuse", database)
        #expect(found == [400] + Array(repeating: 401, count: 49))
        #expect(try await statuses(.post, "/effect", database, times: 1) == [401])
        #expect(try await database.read { try $0.query("SELECT n FROM effect").isEmpty })
    }

    @Test func `a use that was taken in one transaction of a request is taken for the others`() async throws {
        let database = try Database.inMemory(migrations: Self.schema)
        let participant = try #require(
            try await OneToken(database: database).participant(authorization: "Bearer twice")
        )
        for _ in 0..<2 { try await database.write { try participant.use?.take(in: $0) } }
        let replay = try #require(try await OneToken(database: database).participant(authorization: "Bearer twice"))
        await #expect(throws: Problem.self) { try await database.write { try replay.use?.take(in: $0) } }
    }
}
