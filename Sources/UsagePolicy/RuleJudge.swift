import Primitives

/// What one rule means for one request.
struct RuleFinding {
    let rule: Rule
    let verdict: Judgement.Verdict
    let reasons: [Reason]
    var states: RuleState.States = []
    /// Of a permission: its active duties that are not done.
    var openDuties: [Rule] = []
    /// Of a permission: only duties stand between it and a grant.
    var waitsForDuties = false
    /// Of a violated prohibition: the remedies that are not done.
    var openRemedies: [Rule] = []

    /// Of a permission: it grants now or may do so later.
    var isAdmissible: Bool { verdict == .holds || verdict == .open }
    /// Of a prohibition: it applies, or nobody can say that it does not.
    var isDenying: Bool { verdict == .holds || verdict == .unknown }

    var state: RuleState { RuleState(path: rule.path, role: rule.role, states: states) }
}

/// Judges the rules of one policy (ODRL IM 2.6).
struct RuleJudge {
    let policy: Policy
    let judge: ConstraintJudge

    private var request: EvaluationRequest { judge.request }
    private var duties: DutyJudge { DutyJudge(policy: policy, judge: judge) }

    /// A permission grants when action, target, assignee, all constraints and all duties allow it.
    func permission(_ rule: Rule) -> RuleFinding {
        let scope = scope(rule)
        let constraints = judge.judge(rule)
        guard !rule.duties.isEmpty else {
            return permission(rule, scope, constraints, isFree: [.holds, .open].contains(constraints.verdict))
        }
        let conditions = VerdictLogic.all([constraints] + rule.duties.map { duty($0) })
        var finding = permission(rule, scope, conditions, isFree: [.holds, .open].contains(constraints.verdict))
        finding.openDuties = rule.duties.filter { duty in
            judge.judge(duty).verdict != .fails && duties.state(of: duty) != .fulfilled
        }
        return finding
    }

    private func permission(_ rule: Rule, _ scope: Judgement, _ conditions: Judgement, isFree: Bool) -> RuleFinding {
        let isInScope = scope.verdict == .holds
        return RuleFinding(
            rule: rule,
            verdict: VerdictLogic.both(scope.verdict, conditions.verdict),
            reasons: isInScope ? conditions.reasons : scope.reasons,
            states: States.of(scope.verdict, conditions.verdict),
            waitsForDuties: isInScope && isFree && conditions.verdict != .holds
        )
    }

    /// A prohibition denies when it covers the request and its constraints hold or cannot be judged.
    func prohibition(_ rule: Rule) -> RuleFinding {
        let scope = scope(rule)
        let constraints = judge.judge(rule)
        let verdict = VerdictLogic.both(scope.verdict, constraints.verdict)
        let isViolated = isViolated(rule)
        let reason: Reason? =
            switch verdict {
            case .holds: Reason(.prohibitionApplies, at: rule.path, [rule.action.name])
            case .unknown: Reason(.prohibitionMayApply, at: rule.path, [rule.action.name])
            case .fails, .open: nil
            }
        var states = States.of(scope.verdict, constraints.verdict)
        if isViolated { states.insert(.violated) }
        // Why a prohibition does not apply is no reason of a decision.
        return RuleFinding(
            rule: rule,
            verdict: verdict,
            reasons: reason.map { [$0] + scope.reasons + constraints.reasons } ?? [],
            states: states,
            openRemedies: isViolated ? rule.failures.filter { duties.state(of: $0) != .fulfilled } : []
        )
    }

    /// An obligation of this assignee, and what is due because of it.
    ///
    /// Its constraints never excuse it here: what is not due yet is still part of the permit.
    func obligation(_ rule: Rule) -> (state: RuleState, due: [Rule]) {
        let scope = assignee(rule, request.assignee)
        let state = duties.state(of: rule)
        var states = States.of(scope.verdict, judge.judge(rule).verdict)
        if state == .fulfilled { states.insert(.fulfilled) }
        if state == .violated { states.insert(.violated) }
        let described = RuleState(path: rule.path, role: rule.role, states: states)
        guard scope.verdict != .fails, state != .fulfilled else { return (described, []) }
        let consequences = state == .violated ? rule.failures.filter { duties.state(of: $0) != .fulfilled } : []
        return (described, [rule] + consequences)
    }

