import Primitives

/// Finds conjunctions that no request can satisfy: empty spans of time, numbers and durations, counts below one, texts that
/// must be two things at once, and alternatives of which each is impossible.
///
/// Sound, not complete: what it reports is impossible; what it passes may still be.
struct Satisfiability {
    let zoneMinutes: Int64?
    /// Knows which operands claims answer: of a claim, one value among several is enough.
    var vocabulary = PolicyVocabulary()

    func findings(all constraints: [Constraint], path: String) -> [Finding] {
        let comparisons = constraints.flatMap(conjuncts)
        let own = impossible(comparisons).map { Finding(.neverSatisfied, at: path, [$0]) }
        return own + (own.isEmpty ? constraints.flatMap { dead($0, beside: comparisons) } : [])
            + constraints.flatMap(alternatives)
    }

    /// The operands of which no value satisfies all of these.
    private func impossible(_ comparisons: [Comparison]) -> [String] {
        let operands = Set(comparisons.map(\.left))
        let impossible = operands.filter { operand in
            let own = comparisons.filter { $0.left == operand }
            switch operand {
            case Vocabulary.dateTime: return isEmptySpan(own)
            case Vocabulary.count: return isEmptyCount(own)
            default: return contradicts(own) || isEmptyRange(own) || excludesAll(own)
            }
        }
        return impossible.map(\.name).sorted()
    }

    /// Alternatives none of which can hold beside what must hold anyway; what stands deeper is left alone.
    private func dead(_ constraint: Constraint, beside comparisons: [Comparison]) -> [Finding] {
        switch constraint {
        case .comparison: return []
        case .logical(.and, let parts, _), .logical(.andSequence, let parts, _):
            return parts.flatMap { dead($0, beside: comparisons) }
        case .logical(let connective, let parts, let path):
            guard parts.count > 1, parts.allSatisfy({ !isImpossible(conjuncts($0)) }) else { return [] }
            let operands = parts.flatMap { impossible(comparisons + conjuncts($0)).prefix(1) }
            if operands.count == parts.count, let first = operands.first {
                return [Finding(.neverSatisfied, at: path, [first])]
            }
            let terms = parts.map { CanonicalJSON.bytes(of: $0.terms) }
            guard connective == .xone, terms.dropFirst().allSatisfy({ $0 == terms.first }) else { return [] }
            return [Finding(.neverSatisfied, at: path, [connective.rawValue])]
        }
    }

    private func isImpossible(_ comparisons: [Comparison]) -> Bool { !impossible(comparisons).isEmpty }

    /// The comparisons that must all hold.
    private func conjuncts(_ constraint: Constraint) -> [Comparison] {
        switch constraint {
        case .comparison(let comparison): [comparison]
        case .logical(.and, let parts, _), .logical(.andSequence, let parts, _): parts.flatMap(conjuncts)
        // An alternative without a second one is a demand.
        case .logical(_, let parts, _): parts.count == 1 ? parts.flatMap(conjuncts) : []
        }
    }

    /// Each alternative on its own.
    private func alternatives(_ constraint: Constraint) -> [Finding] {
        switch constraint {
        case .comparison: []
        case .logical(.and, let parts, _), .logical(.andSequence, let parts, _): parts.flatMap(alternatives)
        case .logical(_, let parts, _):
            parts.count == 1 ? [] : parts.flatMap { findings(all: [$0], path: $0.path) }
        }
    }

    private func isEmptySpan(_ comparisons: [Comparison]) -> Bool {
        var start = Instant(milliseconds: .min)
        var end = Instant(milliseconds: .max)
        for comparison in comparisons {
            guard let literal = comparison.right.single, let moment = Moment(literal, zoneMinutes: zoneMinutes) else {
                continue
            }
            switch comparison.operator {
            case .lt: end = min(end, moment.start)
            case .lteq: end = min(end, moment.end)
            case .gt: start = max(start, moment.end)
            case .gteq: start = max(start, moment.start)
            case .eq: (start, end) = (max(start, moment.start), min(end, moment.end))
            default: break
            }
        }
        return start >= end
    }

