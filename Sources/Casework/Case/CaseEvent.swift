package import Primitives

/// Who takes a step: a person, in a role, for a party.
package struct Actor: Hashable, Sendable {
    package let id: String
    package let role: String
    package let party: String?

    package init(id: String, role: String, party: String? = nil) {
        self.id = id
        self.role = role
        self.party = party
    }

    /// The clock, or another case of the same file.
    package static let system = Actor(id: Procedure.system, role: Procedure.system)
}

/// A step that somebody wants to take in a case.
package struct CaseEvent: Sendable {
    package let at: Instant
    package let event: String
    package let by: Actor
    package let caseID: String
    /// Set when the step opens a case: its procedure and, for a sub-case, the case it belongs to.
    package let opens: Opening?
    package let facts: [String: JSONValue]
    package let attachments: [String: String]
    package let presents: [Presented]
    /// The document that a `serve` step serves.
    package let document: String?
    package let panel: PanelInput?

    package struct Opening: Sendable, Equatable {
        package let procedure: String
        package let parent: String?

        package init(procedure: String, parent: String?) {
            self.procedure = procedure
            self.parent = parent
        }
    }

    /// A paper shown and kept by its digest, with its last day of validity.
    package struct Presented: Sendable, Equatable {
        package let kind: String
        package let digest: String
        package let through: CivilDate?
    }

    /// What a step about a panel brings: the register and seed of a draw, an expert, or a vote.
    package struct PanelInput: Sendable, Equatable {
        package let register: [Expert]
        package let seed: String
        package let expert: String
        package let vote: String
    }

    package struct Expert: Sendable, Equatable {
        package let id: String
        /// Parties the expert is bound to; such an expert is never drawn in their case.
        package let interests: [String]
    }

    package init(
        at: Instant,
        event: String,
        by: Actor,
        caseID: String,
        opens: Opening? = nil,
        facts: [String: JSONValue] = [:],
        attachments: [String: String] = [:],
        presents: [Presented] = [],
        document: String? = nil,
        panel: PanelInput? = nil
    ) {
        self.at = at
        self.event = event
        self.by = by
        self.caseID = caseID
        self.opens = opens
        self.facts = facts
        self.attachments = attachments
        self.presents = presents
        self.document = document
        self.panel = panel
    }
}