    /// A duty blocks until it is done or taken on, unless its own constraint is false (formal semantics, "inactive").
    private func duty(_ rule: Rule) -> Judgement {
        guard judge.judge(rule).verdict != .fails else { return .holds }
        let state = duties.state(of: rule)
        if state == .fulfilled || (state == .notSet && duties.isTakenOn(rule)) { return .holds }
        let code: Reason.Code = state == .violated ? .dutyViolated : .dutyOpen
        let reason = Reason(code, at: rule.path, [rule.action.name])
        return Judgement(verdict: judge.isWeighingTerms ? .open : .fails, reasons: [reason])
    }

    /// Whether the assignee did what the prohibition covered when it was done.
    private func isViolated(_ rule: Rule) -> Bool {
        guard !request.performed.isEmpty else { return false }
        let isTimed = rule.constraints.contains(where: \.speaksOfTime) || request.hasDatedFacts
        if !isTimed, judge.judge(rule).verdict != .holds { return false }
        return request.performed.contains { done in
            guard done.at <= request.now, let party = done.party, party.hasSameBytes(as: request.assignee) else {
                return false
            }
            let parts = [
                action(rule, Term(done.action)), done.target.map { target(rule, $0) } ?? unnamed(rule),
                assignee(rule, party),
                judge.refining(done.parameters).judge(all: rule.refinements, of: rule),
                isTimed ? judge.at(done.at).judge(rule) : .holds,
            ]
            return VerdictLogic.all(parts).verdict == .holds
        }
    }

    /// An act on nothing in particular is covered only by a rule about nothing in particular.
    private func unnamed(_ rule: Rule) -> Judgement {
        rule.parties.target == nil && policy.target == nil ? .holds : Judgement(verdict: .fails, reasons: [])
    }

    /// Whether the rule is about this action, target, assignee and way of doing it at all.
    private func scope(_ rule: Rule) -> Judgement {
        var scope = action(rule, asked)
        for part in [target(rule, request.target), assignee(rule, request.assignee)] {
            scope = VerdictLogic.joined(scope, part)
        }
        guard !rule.refinements.isEmpty else { return scope }
        return VerdictLogic.joined(scope, judge.refining(request.parameters).judge(all: rule.refinements, of: rule))
    }

    private var asked: Term { Term(request.action) }

    private func action(_ rule: Rule, _ asked: Term) -> Judgement {
        switch judge.vocabulary.includes(rule.action, asked) {
        case true?: .holds
        case false?:
            Judgement(
                verdict: .fails,
                reasons: [Reason(.actionDiffers, at: rule.path, [rule.action.name, asked.name])]
            )
        case nil: .unknown(Reason(.actionUnknown, at: rule.path, [rule.action.name, asked.name]))
        }
    }

    /// A rule without a target is about whatever its policy is attached to (DSP 2025-1, 5.1), or about everything.
    private func target(_ rule: Rule, _ asked: String) -> Judgement {
        let parties = rule.parties.target == nil ? policy.parties : rule.parties
        guard let target = parties.target else { return .holds }
        if parties.targetRefinements.isEmpty, target.hasSameBytes(as: asked) { return .holds }
        let covered = duties.coversTarget(parties, asked, rule)
        guard covered.verdict == .fails else { return covered }
        return Judgement(verdict: .fails, reasons: [Reason(.targetDiffers, at: rule.path, [target, asked])])
    }

    private func assignee(_ rule: Rule, _ asked: String) -> Judgement {
        VerdictLogic.joined(party(policy.parties, rule, asked), party(rule.parties, rule, asked))
    }

    private func party(_ parties: Parties, _ rule: Rule, _ asked: String) -> Judgement {
        guard let named = parties.assignee else { return .holds }
        if parties.assigneeRefinements.isEmpty, named.hasSameBytes(as: asked) { return .holds }
        let covered = duties.coversAssignee(parties, asked, rule)
        guard covered.verdict == .fails else { return covered }
        return Judgement(verdict: .fails, reasons: [Reason(.assigneeDiffers, at: rule.path, [named, asked])])
    }
}

extension RuleJudge {
    private enum States {
        static func of(_ scope: Judgement.Verdict, _ conditions: Judgement.Verdict) -> RuleState.States {
            var states: RuleState.States = []
            if scope == .holds { states.insert(.matches) } else if scope != .fails { states.insert(.mayMatch) }
            if conditions == .holds {
                states.insert(.active)
            } else if conditions != .fails {
                states.insert(.mayBeActive)
            }
            return states
        }
    }
}
