import Primitives

/// The plain part of a compiled policy, judged without reasons and without making anything.
///
/// It answers only what is beyond doubt, and leaves the rest to the evaluator: what it says is what that would say.
struct QuickPolicy: Sendable {
    private let permissions: [QuickRule]
    private let prohibitions: [QuickRule]
    private let permissionsPrevail: Bool

    /// Nil where a rule has duties, refinements, failures or a comparison that needs the whole evaluator.
    init?(_ policy: Policy, _ vocabulary: PolicyVocabulary, zoneMinutes: Int64?) {
        guard policy.obligations.isEmpty, policy.parties.assigneeRefinements.isEmpty,
            policy.parties.targetRefinements.isEmpty, policy.parties.targetAlias == nil,
            policy.parties.assigneeAlias == nil
        else { return nil }
        let make = { (rule: Rule) in QuickRule(rule, policy, vocabulary, zoneMinutes) }
        let permissions = policy.permissions.compactMap(make)
        let prohibitions = policy.prohibitions.compactMap(make)
        guard permissions.count == policy.permissions.count, prohibitions.count == policy.prohibitions.count else {
            return nil
        }
        self.permissions = permissions
        self.prohibitions = prohibitions
        permissionsPrevail = policy.conflict == .perm
    }

    /// Whether the request is permitted; nil where it takes the evaluator to tell.
    func permits(_ request: EvaluationRequest) -> Bool? {
        let asked = Term(request.action)
        var isGranted = false
        for rule in permissions {
            guard let holds = rule.holds(request, asked) else { return nil }
            isGranted = isGranted || holds
        }
        guard isGranted else { return false }
        if permissionsPrevail { return true }
        for rule in prohibitions {
            guard let holds = rule.holds(request, asked) else { return nil }
            if holds { return false }
        }
        return true
    }
}

/// One rule as sets and numbers.
struct QuickRule: Sendable {
    private let actions: QuickActions
    private let target: String?
    private let assignees: [String]
    private let checks: [QuickCheck]

    init?(_ rule: Rule, _ policy: Policy, _ vocabulary: PolicyVocabulary, _ zoneMinutes: Int64?) {
        guard rule.duties.isEmpty, rule.failures.isEmpty, rule.refinements.isEmpty,
            rule.parties.targetRefinements.isEmpty, rule.parties.assigneeRefinements.isEmpty,
            rule.parties.targetAlias == nil, rule.parties.assigneeAlias == nil,
            let actions = vocabulary.quickActions(under: rule.action)
        else { return nil }
        let checks = rule.constraints.compactMap { QuickCheck($0, vocabulary, zoneMinutes) }
        guard checks.count == rule.constraints.count else { return nil }
        self.actions = actions
        target = rule.parties.target ?? policy.target
        assignees = [policy.assignee, rule.parties.assignee].compactMap(\.self)
        self.checks = checks
    }

    func holds(_ request: EvaluationRequest, _ asked: Term) -> Bool? {
        guard let isCovered = actions.includes(asked) else { return nil }
        guard isCovered else { return false }
        if let target, !target.isSame(as: request.target) { return request.memberships.isEmpty ? false : nil }
        for assignee in assignees where !assignee.isSame(as: request.assignee) {
            return request.memberships.isEmpty ? false : nil
        }
        for check in checks {
            guard let holds = check.holds(request, actions) else { return nil }
            if !holds { return false }
        }
        return true
    }
}

/// The actions that a rule covers among all known ones.
struct QuickActions: Sendable {
    let covered: Set<Term>
    let others: Set<Term>

    func includes(_ action: Term) -> Bool? {
        if covered.contains(action) { return true }
        return others.contains(action) ? false : nil
    }
}

/// One comparison whose policy side is read already.
enum QuickCheck: Sendable {
    case time(Operator, Moment)
    case count(Operator, Int64)
    case text(QuickSlot, isNegated: Bool, values: [String])

