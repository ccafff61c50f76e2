/// What the policy says about one request (允许 / 有条件允许 / 拒绝), and why.
package struct Decision: Sendable {
    package enum Outcome: String, Sendable, CaseIterable { case permit, permitWithDuties, refuse }

    package let outcome: Outcome
    /// For a permit the permission that grants; for a refusal everything that stood in the way.
    package let reasons: [Reason]
    /// What comes with the permit and is not done yet: duties taken on, obligations of the assignee, and the
    /// consequences and remedies of what was violated.
    package let duties: [Rule]
    /// Of a refusal: the duties which, once done, would turn it into a permit (有条件允许): do them and ask again.
    package var preconditions: [Rule] = []
    /// How it stands with each rule, in the order of the policy.
    package var rules: [RuleState] = []

    package var isPermitted: Bool { outcome != .refuse }

    /// What an unreadable policy decides.
    package static func refusing(_ problem: PolicyProblem) -> Decision {
        let reason = Reason(.policyUnreadable, at: problem.path, [problem.code.rawValue, problem.subject])
        return Decision(outcome: .refuse, reasons: [reason], duties: [])
    }
}

extension Decision.Outcome {
    package func text(_ language: PolicyLanguage) -> String {
        switch (self, language) {
        case (.permit, .english): "permitted"
        case (.permitWithDuties, .english): "permitted with duties"
        case (.refuse, .english): "refused"
        case (.permit, .chinese): "允许"
        case (.permitWithDuties, .chinese): "允许并附义务"
        case (.refuse, .chinese): "拒绝"
        }
    }
}

/// How it stands with one rule for one request, kept as bits and said in words on demand.
package struct RuleState: Sendable {
    /// The states of the W3C formal-semantics draft.
    package struct States: OptionSet, Sendable, Hashable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Action, target, assignee and refinements cover the request.
        package static let matches = States(rawValue: 1)
        /// It cannot be told whether they do.
        package static let mayMatch = States(rawValue: 2)
        /// All constraints hold, and for a permission its duties are inactive, done or taken on.
        package static let active = States(rawValue: 4)
        /// It cannot be told whether they do.
        package static let mayBeActive = States(rawValue: 8)
        /// A duty that was done.
        package static let fulfilled = States(rawValue: 16)
        /// A duty whose time is over, or a prohibition against which something was done.
        package static let violated = States(rawValue: 32)
    }

    package let path: String
    package let role: Rule.Role
    package let states: States
}

/// What terms that nobody has agreed yet mean for a party: never a grant.
package struct TermsJudgement: Sendable {
    /// Whether no agreement on these terms could ever permit the request, as far as can be judged now.
    package let isExcluded: Bool
    package let reasons: [Reason]
    /// What only a later moment can judge.
    package let open: [Reason]
}

/// One step of a decision: a stable code, the path of the rule or constraint, and the values compared.
package struct Reason: Sendable, Equatable {
    package enum Code: String, Sendable, CaseIterable {
        case policyUnreadable, offerGrantsNothing, agreementIncomplete
        case permissionNone, permissionApplies, permissionIsAdmissible, prohibitionApplies, prohibitionMayApply
        case prohibitionOverridden, conflictInvalid
        case actionDiffers, actionUnknown, targetDiffers, targetMissing, assigneeDiffers, dutyOpen, dutyViolated
        case constraintFails, operandUnknown, operatorUnknown, valueMissing, valueUnreadable, notComparable
        case severalValues, partlyTrue, laterOnly, severalAlternatives, referenceUnresolved, profileUnknown
        case sequenceBroken, sequenceUnwitnessed
    }

    package let code: Code
    package let path: String
    package let operands: [String]

    init(_ code: Code, at path: String, _ operands: [String] = []) {
        self.code = code
        self.path = path
        self.operands = operands
    }

    /// The reason as a sentence.
    package func text(_ language: PolicyLanguage) -> String {
        Phrase.fill(language == .english ? code.english : code.chinese, path: path, operands: operands)
    }
}
