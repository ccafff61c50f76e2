import Primitives

/// How it stands with duties: the deontic states of the W3C formal-semantics draft over what was done.
struct DutyJudge {
    let policy: Policy
    let judge: ConstraintJudge

    private var request: EvaluationRequest { judge.request }

    /// Fulfilled by an action that was done, or because it is said to be; violated when its time is over.
    ///
    /// A violated duty is made good by doing it late and by all its consequences (ODRL IM 2.6.3).
    func state(of duty: Rule) -> DutyState {
        let told = told(duty)
        if told == .fulfilled { return .fulfilled }
        if told != .violated, isDone(duty, isLate: false) { return .fulfilled }
        guard told == .violated || isOver(duty) else { return .notSet }
        let isMadeGood =
            !duty.failures.isEmpty && isDone(duty, isLate: true)
            && duty.failures.allSatisfy { state(of: $0) == .fulfilled }
        return isMadeGood ? .fulfilled : .violated
    }

    /// Whether somebody took the duty on: then its permission does not wait for it.
    func isTakenOn(_ duty: Rule) -> Bool { told(duty) == .notSet }

    /// What the request says, by path of the performed duties, by id, then by path.
    private func told(_ duty: Rule) -> DutyState? {
        if !request.fulfilledDuties.isEmpty, request.fulfilledDuties.contains(where: { $0.hasSameBytes(as: duty.path) })
        {
            return .fulfilled
        }
        guard !request.dutyStates.isEmpty else { return nil }
        return duty.id.flatMap { request.dutyStates.value(forBytes: $0) }
            ?? request.dutyStates.value(forBytes: duty.path)
    }

    /// Whether the deadline of an obligation has passed; a permission's duty that lapses merely becomes inactive.
    private func isOver(_ duty: Rule) -> Bool {
        guard duty.role == .obligation else { return false }
        return (duty.constraints + duty.refinements).contains { constraint in
            guard case .comparison(let comparison) = constraint, comparison.left == Vocabulary.dateTime,
                comparison.operator == .lt || comparison.operator == .lteq
            else { return false }
            return judge.judge(constraint, of: duty).verdict == .fails
        }
    }

    private func isDone(_ duty: Rule, isLate: Bool) -> Bool {
        guard !request.performed.isEmpty else { return false }
        // Constraints that do not speak of time are the same for every act: judged once, however many were done.
        let isTimed = duty.constraints.contains(where: \.speaksOfTime) || request.hasDatedFacts
        if !isLate, !isTimed, judge.judge(duty).verdict != .holds { return false }
        return request.performed.contains { done in
            guard fulfils(done, duty, isLate: isLate) else { return false }
            return isLate || !isTimed || judge.at(done.at).judge(duty).verdict == .holds
        }
    }

    /// Whether an act is what the duty asks for, its constraints aside.
    private func fulfils(_ done: PerformedAction, _ duty: Rule, isLate: Bool) -> Bool {
        guard done.at <= request.now, judge.vocabulary.includes(duty.action, Term(done.action)) == true,
            isAbout(done.target, duty), isBy(done.party, duty), hasFunctions(done, duty)
        else { return false }
        let parts = isLate ? duty.refinements.filter { !$0.isTime } : duty.refinements
        let way = judge.refining(done.parameters, at: done.at)
        return way.judge(all: parts, of: duty).verdict == .holds
    }

    /// The duty's own target must be the one; the policy's counts where the act has one.
    private func isAbout(_ target: String?, _ duty: Rule) -> Bool {
        guard let target else { return duty.parties.ownTarget == nil }
        let parties = duty.parties.target == nil ? policy.parties : duty.parties
        return coversTarget(parties, target, duty).verdict == .holds
    }

    /// Anyone may do it, as a company pays for its people, unless the duty itself names who (formal semantics, C1).
    private func isBy(_ party: String?, _ duty: Rule) -> Bool {
        guard duty.parties.ownAssignee != nil else { return true }
        guard let party else { return false }
        return [policy.parties, duty.parties].allSatisfy {
            coversAssignee($0, party, duty).verdict == .holds
        }
    }

    private func hasFunctions(_ done: PerformedAction, _ duty: Rule) -> Bool {
        duty.functions.allSatisfy { function in
            done.functions.value(forBytes: function.name)?.hasSameBytes(as: function.party) ?? false
        }
    }

    func coversTarget(_ parties: Parties, _ thing: String, _ rule: Rule) -> Judgement {
        covers([parties.target, parties.targetAlias], parties.targetRefinements, thing, rule)
    }

    func coversAssignee(_ parties: Parties, _ party: String, _ rule: Rule) -> Judgement {
        covers([parties.assignee, parties.assigneeAlias], parties.assigneeRefinements, party, rule)
    }

    /// Whether a thing is the named one, or a member of it that satisfies the refinements.
    private func covers(_ names: [String?], _ refinements: [Constraint], _ thing: String, _ rule: Rule) -> Judgement {
        let names = names.compactMap(\.self)
        guard !names.isEmpty else { return .holds }
        guard names.contains(where: { request.isPart(thing, of: $0) }) else {
            return Judgement(verdict: .fails, reasons: [])
        }
        guard !refinements.isEmpty else { return .holds }
        return judge.refining(request.about.value(forBytes: thing) ?? [:]).judge(all: refinements, of: rule)
    }
}

extension Constraint {
    /// Whether any part of it compares with the time.
    var speaksOfTime: Bool { comparisons.contains { $0.left == Vocabulary.dateTime } }

    /// Whether it is a bound in time.
    var isTime: Bool {
        guard case .comparison(let comparison) = self else { return false }
        return comparison.left == Vocabulary.dateTime
    }
}
