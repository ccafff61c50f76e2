/// Whether a constraint is satisfied, with the reasons why it is not.
struct Judgement: Sendable {
    enum Verdict: String, Sendable, CaseIterable {
        case holds, fails
        /// It cannot be told: a permission is not granted, a prohibition applies.
        case unknown
        /// Only when terms are judged: it may hold or fail when the use takes place.
        case open
    }

    let verdict: Verdict
    let reasons: [Reason]

    static let holds = Judgement(verdict: .holds, reasons: [])

    static func unknown(_ reason: Reason) -> Judgement { Judgement(verdict: .unknown, reasons: [reason]) }
}

/// The logic of ODRL IM 2.5.3 over verdicts.
enum VerdictLogic {
    static func join(_ connective: Connective, _ parts: [Judgement], path: String) -> Judgement {
        switch connective {
        // Whether a sequence that holds came in its order is judged after this.
        case .and, .andSequence: all(parts)
        case .or: any(parts)
        case .xone: exactlyOne(parts, path: path)
        }
    }

    static func all(_ parts: [Judgement]) -> Judgement {
        joined(parts, worst: [.fails, .unknown, .open], otherwise: .holds)
    }

    /// The conjunction of two, with the reasons of both.
    static func joined(_ one: Judgement, _ other: Judgement) -> Judgement {
        if one.verdict == .holds, one.reasons.isEmpty { return other }
        if other.verdict == .holds, other.reasons.isEmpty { return one }
        return all([one, other])
    }

    /// The conjunction of two verdicts.
    static func both(_ one: Judgement.Verdict, _ other: Judgement.Verdict) -> Judgement.Verdict {
        for verdict in [Judgement.Verdict.fails, .unknown, .open] where one == verdict || other == verdict {
            return verdict
        }
        return .holds
    }

    private static func any(_ parts: [Judgement]) -> Judgement {
        if parts.contains(where: { $0.verdict == .holds }) { return .holds }
        return joined(parts, worst: [.open, .unknown], otherwise: .fails)
    }

    private static func exactlyOne(_ parts: [Judgement], path: String) -> Judgement {
        let satisfied = parts.filter { $0.verdict == .holds }.count
        if satisfied > 1 {
            return Judgement(
                verdict: .fails,
                reasons: [Reason(.severalAlternatives, at: path, [String(satisfied)])]
            )
        }
        let joined = joined(parts, worst: [.unknown, .open], otherwise: satisfied == 1 ? .holds : .fails)
        return joined.verdict == .holds ? .holds : joined
    }

    /// The first verdict of the list that any part has, with the reasons of all parts.
    private static func joined(
        _ parts: [Judgement],
        worst: [Judgement.Verdict],
        otherwise: Judgement.Verdict
    ) -> Judgement {
        let verdict = worst.first { verdict in parts.contains { $0.verdict == verdict } } ?? otherwise
        return Judgement(verdict: verdict, reasons: parts.flatMap(\.reasons))
    }
}
