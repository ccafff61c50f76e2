import Primitives

/// Judges constraints of one policy against one request.
struct ConstraintJudge {
    let vocabulary: PolicyVocabulary
    var request: EvaluationRequest
    let zoneMinutes: Int64?
    /// Whether the terms are only weighed, before anything is agreed.
    let isWeighingTerms: Bool
    /// What refinements are judged on; nil for constraints, which are judged on the state of the world.
    var known: [String: [KnownValue]]?

    init(vocabulary: PolicyVocabulary, request: EvaluationRequest, zoneMinutes: Int64?, isWeighingTerms: Bool) {
        self.vocabulary = vocabulary
        self.request = request
        self.zoneMinutes = zoneMinutes
        self.isWeighingTerms = isWeighingTerms
    }

    /// The judge of refinements: on how an action is done, or on one member of a collection.
    func refining(_ known: [String: [KnownValue]], at instant: Instant? = nil) -> ConstraintJudge {
        var judge = self
        judge.known = known
        if let instant { judge.request.now = instant }
        return judge
    }

    /// The judge of the state of the world as it was at an earlier instant.
    func at(_ instant: Instant) -> ConstraintJudge {
        var judge = self
        judge.request.now = instant
        return judge
    }

    /// All constraints of a rule (ODRL IM 2.5: several constraints are a conjunction).
    func judge(_ rule: Rule) -> Judgement {
        judge(all: rule.constraints, of: rule)
    }

    func judge(all constraints: [Constraint], of rule: Rule) -> Judgement {
        switch constraints.count {
        case 0: .holds
        default: VerdictLogic.all(constraints.map { judge($0, of: rule) })
        }
    }

    // INVARIANT: the reader bounds the depth, so this recursion is at most `PolicyLimits.constraintDepth` deep.
    func judge(_ constraint: Constraint, of rule: Rule) -> Judgement {
        switch constraint {
        case .comparison(let comparison): judge(comparison, of: rule)
        case .logical(let connective, let parts, let path):
            joined(
                connective,
                parts,
                VerdictLogic.join(connective, parts.map { judge($0, of: rule) }, path: path),
                path
            )
        }
    }

    private func joined(
        _ connective: Connective,
        _ parts: [Constraint],
        _ joined: Judgement,
        _ path: String
    ) -> Judgement {
        connective == .andSequence && joined.verdict == .holds ? inOrder(parts, path: path) : joined
    }

    private func judge(_ comparison: Comparison, of rule: Rule) -> Judgement {
        guard let relation = comparison.operator else {
            return .unknown(Reason(.operatorUnknown, at: comparison.path, [comparison.relation.name]))
        }
        guard vocabulary.isKnown(operand: comparison.left) else {
            return .unknown(Reason(.operandUnknown, at: comparison.path, [comparison.left.name]))
        }
        if let reference = comparison.reference {
            return .unknown(Reason(.referenceUnresolved, at: comparison.path, [reference]))
        }
        switch comparison.left {
        case Vocabulary.dateTime: return judgeTime(comparison, relation)
        case Vocabulary.count where known == nil: return judgeCount(comparison, relation, action: rule.action)
        case MeasuredOperands.volume where known == nil && request.usageVolumes != nil:
            return judgeVolume(comparison, relation, action: rule.action)
        case let rate where known == nil && request.usageRates != nil && MeasuredOperands.rates.contains(rate):
            return judgeRate(comparison, relation, action: rule.action)
        default: return judgeTexts(comparison, relation)
        }
    }

    /// `dateTime`: when the action is exercised (ODRL Vocabulary 3.15.8).
    private func judgeTime(_ comparison: Comparison, _ relation: Operator) -> Judgement {
        guard relation.isOrder || relation.isEquality, comparison.unit == nil else { return notComparable(comparison) }
        guard let literal = comparison.right.single else { return severalValues(comparison) }
        guard let moment = Moment(literal, zoneMinutes: zoneMinutes) else {
            return .unknown(Reason(.valueUnreadable, at: comparison.path, [literal.lexical, "dateTime"]))
        }
        if isWeighingTerms, moment.boundaries(relation).contains(where: { $0 > request.now }) {
            return later(comparison)
        }
        let answer = Moment(request.now).compare(relation, moment)
        return answered(answer, comparison, given: request.now.description)
    }

    /// `count`: executions of the rule's action, this one included (ODRL Vocabulary 3.15.7).
    private func judgeCount(_ comparison: Comparison, _ relation: Operator, action: Term) -> Judgement {
        guard comparison.unit == nil else { return notComparable(comparison) }
        return judgeUses(comparison, relation, sum(request.usageCounts, of: action, with: 1))
    }

    /// Executions of the rule's action within the rolling period that the unit names, this one included.
    private func judgeRate(_ comparison: Comparison, _ relation: Operator, action: Term) -> Judgement {
        let counts = comparison.unit.flatMap { request.usageRates?.value(forBytes: $0.name) }
        return judgeUses(comparison, relation, sum(counts, of: action, with: 1))
    }

