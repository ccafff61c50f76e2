import DataspaceProtocol
import EvidenceLog
package import Logging
import Node
import Primitives
import ServerKit
import ServiceLifecycle
import Synchronization
import UsagePolicy

/// Has obligations done: looks four times a second which fell due, does those that a connector can do, sees their effect, and
/// calls a breach what was not done in time.
///
/// An effect goes before its commit, under an identifier that stays: after a crash between the two it is done again and known
/// as a repeat. What comes first in the policy is begun first; one that fails does not hold up those behind it.
package struct DutyWarden: Service {
    private static let tick: Duration = .milliseconds(250)
    /// Duties in one look: the rest follows in the next.
    private static let batch = 200
    /// Agreements and deliveries whose duties are done at once: a receiver that does not answer holds one place for five seconds.
    private static let lanes = 16
    /// Milliseconds after its deadline until a deletion counts as not done: it only begins then.
    private static let deletionGraceMilliseconds: Int64 = 60_000

    private let essentials: Essentials
    private let raising: DutyRaising
    private let flight = DutyFlight()
    private let logger: Logger

    package init(_ essentials: Essentials, logger: Logger) {
        self.essentials = essentials
        self.logger = logger
        raising = DutyRaising(essentials)
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                // What waits for others must not hold up what only looks at the clock.
                group.addTask { await repeatedly { try await watch() } }
                group.addTask { await repeatedly { try await work() } }
            }
        }
    }

    private func repeatedly(_ body: () async throws -> Void) async {
        while !Task.isCancelled {
            do {
                try await body()
                try await Task.sleep(for: Self.tick)
            } catch is CancellationError {
                return
            } catch {
                logger.error("duties could not be looked at", metadata: ["error": "\(error)"])
                do { try await Task.sleep(for: .seconds(1)) } catch { return }
            }
        }
    }

    /// Raises what fell due, breaks what is overdue, and tells the other parties.
    package func watch() async throws {
        try await raising.look()
        let now = essentials.world.now()
        let overdue = try await essentials.database.read {
            try DutyStore.overdue(at: now, grace: Self.deletionGraceMilliseconds, limit: Self.batch, in: $0)
        }
        for duty in overdue where !flight.holds(duty.id) { try await breach(duty, "its time is over") }
        try await DutyReports(essentials).sendDue()
    }

    /// Does what is due, and waits for it.
    package func work() async throws {
        let now = essentials.world.now()
        let due = try await essentials.database.read {
            try DutyStore.runnable(at: now, limit: Self.batch, in: $0)
        }
        guard !due.isEmpty else { return }
        var lanes: [[Duty]] = []
        var places: [String: Int] = [:]
        for duty in due {
            let name = "\(duty.agreement)\n\(duty.role.rawValue)\n\(duty.process)"
            if let place = places[name] {
                lanes[place].append(duty)
            } else {
                places[name] = lanes.count
                lanes.append([duty])
            }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, lane) in lanes.enumerated() {
                if index >= Self.lanes { try await group.next() }
                group.addTask { try await inOrder(lane.sorted { $0.position < $1.position }) }
            }
            try await group.waitForAll()
        }
    }

    /// The duties of one occasion, one after another; after one that failed, the rest goes on at the next look.
    private func inOrder(_ duties: [Duty]) async throws {
        for duty in duties {
            try Task.checkCancellation()
            flight.begin(duty.id)
            defer { flight.end(duty.id) }
            guard try await carry(duty) else { return }
        }
    }

    /// One attempt with its commit; whether it was done.
    private func carry(_ duty: Duty) async throws -> Bool {
        let found = try await essentials.database.read { [essentials] transaction -> (Agreement, DutyPlan)? in
            guard let agreement = try Agreement.held(duty.agreement, role: duty.role, in: transaction) else {
                return nil
            }
            let plans = Duties.duties(of: agreement, essentials).flatMap { [$0] + $0.consequences }
            return plans.first { $0.path.hasSameBytes(as: duty.path) }.map { (agreement, $0) }
        }
        guard let (agreement, plan) = found else {
            return try await failed(duty, "the agreement, or this part of it, cannot be read")
        }
        var circumstances = Duty.Circumstances()
        if plan.kind == .notice {
            switch try await DutyNotice(essentials: essentials).send(duty, plan, under: agreement) {
            case .failed(let why): return try await failed(duty, why)
            case .taken(let digest, let place):
                circumstances.effect = digest
                circumstances.note = "taken by \(place.prefix(200))"
            }
        } else {
            // What is metered is in evidence and in the event feed by this commit itself.
            circumstances.payment = plan.payment
            circumstances.note = plan.price.map { "amount \($0)" }
        }
        try await essentials.commit { [circumstances] evidence in
            guard var known = try DutyStore.find(duty.id, in: evidence.transaction), known.state.isOpen else { return }
            try DutyStore.save(
                try known.apply(.perform, circumstances, now: evidence.moment.now),
                with: &evidence
            )
        }
        return true
    }

    /// Writes down that an attempt was in vain; the last one breaks the duty.
    private func failed(_ duty: Duty, _ why: String) async throws -> Bool {
        let now = essentials.world.now()
        // What is tried again after a breach is late anyway: it has all its attempts.
        let isOverdue = duty.breached == nil && (duty.deadline.map { $0 <= now } ?? false)
        let isLast = isOverdue || duty.attempts + 1 >= DutyPatience.mostAttempts
        if isLast {
            try await breach(duty, why)
        } else {
            try await essentials.commit { evidence in
                guard var known = try DutyStore.find(duty.id, in: evidence.transaction), known.state.isOpen else {
                    return
                }
                let change = try known.apply(.fail, Duty.Circumstances(note: why), now: evidence.moment.now)
                try DutyStore.save(change, with: &evidence)
            }
        }
        return false
    }

    /// A duty was not done: its consequences fall due in the same commit.
    private func breach(_ duty: Duty, _ why: String) async throws {
        let consequences = try await essentials.database.read { [essentials] transaction -> [DutyPlan] in
            guard let agreement = try Agreement.held(duty.agreement, role: duty.role, in: transaction) else {
                return []
            }
            return Duties.duties(of: agreement, essentials).flatMap { [$0] + $0.consequences }
                .first { $0.path.hasSameBytes(as: duty.path) }?.consequences ?? []
        }
        let isNew = try await essentials.commit(supply: consequences.count + 1) { evidence in
            let transaction = evidence.transaction
            let now = evidence.moment.now
            guard var known = try DutyStore.find(duty.id, in: transaction), known.state.isOpen,
                let agreement = try Agreement.held(duty.agreement, role: duty.role, in: transaction)
            else { return false }
            let reason = [why, known.failure].compactMap(\.self).joined(separator: ": ")
            let change = try known.apply(.breach, Duty.Circumstances(note: reason), now: now)
            try DutyStore.save(change, with: &evidence)
            for plan in consequences {
                let id = Duty.id(agreement.id, agreement.role, plan.path, duty.process)
                guard try DutyStore.find(id, in: transaction) == nil else { continue }
                let change = try Duty.begin(
                    .require,
                    plan,
                    position: Int(duty.position),
                    of: agreement,
                    process: duty.process,
                    since: now,
                    now: now
                )
                try DutyStore.save(change, with: &evidence)
            }
            return true
        }
        guard isNew else { return }
        logger.error(
            "a duty was broken; see `sluice duty list --state breached`",
            metadata: ["duty": "\(duty.id)", "agreement": "\(duty.agreement)", "path": "\(duty.path)", "why": "\(why)"]
        )
    }
}

/// Duties that are being done now: none of them is broken before its attempt is over.
private final class DutyFlight: Sendable {
    private let ids = Mutex<Set<String>>([])

    func begin(_ id: String) { ids.withLock { _ = $0.insert(id) } }
    func end(_ id: String) { ids.withLock { _ = $0.remove(id) } }
    func holds(_ id: String) -> Bool { ids.withLock { $0.contains(id) } }
}
