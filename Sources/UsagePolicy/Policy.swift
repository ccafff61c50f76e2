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
    package let target: String?
    package let assigner: String?
    package let assignee: String?
}

/// A permission, prohibition or duty (ODRL IM 2.6).
package struct Rule: Sendable {
    package enum Role: String, Sendable, CaseIterable { case permission, prohibition, obligation, duty }

    package let role: Role
    /// Where the rule stands in the source; also the name under which a duty is reported as fulfilled.
    package let path: String
    package let action: Term
    package let parties: Parties
    /// All must hold (ODRL IM 2.5).
    package let constraints: [Constraint]
    /// Conditions of a permission (ODRL IM 2.6.3).
    package let duties: [Rule]
}
