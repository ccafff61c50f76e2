package import Primitives

/// One intended use and all that is known about it; what is nil is not known, and unknown is never permitted.
package struct EvaluationRequest: Sendable {
    /// The action to be done (ODRL or profile word).
    package var action: String
    package var target: String
    /// The participant who would do it.
    package var assignee: String
    package var now: Instant
    package var purpose: String?
    /// Every region in which the use takes place.
    package var spatial: [String]?
    /// Every party who receives the outcome.
    package var recipients: [String]?
    /// Every identified event that is going on.
    package var events: [String]?
    /// What is proven about the assignee.
    package var claims: [String: [String]]
    /// Uses already made, by action.
    ///
    /// An action that is not in it was not done; nil says that nobody counts.
    package var usageCounts: [String: Int64]?
    /// Paths of the permission duties that were performed.
    package var fulfilledDuties: Set<String>

    package init(action: String, target: String, assignee: String, now: Instant) {
        self.action = action
        self.target = target
        self.assignee = assignee
        self.now = now
        claims = [:]
        fulfilledDuties = []
    }
}
