package import DataspaceProtocol
import EvidenceLog
import Node
package import Primitives
import ServerKit
package import UsagePolicy

/// One duty of an agreement as it was required or done.
package struct Duty: Sendable, Equatable {
    package let id: String
    package let agreement: String
    package let role: Role
    /// Where it stands in the agreement's policy.
    package let path: String
    /// The delivery it belongs to, with a number behind `#` where it is done several times for one; empty for one that is done once.
    package let process: String
    package let action: String
    /// Its place in the policy: what comes first is begun first.
    package let position: Int64
    /// The duty whose failure brought this one about; nil where there is none.
    package let parent: String?
    package let created: Instant
    /// Until when it must be done.
    package let deadline: Instant?
    package private(set) var state: DutyProgress.State
    /// What a person wrote, or what the connector did.
    package private(set) var note: String?
    package private(set) var actor: String?
    /// Attempts in vain since it was required, or since a person had it tried again.
    package private(set) var attempts: Int64
    /// Why the last attempt was in vain.
    package private(set) var failure: String?
    /// When it is done or tried at the earliest.
    package private(set) var notBefore: Instant
    /// When it was first broken; it stays.
    package private(set) var breached: Instant?
    package private(set) var updated: Instant

    /// A change to store; only the methods of `Duty` make one.
    package struct Change: Sendable {
        let duty: Duty
        let previous: DutyProgress.State?
        /// Nil for one more failed attempt: what people must know of it stands in the table.
        let evidence: EvidenceDraft?
    }

    /// What happened, beside the event.
    struct Circumstances: Sendable {
        var note: String?
        var actor: EvidenceActor?
        /// What shows that the effect is there: the digest of a proof or of a notice that was answered.
        var effect: Digest?
        /// What is paid.
        var payment: KnownValue?
    }

    /// The name of a duty: the same for the same rule, agreement and delivery.
    package static func id(_ agreement: String, _ role: Role, _ path: String, _ process: String) -> String {
        let parts: JSONValue = [.string(agreement), .string(role.rawValue), .string(path), .string(process)]
        return "duty-" + Digest(of: CanonicalJSON.bytes(of: parts)).hex.prefix(24)
    }

    /// What storage holds of its progress.
    struct Stored {
        var state: DutyProgress.State
        var note: String?
        var actor: String?
        var attempts: Int64 = 0
        var failure: String?
        var notBefore: Instant
        var breached: Instant?
        var updated: Instant
    }

    init(
        id: String,
        agreement: String,
        role: Role,
        path: String,
        process: String,
        action: String,
        position: Int64,
        parent: String?,
        created: Instant,
        deadline: Instant?,
        stored: Stored
    ) {
        self.id = id
        self.agreement = agreement
        self.role = role
        self.path = path
        self.process = process
        self.action = action
        self.position = position
        self.parent = parent
        self.created = created
        self.deadline = deadline
        state = stored.state
        note = stored.note
        actor = stored.actor
        attempts = stored.attempts
        failure = stored.failure
        notBefore = stored.notBefore
        breached = stored.breached
        updated = stored.updated
    }

    /// The first change of a duty: it is required, or done at once.
    ///
    /// Its times count from `since`, its occasion. `deadline` is given where something else than the terms knows it, as the vault does for a deletion.
    static func begin(
        _ event: DutyProgress.Event,
        _ plan: DutyPlan,
        position: Int = 0,
        of agreement: Agreement,
        process: String,
        deadline: Instant? = nil,
        _ circumstances: Circumstances = Circumstances(),
        since: Instant,
        now: Instant
    ) throws -> Change {
        guard let state = DutyProgress.next(nil, on: event) else { throw illegal(nil, event) }
        let duty = Duty(
            id: id(agreement.id, agreement.role, plan.path, process),
            agreement: agreement.id,
            role: agreement.role,
            path: plan.path,
            process: process,
            action: plan.act,
            position: Int64(position),
            parent: plan.parent,
            created: since,
            // What a permission waits for lapses with it and is never broken.
            deadline: plan.moment == .before ? nil : deadline ?? plan.deadline(since: since),
            stored: Stored(
                state: state,
                note: circumstances.note,
                actor: circumstances.actor?.id,
                notBefore: plan.start(since: since),
                updated: now
            )
        )
        return duty.change(event, from: nil, circumstances)
    }

    mutating func apply(
        _ event: DutyProgress.Event,
        _ circumstances: Circumstances = Circumstances(),
        now: Instant
    ) throws -> Change {
        guard let next = DutyProgress.next(state, on: event) else { throw Self.illegal(state, event) }
        let previous = state
        state = next
        switch event {
        case .fail:
            attempts += 1
            failure = circumstances.note
            notBefore = now.advanced(milliseconds: DutyPatience.wait(after: attempts))
        case .retry:
            attempts = 0
            notBefore = now
        case .breach:
            if breached == nil { breached = now }
            if let why = circumstances.note { failure = why }
        case .require, .perform, .release:
            if let note = circumstances.note { self.note = note }
            if event == .perform { failure = nil }
        }
        actor = circumstances.actor?.id ?? (event == .perform ? nil : actor)
        updated = now
        return change(event, from: previous, circumstances)
    }

    private static func type(_ event: DutyProgress.Event) -> String {
        switch event {
        case .require: "duty.required"
        case .perform: "duty.performed"
        case .fail: "duty.failed"
        case .breach: "duty.breached"
        case .retry: "duty.retried"
        case .release: "duty.released"
        }
    }

    private func change(
        _ event: DutyProgress.Event,
        from previous: DutyProgress.State?,
        _ circumstances: Circumstances
    ) -> Change {
        // The first failed attempt is in evidence; those after it change nothing but a number.
        if event == .fail, previous == .retrying { return Change(duty: self, previous: previous, evidence: nil) }
        var draft = EvidenceDraft(type: Self.type(event), subjectKind: "duty", subjectID: id)
        draft.actor = circumstances.actor
        draft.previousState = previous?.rawValue
        draft.newState = state.rawValue
        draft.related = ["agreement": agreement, "path": path, "action": action, "role": role.rawValue]
        if !process.isEmpty { draft.related["transfer"] = delivery }
        draft.related["amount"] = circumstances.payment?.text
        draft.related["unit"] = circumstances.payment?.unit
        draft.related["becauseOf"] = parent
        draft.digests["note"] = circumstances.note.map { Digest(of: $0) }
        draft.digests["effect"] = circumstances.effect
        if event == .breach || event == .fail, let failure {
            draft.decision = EvidenceDecision(outcome: event == .breach ? "breach" : "retry", reasons: [failure])
        }
        return Change(duty: self, previous: previous, evidence: draft)
    }

    private static func illegal(_ state: DutyProgress.State?, _ event: DutyProgress.Event) -> Problem {
        let shown = state?.rawValue ?? "none"
        return Problem(
            .conflict,
            BilingualText(
                en: "the duty is \(shown); `\(event.rawValue)` is not possible now",
                zh: "义务状态为 \(shown)，不能执行 `\(event.rawValue)`"
            )
        )
    }

    /// The delivery that it belongs to.
    var delivery: String { String(process.prefix { $0 != "#" }) }

    package var deontic: DutyState? { DutyProgress.deontic(state, wasBreached: breached != nil) }

    package var json: JSONValue {
        [
            "id": .string(id), "agreement": .string(agreement), "role": .string(role.rawValue),
            "path": .string(path), "transfer": process.isEmpty ? nil : .string(delivery),
            "action": .string(action), "state": .string(state.rawValue),
            "deontic": .optional(deontic?.rawValue), "note": .optional(note),
            "by": .optional(actor), "becauseOf": .optional(parent), "deadline": .optional(deadline?.description),
            "attempts": .integer(attempts), "failure": .optional(failure),
            "nextAttempt": state.isOpen ? .string(notBefore.description) : nil,
            "breached": .optional(breached?.description), "created": .string(created.description),
            "updated": .string(updated.description),
        ]
    }
}
