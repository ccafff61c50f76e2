import DataspaceProtocol
import EvidenceLog
import Node
import Primitives
import ServerKit
import Synchronization
import UsagePolicy

/// Writes down which obligations fall due: reads evidence on from where it stopped, and asks the agreement of each occasion.
///
/// Raising is idempotent by the duty's name, so that it does no harm to begin again from an older entry.
final class DutyRaising: Sendable {
    /// Milliseconds between two logs of one delivery: use goes on in between, and the next log tells it.
    private static let logPauseMilliseconds: Int64 = 60_000
    /// Entries after which the place in the evidence is written down although nothing fell due: a start reads on from there.
    private static let strideOfCursor: Int64 = 10_000

    private struct Place {
        var read: Int64?
        var stored: Int64 = 0
    }

    private let essentials: Essentials
    private let place = Mutex(Place())

    init(_ essentials: Essentials) { self.essentials = essentials }

    /// Raises what fell due since the last look.
    func look() async throws {
        while try await step() {}
    }

    /// One page of evidence; true when there may be more.
    private func step() async throws -> Bool {
        let known = place.withLock { $0.read }
        let (entries, from, last) = try await essentials.database.read { transaction in
            let from = try known ?? DutyStore.cursor(in: transaction)
            let last = try EvidenceStore.lastSequence(in: transaction)
            let entries =
                last == from
                ? []
                : try EvidenceStore.entries(ofTypes: DutyOccasion.types, after: from, upTo: last, in: transaction)
            return (entries, from, last)
        }
        if known == nil { place.withLock { ($0.read, $0.stored) = (from, from) } }
        for entry in entries {
            if let occasion = DutyOccasion(entry) { try await raise(occasion) }
            place.withLock { $0.read = entry.sequence }
        }
        let isFull = entries.count == EvidenceStore.pageLimit
        if !isFull { try await store(last) }
        return isFull
    }

    /// Moves on to the end of what was read; writes it down now and then.
    private func store(_ last: Int64) async throws {
        let isFar = place.withLock { place in
            place.read = max(place.read ?? 0, last)
            return last - place.stored >= Self.strideOfCursor
        }
        guard isFar else { return }
        try await essentials.database.write { try DutyStore.setCursor(last, in: $0) }
        place.withLock { $0.stored = last }
    }

    // MARK: - Raising

    private struct Raised: Sendable {
        let agreement: Agreement
        let plan: DutyPlan
        let position: Int
        let process: String
        let since: Instant
    }

    private func raise(_ occasion: DutyOccasion) async throws {
        if occasion.kind == .destroyed { return try await destroyed(occasion) }
        let (raised, released) = try await essentials.database.read { [essentials] transaction in
            (
                try Self.raised(by: occasion, essentials, in: transaction),
                try Self.released(by: occasion, in: transaction)
            )
        }
        guard !raised.isEmpty || !released.isEmpty else { return }
        try await essentials.commit(supply: raised.count + released.count + 1) { evidence in
            let now = evidence.moment.now
            for var duty in released {
                try DutyStore.save(try duty.apply(.release, now: now), with: &evidence)
            }
            for one in raised {
                let id = Duty.id(one.agreement.id, one.agreement.role, one.plan.path, one.process)
                guard try DutyStore.find(id, in: evidence.transaction) == nil else { continue }
                let change = try Duty.begin(
                    .require,
                    one.plan,
                    position: one.position,
                    of: one.agreement,
                    process: one.process,
                    deadline: one.plan.kind == .destruction ? occasion.due : nil,
                    since: one.since,
                    now: now
                )
                try DutyStore.save(change, with: &evidence)
            }
            try DutyStore.setCursor(occasion.sequence, in: evidence.transaction)
        }
        place.withLock { $0.stored = max($0.stored, occasion.sequence) }
    }

    /// The obligations of ours that fall due and are not written down yet, in the policy's order.
    private static func raised(
        by occasion: DutyOccasion,
        _ essentials: Essentials,
        in transaction: ReadTransaction
    ) throws -> [Raised] {
        let us = essentials.identity.participant
        var found: [Raised] = []
        for role in occasion.role.map({ [$0] }) ?? [Role.provider, .consumer] {
            guard let agreement = try Agreements.inForce(occasion.agreement, role: role, in: transaction),
                agreement.state == .active
            else { continue }
            for (position, plan) in Duties.duties(of: agreement, essentials).enumerated()
            where plan.isObligation && plan.isBorne(by: us, role) && occasion.raises(plan) {
                guard let time = try time(of: plan, agreement, occasion, in: transaction) else { continue }
                let process = occasion.kind == .used ? "\(occasion.process)#\(occasion.sequence)" : occasion.process
                found.append(
                    Raised(agreement: agreement, plan: plan, position: position, process: process, since: time)
                )
            }
        }
        return found
    }

    /// From when a duty counts; nil where one that is open already tells of this occasion too.
    private static func time(
        of plan: DutyPlan,
        _ agreement: Agreement,
        _ occasion: DutyOccasion,
        in transaction: ReadTransaction
    ) throws -> Instant? {
        guard occasion.kind == .used else {
            let id = Duty.id(agreement.id, agreement.role, plan.path, occasion.process)
            return try DutyStore.find(id, in: transaction) == nil ? occasion.at : nil
        }
        let newest = try DutyStore.newest(
            agreement.id,
            agreement.role,
            plan.path,
            of: occasion.process,
            in: transaction
        )
        guard let newest else { return occasion.at }
        if newest.state.isOpen { return nil }
        return max(occasion.at, newest.created.advanced(milliseconds: logPauseMilliseconds))
    }

    /// Deletions that other terms asked for: those in force say anew until when the data stays.
    private static func released(by occasion: DutyOccasion, in transaction: ReadTransaction) throws -> [Duty] {
        guard occasion.kind == .kept else { return [] }
        return try DutyStore.open(deletion, of: occasion.process, in: transaction)
            .filter { !$0.agreement.hasSameBytes(as: occasion.agreement) }
    }

    private static let deletion = "delete"

    /// The vault has destroyed a delivery and signed the proof: every deletion of it is done, with the proof's digest.
    private func destroyed(_ occasion: DutyOccasion) async throws {
        let open = try await essentials.database.read {
            try DutyStore.open(Self.deletion, of: occasion.process, in: $0)
        }
        guard !open.isEmpty else { return }
        try await essentials.commit(supply: open.count) { evidence in
            for known in open {
                guard var duty = try DutyStore.find(known.id, in: evidence.transaction), duty.state != .done else {
                    continue
                }
                var circumstances = Duty.Circumstances(note: occasion.proof.map { "proof \($0)" })
                circumstances.effect = occasion.proof
                try DutyStore.save(
                    try duty.apply(.perform, circumstances, now: evidence.moment.now),
                    with: &evidence
                )
            }
        }
    }
}
