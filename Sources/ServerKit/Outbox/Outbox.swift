package import Logging
package import Primitives
import ServiceLifecycle

/// What became of one attempt to deliver a message.
package enum DeliveryOutcome: Sendable, Equatable {
    /// The other side has taken it; with its answer, which may be null.
    case accepted(JSONValue)
    /// The other side will never take it; with its words.
    case refused(status: Int, reasons: [String])
    /// Nobody knows yet, or not now: the reason for the log and the operator.
    case unknown(Setback)
}

/// Why a message was not taken now although it may be later.
package struct Setback: Sendable, Equatable, ExpressibleByStringInterpolation {
    package let why: String
    /// Seconds that the other side asked us to wait.
    package var retryAfterSeconds: Int64?
    /// The other side does not let us in: a token was changed there or here, and a person must look.
    package var isLockedOut = false

    package init(_ why: String, retryAfterSeconds: Int64? = nil, isLockedOut: Bool = false) {
        self.why = why
        self.retryAfterSeconds = retryAfterSeconds
        self.isLockedOut = isLockedOut
    }

    package init(stringLiteral why: String) { self.init(why) }
}

/// Sends a message once.
package protocol OutboxCourier: Sendable {
    func deliver(_ message: OutboxMessage) async -> DeliveryOutcome
}

/// A slice's part in settling its messages.
package protocol OutboxSettler: Sendable {
    /// Applies a final outcome (never `unknown`) and removes the message, in one transaction of its own.
    func settle(_ message: OutboxMessage, _ outcome: DeliveryOutcome) async throws
    /// Asked when a retried message was refused, or too old: what the other side shows, if it took the message after all.
    func reconcile(_ message: OutboxMessage) async -> DeliveryOutcome?
    /// Writes into evidence that the other side began not to let us in; its readers are told by that.
    func lockedOut(_ message: OutboxMessage, _ why: String) async throws
}

