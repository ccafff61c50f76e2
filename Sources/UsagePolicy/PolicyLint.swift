package import Primitives

extension PolicyEvaluator {
    /// Looks at a policy before it is published; an unreadable one is one finding.
    package func lint(_ json: JSONValue) -> [Finding] {
        do throws(PolicyProblem) { return lint(try Policy(json)) } catch {
            return [Finding(.unreadable, at: error.path, [error.code.rawValue, error.subject])]
        }
    }

    /// Everything that would be refused, could never be satisfied, or would lose its meaning on the way.
    package func lint(_ policy: Policy) -> [Finding] {
        let compiled = CompiledPolicy(policy, vocabulary, isForMany: false)
        let lint = PolicyLint(policy: compiled.canonical, vocabulary: compiled.vocabulary)
        let profile =
            compiled.obstacle.flatMap { $0.code == .profileUnknown ? $0.operands.first : nil }
            .map { [Finding(.profileUnknown, at: "profile", [$0])] }
        return (profile ?? []) + lint.findings + WireLint(policy).findings
    }
}

/// Findings about the meaning of a policy.
struct PolicyLint {
    let policy: Policy
    let vocabulary: PolicyVocabulary

    var findings: [Finding] {
        let all = policy.rules.flatMap(\.family)
        let shared = [policy.parties.targetRefinements, policy.parties.assigneeRefinements]
        return parties + conflicts + shared.flatMap { self.all($0, path: "$") } + all.flatMap(findings)
    }

    private var parties: [Finding] {
        let missing = policy.kind == .agreement ? policy.missingParty : nil
        return (missing.map { [Finding(.partyMissing, at: $0, [$0])] } ?? [])
            + (policy.permissions.isEmpty ? [Finding(.nothingPermitted, at: "permission")] : [])
    }

    /// Unconditional prohibitions that swallow a permission without the policy saying which prevails.
    private var conflicts: [Finding] {
        guard policy.conflict == nil else { return [] }
        return policy.prohibitions.filter(\.constraints.isEmpty).flatMap { prohibition in
            policy.permissions.filter { vocabulary.includes(prohibition.action, $0.action) == true }
                .map { Finding(.conflictUnresolved, at: prohibition.path, [$0.path]) }
        }
    }

    private func findings(_ rule: Rule) -> [Finding] {
        let action =
            vocabulary.isKnown(action: rule.action) || rule.action == Vocabulary.any
            ? [] : [Finding(.actionUnknown, at: rule.path, [rule.action.name])]
        let ways = [rule.refinements, rule.parties.targetRefinements, rule.parties.assigneeRefinements]
        let found = ([rule.constraints] + ways).flatMap { all($0, path: rule.path) }
        return action + found.filter { !isParameter($0, of: rule) } + lapses(rule)
    }

    /// Constraints that must all hold, of a rule, of its way of acting, or of a collection.
    private func all(_ constraints: [Constraint], path: String) -> [Finding] {
        let satisfiability = Satisfiability(zoneMinutes: vocabulary.zoneMinutes(of: policy), vocabulary: vocabulary)
        return constraints.flatMap(findings) + satisfiability.findings(all: constraints, path: path)
    }

    /// Whether a word that no connector knows a value of says how a duty is done, and so needs none: an amount, an address.
    private func isParameter(_ finding: Finding, of rule: Rule) -> Bool {
        guard rule.role.isDuty, finding.code == .operandUnknown, let name = finding.operands.first else { return false }
        let words = [
            "compensate": ["payAmount"], "inform": ["recipient", "idsc:ENDPOINT"],
            "logRecordSend": ["recipient", "idsc:ENDPOINT"], "idsc:LOG": ["recipient", "idsc:ENDPOINT"],
        ]
        return words.value(forBytes: rule.action.name)?.contains { $0.hasSameBytes(as: name) } ?? false
    }

