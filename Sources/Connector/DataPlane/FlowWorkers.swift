import DataspaceProtocol
import Logging
import Primitives
import ServerKit
import ServiceLifecycle
import Synchronization

/// Starts a worker for each transfer that this side must carry, and tidies up after those that ended.
///
/// Woken by the registry's bell, never by a poll; at the start it goes on with what was under way.
final class FlowWorkers: Service {
    /// Workers at once: each holds a few chunks and one connection; more transfers wait their turn.
    static let limit = 64

    private struct State {
        var running: Set<Identifier<TransferProcess>> = []
        /// Came while its worker ran or all places were taken.
        var again: Set<Identifier<TransferProcess>> = []
    }

    private let plane: DataPlane
    private let state = Mutex(State())

    init(_ plane: DataPlane) { self.plane = plane }

    func run() async throws {
        await resume()
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                for await _ in plane.registry.rings {
                    for id in plane.registry.takeChanged() where begin(id) {
                        group.addTask { await self.look(id) }
                    }
                    if Task.isCancelled || Task.isShuttingDownGracefully { break }
                }
                group.cancelAll()
            }
        } onGracefulShutdown: { [registry = plane.registry] in
            registry.stopRinging()
        }
    }

    /// Goes on where the process stopped.
    private func resume() async {
        do {
            let ids = try await plane.essentials.database.read { transaction in
                try TransferStore.started(in: transaction).map(\.id)
                    + DeliveryStore.running(in: transaction).map(\.transfer)
            }
            for id in ids { plane.registry.wake(id) }
        } catch {
            plane.logger.error("deliveries cannot be read", metadata: ["error": "\(error)"])
        }
    }

    private func begin(_ id: Identifier<TransferProcess>) -> Bool {
        state.withLock { state in
            guard state.running.count < Self.limit, state.running.insert(id).inserted else {
                state.again.insert(id)
                return false
            }
            return true
        }
    }

    private func end(_ id: Identifier<TransferProcess>) {
        let next = state.withLock { state -> Set<Identifier<TransferProcess>> in
            state.running.remove(id)
            defer { state.again = [] }
            return state.again
        }
        for id in next { plane.registry.wake(id) }
    }

    private func look(_ id: Identifier<TransferProcess>) async {
        defer { end(id) }
        do {
            let transfer = try await plane.transfers.find(id)
            if transfer.process.isOver { return try await tidy(transfer) }
            guard plane.essentials.automates, transfer.isAutomatic, transfer.mayFlow else { return }
            await carry(transfer)
        } catch {
            plane.logger.error("a transfer cannot be carried", metadata: ["transfer": "\(id)", "error": "\(error)"])
        }
    }

    private func carry(_ transfer: TransferProcess) async {
        guard DeliveryWorker.isNeeded(for: transfer) else { return }
        let held: OpenFlow
        do {
            held = OpenFlow(try plane.registry.open(transfer.id, isWatched: false), in: plane.registry)
        } catch {
            return await waitForRoom(transfer.id)
        }
        let (cuts, cut) = AsyncStream.makeStream(of: Void.self)
        held.flow.onCut { cut.finish() }
        await withTaskGroup { group in
            group.addTask { [plane] in await DeliveryWorker(plane: plane, transfer: transfer, held: held).run() }
            group.addTask { for await _ in cuts {} }
            await group.next()
            group.cancelAll()
        }
    }

    private func waitForRoom(_ id: Identifier<TransferProcess>) async {
        do { try await Task.sleep(for: DataPlaneLimits.longestRetry) } catch { return }
        plane.registry.wake(id)
    }

    /// Removes what a transfer that ended without success left behind.
    private func tidy(_ transfer: TransferProcess) async throws {
        var delivery = try await plane.delivery(of: transfer.id)
        if delivery.attempts == 0, let served = plane.registry.progress(of: transfer.id) {
            delivery.note(served, isDone: transfer.state == .completed)
            try await plane.save(delivery)
        }
        plane.registry.forget(transfer.id)
        guard delivery.outcome != .done, delivery.attempts > 0 else { return }
        if let path = delivery.path {
            await plane.remove(PartFile.path(for: path, transfer.id))
        }
        guard delivery.outcome == .running else { return }
        delivery.outcome = .failed
        try await plane.save(delivery)
    }
}

/// Looks for readers that have stopped, policies that ran out, and participants whose claims have changed.
struct FlowSweeper: Service {
    let registry: FlowRegistry
    let keeper: GrantKeeper

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do { try await Task.sleep(for: DataPlaneLimits.sweepTime) } catch { return }
                await sweep()
            }
        }
        // A reader may take hours, and comes back with a range: shutting down does not wait for it.
        for flow in registry.open { flow.cut(Self.shuttingDown) }
        await settle()
    }

    /// Gives the answers that were cut a moment to let go of their uses; what settles them ends after this.
    private func settle() async {
        for _ in 0..<DataPlaneLimits.settlingLooks where registry.count > 0 {
            do { try await Task.sleep(for: DataPlaneLimits.settlingWait) } catch { break }
        }
    }

    private static let shuttingDown = Problem(
        .unavailable,
        BilingualText(en: "this connector is shutting down", zh: "本连接器正在关闭")
    )

    /// Judges the transfers of participants again of whom something else is known now.
    private func reconsider() async {
        for participant in keeper.transfers.changedParticipants() {
            do { try await keeper.transfers.reconsider(participant) } catch {
                // The database cannot be read: every access asks it too, and is refused.
            }
        }
    }

    private func sweep() async {
        await reconsider()
        let now = keeper.world.now()
        let clock = ContinuousClock.now
        for flow in registry.open {
            if flow.isStalled(at: clock) { flow.cut(Self.stalled) }
            guard let boundary = flow.boundary, now >= boundary else { continue }
            do { try await keeper.renew(flow) } catch {
                // The flow is cut, and the transfer says why.
            }
        }
    }

    private static let stalled = Problem(
        .timedOut,
        BilingualText(en: "the reader took nothing for too long", zh: "读取方长时间未读取数据"),
        side: .caller
    )
}
