package import UsagePolicy

/// How it stands with one duty of an agreement, and the table by which that changes.
///
/// A duty that was broken stays one that was broken: who repairs the cause has it tried again, and then it was done late.
package enum DutyProgress {
    package enum State: String, Sendable, CaseIterable {
        /// Somebody waits for it.
        case due = "DUE"
        /// It was tried in vain, and is tried again.
        case retrying = "RETRYING"
        /// Its effect was seen.
        case done = "DONE"
        /// Its time is over, or nobody could do it.
        case breached = "BREACHED"
        /// Nobody owes it any more: other terms took the place of those that asked for it.
        case released = "RELEASED"

        package var isOpen: Bool { self == .due || self == .retrying }
    }

    package enum Event: String, Sendable, CaseIterable { case require, perform, fail, breach, retry, release }

    /// The state after an event; nil when it is not possible.
    ///
    /// A nil `state` is a duty that does not exist yet.
    package static func next(_ state: State?, on event: Event) -> State? {
        switch (state, event) {
        case (nil, .require): .due
        case (nil, .perform), (.due, .perform), (.retrying, .perform), (.breached, .perform): .done
        case (.due, .fail), (.retrying, .fail): .retrying
        case (.due, .breach), (.retrying, .breach): .breached
        case (.breached, .retry): .retrying
        case (.due, .release), (.retrying, .release), (.breached, .release): .released
        default: nil
        }
    }

    /// The deontic state of ODRL's formal semantics; nil for a duty that is no more.
    package static func deontic(_ state: State, wasBreached: Bool) -> DutyState? {
        switch state {
        case .due, .retrying: wasBreached ? .violated : .notSet
        case .done: .fulfilled
        case .breached: .violated
        case .released: nil
        }
    }
}

/// When a duty that failed is tried again.
package enum DutyPatience {
    /// First wait after a failed attempt; doubles up to the longest.
    static let firstWaitMilliseconds: Int64 = 1_000
    static let longestWaitMilliseconds: Int64 = 3_600_000
    /// Attempts before a duty without a deadline is broken: with these waits about a day, as long as the outbox keeps a message.
    package static let mostAttempts: Int64 = 35

    /// Milliseconds to wait after so many failed attempts.
    package static func wait(after attempts: Int64) -> Int64 {
        let doublings = min(max(attempts - 1, 0), 20)
        return min(firstWaitMilliseconds << doublings, longestWaitMilliseconds)
    }
}
