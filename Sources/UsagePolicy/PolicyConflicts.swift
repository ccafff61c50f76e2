package import Primitives

/// Where rules forbid what others permit or demand, found without any request (ODRL IM 2.10; deontic logic D: what is
/// demanded must be permitted).
struct PolicyConflicts {
    let vocabulary: PolicyVocabulary
    let zoneMinutes: Int64?
    let policies: [Policy]
    /// The collections that things are directly part of.
    let memberships: [String: [String]]

    /// One rule with the policy it stands in.
    private struct Placed {
        let rule: Rule
        let policy: Policy

        var target: String? { rule.parties.target ?? policy.target }
        var assignee: String? { rule.parties.assignee ?? policy.assignee }
    }

    var findings: [Finding] {
        let permissions = placed(\.permissions)
        let demands = placed(\.obligations) + placed { $0.permissions.flatMap(\.duties) }
        let prohibitions = placed(\.prohibitions)
        // A strategy that all share settles what is permitted against what is prohibited, not what is demanded.
        let isSettled = policies.allSatisfy { $0.conflict == .perm } || policies.allSatisfy { $0.conflict == .prohibit }
        return prohibitions.flatMap { prohibition in
            ((isSettled ? [] : permissions) + demands).compactMap { finding(prohibition, $0) }
        } + demands.flatMap { demand in permissions.compactMap { bounded($0, demand) } }
    }

    private func placed(_ rules: (Policy) -> [Rule]) -> [Placed] {
        policies.flatMap { policy in rules(policy).map { Placed(rule: $0, policy: policy) } }
    }

    private func finding(_ prohibition: Placed, _ other: Placed) -> Finding? {
        // The same word contradicts itself, whatever it means.
        guard
            vocabulary.includes(prohibition.rule.action, other.rule.action)
                ?? (prohibition.rule.action == other.rule.action),
            isSame(prohibition.target, other.target), isSame(prohibition.assignee, other.assignee)
        else { return nil }
        let own = other.rule.constraints + other.rule.refinements
        let forbidden = prohibition.rule.constraints + prohibition.rule.refinements
        let satisfiability = Satisfiability(zoneMinutes: zoneMinutes, vocabulary: vocabulary)
        guard satisfiability.isPossible(own + forbidden) else { return nil }
        let isCertain = forbidden.allSatisfy { satisfiability.follows($0, from: own) }
        return Finding(isCertain ? .conflict : .mayConflict, at: prohibition.rule.path, [other.rule.path])
    }

    /// A demand to do something in one way only, against a permission to do it in others only.
    private func bounded(_ permission: Placed, _ demand: Placed) -> Finding? {
        guard demand.rule.role == .obligation, !demand.rule.refinements.isEmpty, !permission.rule.refinements.isEmpty,
            permission.rule.action == demand.rule.action,
            isSame(permission.target, demand.target), isSame(permission.assignee, demand.assignee),
            !Satisfiability(zoneMinutes: zoneMinutes, vocabulary: vocabulary)
                .isPossible(permission.rule.refinements + demand.rule.refinements)
        else { return nil }
        return Finding(.conflict, at: demand.rule.path, [permission.rule.path])
    }

    /// Whether two rules are about something in common; a rule that names nothing is about everything.
    private func isSame(_ one: String?, _ other: String?) -> Bool {
        guard let one, let other else { return true }
        if one.hasSameBytes(as: other) { return true }
        var world = EvaluationRequest(action: "", target: "", assignee: "", now: Instant(milliseconds: 0))
        world.memberships = memberships
        if world.isPart(one, of: other) || world.isPart(other, of: one) { return true }
        return memberships.keys.contains { world.isPart($0, of: one) && world.isPart($0, of: other) }
    }
}

extension Satisfiability {
    func isPossible(_ constraints: [Constraint]) -> Bool { findings(all: constraints, path: "").isEmpty }

