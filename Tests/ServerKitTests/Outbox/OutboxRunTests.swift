import Logging
import Primitives
import ServerKit
import Synchronization
import Testing

/// The running outbox: what wakes it.
struct OutboxRunTests {
    /// Gives prepared outcomes and tells how often it was asked.
    private final class Courier: OutboxCourier {
        private let outcomes: Mutex<[DeliveryOutcome]>
        private let count = Mutex(0)

        init(_ outcomes: [DeliveryOutcome]) { self.outcomes = Mutex(outcomes) }

        var deliveries: Int { count.withLock { $0 } }

        func deliver(_ message: OutboxMessage) async -> DeliveryOutcome {
            count.withLock { $0 += 1 }
            return outcomes.withLock { $0.isEmpty ? .accepted(.null) : $0.removeFirst() }
        }
    }

    private struct Settler: OutboxSettler {
        let database: Database
        let settled: AsyncStream<String>.Continuation

        func settle(_ message: OutboxMessage, _ outcome: DeliveryOutcome) async throws {
            _ = try await database.write { try OutboxStore.remove(message.id, in: $0) }
            settled.yield(message.id)
        }

        func reconcile(_ message: OutboxMessage) async -> DeliveryOutcome? { nil }
        func lockedOut(_ message: OutboxMessage, _ why: String) async throws {}
    }

    /// Runs an outbox until it has settled `ids`, each left by a commit of its own.
    private func settle(_ ids: [String], answers outcomes: [DeliveryOutcome]) async throws -> Int {
        let database = try Database.inMemory(migrations: OutboxStore.migrations, sealer: ReversingSealer())
        let bell = OutboxBell()
        let courier = Courier(outcomes)
        let (stream, settled) = AsyncStream.makeStream(of: String.self)
        let outbox = Outbox(
            database: database,
            courier: courier,
            settlers: ["t": Settler(database: database, settled: settled)],
            bell: bell,
            world: .real,
            settings: Outbox.Settings(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let running = Task { try await outbox.run() }
        for id in ids {
            let message = OutboxMessage(
                id: id,
                topic: "t",
                subject: "s",
                peer: "p",
                url: "http://p",
                body: "{}",
                created: World.real.now()
            )
            try await database.write { try bell.leave(message, in: $0) }
        }
        var missing = Set(ids)
        for await id in stream {
            missing.remove(id)
            if missing.isEmpty { break }
        }
        running.cancel()
        try await running.value
        return courier.deliveries
    }

    @Test(.timeLimit(.minutes(1)))
    func `far more messages than places are all sent, each once`() async throws {
        let ids = (0..<2000).map { "m\($0)" }
        #expect(try await settle(ids, answers: []) == ids.count)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a message that was not taken is sent again without anything else happening`() async throws {
        #expect(try await settle(["m"], answers: [.unknown("silence"), .unknown("silence")]) == 3)
    }
}
