package import Logging
package import Primitives
import ServiceLifecycle
import Synchronization

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
    /// Messages under way at once, in all and to one peer.
    static let inFlightLimit = 128
    static let perPeerLimit = 32
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
        /// Wait before the first attempt; only the conformance profile sets it.
        package var delayMilliseconds: Int64
        /// How often a 404 is retried; only the conformance profile sets it.
        package var notFoundRetries: Int

        package init(
            giveUpSeconds: Int64 = 86_400,
            lockedOutSeconds: Int64 = 14 * 86_400,
            delayMilliseconds: Int64 = 0,
            notFoundRetries: Int = 0
        ) {
            self.giveUpSeconds = giveUpSeconds
            self.lockedOutSeconds = lockedOutSeconds
            self.delayMilliseconds = delayMilliseconds
            self.notFoundRetries = notFoundRetries
        }
    }

    private struct Flight {
        var ids: Set<String> = []
        var perPeer: [String: Int] = [:]
    }

    private let database: Database
    private let courier: any OutboxCourier
    private let settlers: [String: any OutboxSettler]
    private let world: World
    private let settings: Settings
    private let logger: Logger
    private let flight = Mutex(Flight())
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
                    for message in await claim() { group.addTask { await self.carry(message) } }
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
            for message in await claim(atMost: limit) { group.addTask { await self.carry(message) } }
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

    private func claim(atMost limit: Int = .max) async -> [OutboxMessage] {
        do {
            let now = world.now()
            return try await database.read { [self] transaction in
                let due = try OutboxStore.due(at: now, limit: Self.inFlightLimit * 2, in: transaction)
                let admitted = flight.withLock { flight in due.prefix(limit).filter { Self.admit($0, to: &flight) } }
                do {
                    return try admitted.compactMap { try OutboxStore.find($0.id, in: transaction) }
                } catch {
                    for message in admitted { release(message.id, of: message.peer) }
                    throw error
                }
            }
        } catch {
            logger.error("the outbox cannot be read", metadata: ["error": "\(error)"])
            return []
        }
    }

    private static func admit(_ message: OutboxStore.Due, to flight: inout Flight) -> Bool {
        guard flight.ids.count < inFlightLimit, flight.perPeer[message.peer, default: 0] < perPeerLimit,
            flight.ids.insert(message.id).inserted
        else { return false }
        flight.perPeer[message.peer, default: 0] += 1
        return true
    }

    /// Frees a message's place; the answer says whether others may have waited for it.
    @discardableResult
    private func release(_ id: String, of peer: String) -> Bool {
        flight.withLock { flight in
            let wasFull = flight.ids.count >= Self.inFlightLimit
            let peerWasFull = flight.perPeer[peer, default: 0] >= Self.perPeerLimit
            flight.ids.remove(id)
            let left = flight.perPeer[peer, default: 1] - 1
            flight.perPeer[peer] = left > 0 ? left : nil
            return wasFull || peerWasFull
        }
    }

    private func carry(_ message: OutboxMessage) async {
        let wasCrowded = await attempt(message)
        if wasCrowded { bell.ring() }
    }

    /// One attempt and its settlement; the answer says whether others may have waited for the place.
    private func attempt(_ message: OutboxMessage) async -> Bool {
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
        await settle(message, outcome)
        return release(message.id, of: message.peer)
    }

    private func orGiveUp(_ message: OutboxMessage, _ setback: Setback) async -> DeliveryOutcome {
        let age = world.now().milliseconds - message.created.milliseconds
        let patience =
            setback.isLockedOut ? max(settings.giveUpSeconds, settings.lockedOutSeconds) : settings.giveUpSeconds
        guard age > patience * 1000 else { return .unknown(setback) }
        if let settler = settlers[message.topic], let shown = await settler.reconcile(message) { return shown }
        return .refused(status: 0, reasons: ["no answer within \(patience) s: \(setback.why)"])
    }

    private func settle(_ message: OutboxMessage, _ outcome: DeliveryOutcome) async {
        do {
            if case .unknown(let setback) = outcome {
                try await postpone(message, setback)
            } else if let settler = settlers[message.topic] {
                try await settler.settle(message, outcome)
            }
        } catch {
            logger.error("delivery could not be settled", metadata: ["message": "\(message.id)", "error": "\(error)"])
        }
    }

    private func postpone(_ message: OutboxMessage, _ setback: Setback) async throws {
        let isNew = setback.isLockedOut && !message.isLockedOut
        logger.log(
            level: isNew ? .warning : .info,
            "delivery will be retried",
            metadata: ["message": "\(message.id)", "peer": "\(message.peer)", "why": "\(setback.why)"]
        )
        if isNew, let settler = settlers[message.topic] { try await settler.lockedOut(message, setback.why) }
        let until = world.now().advanced(milliseconds: Self.wait(after: message.attempt, setback))
        try await database.write {
            try OutboxStore.postpone(message, setback, until: until, in: $0)
        }
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
