import Logging
import Primitives
import ServerKit
import ServiceLifecycle
import Synchronization

/// An access under way: counts what is handed to the network, takes more where the agreement meters it, and has itself
/// settled when the last who holds it lets go, however the answer ended.
final class AccessUse: Sendable {
    private struct State {
        var held: ReservedAccess
        var sent: Int64 = 0
    }

    let id: String
    private let transfers: Transfers
    private let settler: UsageSettler
    private let state: Mutex<State>

    init(_ held: ReservedAccess, _ transfers: Transfers, _ settler: UsageSettler) {
        id = held.id
        self.transfers = transfers
        self.settler = settler
        state = Mutex(State(held: held))
    }

    /// Counts bytes that are about to be sent; throws when the agreement has no room for them.
    func take(_ bytes: Int) async throws {
        let (held, needed) = state.withLock { state in
            state.sent += Int64(bytes)
            return (state.held, state.sent)
        }
        guard held.isMetered, needed > held.volume else { return }
        let more = try await transfers.extend(held, to: needed)
        state.withLock { $0.held = more }
    }

    deinit {
        let (held, sent) = state.withLock { ($0.held, $0.sent) }
        if !held.isSettled { settler.settle(held.id, bytes: sent) }
    }
}

/// Settles accesses that are over, one after another, so that nobody who lets go of one has to wait.
///
/// What it does not get to before the program ends counts as reserved (`UsageReconciliation`).
final class UsageSettler: Service {
    /// Settlements that may wait: as many as streams can end at once, many times over.
    private static let queueLimit = 10_000

    private let essentials: Essentials
    private let logger: Logger
    private let ended: AsyncStream<(id: String, bytes: Int64)>
    private let queue: AsyncStream<(id: String, bytes: Int64)>.Continuation

    init(_ essentials: Essentials, logger: Logger) {
        self.essentials = essentials
        self.logger = logger
        (ended, queue) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.queueLimit))
    }

    func settle(_ id: String, bytes: Int64) { queue.yield((id, bytes)) }

    /// Ends once it is asked to and everything that waits is settled; a service that ends earlier brings the others down.
    func run() async throws {
        await withGracefulShutdownHandler {
            let control = UsageControl(essentials)
            for await (id, bytes) in ended { await settle(id, bytes, control) }
        } onGracefulShutdown: { [queue] in
            queue.finish()
        }
    }

    private func settle(_ id: String, _ bytes: Int64, _ control: UsageControl) async {
        do {
            try await essentials.database.write { try control.settle(id, volume: bytes, in: $0) }
        } catch {
            logger.warning("an access could not be settled", metadata: ["id": "\(id)", "error": "\(error)"])
        }
    }
}
