package import Primitives

extension NationalForm {
    /// A policy in the national form; what it has no words for is refused by name.
    package static func form(of policy: Policy) throws(PolicyProblem) -> JSONValue {
        let compiled = CompiledPolicy(policy, PolicyVocabulary.whole, isForMany: false)
        if let obstacle = compiled.obstacle, obstacle.code == .profileUnknown {
            throw PolicyProblem(.unsupported, at: "profile", obstacle.operands.first ?? "")
        }
        guard policy.conflict == nil || policy.conflict == .invalid else {
            throw PolicyProblem(.unsupported, at: "conflict", policy.conflict?.rawValue ?? "")
        }
        let canonical = compiled.canonical
        var policies = JSONObject()
        for (name, role) in lists {
            let rules = canonical.rules.filter { $0.role == role }
            guard !rules.isEmpty else { continue }
            var written: [JSONValue] = []
            for rule in rules {
                written.append(try NationalWriter(zoneMinutes: compiled.zoneMinutes).strategy(rule, canonical.parties))
            }
            policies[name] = .array(written)
        }
        return ["contractId": .optional(policy.id), "contractPolicies": .object(policies)]
    }
}

private struct NationalWriter {
    let zoneMinutes: Int64?
    private static let beijing: Int64 = 480

    func strategy(_ rule: Rule, _ policy: Parties) throws(PolicyProblem) -> JSONValue {
        let parties = rule.parties
        guard parties.targetRefinements.isEmpty, parties.assigneeRefinements.isEmpty, policy.targetRefinements.isEmpty,
            policy.assigneeRefinements.isEmpty
        else { throw PolicyProblem(.unsupported, at: rule.path, "refinement") }
        if !rule.refinements.isEmpty { throw PolicyProblem(.unsupported, at: rule.path, "refinement") }
        if let function = rule.functions.first { throw PolicyProblem(.unsupported, at: rule.path, function.name) }
        var constraints: [JSONValue] = []
        for constraint in rule.constraints { constraints += try written(constraint) }
        let target = parties.target ?? policy.target
        let assigner = parties.assigner ?? policy.assigner
        let assignee = parties.assignee ?? policy.assignee
        var expansion: [JSONValue] = []
        for duty in rule.duties + rule.failures {
            if let act = try act(duty) {
                constraints.append(act)
                continue
            }
            expansion.append(try strategy(duty, Parties(target: nil, assigner: nil, assignee: nil)))
        }
        return [
            "subjectInfo": target.map { ["dataProductId": .string($0)] },
            "executionNodeInfo": assigner == nil && assignee == nil
                ? nil : ["providerNodeId": .optional(assigner), "consumerNodeId": .optional(assignee)],
            "actions": [.string(try word(rule.action, isAction: true, at: rule.path))],
            "constraints": constraints.isEmpty ? nil : .array(constraints),
            "policyExpansion": expansion.isEmpty ? nil : .array(expansion),
        ]
    }

    /// The two acts that annex D writes among the constraints; nil for every other.
    private func act(_ duty: Rule) throws(PolicyProblem) -> JSONValue? {
        guard duty.constraints.isEmpty, duty.failures.isEmpty, duty.parties.ownTarget == nil,
            duty.parties.ownAssignee == nil, duty.parties.assigner == nil
        else { return nil }
        if duty.action == Term("inform"), duty.refinements.isEmpty, duty.functions.count == 1,
            let told = duty.functions.first, told.name == "informedParty"
        {
            return entry("logRecordSend", .eq, .string(told.party))
        }
        guard duty.action == Term("compensate"), duty.functions.isEmpty, duty.refinements.count == 1,
            case .comparison(let paid)? = duty.refinements.first, paid.left == Term("payAmount"),
            let value = try written(paid).first?["constraintValue"], let relation = paid.operator
        else { return nil }
        return entry("compensate", relation, value)
    }

