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
    /// Uses made in a rolling period, by the period's unit as the policy writes it, then by action; nil when nobody counts.
    package var usageRates: [String: [String: Int64]]?
    /// Bytes used already, by action; nil when nobody measures.
    package var usageVolumes: [String: Int64]?
    /// Bytes that this use takes.
    package var volume: Int64 = 0
    /// Left operands that are judged where the data is used and not by this decision, by their names.
    ///
    /// A delivery to somebody who keeps enforcing the agreement may leave the circumstances of use open.
    package var deferredOperands: Set<String> = []
    /// Paths of the permission duties that were performed.
    package var fulfilledDuties: Set<String>
    /// The state of the world: what is known about other left operands, by their names.
    package var facts: [String: [KnownValue]] = [:]
    /// How the action would be done, by left operand: what refinements of the action are judged on.
    package var parameters: [String: [KnownValue]] = [:]
    /// What is known about assets and parties: what refinements of collections are judged on.
    package var about: [String: [String: [KnownValue]]] = [:]
    /// The collections that an asset, a party or a value is directly part of.
    package var memberships: [String: [String]] = [:]
    /// What has been done already.
    package var performed: [PerformedAction] = []
    /// What is known about single duties, by their ids or paths.
    package var dutyStates: [String: DutyState] = [:]
    /// Paths of the assignee's obligations that were not done in time and are not made good, with their consequences: nothing
    /// is permitted until they are.
    package var outstanding: Set<String> = []

    package init(action: String, target: String, assignee: String, now: Instant) {
        self.action = action
        self.target = target
        self.assignee = assignee
        self.now = now
        claims = [:]
        fulfilledDuties = []
    }
}

/// A value with its unit, nil when it has none.
package struct KnownValue: Sendable {
    package let text: String
    package let unit: String?
    /// When it happened, of what happens at one time; nil of what holds.
    package let at: Instant?

    package init(_ text: String, unit: String? = nil, at: Instant? = nil) {
        self.text = text
        self.unit = unit
        self.at = at
    }
}

/// An action that was done: what fulfils duties and violates prohibitions.
package struct PerformedAction: Sendable {
    package let action: String
    package let target: String?
    package let party: String?
    package let at: Instant
    package let parameters: [String: [KnownValue]]
    /// Who else took part, by function, as `compensatedParty`.
    package let functions: [String: String]

    package init(
        action: String,
        target: String? = nil,
        party: String? = nil,
        at: Instant,
        parameters: [String: [KnownValue]] = [:],
        functions: [String: String] = [:]
    ) {
        self.action = action
        self.target = target
        self.party = party
        self.at = at
        self.parameters = parameters
        self.functions = functions
    }
}

/// How it stands with a duty (deontic state of the W3C formal-semantics draft).
package enum DutyState: String, Sendable, CaseIterable {
    /// Taken on and not yet done.
    case notSet
    case fulfilled, violated
}

extension EvaluationRequest {
    /// Whether something is known to have happened at a certain time: then earlier acts were done without it.
    var hasDatedFacts: Bool { facts.values.contains { $0.contains { $0.at != nil } } }

    /// Whether a thing is the group or, through any number of collections, part of it.
    func isPart(_ thing: String, of group: String) -> Bool {
        if thing.hasSameBytes(as: group) { return true }
        guard !memberships.isEmpty else { return false }
        return collections(of: thing).contains(Term(literally: group))
    }

    /// Every collection that a thing is part of.
    func collections(of thing: String) -> Set<Term> {
        var found: Set<Term> = []
        guard !memberships.isEmpty else { return found }
        var open = [thing]
        // INVARIANT: each collection is visited once, so that cycles end.
        while let next = open.popLast() {
            for collection in memberships.value(forBytes: next) ?? []
            where found.insert(Term(literally: collection)).inserted {
                open.append(collection)
            }
        }
        return found
    }
}
