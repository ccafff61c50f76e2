import Primitives

/// What one rule means for one request.
struct RuleFinding {
    let rule: Rule
    let verdict: Judgement.Verdict
    let reasons: [Reason]

    /// Of a permission: it grants now.
    var isGranting: Bool { verdict == .holds }
    /// Of a permission: it grants now or may do so later.
    var isAdmissible: Bool { verdict == .holds || verdict == .open }
    /// Of a prohibition: it applies, or nobody can say that it does not.
    var isDenying: Bool { verdict == .holds || verdict == .unknown }
}

/// Judges the rules of one policy (ODRL IM 2.6).
struct RuleJudge {
    let policy: Policy
    let judge: ConstraintJudge

    private var request: EvaluationRequest { judge.request }

    /// A permission grants when action, target, assignee, all constraints and all duties allow it.
    func permission(_ rule: Rule) -> RuleFinding {
        let scope = scope(rule)
        guard scope.verdict == .holds else {
            return RuleFinding(rule: rule, verdict: scope.verdict, reasons: scope.reasons)
        }
        let conditions = VerdictLogic.all([judge.judge(rule)] + rule.duties.map { duty($0) })
        return RuleFinding(rule: rule, verdict: conditions.verdict, reasons: conditions.reasons)
    }

    /// A prohibition denies when it covers the request and its constraints hold or cannot be judged.
    func prohibition(_ rule: Rule) -> RuleFinding {
        let whole = VerdictLogic.all([scope(rule), judge.judge(rule)])
        let reason: Reason? =
            switch whole.verdict {
            case .holds: Reason(.prohibitionApplies, at: rule.path, [rule.action.name])
            case .unknown: Reason(.prohibitionMayApply, at: rule.path, [rule.action.name])
            case .fails, .open: nil
            }
        // Why a prohibition does not apply is no reason of a decision.
        guard let reason else { return RuleFinding(rule: rule, verdict: whole.verdict, reasons: []) }
        return RuleFinding(rule: rule, verdict: whole.verdict, reasons: [reason] + whole.reasons)
    }

    /// The obligations of this assignee that are not fulfilled; their constraints never excuse them here.
    func openObligations() -> [Rule] {
        policy.obligations.filter { rule in
            let isOurs = rule.parties.assignee.map { $0.hasSameBytes(as: request.assignee) } ?? true
            return isOurs && !isFulfilled(rule)
        }
    }

    /// A duty blocks until it is fulfilled, unless its own constraint is false (W3C formal semantics, "inactive").
    private func duty(_ rule: Rule) -> Judgement {
        guard !isFulfilled(rule), judge.judge(rule).verdict != .fails else { return .holds }
        let reason = Reason(.dutyOpen, at: rule.path, [rule.action.name])
        return Judgement(verdict: judge.isWeighingTerms ? .open : .fails, reasons: [reason])
    }

    private func isFulfilled(_ rule: Rule) -> Bool {
        request.fulfilledDuties.contains { $0.hasSameBytes(as: rule.path) }
    }

    /// Whether the rule is about this action, target and assignee at all.
    private func scope(_ rule: Rule) -> Judgement { VerdictLogic.all([action(rule), target(rule), assignee(rule)]) }

    private func action(_ rule: Rule) -> Judgement {
        let asked = Term(request.action)
        let operands = [rule.action.name, asked.name]
        switch judge.vocabulary.includes(rule.action, asked) {
        case true?: return .holds
        case false?: return Judgement(verdict: .fails, reasons: [Reason(.actionDiffers, at: rule.path, operands)])
        case nil: return .unknown(Reason(.actionUnknown, at: rule.path, operands))
        }
    }

    private func target(_ rule: Rule) -> Judgement {
        guard let target = rule.parties.target ?? policy.target else {
            // A catalogue offer's target is the dataset that carries it (DSP 2025-1, 5.1); a prohibition without
            // one covers everything.
            let isCovered = judge.isWeighingTerms || rule.role != .permission
            return isCovered ? .holds : Judgement(verdict: .fails, reasons: [Reason(.targetMissing, at: rule.path)])
        }
        guard !target.hasSameBytes(as: request.target) else { return .holds }
        return Judgement(verdict: .fails, reasons: [Reason(.targetDiffers, at: rule.path, [target, request.target])])
    }

    private func assignee(_ rule: Rule) -> Judgement {
        let named = [policy.assignee, rule.parties.assignee].compactMap(\.self)
        guard let other = named.first(where: { !$0.hasSameBytes(as: request.assignee) }) else { return .holds }
        let operands = [other, request.assignee]
        return Judgement(verdict: .fails, reasons: [Reason(.assigneeDiffers, at: rule.path, operands)])
    }
}
