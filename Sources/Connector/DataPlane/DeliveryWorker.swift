import DataspaceProtocol
import Primitives
import ServerKit

/// One try at moving the content of a transfer.
protocol DeliveryAttempt: Sendable {
    /// Moves what is missing; `delivery` keeps what a later attempt needs, also when this one throws.
    func attempt(_ delivery: inout Delivery) async throws -> Receipt
}

/// A delivery that succeeded.
struct Receipt: Sendable, Equatable {
    /// Where the content is; nil when it went on to an endpoint.
    var path: String?
    let bytes: Int64
    let digest: Digest?
    /// What lies in the vault now, where the content came into it.
    var sealed: SealedDelivery?
}

/// Carries one transfer: attempts until the content is there, its failure is clear, or the transfer stops.
struct DeliveryWorker: Sendable {
    let plane: DataPlane
    let transfer: TransferProcess
    let held: OpenFlow

    func run() async {
        do {
            var delivery = try await plane.delivery(of: transfer.id)
            if delivery.outcome == .done { return await plane.complete(transfer.id, delivery) }
            guard let attempt = try await attempt() else { return }
            try await run(attempt, &delivery)
        } catch {
            await plane.fail(transfer, AttemptFailure(error))
        }
    }

    /// Whether this side has anything to carry.
    static func isNeeded(for transfer: TransferProcess) -> Bool {
        switch (transfer.role, TransferFormat(rawValue: transfer.format), transfer.sink) {
        case (.provider, .push?, _), (.consumer, .pull?, .folder), (.consumer, .pull?, .http): true
        default: false
        }
    }

    private func attempt() async throws -> (any DeliveryAttempt)? {
        if transfer.role == .provider { return Push(plane: plane, transfer: transfer, held: held) }
        switch transfer.sink {
        case .application: return nil
        case .folder(let path):
            let landing = try await plane.landing(path, of: transfer)
            return Download(plane: plane, transfer: transfer, landing: landing, target: landing.target, held: held)
        case .http(let url, let authorization):
            try await plane.vault?.checkUncontrolled(transfer)
            return Relay(plane: plane, transfer: transfer, url: url, authorization: authorization, held: held)
        }
    }

    private func run(_ attempt: any DeliveryAttempt, _ delivery: inout Delivery) async throws {
        var patience = Patience(now: plane.world.now())
        while !Task.isCancelled, held.flow.cause == nil {
            delivery.attempts += 1
            held.note(attempt: delivery.attempts)
            do {
                return await succeed(try await attempt.attempt(&delivery), &delivery)
            } catch {
                let failure = AttemptFailure(error)
                delivery.error = failure.text ?? delivery.error
                held.note(error: delivery.error)
                let bytes = plane.registry.progress(of: transfer.id)?.bytes ?? 0
                if let wait = patience.wait(after: failure, bytes: bytes, now: plane.world.now()) {
                    try await Task.sleep(for: wait)
                } else if case .refused = failure, await plane.transfers.isPausedAtPeer(transfer) {
                    try await Task.sleep(for: DataPlaneLimits.longestRetry)
                } else {
                    return await plane.fail(transfer, failure, &delivery)
                }
            }
        }
    }

    private func succeed(_ receipt: Receipt, _ delivery: inout Delivery) async {
        do {
            try await plane.finish(receipt, &delivery)
            await plane.complete(transfer.id, delivery)
        } catch {
            await plane.fail(transfer, .broken("\(error)"))
        }
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