    private func judgeUses(_ comparison: Comparison, _ relation: Operator, _ used: Int64?) -> Judgement {
        guard relation.isOrder || relation.isEquality else { return notComparable(comparison) }
        guard let literal = comparison.right.single else { return severalValues(comparison) }
        guard literal.datatype == .plain || literal.datatype.isNumeric, let limit = DecimalNumber(literal.lexical),
            limit.isWhole
        else { return .unknown(Reason(.valueUnreadable, at: comparison.path, [literal.lexical, "integer"])) }
        if isWeighingTerms { return later(comparison) }
        guard let used, let given = DecimalNumber(String(used)) else { return missing(comparison) }
        return answered(Scalar.compare(given, relation, limit), comparison, given: String(used))
    }

    /// Bytes of the rule's action in all, those of this use included; a limit without a unit is one in bytes.
    private func judgeVolume(_ comparison: Comparison, _ relation: Operator, action: Term) -> Judgement {
        if isWeighingTerms { return later(comparison) }
        guard let used = sum(request.usageVolumes, of: action, with: request.volume),
            let given = GivenValues([
                KnownValue(String(used), unit: comparison.unit == nil ? nil : MeasuredOperands.byte)
            ])
        else { return missing(comparison) }
        return compared(comparison, relation, given)
    }

    /// This use and all that were made under the action; nil when they are not counted or the count is no count.
    private func sum(_ table: [String: Int64]?, of action: Term, with own: Int64) -> Int64? {
        guard let table, own >= 0 else { return nil }
        var sum = own
        for (done, count) in table {
            guard count >= 0, let isIncluded = vocabulary.includes(action, Term(done)) else { return nil }
            let (next, overflow) = sum.addingReportingOverflow(isIncluded ? count : 0)
            sum = overflow ? .max : next
        }
        return sum
    }

    private func judgeTexts(_ comparison: Comparison, _ relation: Operator) -> Judgement {
        guard let given = given(comparison.left) else {
            return vocabulary.claim(for: comparison.left) == nil && (isWeighingTerms || isDeferred(comparison.left))
                ? later(comparison) : missing(comparison)
        }
        return compared(comparison, relation, given)
    }

    private func isDeferred(_ operand: Term) -> Bool {
        guard known == nil, !request.deferredOperands.isEmpty else { return false }
        return request.deferredOperands.contains { $0.hasSameBytes(as: operand.name) }
    }

    private func compared(_ comparison: Comparison, _ relation: Operator, _ given: GivenValues) -> Judgement {
        let kind = vocabulary.kind(of: comparison.left)
        let matcher = SetComparison(
            given: given,
            right: comparison.right,
            scalar: Scalar(kind: kind, unit: comparison.unit, zoneMinutes: zoneMinutes),
            collections: request.collections(of:)
        )
        switch matcher.compare(relation) {
        case .answer(let answer): return answered(answer, comparison, given: given.words)
        case .notComparable: return notComparable(comparison)
        case .severalValues: return severalValues(comparison)
        }
    }

    /// What is known about an operand; an empty list is nothing known.
    private func given(_ operand: Term) -> GivenValues? {
        if let known { return GivenValues(happened(known.value(forBytes: operand.name))) }
        if let claim = vocabulary.claim(for: operand) {
            return GivenValues(request.claims.value(forBytes: claim), isHeld: true)
        }
        switch operand {
        case Vocabulary.purpose where request.purpose != nil:
            return GivenValues(request.purpose.map { [$0] }, isHeld: false)
        case Vocabulary.spatial where request.spatial != nil: return GivenValues(request.spatial, isHeld: false)
        case Vocabulary.recipient where request.recipients != nil:
            return GivenValues(request.recipients, isHeld: false)
        case Vocabulary.event where request.events != nil: return GivenValues(request.events, isHeld: false)
        default: return GivenValues(happened(request.facts.value(forBytes: operand.name)))
        }
    }

    /// What is yet to come counts for nothing.
    private func happened(_ values: [KnownValue]?) -> [KnownValue]? {
        guard let values, values.contains(where: { $0.at != nil }) else { return values }
        return values.filter { $0.at.map { $0 <= request.now } ?? true }
    }
}

extension ConstraintJudge {
    private func answered(_ answer: Bool?, _ comparison: Comparison, given: String) -> Judgement {
        let operands = comparison.words + [given]
        switch answer {
        case true?: return .holds
        case false?:
            return Judgement(verdict: .fails, reasons: [Reason(.constraintFails, at: comparison.path, operands)])
        case nil: return .unknown(Reason(.partlyTrue, at: comparison.path, operands))
        }
    }

    private func notComparable(_ comparison: Comparison) -> Judgement {
        .unknown(Reason(.notComparable, at: comparison.path, comparison.words))
    }

    private func severalValues(_ comparison: Comparison) -> Judgement {
        .unknown(Reason(.severalValues, at: comparison.path, comparison.words))
    }

    private func missing(_ comparison: Comparison) -> Judgement {
        let claim = vocabulary.claim(for: comparison.left) ?? comparison.left.name
        return .unknown(Reason(.valueMissing, at: comparison.path, [comparison.left.name, claim]))
    }

    private func later(_ comparison: Comparison) -> Judgement {
        Judgement(verdict: .open, reasons: [Reason(.laterOnly, at: comparison.path, comparison.words)])
    }
}

extension Comparison {
    /// Left operand, operator and right operand for a sentence.
    var words: [String] {
        [left.name, relation.name, right.values.map(\.lexical).joined(separator: ", ")]
    }
}
