import DataspaceProtocol
import Primitives
import ServerKit

/// Brings one transfer's content home: attempts until it is there, its failure is clear, or the transfer stops.
struct PullWorker: Sendable {
    let plane: DataPlane
    let transfer: TransferProcess
    let held: OpenFlow

    func run() async {
        do {
            guard case .folder(let path) = transfer.sink else { return }
            var delivery = try await plane.delivery(of: transfer.id)
            if delivery.outcome == .done { return await complete(delivery) }
            let target = try await plane.disk.run { [transfer, root = plane.downloads] in
                try SinkFolder.target(path, dataset: transfer.dataset, root: root)
            }
            try await run(Download(plane: plane, transfer: transfer, target: target, held: held), &delivery)
        } catch {
            await plane.fail(transfer, AttemptFailure(error))
        }
    }

    private func run(_ download: Download, _ delivery: inout Delivery) async throws {
        var patience = Patience(now: plane.world.now())
        while !Task.isCancelled, held.flow.cause == nil {
            delivery.attempts += 1
            held.note(attempt: delivery.attempts)
            do {
                return await succeed(try await download.attempt(&delivery), &delivery)
            } catch {
                let failure = AttemptFailure(error)
                delivery.error = failure.text ?? delivery.error
                held.note(error: delivery.error)
                let bytes = plane.registry.progress(of: transfer.id)?.bytes ?? 0
                guard let wait = patience.wait(after: failure, bytes: bytes, now: plane.world.now()) else {
                    return await plane.fail(transfer, failure, &delivery)
                }
                try await Task.sleep(for: wait)
            }
        }
    }

    private func succeed(_ receipt: Reception.Receipt, _ delivery: inout Delivery) async {
        delivery.outcome = .done
        delivery.bytes = receipt.bytes
        delivery.total = receipt.bytes
        delivery.digest = receipt.digest
        delivery.path = receipt.path
        delivery.error = nil
        do {
            try await plane.save(delivery)
            await complete(delivery)
        } catch {
            await plane.fail(transfer, .broken("\(error)"))
        }
    }

    private func complete(_ delivery: Delivery) async {
        await plane.complete(transfer.id, delivery)
    }
}

/// When to try again, and when to give up.
struct Patience {
    private var failures = 0
    private var refusals = 0
    private var bytes: Int64 = 0
    private var progressed: Instant

    init(now: Instant) { progressed = now }

    /// The wait before the next attempt; nil when there is none.
    mutating func wait(after failure: AttemptFailure, bytes: Int64, now: Instant) -> Duration? {
        if bytes > self.bytes {
            failures = 0
            progressed = now
        }
        self.bytes = bytes
        switch failure {
        case .fault, .full, .stopped: return nil
        case .refused:
            refusals += 1
            guard refusals < DataPlaneLimits.refusalsInRow else { return nil }
        case .broken:
            refusals = 0
            guard now < progressed.advanced(seconds: DataPlaneLimits.giveUpSeconds) else { return nil }
        }
        defer { failures += 1 }
        return min(DataPlaneLimits.firstRetry * (1 << min(failures, 10)), DataPlaneLimits.longestRetry)
    }
}

extension AttemptFailure {
    /// What went wrong, for people; nil when nothing did.
    var text: String? {
        switch self {
        case .broken(let text), .full(let text): text
        case .refused(let fault), .fault(let fault): "\(fault.side.rawValue): \(fault.text)"
        case .stopped: nil
        }
    }
}
