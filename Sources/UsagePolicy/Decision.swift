/// What the policy says about one request (允许 / 有条件允许 / 拒绝), and why.
package struct Decision: Sendable {
    package enum Outcome: String, Sendable, CaseIterable { case permit, permitWithDuties, refuse }

    package let outcome: Outcome
    /// For a permit the permission that grants; for a refusal everything that stood in the way.
    package let reasons: [Reason]
    /// Obligations of the assignee that come with the permit and are not fulfilled yet.
    package let duties: [Rule]

    package var isPermitted: Bool { outcome != .refuse }

    /// What an unreadable policy decides.
    package static func refusing(_ problem: PolicyProblem) -> Decision {
        let reason = Reason(.policyUnreadable, at: problem.path, [problem.code.rawValue, problem.subject])
        return Decision(outcome: .refuse, reasons: [reason], duties: [])
    }
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
        case actionDiffers, actionUnknown, targetDiffers, targetMissing, assigneeDiffers, dutyOpen
        case constraintFails, operandUnknown, operatorUnknown, valueMissing, valueUnreadable, notComparable
        case severalValues, partlyTrue, laterOnly, severalAlternatives
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
