package import Primitives

/// An ODRL policy: who may, must not and must do what with which asset (ODRL Information Model 2.2, 2.1).
package struct Policy: Sendable {
    /// ODRL IM 2.1.1–2.1.3; a bare `Policy` is a Set.
    package enum Kind: String, Sendable, CaseIterable {
        case set = "Set"
        case offer = "Offer"
        case agreement = "Agreement"
    }

    /// What happens when a permission and a prohibition both apply (ODRL IM 2.10).
    package enum Conflict: String, Sendable, CaseIterable { case perm, prohibit, invalid }

    package let kind: Kind
    package let id: String?
    package let parties: Parties
    package let profiles: [String]
    /// Nil when the policy does not say, which means `invalid`.
    package let conflict: Conflict?
    package let permissions: [Rule]
    package let prohibitions: [Rule]
    package let obligations: [Rule]
    /// The document as received.
    package let source: JSONValue

    package var target: String? { parties.target }
    package var assigner: String? { parties.assigner }
    package var assignee: String? { parties.assignee }

    var rules: [Rule] { permissions + prohibitions + obligations }
}

/// The asset and the parties that a policy or a rule names (ODRL IM 2.2, 2.3).
package struct Parties: Sendable {
    package var target: String?
    package var assigner: String?
    package var assignee: String?
    /// Which members of the target collection are meant (ODRL IM 2.2.3).
    package var targetRefinements: [Constraint] = []
    /// Which members of the assignee collection are meant (ODRL IM 2.3.3).
    package var assigneeRefinements: [Constraint] = []
    /// The collection's own id, where it is named by a source as well: its members may be known under either.
    var targetAlias: String?
    var assigneeAlias: String?
    /// Whether the target, or the assignee, is the policy's own, given to each of its rules.
    package var isTargetShared = false
    package var isAssigneeShared = false

    /// What a duty itself says.
    var ownTarget: String? { isTargetShared ? nil : target }
    var ownAssignee: String? { isAssigneeShared ? nil : assignee }

    package init(
        target: String?,
        assigner: String?,
        assignee: String?,
        targetRefinements: [Constraint] = [],
        assigneeRefinements: [Constraint] = []
    ) {
        self.target = target
        self.assigner = assigner
        self.assignee = assignee
        self.targetRefinements = targetRefinements
        self.assigneeRefinements = assigneeRefinements
    }
}

/// A party in another function than assigner or assignee, as `informedParty` (ODRL Vocabulary 3.8).
package struct PartyFunction: Sendable, Equatable {
    package let name: String
    package let party: String
}

/// A permission, prohibition or duty (ODRL IM 2.6).
package struct Rule: Sendable {
    package enum Role: String, Sendable, CaseIterable {
        case permission, prohibition, obligation
        /// What a permission requires first (ODRL IM 2.6.5).
        case duty
        /// What a violated prohibition requires (ODRL IM 2.6.7).
        case remedy
        /// What an unfulfilled duty or obligation requires besides itself (ODRL IM 2.6.6).
        case consequence

        /// Whether the rule is an ODRL Duty.
        package var isDuty: Bool { self != .permission && self != .prohibition }
    }

    package let role: Role
    /// Where the rule stands in the source; also the name under which a duty is reported as fulfilled.
    package let path: String
    /// The rule's own name, nil when it has none.
    package let id: String?
    /// What is permitted, prohibited or due; `Vocabulary.any` in a Set whose rule names no action.
    package let action: Term
    /// What narrows the action (ODRL IM 2.5.4); judged on the request, not on the world.
    package let refinements: [Constraint]
    package let parties: Parties
    /// All must hold (ODRL IM 2.5).
    package let constraints: [Constraint]
    /// Conditions of a permission (ODRL IM 2.6.3).
    package let duties: [Rule]
    /// Remedies of a prohibition, consequences of a duty or an obligation.
    package let failures: [Rule]
    package let functions: [PartyFunction]

    /// The rule, its duties and what follows from their failure.
    var family: [Rule] { [self] + duties.flatMap(\.family) + failures.flatMap(\.family) }

    /// The same rule under another path, about one action, target and assignee of several.
    func atom(_ path: String, action: Term, refinements: [Constraint], parties: Parties) -> Rule {
        Rule(
            role: role,
            path: path,
            id: id,
            action: action,
            refinements: refinements,
            parties: parties,
            constraints: constraints,
            duties: duties,
            failures: failures,
            functions: functions
        )
    }
}
