package import DataspaceProtocol
import EvidenceLog
import Node
package import Primitives
import ServerKit
import UsagePolicy

/// How a duty of an agreement is done.
package enum DutyKind: String, Sendable, CaseIterable {
    /// A person says that it was done, with a note that says how.
    case person
    /// The connector does it by itself at each delivery: a metering event, a message in the event feed.
    case automatic
    /// The connector does it to the data on their way.
    case delivery

    /// Duties that people do: consent is asked of persons, tracking and policies are accepted by them.
    private static let byPerson = ["obtainConsent", "acceptTracking", "reviewPolicy", "ensureExclusivity", "attribute"]
    /// What each delivery does by itself.
    ///
    /// The policy travels inside the agreement that the other side signed.
    private static let byItself = ["compensate", "inform", "nextPolicy"]

    /// Every action that a provider's connector carries out: what is written with another one is pointed out.
    package static let carriedOut = byPerson + byItself + DeliveryDemands.actions

    /// What a consumer's connector carries out after delivery, where it keeps the data in its vault.
    package static let afterDelivery = ["delete", "nextPolicy"]

    /// Nil for an action that this connector does not carry out.
    package init?(action: String) {
        if Self.byPerson.contains(action) {
            self = .person
        } else if Self.byItself.contains(action) {
            self = .automatic
        } else if DeliveryDemands.actions.contains(action) {
            self = .delivery
        } else {
            return nil
        }
    }
}

/// How it stands with one duty of an agreement, and the table by which that changes.
package enum DutyProgress {
    package enum State: String, Sendable, CaseIterable {
        /// Somebody waits for it.
        case due = "DUE"
        case done = "DONE"
    }

    package enum Event: String, Sendable, CaseIterable { case require, perform }

    package static func next(_ state: State?, on event: Event) -> State? {
        switch (state, event) {
        case (nil, .require): .due
        case (nil, .perform), (.due, .perform): .done
        default: nil
        }
    }
}

/// One duty of an agreement as it was required or done.
package struct Duty: Sendable, Equatable {
    package let id: String
    package let agreement: String
    package let role: Role
    /// Where it stands in the agreement's policy.
    package let path: String
    /// The delivery it belongs to; empty for one that is done once for all of them.
    package let process: String
    package let action: String
    package let created: Instant
    package private(set) var state: DutyProgress.State
    /// What a person wrote, or what the connector did.
    package private(set) var note: String?
    package private(set) var actor: String?
    package private(set) var updated: Instant

    /// A change to store; only the methods of `Duty` make one.
    package struct Change: Sendable {
        let duty: Duty
        let previous: DutyProgress.State?
        let evidence: EvidenceDraft
    }

    /// The name of a duty: the same for the same rule, agreement and delivery.
    package static func id(_ agreement: String, _ role: Role, _ path: String, _ process: String) -> String {
        let parts: JSONValue = [.string(agreement), .string(role.rawValue), .string(path), .string(process)]
        return "duty-" + Digest(of: CanonicalJSON.bytes(of: parts)).hex.prefix(24)
    }

    init(
        id: String,
        agreement: String,
        role: Role,
        path: String,
        process: String,
        action: String,
        state: DutyProgress.State,
        note: String?,
        actor: String?,
        created: Instant,
        updated: Instant
    ) {
        self.id = id
        self.agreement = agreement
        self.role = role
        self.path = path
        self.process = process
        self.action = action
        self.state = state
        self.note = note
        self.actor = actor
        self.created = created
        self.updated = updated
    }

    /// The first change of a duty: it is required, or done at once.
    static func begin(
        _ event: DutyProgress.Event,
        agreement: Agreement,
        path: String,
        process: String,
        action: String,
        note: String?,
        by actor: EvidenceActor?,
        now: Instant
    ) throws -> Change {
        guard let state = DutyProgress.next(nil, on: event) else { throw illegal(nil, event) }
        let duty = Duty(
            id: id(agreement.id, agreement.role, path, process),
            agreement: agreement.id,
            role: agreement.role,
            path: path,
            process: process,
            action: action,
            state: state,
            note: note,
            actor: actor?.id,
            created: now,
            updated: now
        )
        return duty.change(event, from: nil, by: actor)
    }

    mutating func apply(
        _ event: DutyProgress.Event,
        note: String?,
        by actor: EvidenceActor?,
        now: Instant
    ) throws -> Change {
        guard let next = DutyProgress.next(state, on: event) else { throw Self.illegal(state, event) }
        let previous = state
        state = next
        if let note { self.note = note }
        self.actor = actor?.id
        updated = now
        return change(event, from: previous, by: actor)
    }

    private func change(
        _ event: DutyProgress.Event,
        from previous: DutyProgress.State?,
        by actor: EvidenceActor?
    ) -> Change {
        let type = event == .require ? "duty.required" : "duty.performed"
        var draft = EvidenceDraft(type: type, subjectKind: "duty", subjectID: id)
        draft.actor = actor
        draft.previousState = previous?.rawValue
        draft.newState = state.rawValue
        draft.related = ["agreement": agreement, "path": path, "action": action, "role": role.rawValue]
        if !process.isEmpty { draft.related["transfer"] = process }
        draft.digests["note"] = note.map { Digest(of: $0) }
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

    package var json: JSONValue {
        [
            "id": .string(id), "agreement": .string(agreement), "role": .string(role.rawValue),
            "path": .string(path), "transfer": process.isEmpty ? nil : .string(process),
            "action": .string(action), "state": .string(state.rawValue), "note": .optional(note),
            "by": .optional(actor), "created": .string(created.description),
            "updated": .string(updated.description),
        ]
    }
}
