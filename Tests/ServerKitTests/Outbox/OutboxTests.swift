import Logging
import Primitives
import ServerKit
import Synchronization
import Testing

/// What the outbox does with answers, silence and refusals; the clock moves by hand.
struct OutboxTests {
    /// Gives prepared outcomes and remembers what it was asked to send.
    final class Courier: OutboxCourier {
        private let outcomes: Mutex<[DeliveryOutcome]>
        private let sent = Mutex<[String]>([])

        init(_ outcomes: [DeliveryOutcome]) { self.outcomes = Mutex(outcomes) }

        var deliveries: [String] { sent.withLock { $0 } }

        func deliver(_ message: OutboxMessage) async -> DeliveryOutcome {
            sent.withLock { $0.append(message.id) }
            return outcomes.withLock { $0.isEmpty ? .accepted(.null) : $0.removeFirst() }
        }
    }

    final class Settler: OutboxSettler {
        let database: Database
        let shown: DeliveryOutcome?
        private let settled = Mutex<[DeliveryOutcome]>([])

        init(_ database: Database, shown: DeliveryOutcome?) {
            self.database = database
            self.shown = shown
        }

        var outcomes: [DeliveryOutcome] { settled.withLock { $0 } }

        func settle(_ message: OutboxMessage, _ outcome: DeliveryOutcome) async throws {
            settled.withLock { $0.append(outcome) }
            _ = try await database.write { try OutboxStore.remove(message.id, in: $0) }
        }

        func reconcile(_ message: OutboxMessage) async -> DeliveryOutcome? { shown }

        private let lockOuts = Mutex<[String]>([])
        var lockedOut: [String] { lockOuts.withLock { $0 } }

        func lockedOut(_ message: OutboxMessage, _ why: String) async throws { lockOuts.withLock { $0.append(why) } }
    }

    private final class Clock: Sendable {
        private let time = Mutex(Instant(milliseconds: 1_000_000))
        var now: Instant { time.withLock { $0 } }
        func advance(_ milliseconds: Int64) { time.withLock { $0 = $0.advanced(milliseconds: milliseconds) } }
    }

    private func run(
        _ outcomes: [DeliveryOutcome],
        shown: DeliveryOutcome? = nil,
        settings: Outbox.Settings = Outbox.Settings(),
        rounds: Int,
        advancing milliseconds: Int64
    ) async throws -> (courier: Courier, settler: Settler, left: Int64) {
        let database = try Database.inMemory(migrations: OutboxStore.migrations, sealer: ReversingSealer())
        let clock = Clock()
        let courier = Courier(outcomes)
        let settler = Settler(database, shown: shown)
        let outbox = Outbox(
            database: database,
            courier: courier,
            settlers: ["t": settler],
            bell: OutboxBell(),
            world: World(now: { clock.now }, random: { Array(repeating: 0, count: $0) }),
            settings: settings,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let created = clock.now
        try await database.write { transaction in
            try OutboxStore.insert(
                OutboxMessage(
                    id: "m",
                    topic: "t",
                    subject: "s",
                    peer: "p",
                    url: "http://p",
                    body: "{}",
                    created: created
                ),
                in: transaction
            )
        }
        for _ in 0..<rounds {
            await outbox.drainOnce()
            clock.advance(milliseconds)
        }
        let left = try await database.read { try OutboxStore.count(in: $0) }
        return (courier, settler, Int64(left))
    }

    @Test func `an answer settles the message, and it is sent no more`() async throws {
        let run = try await run([.accepted("yes")], rounds: 3, advancing: 100_000)
        #expect(run.settler.outcomes == [.accepted("yes")])
        #expect(run.courier.deliveries.count == 1)
        #expect(run.left == 0)
    }

    @Test func `silence is retried later and later, with the same message`() async throws {
        let silence = Array(repeating: DeliveryOutcome.unknown("silence"), count: 100)
        let run = try await run(silence, rounds: 40, advancing: 250)
        // 10 s of a clock that ticks every 250 ms: attempts at 0, 0.25, 0.75, 1.75, 3.75 and 7.75 s.
        #expect(run.courier.deliveries == Array(repeating: "m", count: 6))
        #expect(run.settler.outcomes.isEmpty)
        #expect(run.left == 1)
    }

    @Test func `a refusal of the first attempt stands`() async throws {
        let refusal = DeliveryOutcome.refused(status: 400, reasons: ["no"])
        let run = try await run([refusal], shown: .accepted("taken"), rounds: 1, advancing: 0)
        #expect(run.settler.outcomes == [refusal])
    }

    @Test func `a refused repeat counts as taken when the other side shows that it took the message`() async throws {
        let refusal = DeliveryOutcome.refused(status: 400, reasons: ["no"])
        let run = try await run([.unknown("lost"), refusal], shown: .accepted("taken"), rounds: 2, advancing: 60_000)
        #expect(run.settler.outcomes == [.accepted("taken")])
    }

    @Test func `a message that nobody answers is given up in the end`() async throws {
        let silence = Array(repeating: DeliveryOutcome.unknown("silence"), count: 100)
        let settings = Outbox.Settings(giveUpSeconds: 600)
        let run = try await run(silence, settings: settings, rounds: 20, advancing: 61_000)
        #expect(run.settler.outcomes.count == 1)
        guard case .refused(0, let reasons) = run.settler.outcomes.first else {
            Issue.record("not given up: \(run.settler.outcomes)")
            return
        }
        #expect(reasons.first?.contains("600 s") == true)
        #expect(run.left == 0)
    }

    @Test func `a 404 is retried only as often as the profile says`() async throws {
        let missing = DeliveryOutcome.refused(status: 404, reasons: [])
        let settings = Outbox.Settings(notFoundRetries: 2)
        let run = try await run([missing, missing, missing], settings: settings, rounds: 5, advancing: 60_000)
        #expect(run.courier.deliveries.count == 3)
        #expect(run.settler.outcomes == [missing])
    }
}
