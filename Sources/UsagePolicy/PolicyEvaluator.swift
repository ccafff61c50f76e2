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
        if let reason = formalObstacle(policy) { return refusal([reason]) }
        let rules = RuleJudge(policy: policy, judge: judge(policy, request, isWeighingTerms: false))
        let permissions = policy.permissions.map { rules.permission($0) }
        let prohibitions = policy.prohibitions.map { rules.prohibition($0) }
        guard let grant = permissions.first(where: \.isGranting) else {
            let reasons = permissions.isEmpty ? [Reason(.permissionNone, at: "permission")] : []
            return refusal(reasons + permissions.flatMap(\.reasons) + prohibitions.flatMap(\.reasons))
        }
        let objections = prohibitions.filter(\.isDenying)
        guard objections.isEmpty || policy.conflict == .perm else {
            return refusal(conflict(policy, grant, objections) + objections.flatMap(\.reasons))
        }
        return permit(grant, overridden: objections, duties: rules.openObligations())
    }

    /// Weighs terms before they are agreed, at catalogue and negotiation time; it never grants.
    ///
    /// Excludes a party for whom no agreement on these terms could ever permit the request. Times still to come,
    /// counts, duties and circumstances of use that the request leaves out are open; a missing claim excludes.
    package func evaluateTerms(of policy: Policy, for request: EvaluationRequest) -> TermsJudgement {
        let rules = RuleJudge(policy: policy, judge: judge(policy, request, isWeighingTerms: true))
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

    private func judge(_ policy: Policy, _ request: EvaluationRequest, isWeighingTerms: Bool) -> ConstraintJudge {
        ConstraintJudge(
            vocabulary: vocabulary,
            request: request,
            zoneMinutes: vocabulary.zoneMinutes(of: policy),
            isWeighingTerms: isWeighingTerms
        )
    }

    /// What keeps a policy from granting anything: an Offer (formal semantics), an Agreement without its parties (DSP).
    private func formalObstacle(_ policy: Policy) -> Reason? {
        switch policy.kind {
        case .set: nil
        case .offer: Reason(.offerGrantsNothing, at: "@type")
        case .agreement: policy.missingParty.map { Reason(.agreementIncomplete, at: $0, [$0]) }
        }
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
    /// The first member that DSP 2025-1 requires of an Agreement and that is not there.
    var missingParty: String? {
        target == nil ? "target" : assigner == nil ? "assigner" : assignee == nil ? "assignee" : nil
    }
}