    init?(_ constraint: Constraint, _ vocabulary: PolicyVocabulary, _ zoneMinutes: Int64?) {
        guard case .comparison(let comparison) = constraint, let relation = comparison.operator,
            comparison.unit == nil, comparison.reference == nil
        else { return nil }
        switch comparison.left {
        case Vocabulary.dateTime:
            guard relation.isOrder || relation.isEquality, let literal = comparison.right.single,
                let moment = Moment(literal, zoneMinutes: zoneMinutes)
            else { return nil }
            self = .time(relation, moment)
        case Vocabulary.count:
            guard relation.isOrder || relation.isEquality, let literal = comparison.right.single,
                literal.datatype == .plain || literal.datatype == .integer, let limit = Int64(literal.lexical)
            else { return nil }
            self = .count(relation, limit)
        default:
            guard let slot = QuickSlot(comparison.left, vocabulary), !comparison.right.values.isEmpty,
                comparison.right.values.allSatisfy({ [.plain, .string, .iri].contains($0.datatype) }),
                vocabulary.kind(of: comparison.left) == .any
            else { return nil }
            let isNegated = relation == .neq || relation == .isNoneOf
            guard isNegated || relation == .isAnyOf || relation == .eq else { return nil }
            guard relation.takesList || comparison.right.values.count == 1 else { return nil }
            self = .text(slot, isNegated: isNegated, values: comparison.right.values.map(\.lexical))
        }
    }

    func holds(_ request: EvaluationRequest, _ actions: QuickActions) -> Bool? {
        switch self {
        case .time(let relation, let moment): return Moment(request.now).compare(relation, moment)
        case .count(let relation, let limit):
            guard let counts = request.usageCounts else { return nil }
            var used: Int64 = 1
            for (done, count) in counts {
                guard count >= 0, let isCovered = actions.includes(Term(done)) else { return nil }
                let (sum, overflow) = used.addingReportingOverflow(isCovered ? count : 0)
                if overflow { return nil }
                used = sum
            }
            return Scalar.compare(used, relation, limit)
        case .text(let slot, let isNegated, let values):
            guard let given = slot.value(in: request) else { return nil }
            return values.contains { $0.isSame(as: given) } != isNegated
        }
    }
}

/// Where the single value of an operand stands in a request.
enum QuickSlot: Sendable {
    case purpose, spatial, recipients, events
    case fact(String)

    init?(_ operand: Term, _ vocabulary: PolicyVocabulary) {
        guard vocabulary.isKnown(operand: operand), vocabulary.claim(for: operand) == nil else { return nil }
        switch operand {
        case Vocabulary.purpose: self = .purpose
        case Vocabulary.spatial: self = .spatial
        case Vocabulary.recipient: self = .recipients
        case Vocabulary.event: self = .events
        default: self = .fact(operand.name)
        }
    }

    /// The value, nil where there is none, several, or one with a unit.
    func value(in request: EvaluationRequest) -> String? {
        switch self {
        case .purpose: return request.purpose
        case .spatial: return Self.only(request.spatial)
        case .recipients: return Self.only(request.recipients)
        case .events: return Self.only(request.events)
        case .fact(let name):
            guard let values = request.facts.value(forBytes: name), values.count == 1, let value = values.first else {
                return nil
            }
            return value.unit == nil && value.at == nil ? value.text : nil
        }
    }

    private static func only(_ values: [String]?) -> String? {
        guard let values, values.count == 1 else { return nil }
        return values.first
    }
}

extension String {
    /// The same bytes; the quick comparison of Swift excludes most of the others.
    fileprivate func isSame(as other: String) -> Bool { self == other && hasSameBytes(as: other) }
}

extension PolicyVocabulary {
    /// The actions under one, among all that are known here; nil when it is none.
    func quickActions(under wider: Term) -> QuickActions? {
        guard !hasSynonyms else { return nil }
        let known = Set(Vocabulary.actions).union(ownActions)
        guard wider == Vocabulary.any || known.contains(wider) else { return nil }
        let covered = known.filter { includes(wider, $0) == true }
        return QuickActions(covered: covered, others: known.subtracting(covered))
    }
}

extension PolicyEvaluator {
    /// The outcome alone, for those who ask a million times a second; reasons come from `evaluate`.
    package func outcome(_ compiled: CompiledPolicy, for request: EvaluationRequest) -> Decision.Outcome {
        if compiled.obstacle != nil { return .refuse }
        if let permits = compiled.quick?.permits(request) { return permits ? .permit : .refuse }
        return evaluate(compiled, for: request).outcome
    }
}
