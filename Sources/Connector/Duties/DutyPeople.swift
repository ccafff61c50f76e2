import DataspaceProtocol
import EvidenceLog
package import Node
import Primitives
import ServerKit
import UsagePolicy

/// What people do about duties: say that one was done, confirm, and have one tried again.
extension Duties {
    /// A person says that a duty was done, also one that was not asked for yet.
    package func record(
        agreement id: String,
        path: String,
        note: String,
        by actor: EvidenceActor
    ) async throws -> Duty {
        try await essentials.commit { [essentials] evidence in
            let (agreement, plan) = try Self.borne(id, path, essentials, in: evidence.transaction)
            guard plan.kind == .person else { throw Self.notByPerson(plan.act) }
            let circumstances = Duty.Circumstances(note: note, actor: actor)
            let now = evidence.moment.now
            // What is due for several deliveries is done for the one that has waited longest.
            let known = try DutyStore.waiting(agreement.id, agreement.role, path, in: evidence.transaction)
            let change: Duty.Change
            if var known {
                change = try known.apply(.perform, circumstances, now: now)
            } else if plan.moment == .consequence {
                throw Self.nothingDue(path)
            } else {
                change = try Duty.begin(.perform, plan, of: agreement, process: "", circumstances, since: now, now: now)
            }
            try DutyStore.save(change, with: &evidence)
            return change.duty
        }
    }

    /// A person has repaired what kept a duty from being done: it is tried again at once.
    package func retry(_ id: String, by actor: EvidenceActor) async throws -> Duty {
        try await essentials.commit { evidence in
            guard var duty = try DutyStore.find(id, in: evidence.transaction) else {
                throw Problem.notFound("duty", id)
            }
            let now = evidence.moment.now
            let change = try duty.apply(.retry, Duty.Circumstances(actor: actor), now: now)
            try DutyStore.save(change, with: &evidence)
            return change.duty
        }
    }

    /// A person confirmed with a second factor that what waits for it may be done; `account` is whose code it was.
    package func confirm(agreement id: String, path: String, by account: String) async throws -> Duty {
        try await essentials.commit { [essentials] evidence in
            let (agreement, plan) = try Self.borne(id, path, essentials, in: evidence.transaction)
            guard plan.kind == .confirmation else { throw Self.notByPerson(plan.act) }
            let now = evidence.moment.now
            let change = try Duty.begin(
                .perform,
                plan,
                of: agreement,
                process: "\(Self.confirmed)#\(now.milliseconds)",
                Duty.Circumstances(note: "second factor", actor: EvidenceActor(.person, account)),
                since: now,
                now: now
            )
            try DutyStore.save(change, with: &evidence)
            return change.duty
        }
    }

    /// Refuses when there is nothing to confirm, before a code is spent on it.
    package func checkConfirmable(agreement id: String, path: String) async throws {
        try await essentials.database.read { [essentials] transaction in
            guard try Self.borne(id, path, essentials, in: transaction).plan.kind == .confirmation else {
                throw Self.notByPerson(path)
            }
        }
    }

    /// A duty that this side has under an active agreement.
    ///
    /// What goes before a delivery is done on each side that lets somebody at the data; the rest by who bears it.
    private static func borne(
        _ id: String,
        _ path: String,
        _ essentials: Essentials,
        in transaction: ReadTransaction
    ) throws -> (agreement: Agreement, plan: DutyPlan) {
        let us = essentials.identity.participant
        var isKnown = false
        for role in [Role.provider, .consumer] {
            guard let agreement = try Agreements.inForce(id, role: role, in: transaction), agreement.state == .active
            else { continue }
            isKnown = true
            let plans = duties(of: agreement, essentials).flatMap { [$0] + $0.consequences }
            for plan in plans where plan.path.hasSameBytes(as: path) {
                let isOurs =
                    plan.moment == .before
                    ? role == .provider || plan.kind == .confirmation : plan.isBorne(by: us, role)
                if isOurs { return (agreement, plan) }
            }
        }
        throw isKnown ? Problem.notFound("duty", path) : Problem.notFound("active agreement", id)
    }

    private static func nothingDue(_ path: String) -> Problem {
        Problem(
            .conflict,
            BilingualText(en: "nothing of `\(path)` is due: nothing was broken", zh: "`\(path)` 无待履行义务：未发生违约")
        )
    }

    private static func notByPerson(_ action: String) -> Problem {
        Problem(
            .conflict,
            BilingualText(
                en: "`\(action)` is not recorded by a person: the connector does it, or nobody here can",
                zh: "`\(action)` 不由人员登记：由连接器执行，或本端无法执行"
            )
        )
    }
}
