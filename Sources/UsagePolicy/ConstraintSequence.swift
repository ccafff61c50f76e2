import Primitives

/// When a part of a sequence held.
private struct Stretch {
    let from: Instant
    let to: Instant
    /// Whether that is known, or only that it holds now.
    let isDated: Bool
}

/// `andSequence` (ODRL IM 2.5.3): parts that all hold must have come one after the other, or at once.
///
/// A fact that says when it happened held then; one that does not holds now, and nobody knows since when.
extension ConstraintJudge {
    func inOrder(_ parts: [Constraint], path: String) -> Judgement {
        var reached = Instant(milliseconds: .min)
        var isDated = true
        for part in parts {
            let stretch = stretch(part)
            guard max(reached, stretch.from) <= stretch.to else {
                return isDated
                    ? Judgement(verdict: .fails, reasons: [Reason(.sequenceBroken, at: part.path)])
                    : .unknown(Reason(.sequenceUnwitnessed, at: part.path))
            }
            if stretch.from > reached { (reached, isDated) = (stretch.from, stretch.isDated) }
        }
        return .holds
    }

    // INVARIANT: the reader bounds the depth of constraints.
    private func stretch(_ constraint: Constraint) -> Stretch {
        switch constraint {
        case .comparison(let comparison): return stretch(comparison)
        case .logical(let connective, let parts, _):
            let stretches = parts.map(stretch)
            let isAll = connective == .and || connective == .andSequence
            let start = isAll ? stretches.max { $0.from < $1.from } : stretches.min { $0.from < $1.from }
            let ends = stretches.map(\.to)
            guard let start, let end = isAll ? ends.min() : ends.max() else { return holdingNow }
            return Stretch(from: start.from, to: max(start.from, end), isDated: start.isDated)
        }
    }

    private var holdingNow: Stretch { Stretch(from: request.now, to: request.now, isDated: false) }

    private func stretch(_ comparison: Comparison) -> Stretch {
        if comparison.left == Vocabulary.dateTime {
            let moment = comparison.right.single.flatMap { Moment($0, zoneMinutes: zoneMinutes) }
            let start: Instant? =
                switch comparison.operator {
                case .gt: moment?.end
                case .gteq, .eq: moment?.start
                default: nil
                }
            return Stretch(from: start ?? Instant(milliseconds: .min), to: request.now, isDated: true)
        }
        let times = (known ?? request.facts).value(forBytes: comparison.left.name)?.compactMap(\.at) ?? []
        guard let last = times.max() else { return holdingNow }
        return Stretch(from: last, to: last, isDated: true)
    }
}