    private func word(_ term: Term, isAction: Bool, at path: String) throws(PolicyProblem) -> String {
        let found = PolicyProfile.national.words.first { word in
            switch word.meaning {
            case .same(let name): Term(name) == term && Vocabulary.isAction(term) == isAction
            case .action: isAction && Term(word.name) == term
            case .operand: !isAction && Term(word.name) == term
            }
        }
        guard let found else { throw PolicyProblem(.unsupported, at: path, term.name) }
        // As printed in tables C.5 and C.6.
        return ["policyTransmit": "plicyTransmit", "dataRecord": "dateRecord"][found.name] ?? found.name
    }

    private func written(_ constraint: Constraint) throws(PolicyProblem) -> [JSONValue] {
        switch constraint {
        case .comparison(let comparison): return try written(comparison)
        case .logical(.and, let parts, _):
            var all: [JSONValue] = []
            for part in parts { all += try written(part) }
            return all
        case .logical(let connective, _, let path): throw PolicyProblem(.unsupported, at: path, connective.rawValue)
        }
    }

    private func written(_ comparison: Comparison) throws(PolicyProblem) -> [JSONValue] {
        guard let relation = comparison.operator, comparison.reference == nil else {
            throw PolicyProblem(.unsupported, at: comparison.path, comparison.relation.name)
        }
        let name = try word(comparison.left, isAction: false, at: comparison.path)
        if comparison.left == Vocabulary.dateTime { return try times(comparison, relation) }
        var texts = comparison.right.values.map(\.lexical)
        if let unit = comparison.unit {
            let currency = NationalForm.currency
            guard name == "payAmount", unit.name.utf8.starts(with: currency.utf8), texts.count == 1 else {
                throw PolicyProblem(.unsupported, at: comparison.path, unit.name)
            }
            texts = texts.map {
                $0 + " " + String(decoding: unit.name.utf8.dropFirst(currency.utf8.count), as: UTF8.self)
            }
        }
        let isOne = texts.count == 1 && !relation.takesList
        return [entry(name, relation, isOne ? .string(texts.first ?? "") : .strings(texts))]
    }

    private func entry(_ name: String, _ relation: Operator, _ value: JSONValue) -> JSONValue {
        let code = (NationalForm.operators.firstIndex(of: relation) ?? 0) + 1
        return [
            "constraintName": .string(name), "constraintOperator": .string(code < 10 ? "0\(code)" : "\(code)"),
            "constraintValue": value,
        ]
    }

    /// Times in whole seconds of Beijing; a day stands for its edges.
    private func times(_ comparison: Comparison, _ relation: Operator) throws(PolicyProblem) -> [JSONValue] {
        guard let literal = comparison.right.single, let moment = Moment(literal, zoneMinutes: zoneMinutes) else {
            throw PolicyProblem(.unsupported, at: comparison.path, comparison.right.single?.lexical ?? "dateTime")
        }
        let isDay = moment.end.milliseconds - moment.start.milliseconds > 1
        let bounds: [(Operator, Instant)] =
            switch relation {
            case .lt: [(.lt, moment.start)]
            case .gteq: [(.gteq, moment.start)]
            case .lteq: isDay ? [(.lt, moment.end)] : [(.lteq, moment.start)]
            case .gt: isDay ? [(.gteq, moment.end)] : [(.gt, moment.start)]
            case .eq: isDay ? [(.gteq, moment.start), (.lt, moment.end)] : [(.eq, moment.start)]
            default: []
            }
        guard !bounds.isEmpty, bounds.allSatisfy({ $0.1.milliseconds.isMultiple(of: 1000) }) else {
            throw PolicyProblem(.unsupported, at: comparison.path, literal.lexical)
        }
        return bounds.map { entry("time", $0.0, .string(Self.text($0.1))) }
    }

    private static func text(_ instant: Instant) -> String {
        let local = instant.advanced(seconds: beijing * 60).description
        return String(decoding: local.utf8.filter { (0x30...0x39).contains($0) }.prefix(14), as: UTF8.self)
    }
}
