package import Logging
import Primitives
import ServiceLifecycle
import Synchronization

/// Something that was refused, or that guards access: what a person looks at after an attack.
package struct SecurityEvent: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case unauthenticated, forbidden, loginFailed, loggedIn, lockedOut, tokenRefused, passwordChanged
    }

    package let kind: Kind
    /// A name that was proven or is known here; never one that a stranger typed.
    package let who: String?
    /// The endpoint, by its path with placeholders.
    package let place: String
    /// The remote address.
    package let address: String
    /// Reasons in stable words; never a token, a password or a text of the sender's.
    package let detail: String

    package init(_ kind: Kind, who: String? = nil, place: String, address: String, detail: String = "") {
        self.kind = kind
        self.who = who
        self.place = place
        self.address = address
        self.detail = String(detail.prefix(200))
    }
}

/// The bounded security log: equal events of a moment become one line with a count, and old lines make room for new ones.
///
/// A flood of refusals costs memory and disk of a fixed size. Noting never waits and never fails the caller.
package final class SecurityLog: Service {
    /// Different events kept between two writes; further ones are only counted.
    static let pendingLimit = 1_000
    /// Lines that one write puts into the program's log.
    private static let linesPerWrite = 20
    private static let interval = Duration.seconds(1)

    struct Line: Sendable {
        let event: SecurityEvent
        let time: Instant
        let correlation: String
        var count: Int64
    }

    private struct Pending {
        var lines: [SecurityEvent: Line] = [:]
        var overflow: Int64 = 0
    }

    private let database: Database
    private let world: World
    private let logger: Logger
    private let pending = Mutex(Pending())

    package init(database: Database, world: World, logger: Logger) {
        self.database = database
        self.world = world
        self.logger = logger
    }

    package func note(_ event: SecurityEvent, correlation: String) {
        let now = world.now()
        pending.withLock { pending in
            if pending.lines[event] != nil {
                pending.lines[event]?.count += 1
            } else if pending.lines.count < Self.pendingLimit {
                pending.lines[event] = Line(event: event, time: now, correlation: correlation, count: 1)
            } else {
                pending.overflow += 1
            }
        }
    }

    /// Writes what is pending.
    package func flush() async throws {
        let taken = pending.withLock { pending in
            defer { pending = Pending() }
            return pending
        }
        guard !taken.lines.isEmpty else { return }
        let lines = taken.lines.values.sorted { $0.time < $1.time }
        for line in lines.prefix(Self.linesPerWrite) { say(line) }
        let further = lines.count - Self.linesPerWrite + Int(clamping: taken.overflow)
        if further > 0 { logger.notice("further refusals", metadata: ["count": "\(further)"]) }
        try await database.write { transaction in
            for line in lines { try SecurityLogStore.append(line, in: transaction) }
            try SecurityLogStore.trim(in: transaction)
        }
    }

    private func say(_ line: Line) {
        logger.notice(
            "security",
            metadata: [
                "kind": "\(line.event.kind.rawValue)", "place": "\(line.event.place)",
                "who": "\(line.event.who ?? "-")",
                "address": "\(line.event.address)", "detail": "\(line.event.detail)", "count": "\(line.count)",
                "correlation": "\(line.correlation)",
            ]
        )
    }

    package func run() async throws {
        let ticks = AsyncStream<Void> { continuation in
            let ticking = Task {
                while (try? await Task.sleep(for: Self.interval)) != nil { continuation.yield() }
                continuation.finish()
            }
            continuation.onTermination = { _ in ticking.cancel() }
        }
        for await _ in ticks.cancelOnGracefulShutdown() { await flushOrSay() }
        await flushOrSay()
    }

    private func flushOrSay() async {
        do { try await flush() } catch {
            logger.error("the security log could not be written", metadata: ["error": "\(error)"])
        }
    }
}
