package import DataspaceProtocol

/// The transition table of a protocol process: which event is legal in which state, and from whom.
package protocol TransitionTable {
    associatedtype State: RawRepresentable<String>, Sendable, Equatable, CaseIterable
    associatedtype Event: RawRepresentable<String>, Sendable, Equatable, CaseIterable

    /// The state after `event`, or nil when it is illegal; a nil `state` is a process that does not exist yet.
    static func next(_ state: State?, on event: Event, from sender: Role) -> State?
    /// The event by which a party ends the process, and the state it leads to.
    static var termination: Event { get }
    static var terminated: State { get }
    static func isFinal(_ state: State) -> Bool
}

/// An event that is not legal now.
package struct IllegalEvent: Error, Sendable, Equatable {
    package let state: String
    package let event: String
    package let sender: Role
    /// It may become legal: a step of ours is unanswered and goes first, so the sender is asked to repeat.
    package let isEarly: Bool

    package init(state: String, event: String, sender: Role, isEarly: Bool = false) {
        self.state = state
        self.event = event
        self.sender = sender
        self.isEarly = isEarly
    }
}

/// One party's view of a process that two parties share over a network that loses, repeats and reorders.
///
/// A sender commits an intent; the state is entered when the peer acknowledges. These rules keep the two views one, and
/// `TwoPartyExplorer` in the tests walks every interleaving of them:
///
/// 1. An incoming message is judged against the acknowledged state and then against the pending one, since a peer that
///    answers the next step has taken the pending one.
/// 2. Where both parties may move (a transfer that is started or suspended), crossing messages have no common order. There
///    the provider's step goes first: a provider with an unanswered step asks the consumer to repeat later, and a consumer
///    takes the provider's step at once. Its own step is then overtaken, and the provider's answer to it decides.
/// 3. Once a party has committed to terminate, it accepts nothing but a termination.
/// 4. A termination replaces an unanswered step only if it is legal whether or not the peer has taken that step.
/// 5. A step that the peer refuses although it was not overtaken ends the process here, and the peer is told so. The same
///    holds for a process that ends before its first message was answered. Until then a final state has a pending notice.
package struct TwoPartyProcess<Table: TransitionTable>: Sendable, Equatable {
    /// A step of ours that the peer has not acknowledged.
    package struct Pending: Sendable, Equatable {
        package let event: Table.Event
        package let messageID: String
        package let target: Table.State
        /// The peer's own message moved the state, so that this step is no longer legal; its answer decides.
        package var isOvertaken = false

        package init(event: Table.Event, messageID: String, target: Table.State, isOvertaken: Bool = false) {
            self.event = event
            self.messageID = messageID
            self.target = target
            self.isOvertaken = isOvertaken
        }
    }

    /// What a change did, for the store and the evidence.
    package struct Step: Sendable, Equatable {
        package let from: Table.State?
        package let to: Table.State?
        /// Messages of ours that need no further delivery.
        package var settled: [String] = []
    }

    /// Our side.
    package let role: Role
    /// The last acknowledged state; nil before the first message was acknowledged.
    package private(set) var state: Table.State?
    /// In a final state: what the peer must still be told.
    package private(set) var pending: Pending?

    package init(role: Role, state: Table.State? = nil, pending: Pending? = nil) {
        self.role = role
        self.state = state
        self.pending = pending
    }

    package var isOver: Bool { state.map(Table.isFinal) ?? false }

    private func illegal(_ event: Table.Event, from sender: Role, isEarly: Bool = false) -> IllegalEvent {
        IllegalEvent(state: state?.rawValue ?? "none", event: event.rawValue, sender: sender, isEarly: isEarly)
    }

    /// Takes a message of the peer.
    package mutating func receive(_ event: Table.Event) throws(IllegalEvent) -> Step {
        let from = state
        let ends = event == Table.termination
        guard !isOver, ends || pending?.event != Table.termination else { throw illegal(event, from: role.other) }
        if let pending, !ends, role == .provider, let from, Table.isShared(from) {
            let isPossible = [from, pending.target].contains { Table.next($0, on: event, from: role.other) != nil }
            throw illegal(event, from: role.other, isEarly: isPossible)
        }
        if let to = Table.next(state, on: event, from: role.other), from != nil || pending == nil {
            let settled = overtake(by: to)
            state = to
            return Step(from: from, to: to, settled: settled)
        }
        guard let pending, let to = Table.next(pending.target, on: event, from: role.other) else {
            throw illegal(event, from: role.other)
        }
        self.pending = nil
        state = to
        return Step(from: from, to: to, settled: [pending.messageID])
    }

    /// What becomes of our pending step when the peer's message moves the state to `state`.
    private mutating func overtake(by state: Table.State) -> [String] {
        guard let step = pending else { return [] }
        if Table.isFinal(state) {
            pending = nil
            return [step.messageID]
        }
        if Table.next(state, on: step.event, from: role) == nil { pending?.isOvertaken = true }
        return []
    }

    /// Commits to a step of our own; the caller sends `messageID` after the commit if it is pending then.
    package mutating func intend(_ event: Table.Event, messageID: String) throws(IllegalEvent) -> Step {
        let from = state
        if event == Table.termination { return try intendTermination(messageID: messageID) }
        guard pending == nil, let target = Table.next(state, on: event, from: role) else {
            throw illegal(event, from: role)
        }
        pending = Pending(event: event, messageID: messageID, target: target)
        return Step(from: from, to: from)
    }

    private mutating func intendTermination(messageID: String) throws(IllegalEvent) -> Step {
        let from = state
        if from == nil, pending != nil {
            // The peer may or may not know of the process: the first message stays under way, so that it can be told.
            state = Table.terminated
            return Step(from: from, to: state)
        }
        let views = [from, pending?.target].compactMap { $0 }
        guard !views.isEmpty, pending?.event != Table.termination,
            views.allSatisfy({ Table.next($0, on: Table.termination, from: role) != nil })
        else { throw illegal(Table.termination, from: role) }
        let replaced = pending.map { [$0.messageID] } ?? []
        pending = Pending(event: Table.termination, messageID: messageID, target: Table.terminated)
        return Step(from: from, to: from, settled: replaced)
    }

    /// The peer has taken our message; nil when that is no news.
    ///
    /// `noticeID` names the termination that becomes pending when the process ended meanwhile; nil when nobody can be told.
    package mutating func acknowledge(_ messageID: String, noticeID: String?) -> Step? {
        guard let step = pending, step.messageID == messageID else { return nil }
        let from = state
        pending = nil
        if !isOver {
            state = step.target
        } else if step.event != Table.termination, let noticeID {
            pending = Pending(event: Table.termination, messageID: noticeID, target: Table.terminated)
        }
        return Step(from: from, to: state, settled: [messageID])
    }

    /// The peer will never take our message; nil when that is no news.
    ///
    /// `noticeID` names the termination that becomes pending when the refusal ends a process that the peer still has open.
    package mutating func refuse(_ messageID: String, noticeID: String?) -> Step? {
        guard let step = pending, step.messageID == messageID else { return nil }
        let from = state
        pending = nil
        if !isOver, !step.isOvertaken {
            state = Table.terminated
            if from != nil, step.event != Table.termination, let noticeID {
                pending = Pending(event: Table.termination, messageID: noticeID, target: Table.terminated)
            }
        }
        return Step(from: from, to: state, settled: [messageID])
    }
}

extension TransitionTable {
    /// Whether both parties may move a process on from this state, so that their messages can cross.
    static func isShared(_ state: State) -> Bool {
        Role.allCases.allSatisfy { role in
            Event.allCases.contains { $0 != termination && next(state, on: $0, from: role) != nil }
        }
    }
}
