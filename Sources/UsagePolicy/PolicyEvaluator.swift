package import Primitives

/// Decides requests by policies: closed, deny by default, and never guessing (ODRL IM 2.2; W3C formal semantics).
///
/// The same evaluator serves catalogue, negotiation, transfer, access and use; it has no clock and no memory.
package struct PolicyEvaluator: Sendable {
    package let vocabulary: PolicyVocabulary

    package init(vocabulary: PolicyVocabulary = PolicyVocabulary()) { self.vocabulary = vocabulary }

    /// Reads and decides; an unreadable policy refuses.
    package func evaluate(reading json: JSONValue, for request: EvaluationRequest) -> Decision {
        do throws(PolicyProblem) { return evaluate(try Policy(json), for: request) } catch { return .refusing(error) }
    }

    /// Decides one request under a Set or an Agreement; an Offer refuses everything.
    package func evaluate(_ policy: Policy, for request: EvaluationRequest) -> Decision {
        evaluate(CompiledPolicy(policy, vocabulary, isForMany: false), for: request)
    }

    /// Binds a policy to this vocabulary, for many decisions.
    package func compile(_ policy: Policy) -> CompiledPolicy {
        CompiledPolicy(policy, vocabulary, isForMany: true)
    }

    package func evaluate(_ compiled: CompiledPolicy, for request: EvaluationRequest) -> Decision {
        let policy = compiled.canonical
        let rules = RuleJudge(policy: policy, judge: judge(compiled, request, isWeighingTerms: false))
        let permissions = policy.permissions.map { rules.permission($0) }
        let prohibitions = policy.prohibitions.map { rules.prohibition($0) }
        let obligations = policy.obligations.map { rules.obligation($0) }
        var decision = decision(
            compiled,
            permissions,
            prohibitions,
            obligations.flatMap(\.due),
            outstanding: request.outstanding
        )
        decision.rules = permissions.map(\.state) + prohibitions.map(\.state) + obligations.map(\.state)
        return decision
    }

    private func decision(
        _ compiled: CompiledPolicy,
        _ permissions: [RuleFinding],
        _ prohibitions: [RuleFinding],
        _ obligations: [Rule],
        outstanding: Set<String>
    ) -> Decision {
        if let reason = compiled.obstacle { return refusal([reason]) }
        let policy = compiled.canonical
        let breaches = breaches(policy, outstanding)
        guard breaches.isEmpty else { return refusal(breaches) }
        let objections = prohibitions.filter(\.isDenying)
        guard let grant = bestGrant(permissions) else {
            let reasons = permissions.isEmpty ? [Reason(.permissionNone, at: "permission")] : []
            var refusal = refusal(reasons + permissions.flatMap(\.reasons) + prohibitions.flatMap(\.reasons))
            guard objections.isEmpty else { return refusal }
            refusal.preconditions = unique(permissions.filter(\.waitsForDuties).flatMap(\.openDuties))
            return refusal
        }
        guard objections.isEmpty || policy.conflict == .perm else {
            return refusal(conflict(policy, grant, objections) + objections.flatMap(\.reasons))
        }
        let due = grant.openDuties + obligations + prohibitions.flatMap(\.openRemedies)
        return permit(grant, overridden: objections, duties: due.isEmpty ? [] : unique(due))
    }

    /// Obligations that were broken, and what has to be done because of that, as far as the policy knows them.
    private func breaches(_ policy: Policy, _ outstanding: Set<String>) -> [Reason] {
        guard !outstanding.isEmpty else { return [] }
        return policy.obligations.filter { rule in outstanding.contains { $0.hasSameBytes(as: rule.path) } }
            .flatMap { rule in
                [Reason(.dutyViolated, at: rule.path, [rule.action.name])]
                    + rule.failures.map { Reason(.dutyOpen, at: $0.path, [$0.action.name]) }
            }
    }

    /// The permission that asks for least, so that the order of rules decides nothing.
    private func bestGrant(_ permissions: [RuleFinding]) -> RuleFinding? {
        // Outside of weighing terms, only what is judged where the data is used is open.
        let grants = permissions.filter(\.isAdmissible)
        guard grants.count > 1 else { return grants.first }
        return grants.min { one, other in
            guard one.openDuties.count == other.openDuties.count else {
                return one.openDuties.count < other.openDuties.count
            }
            return one.openDuties.map(\.path).sorted().lexicographicallyPrecedes(other.openDuties.map(\.path).sorted())
        }
    }

    private func unique(_ duties: [Rule]) -> [Rule] {
        var seen: Set<Term> = []
        return duties.filter { seen.insert(Term(literally: $0.path)).inserted }
    }

    /// Weighs terms before they are agreed, at catalogue and negotiation time; it never grants.
    ///
    /// Excludes a party for whom no agreement on these terms could ever permit the request. Times still to come,
    /// counts, duties and circumstances of use that the request leaves out are open; a missing claim excludes.
    package func evaluateTerms(of policy: Policy, for request: EvaluationRequest) -> TermsJudgement {
        let compiled = CompiledPolicy(policy, vocabulary, isForMany: false)
        let policy = compiled.canonical
        if let obstacle = compiled.obstacle, obstacle.code == .profileUnknown {
            return TermsJudgement(isExcluded: true, reasons: [obstacle], open: [])
        }
        let rules = RuleJudge(policy: policy, judge: judge(compiled, request, isWeighingTerms: true))
        let permissions = policy.permissions.map { rules.permission($0) }
        let objections = policy.prohibitions.map { rules.prohibition($0) }.filter(\.isDenying)
        let prevailing = policy.conflict == .perm ? [] : objections
        let admissible = permissions.filter(\.isAdmissible)
        guard !admissible.isEmpty, prevailing.isEmpty else {
            let reasons = permissions.isEmpty ? [Reason(.permissionNone, at: "permission")] : []
            let refused = admissible.isEmpty ? permissions.flatMap(\.reasons) : []
            return TermsJudgement(
                isExcluded: true,
                reasons: reasons + refused + prevailing.flatMap(\.reasons),
                open: []
            )
        }
        return TermsJudgement(
            isExcluded: false,
            reasons: admissible.map { Reason(.permissionIsAdmissible, at: $0.rule.path, [$0.rule.action.name]) },
            open: admissible.flatMap(\.reasons)
        )
    }

    private func judge(
        _ compiled: CompiledPolicy,
        _ request: EvaluationRequest,
        isWeighingTerms: Bool
    ) -> ConstraintJudge {
        ConstraintJudge(
            vocabulary: compiled.vocabulary,
            request: request,
            zoneMinutes: compiled.zoneMinutes,
            isWeighingTerms: isWeighingTerms
        )
    }

    private func refusal(_ reasons: [Reason]) -> Decision { Decision(outcome: .refuse, reasons: reasons, duties: []) }

    /// ODRL IM 2.10: without a strategy, a conflict voids.
    private func conflict(_ policy: Policy, _ grant: RuleFinding, _ objections: [RuleFinding]) -> [Reason] {
        guard policy.conflict != .prohibit else { return [] }
        return objections.map { Reason(.conflictInvalid, at: $0.rule.path, [grant.rule.path]) }
    }

    private func permit(_ grant: RuleFinding, overridden: [RuleFinding], duties: [Rule]) -> Decision {
        let reasons = overridden.map { Reason(.prohibitionOverridden, at: $0.rule.path) }
        return Decision(
            outcome: duties.isEmpty ? .permit : .permitWithDuties,
            reasons: [Reason(.permissionApplies, at: grant.rule.path, [grant.rule.action.name])] + reasons,
            duties: duties
        )
    }
}

extension Policy {
    /// The first of an Agreement's asset and parties that neither it nor each of its rules names (ODRL IM 2.1.3, 2.7).
    ///
    /// What is to be done without any asset, as a payment, needs no target.
    var missingParty: String? {
        if target == nil, lacks(permissions + prohibitions, \.target) { return "target" }
        if assigner == nil, lacks(rules, \.assigner) { return "assigner" }
        return assignee == nil && lacks(rules, \.assignee) ? "assignee" : nil
    }

    private func lacks(_ rules: [Rule], _ name: (Parties) -> String?) -> Bool {
        rules.contains { name($0.parties) == nil }
    }
}
