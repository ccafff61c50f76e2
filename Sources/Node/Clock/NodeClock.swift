import EvidenceLog
package import Logging
package import Primitives
package import ServerKit
import ServiceLifecycle

/// The clock of a node: the machine's, with the latest recorded time kept in the database.
package struct NodeClock: Service {
    /// Seconds between two recordings beside those that evidence makes: a restart forgets at most this much.
    private static let intervalSeconds = 60

    package let clock: TrustedClock
    private let database: Database
    private let logger: Logger

    package var world: World { clock.world }

    /// Reads the latest recorded time; says so when the machine stands behind it.
    package static func open(
        _ database: Database,
        system: @escaping @Sendable () -> Instant = World.real.now,
        logger: Logger
    ) async throws -> NodeClock {
        let recorded = try await database.read { try ClockStore.watermark(in: $0) }
        let clock = TrustedClock(system, watermark: recorded ?? system())
        do {
            try clock.check()
        } catch {
            logger.error("the clock is not believed", metadata: ["why": "\(error)"])
        }
        return NodeClock(clock: clock, database: database, logger: logger)
    }

    private init(clock: TrustedClock, database: Database, logger: Logger) {
        self.clock = clock
        self.database = database
        self.logger = logger
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await record()
                do { try await Task.sleep(for: .seconds(Self.intervalSeconds)) } catch { return }
            }
        }
        await record()
    }

    private func record() async {
        let time = clock.now()
        do {
            try await database.write { try ClockStore.advance(to: time, in: $0) }
        } catch {
            logger.warning("the time could not be recorded", metadata: ["error": "\(error)"])
        }
    }

    /// Takes the machine's time as it is, with evidence of who did so and by how much time went back.
    package func accept(by actor: EvidenceActor, node: String) async throws -> Int64 {
        let lag = clock.lag
        let machine = clock.machine
        let moment = Moment(World(now: { machine }, random: World.real.random))
        try await database.write { transaction in
            try ClockStore.accept(machine, in: transaction)
            // What waits for a time that is now far away is tried again at once.
            try OutboxStore.hurry(to: machine, in: transaction)
            var evidence = EvidenceWriter(moment, node: node, in: transaction)
            var draft = EvidenceDraft(type: "clock.accepted", subjectKind: "node", subjectID: node)
            draft.actor = actor
            draft.amounts = ["backMilliseconds": lag]
            try evidence.record(draft)
        }
        return clock.accept()
    }
}
