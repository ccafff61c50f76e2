import Primitives

/// Finds conjunctions that no request can satisfy: empty time spans, counts below one, two different equals.
///
/// Sound, not complete: what it reports is impossible; what it passes may still be.
struct Satisfiability {
    let zoneMinutes: Int64?

    func findings(all constraints: [Constraint], path: String) -> [Finding] {
        let comparisons = constraints.flatMap(conjuncts)
        let operands = Set(comparisons.map(\.left))
        let impossible = operands.filter { operand in
            let own = comparisons.filter { $0.left == operand }
            switch operand {
            case Vocabulary.dateTime: return isEmptySpan(own)
            case Vocabulary.count: return isEmptyCount(own)
            default: return contradicts(own) || isEmptyRange(own)
            }
        }
        let nested = constraints.flatMap(alternatives)
        return impossible.map(\.name).sorted().map { Finding(.neverSatisfied, at: path, [$0]) } + nested
    }

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
                guard one.unit == other.unit, let floor = one.right.single.flatMap(Scalar.number),
                    let ceiling = other.right.single.flatMap(Scalar.number)
                else { return false }
                let isStrict = one.operator == .gt || other.operator == .lt
                return ceiling < floor || (isStrict && ceiling == floor)
            }
        }
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