    private func lapses(_ rule: Rule) -> [Finding] {
        guard rule.role == .duty else { return [] }
        return rule.constraints.flatMap(\.comparisons).filter { comparison in
            comparison.left == Vocabulary.dateTime && [.lt, .lteq, .eq].contains(comparison.operator)
        }
        .map { Finding(.dutyLapses, at: $0.path, [$0.words[2]]) }
    }

    private func findings(_ constraint: Constraint) -> [Finding] {
        switch constraint {
        case .comparison(let comparison): return ComparisonLint(policy, vocabulary).findings(comparison)
        case .logical(let connective, let parts, let path):
            let sequence = connective == .andSequence ? [Finding(.sequenceUnwitnessed, at: path)] : []
            return sequence + parts.flatMap(findings)
        }
    }
}

/// Findings about one comparison.
struct ComparisonLint {
    private let vocabulary: PolicyVocabulary
    private let zoneMinutes: Int64?

    init(_ policy: Policy, _ vocabulary: PolicyVocabulary) {
        self.vocabulary = vocabulary
        zoneMinutes = vocabulary.zoneMinutes(of: policy)
    }

    func findings(_ comparison: Comparison) -> [Finding] {
        let left = comparison.left.name
        var findings: [Finding] = []
        if !vocabulary.isAnswerable(operand: comparison.left) {
            findings.append(Finding(.operandUnknown, at: comparison.path, [left]))
        }
        guard let relation = comparison.operator else {
            return findings + [Finding(.operatorUnknown, at: comparison.path, [comparison.relation.name])]
        }
        if comparison.right.values.isEmpty, comparison.reference == nil {
            findings.append(Finding(.valueMissing, at: comparison.path))
        }
        if comparison.right.values.count > 1, !relation.takesList {
            findings.append(Finding(.valueSeveral, at: comparison.path, [relation.rawValue]))
        }
        if isMeasured(comparison.left), !relation.isOrder, !relation.isEquality {
            findings.append(Finding(.operatorUnfit, at: comparison.path, [left, relation.rawValue]))
        }
        return findings + comparison.right.values.compactMap { value($0, comparison, relation) }
    }

    private func isMeasured(_ operand: Term) -> Bool {
        operand == Vocabulary.dateTime || operand == Vocabulary.count
    }

    private func value(_ literal: Literal, _ comparison: Comparison, _ relation: Operator) -> Finding? {
        let isFit =
            switch comparison.left {
            case Vocabulary.dateTime: Moment(literal, zoneMinutes: zoneMinutes) != nil
            case Vocabulary.count: isCount(literal)
            default: isText(literal, comparison, relation)
            }
        guard !isFit else { return nil }
        let isTime = comparison.left == Vocabulary.dateTime || literal.datatype.isTemporal
        // With any zone it would be a moment: then the zone is all that is missing.
        let code: Finding.Code = isTime && Moment(literal, zoneMinutes: 0) != nil ? .zoneMissing : .valueUnfit
        let operand = code == .zoneMissing ? [] : [comparison.left.name]
        return Finding(code, at: comparison.path, operand + [literal.lexical])
    }

    private func isCount(_ literal: Literal) -> Bool {
        guard literal.datatype == .plain || literal.datatype.isNumeric else { return false }
        return DecimalNumber(literal.lexical)?.isWhole ?? false
    }

    /// Whether the literal could be compared with a value like itself.
    private func isText(_ literal: Literal, _ comparison: Comparison, _ relation: Operator) -> Bool {
        let scalar = Scalar(kind: vocabulary.kind(of: comparison.left), unit: comparison.unit, zoneMinutes: zoneMinutes)
        let given = KnownValue(literal.lexical, unit: comparison.unit?.name)
        if relation.isOrder {
            let answer = scalar.order(given, relation, literal)
            guard case .answer = answer else { return false }
            return true
        }
        return scalar.isEqual(given, literal) != nil
    }
}