/// Delivers what committed changes owe: woken by the commit, never by a poll; a slow check after a crash is the safety net.
///
/// One message of a process is under way at a time because a process has at most one pending step. Messages to one peer are
/// bounded, so that a slow peer never starves the others.
package final class Outbox: Service {
    /// First wait after a failed attempt; doubles up to the longest.
    static let firstWaitMilliseconds: Int64 = 250
    static let longestWaitMilliseconds: Int64 = 60_000
    /// Longest wait that the other side may ask for: a peer must not put us off for days.
    static let longestRetryAfterSeconds: Int64 = 3_600
    /// The safety net's interval.
    static let safetySeconds = 10

    package struct Settings: Sendable {
        /// How long an unanswered message is retried before the process is ended.
        package var giveUpSeconds: Int64
        /// The same while the other side does not let us in: people have to exchange tokens first.
        package var lockedOutSeconds: Int64
        /// How often a 404 is retried; only the conformance profile sets it.
        package var notFoundRetries: Int

        package init(
            giveUpSeconds: Int64 = 86_400,
            lockedOutSeconds: Int64 = 14 * 86_400,
            notFoundRetries: Int = 0
        ) {
            self.giveUpSeconds = giveUpSeconds
            self.lockedOutSeconds = lockedOutSeconds
            self.notFoundRetries = notFoundRetries
        }
    }

    private let database: Database
    private let courier: any OutboxCourier
    private let settlers: [String: any OutboxSettler]
    private let world: World
    private let settings: Settings
    private let logger: Logger
    private let flight = OutboxFlight()
    private let bell: OutboxBell

    package init(
        database: Database,
        courier: any OutboxCourier,
        settlers: [String: any OutboxSettler],
        bell: OutboxBell,
        world: World,
        settings: Settings,
        logger: Logger
    ) {
        self.database = database
        self.courier = courier
        self.settlers = settlers
        self.bell = bell
        self.world = world
        self.settings = settings
        self.logger = logger
    }

    package func run() async throws {
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                group.addTask { await self.ringRegularly() }
                for await _ in bell.rings {
                    for message in await next() { group.addTask { await self.carryOn(message) } }
                    if Task.isCancelled || Task.isShuttingDownGracefully { break }
                }
                group.cancelAll()
            }
        } onGracefulShutdown: { [bell] in
            bell.close()
        }
    }

    /// Sends what is due, each message once, and waits for it; simulations drive the outbox by hand with it.
    ///
    /// With `limit` 1 messages go one at a time in the order in which they are due, so that a run repeats exactly.
    package func drainOnce(atMost limit: Int = .max) async {
        await withDiscardingTaskGroup { group in
            for message in await claim(atMost: limit) { group.addTask { _ = await self.carry(message) } }
        }
    }

    /// Carries a message; where it has to be repeated soon, wakes the outbox in time.
    private func carryOn(_ message: OutboxMessage) async {
        guard let wait = await carry(message), wait < Int64(Self.safetySeconds) * 1000 else { return }
        do {
            try await Task.sleep(for: .milliseconds(wait))
            bell.ring()
        } catch {
            // The outbox is being stopped; what waits is sent after the next start.
        }
    }

    private func ringRegularly() async {
        bell.ring()
        while !Task.isCancelled {
            do {
                let next = try await database.read { [now = world.now()] in try OutboxStore.nextDue(after: now, in: $0)
                }
                let wait = next.map { max(20, $0.milliseconds - world.now().milliseconds) } ?? .max
                try await Task.sleep(for: .milliseconds(min(wait, Int64(Self.safetySeconds) * 1000)))
            } catch is CancellationError {
                return
            } catch {
                logger.error("the outbox cannot be read", metadata: ["error": "\(error)"])
                if (try? await Task.sleep(for: .seconds(1))) == nil { return }
            }
            bell.ring()
        }
    }

    /// What can be sent now: what commits handed over, and what waits in the table when a look is due.
    private func next() async -> [OutboxMessage] {
        let (handed, mustLook) = bell.take()
        let now = world.now()
        let admitted = handed.filter { $0.notBefore <= now && flight.admit($0.id, of: $0.peer) }
        return mustLook ? admitted + (await claim()) : admitted
    }

    private func claim(atMost limit: Int = .max) async -> [OutboxMessage] {
        do {
            let now = world.now()
            return try await database.read { [flight] transaction in
                let due = try OutboxStore.due(
                    at: now,
                    except: flight.crowded,
                    limit: OutboxFlight.limit * 2,
                    in: transaction
                )
                if due.count == OutboxFlight.limit * 2 { flight.noteMore() }
                let admitted = due.prefix(limit).filter { flight.admit($0.id, of: $0.peer) }
                do {
                    return try admitted.compactMap { try OutboxStore.find($0.id, in: transaction) }
                } catch {
                    for message in admitted { flight.release(message.id, of: message.peer) }
                    throw error
                }
            }
        } catch {
            logger.error("the outbox cannot be read", metadata: ["error": "\(error)"])
            return []
        }
    }

    /// One attempt and its settlement; the answer is the milliseconds to wait before the next attempt, if there is one.
    private func carry(_ message: OutboxMessage) async -> Int64? {
        let wait = await attempt(message)
        if flight.release(message.id, of: message.peer) { bell.ring() }
        return wait
    }

    private func attempt(_ message: OutboxMessage) async -> Int64? {
        var outcome = await courier.deliver(message)
        if case .refused = outcome, message.attempt > 0, let settler = settlers[message.topic],
            let shown = await settler.reconcile(message)
        {
            outcome = shown
        }
        if case .refused(404, _) = outcome, message.attempt < settings.notFoundRetries {
            outcome = .unknown("404, to be retried")
        }
        if case .unknown(let why) = outcome { outcome = await orGiveUp(message, why) }
        return await settle(message, outcome)
    }

    private func orGiveUp(_ message: OutboxMessage, _ setback: Setback) async -> DeliveryOutcome {
        let age = world.now().milliseconds - message.created.milliseconds
        let patience =
            setback.isLockedOut ? max(settings.giveUpSeconds, settings.lockedOutSeconds) : settings.giveUpSeconds
        guard age > patience * 1000 else { return .unknown(setback) }
        if let settler = settlers[message.topic], let shown = await settler.reconcile(message) { return shown }
        return .refused(status: 0, reasons: ["no answer within \(patience) s: \(setback.why)"])
    }

    private func settle(_ message: OutboxMessage, _ outcome: DeliveryOutcome) async -> Int64? {
        do {
            if case .unknown(let setback) = outcome { return try await postpone(message, setback) }
            if let settler = settlers[message.topic] {
                try await settler.settle(message, outcome)
            }
        } catch {
            logger.error("delivery could not be settled", metadata: ["message": "\(message.id)", "error": "\(error)"])
        }
        return nil
    }

    private func postpone(_ message: OutboxMessage, _ setback: Setback) async throws -> Int64 {
        let isNew = setback.isLockedOut && !message.isLockedOut
        logger.log(
            level: isNew ? .warning : .info,
            "delivery will be retried",
            metadata: ["message": "\(message.id)", "peer": "\(message.peer)", "why": "\(setback.why)"]
        )
        if isNew, let settler = settlers[message.topic] { try await settler.lockedOut(message, setback.why) }
        let wait = Self.wait(after: message.attempt, setback)
        let until = world.now().advanced(milliseconds: wait)
        try await database.write {
            try OutboxStore.postpone(message, setback, until: until, in: $0)
        }
        return wait
    }

    /// Milliseconds before the next attempt: doubling, at once the longest while we are not let in, and never before the
    /// time that the other side named.
    private static func wait(after attempt: Int, _ setback: Setback) -> Int64 {
        let factor = Int64(1) << Int64(min(attempt, 10))
        let own = setback.isLockedOut ? longestWaitMilliseconds : firstWaitMilliseconds * factor
        let asked = min(max(setback.retryAfterSeconds ?? 0, 0), longestRetryAfterSeconds) * 1000
        return max(min(own, longestWaitMilliseconds), asked)
    }
}