    /// Whether a constraint holds wherever these do; sound, not complete.
    func follows(_ constraint: Constraint, from others: [Constraint]) -> Bool {
        switch constraint {
        case .logical(.and, let parts, _), .logical(.andSequence, let parts, _):
            return parts.allSatisfy { follows($0, from: others) }
        case .logical(.or, let parts, _): return parts.contains { follows($0, from: others) }
        case .logical: return others.contains { $0.hasSameTerms(as: constraint) }
        case .comparison(let comparison):
            if others.contains(where: { $0.hasSameTerms(as: constraint) }) { return true }
            guard let opposite = comparison.opposite else { return false }
            return !isPossible(others + [.comparison(opposite)])
        }
    }
}

extension Constraint {
    fileprivate func hasSameTerms(as other: Constraint) -> Bool {
        CanonicalJSON.bytes(of: terms) == CanonicalJSON.bytes(of: other.terms)
    }
}

extension Comparison {
    /// The comparison that holds exactly where this one does not; nil when there is none.
    fileprivate var opposite: Comparison? {
        let opposites: [Operator: Operator] = [
            .lt: .gteq, .gteq: .lt, .lteq: .gt, .gt: .lteq, .eq: .neq, .neq: .eq,
        ]
        guard let relation = self.operator, let opposite = opposites[relation] else { return nil }
        return Comparison(path: path, left: left, relation: Term(opposite.rawValue), right: right, unit: unit)
    }
}

extension PolicyEvaluator {
    /// Findings about policies that hold at once: each on its own, and where they contradict one another.
    ///
    /// `performed` are the actions that the parties' connectors can do by themselves; nil leaves that open.
    package func lint(
        together documents: [JSONValue],
        parents: [JSONValue] = [],
        memberships: [String: [String]] = [:],
        performed: [String]? = nil
    ) -> [Finding] {
        var findings: [Finding] = []
        var policies: [Policy] = []
        for (index, json) in documents.enumerated() {
            let place = documents.count == 1 ? "" : "[\(index)]."
            do throws(PolicyProblem) {
                let policy = try Policy(json, parents: parents)
                findings += lint(policy).map { $0.placed(place) }
                let compiled = CompiledPolicy(policy, vocabulary, isForMany: false)
                policies.append(compiled.canonical.placed(place))
                findings += unperformed(compiled, performed).map { $0.placed(place) }
            } catch {
                findings.append(Finding(.unreadable, at: place + error.path, [error.code.rawValue, error.subject]))
            }
        }
        guard let first = policies.first else { return findings }
        let compiled = CompiledPolicy(first, vocabulary, isForMany: false)
        let conflicts = PolicyConflicts(
            vocabulary: compiled.vocabulary,
            // Times without a zone are an error of their own; among themselves they compare.
            zoneMinutes: compiled.zoneMinutes ?? 0,
            policies: policies,
            memberships: memberships
        )
        return findings + conflicts.findings
    }
}

extension PolicyEvaluator {
    /// Duties whose action no connector does, in none of its narrower forms either.
    private func unperformed(_ compiled: CompiledPolicy, _ performed: [String]?) -> [Finding] {
        guard let performed else { return [] }
        let duties = compiled.canonical.rules.flatMap(\.family).filter(\.role.isDuty)
        return duties.filter { duty in
            !performed.contains { compiled.vocabulary.includes(duty.action, Term($0)) == true }
        }
        .map { Finding(.dutyUnperformed, at: $0.path, [$0.action.name]) }
    }
}

extension Finding {
    fileprivate func placed(_ place: String) -> Finding { Finding(code, at: place + path, operands) }
}

extension Policy {
    /// The same policy with its rules named by the place of their policy.
    fileprivate func placed(_ place: String) -> Policy {
        guard !place.isEmpty else { return self }
        func moved(_ rules: [Rule]) -> [Rule] {
            rules.map { rule in
                Rule(
                    role: rule.role,
                    path: place + rule.path,
                    id: rule.id,
                    action: rule.action,
                    refinements: rule.refinements,
                    parties: rule.parties,
                    constraints: rule.constraints,
                    duties: moved(rule.duties),
                    failures: rule.failures,
                    functions: rule.functions
                )
            }
        }
        return Policy(
            kind: kind,
            id: id,
            parties: parties,
            profiles: profiles,
            conflict: conflict,
            permissions: moved(permissions),
            prohibitions: moved(prohibitions),
            obligations: moved(obligations),
            source: source
        )
    }
}