    /// This use counts, so a count is at least one; candidates are the ends of the whole-number range.
    private func isEmptyCount(_ comparisons: [Comparison]) -> Bool {
        var low: Int64 = 1
        var high = Int64.max
        for comparison in comparisons {
            guard let limit = comparison.right.single.flatMap({ Int64($0.lexical) }) else { continue }
            switch comparison.operator {
            case .lt: high = min(high, limit == .min ? limit : limit - 1)
            case .lteq: high = min(high, limit)
            case .gt: low = max(low, limit == .max ? limit : limit + 1)
            case .gteq: low = max(low, limit)
            case .eq: (low, high) = (max(low, limit), min(high, limit))
            default: break
            }
        }
        return low > high
    }

    /// A number that must lie above one bound and below another that is no higher.
    private func isEmptyRange(_ comparisons: [Comparison]) -> Bool {
        let low = comparisons.filter { [.gt, .gteq, .eq].contains($0.operator) }
        let high = comparisons.filter { [.lt, .lteq, .eq].contains($0.operator) }
        return low.contains { one in
            high.contains { other in
                let isStrict = one.operator == .gt || other.operator == .lt
                guard let low = one.right.single, let high = other.right.single else { return false }
                if one.unit == nil, other.unit == nil, let floor = Duration(low.lexical),
                    let ceiling = Duration(high.lexical)
                {
                    return ceiling.compare(isStrict ? .lteq : .lt, floor) == true
                }
                guard let scales = Units.scales(one.unit?.name, other.unit), let floor = Scalar.number(low),
                    let ceiling = Scalar.number(high)
                else { return false }
                let (bottom, top) = (floor.multiplied(by: scales.given), ceiling.multiplied(by: scales.wanted))
                return top < bottom || (isStrict && top == bottom)
            }
        }
    }

    /// Texts that must be one of some lists and none of others, with nothing left.
    private func excludesAll(_ comparisons: [Comparison]) -> Bool {
        guard let operand = comparisons.first?.left, vocabulary.claim(for: operand) == nil,
            Vocabulary.operands.contains(operand), vocabulary.kind(of: operand) == .any
        else { return false }
        var left: Set<Term>?
        var excluded: Set<Term> = []
        for comparison in comparisons {
            let values = comparison.right.values
            guard comparison.unit == nil, !values.isEmpty,
                values.allSatisfy({ [.plain, .string, .iri].contains($0.datatype) })
            else {
                continue
            }
            let texts = Set(values.map { Term(literally: $0.lexical) })
            switch comparison.operator {
            case .eq where texts.count == 1, .isAnyOf: left = left?.intersection(texts) ?? texts
            case .neq where texts.count == 1, .isNoneOf: excluded.formUnion(texts)
            default: break
            }
        }
        return left?.subtracting(excluded).isEmpty ?? false
    }

    /// The same value demanded and excluded, or for a purpose two different ones demanded.
    private func contradicts(_ comparisons: [Comparison]) -> Bool {
        let demanded = comparisons.filter { $0.operator == .eq }.compactMap(\.right.single)
        let excluded = comparisons.filter { $0.operator == .neq || $0.operator == .isNoneOf }.flatMap(\.right.values)
        let isExcluded = demanded.contains { one in
            excluded.contains { $0.datatype == one.datatype && $0.lexical.hasSameBytes(as: one.lexical) }
        }
        guard let first = demanded.first, first.datatype == .plain || first.datatype == .iri,
            comparisons.first?.left == Vocabulary.purpose
        else { return isExcluded }
        return isExcluded || demanded.contains { !$0.lexical.hasSameBytes(as: first.lexical) && !$0.datatype.isNumeric }
    }
}
