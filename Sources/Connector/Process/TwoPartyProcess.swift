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
}

/// One party's view of a process that two parties share over a network that loses, repeats and reorders.
///
/// A sender commits an intent; the state is entered when the peer acknowledges. An incoming message is judged against the
/// acknowledged state and then against the pending one, since a peer that answers the next step has taken the pending one.
/// Once a party has committed to terminate, it accepts nothing else: then a crossing message is refused, its sender
/// ends as well, and both are terminated whichever message was first.
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
    package private(set) var pending: Pending?

    package init(role: Role, state: Table.State? = nil, pending: Pending? = nil) {
        self.role = role
        self.state = state
        self.pending = pending
    }

    package var isOver: Bool { state.map(Table.isFinal) ?? false }

    private func illegal(_ event: Table.Event, from sender: Role) -> IllegalEvent {
        IllegalEvent(state: state?.rawValue ?? "none", event: event.rawValue, sender: sender)
    }

    /// Takes a message of the peer.
    package mutating func receive(_ event: Table.Event) throws(IllegalEvent) -> Step {
        let from = state
        if let pending, pending.event == Table.termination, event != Table.termination {
            throw illegal(event, from: role.other)
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

    /// Commits to a step of our own; the caller sends `messageID` after the commit.
    ///
    /// A termination replaces a step that is still pending. Before the first acknowledgement there is nobody to tell, so it
    /// takes effect at once and `pending` stays nil.
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
        let replaced = pending.map { [$0.messageID] } ?? []
        guard pending?.event != Table.termination else { throw illegal(Table.termination, from: role) }
        if state == nil, pending != nil {
            pending = nil
            state = Table.terminated
            return Step(from: from, to: state, settled: replaced)
        }
        guard let target = Table.next(state, on: Table.termination, from: role) else {
            throw illegal(Table.termination, from: role)
        }
        pending = Pending(event: Table.termination, messageID: messageID, target: target)
        return Step(from: from, to: from, settled: replaced)
    }

    /// The peer has taken our message; nil when that is no news.
    package mutating func acknowledge(_ messageID: String) -> Step? {
        guard let step = pending, step.messageID == messageID else { return nil }
        let from = state
        pending = nil
        if !isOver { state = step.target }
        return Step(from: from, to: state, settled: [messageID])
    }

    /// The peer will never take our message; nil when that is no news.
    ///
    /// A step that was overtaken has merely lost a race; any other refusal means that the two views differ, and ends the process.
    package mutating func refuse(_ messageID: String) -> Step? {
        guard let step = pending, step.messageID == messageID else { return nil }
        let from = state
        pending = nil
        if !isOver, !step.isOvertaken { state = Table.terminated }
        return Step(from: from, to: state, settled: [messageID])
    }
}
