package import DataspaceProtocol
import EvidenceLog
package import Node
package import Primitives

/// The transition table of an amendment: one party proposes, the other accepts, either closes it before that.
///
/// Ours, not the specification's. Who proposed is part of the state, since only the other party may accept.
package enum AmendmentTable: TransitionTable {
    package enum State: String, Sendable, CaseIterable {
        case proposedByConsumer = "PROPOSED_BY_CONSUMER"
        case proposedByProvider = "PROPOSED_BY_PROVIDER"
        /// The new agreement has taken the place of the old one.
        case accepted = "ACCEPTED"
        /// Declined by the one, withdrawn by the other, or without effect since the old agreement ended.
        case closed = "CLOSED"
    }

    package enum Event: String, Sendable, CaseIterable { case propose, accept, close }

    package static let termination = Event.close
    package static let terminated = State.closed

    package static func isFinal(_ state: State) -> Bool { state == .accepted || state == .closed }

    package static func next(_ state: State?, on event: Event, from sender: Role) -> State? {
        switch (state, event, sender) {
        case (nil, .propose, .consumer): .proposedByConsumer
        case (nil, .propose, .provider): .proposedByProvider
        case (.proposedByConsumer, .accept, .provider): .accepted
        case (.proposedByProvider, .accept, .consumer): .accepted
        case (.proposedByConsumer, .close, _): .closed
        case (.proposedByProvider, .close, _): .closed
        default: nil
        }
    }
}

/// A proposal to put other terms in the place of an agreement's, as a value; each change is the `Change` to store.
package struct Amendment: Sendable, Equatable {
    package typealias Event = AmendmentTable.Event
    package typealias State = AmendmentTable.State

    /// The same on both sides; whoever proposes makes it.
    package let id: String
    /// The agreement that is to be replaced.
    package let agreement: String
    /// The agreement that is proposed; its document stands in the table of agreements.
    package let successor: String
    package let peer: String
    package let peerAddress: String
    package let proposedBy: Role
    /// Why, in the words of whoever proposed it.
    package let note: String?
    package let created: Instant
    package private(set) var process: TwoPartyProcess<AmendmentTable>
    /// Why it was closed.
    package private(set) var reason: StatedReason?
    package private(set) var closedBy: Role?
    package private(set) var version: Int
    package private(set) var updated: Instant

    package var role: Role { process.role }
    package var state: State? { process.state }
    package var isOpen: Bool { !process.isOver }

    /// Whether a person of ours has to decide: the other party proposed, and nothing of ours is under way.
    package var awaitsDecision: Bool { state != nil && isOpen && process.pending == nil && proposedBy != role }

    /// A change to store; only the methods of `Amendment` make one.
    package struct Change: Sendable, Equatable {
        package let amendment: Amendment
        package let expectedVersion: Int?
        package let settled: [String]
        package let evidence: EvidenceDraft

        fileprivate init(_ amendment: Amendment, expectedVersion: Int?, settled: [String], evidence: EvidenceDraft) {
            self.amendment = amendment
            self.expectedVersion = expectedVersion
            self.settled = settled
            self.evidence = evidence
        }
    }

    /// What a message or an intent brings along.
    package struct Content: Sendable {
        package var reason: StatedReason?
        package var digests: [String: Digest] = [:]
        package var decision: EvidenceDecision?

        package init() {}
    }

    package init(
        id: String,
        role: Role,
        agreement: String,
        successor: String,
        peer: String,
        peerAddress: String,
        proposedBy: Role,
        note: String?,
        now: Instant
    ) {
        self.init(
            id: id,
            process: TwoPartyProcess(role: role),
            agreement: agreement,
            successor: successor,
            peer: peer,
            peerAddress: peerAddress,
            proposedBy: proposedBy,
            note: note,
            reason: nil,
            closedBy: nil,
            version: 0,
            created: now,
            updated: now
        )
    }

    /// An amendment as it was stored.
    init(
        id: String,
        process: TwoPartyProcess<AmendmentTable>,
        agreement: String,
        successor: String,
        peer: String,
        peerAddress: String,
        proposedBy: Role,
        note: String?,
        reason: StatedReason?,
        closedBy: Role?,
        version: Int,
        created: Instant,
        updated: Instant
    ) {
        self.id = id
        self.process = process
        self.agreement = agreement
        self.successor = successor
        self.peer = peer
        self.peerAddress = peerAddress
        self.proposedBy = proposedBy
        self.note = note
        self.reason = reason
        self.closedBy = closedBy
        self.version = version
        self.created = created
        self.updated = updated
    }

    package mutating func receive(_ event: Event, _ content: Content, now: Instant) throws(IllegalEvent) -> Change {
        let step = try process.receive(event)
        absorb(content, by: role.other)
        return change(step, "\(event.rawValue).received", content, by: .init(.peer, peer), now: now)
    }

    package mutating func intend(
        _ event: Event,
        messageID: String,
        _ content: Content,
        by actor: EvidenceActor? = nil,
        now: Instant
    ) throws(IllegalEvent) -> Change {
        let step = try process.intend(event, messageID: messageID)
        absorb(content, by: role)
        return change(step, "\(event.rawValue).intended", content, by: actor, now: now)
    }

    package mutating func acknowledge(_ messageID: String, noticeID: String, now: Instant) -> Change? {
        guard let event = process.pending?.event, let step = process.acknowledge(messageID, noticeID: noticeID)
        else { return nil }
        return change(step, "\(event.rawValue).acknowledged", Content(), by: nil, now: now)
    }

    package mutating func refuse(
        _ messageID: String,
        _ reason: StatedReason,
        noticeID: String,
        now: Instant
    ) -> Change? {
        guard let event = process.pending?.event, let step = process.refuse(messageID, noticeID: noticeID)
        else { return nil }
        var content = Content()
        if step.to == .closed, step.from != .closed { content.reason = reason }
        content.decision = EvidenceDecision(outcome: "refusedByPeer", reasons: reason.reasons)
        absorb(content, by: role.other)
        return change(step, "\(event.rawValue).refused", content, by: .init(.peer, peer), now: now)
    }

    private mutating func absorb(_ content: Content, by role: Role) {
        guard let reason = content.reason else { return }
        self.reason = reason
        closedBy = role
    }

    private mutating func change(
        _ step: TwoPartyProcess<AmendmentTable>.Step,
        _ name: String,
        _ content: Content,
        by actor: EvidenceActor?,
        now: Instant
    ) -> Change {
        let expected = version == 0 ? nil : version
        version += 1
        updated = now
        var draft = EvidenceDraft(type: "amendment.\(name)", subjectKind: "amendment", subjectID: id)
        draft.actor = actor
        draft.counterparty = peer
        draft.previousState = step.from?.rawValue
        draft.newState = step.to?.rawValue
        draft.related = ["agreement": agreement, "successor": successor, "role": role.rawValue]
        draft.digests = content.digests
        draft.decision = content.decision
        return Change(self, expectedVersion: expected, settled: step.settled, evidence: draft)
    }
}
