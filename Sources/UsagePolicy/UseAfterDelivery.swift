package import Primitives

/// What an agreement says about use after delivery: why the data must stay under control, and when it has to be gone.
///
/// A rule is settled by delivery when nothing that happens afterwards could break it: a plain `use`, the time from which
/// it may begin, who the assignee is, what was paid, and how often it is delivered. Every other rule can only be kept where
/// the data is.
package struct UseAfterDelivery: Sendable {
    /// Paths of the rules that only a place under control can keep; empty where a plain copy breaks none.
    package let causes: [String]
    /// The policy whose times are asked.
    private let policy: Policy
    private let zoneMinutes: Int64?

    package var isControlling: Bool { !causes.isEmpty }

    /// Whether somebody has to delete the data once it was used, without a time being named.
    package let deletesAfterUse: Bool

    /// Where the agreement says under which policy results stand that are made from the data (`nextPolicy`).
    package struct Inheritance: Sendable, Equatable {
        /// The rules that say so: whoever puts a result under the policy has done what they demand.
        package let paths: [String]
        /// Policies that they name; empty where they hand on the agreement's own.
        package let policies: [String]
    }

    /// Nil where the agreement says nothing about the policy of results.
    package let inheritance: Inheritance?

    init(_ compiled: CompiledPolicy) {
        policy = compiled.canonical
        zoneMinutes = compiled.zoneMinutes
        let vocabulary = compiled.vocabulary
        let permissions = policy.permissions.filter { !$0.isSettledByDelivery(vocabulary) }
        // What the assigner has to do, the assignee's copy cannot break.
        let assigner = policy.assigner
        let obligations = policy.obligations.filter { rule in
            guard let assigner, let bearer = rule.bearer else { return rule.action != Words.compensate }
            return rule.action != Words.compensate && !bearer.hasSameBytes(as: assigner)
        }
        let before = policy.permissions.flatMap(\.duties).filter { $0.action == Words.delete }
        let all = permissions + policy.prohibitions + obligations + before
        let unknown = compiled.obstacle.map { [$0.path] } ?? []
        causes = unknown + all.map(\.path)
        let deriving = policy.permissions.filter { vocabulary.includes($0.action, Words.derive) == true }
        let handing = (deriving.flatMap(\.duties) + policy.obligations).filter { $0.action == Words.nextPolicy }
        let named = handing.compactMap(\.parties.ownTarget)
        inheritance = handing.isEmpty ? nil : Inheritance(paths: handing.map(\.path), policies: named)
        deletesAfterUse = obligations.contains { $0.action == Words.delete && $0.timeBounds.isEmpty }
    }

    /// When the data has to be gone at the latest; nil when no time is set.
    ///
    /// That is the first of: a duty to delete falls due, and no permission can hold any more by time alone.
    package func end(deliveredAt delivered: Instant) -> Instant? {
        let duties = policy.obligations.filter { $0.action == Words.delete }
            .flatMap { $0.timeBounds.compactMap { $0.instant(after: delivered, zoneMinutes: zoneMinutes) } }
        let ends = policy.permissions.map { permission in
            permission.timeBounds.filter(\.isUpper)
                .compactMap { $0.instant(after: delivered, zoneMinutes: zoneMinutes) }.min()
        }
        let bounded = ends.compactMap(\.self)
        let last = bounded.count == ends.count ? bounded.max() : nil
        return (duties + [last].compactMap(\.self)).min()
    }

    /// Literal values that the permissions ask a left operand to have, such as the fields that may be read.
    package func values(of operand: String) -> [[String]] { values(of: operand, [.eq, .isAnyOf, .isAllOf, .isPartOf]) }

    /// Literal values that the permissions ask a left operand not to have.
    package func excluded(of operand: String) -> [[String]] { values(of: operand, [.neq, .isNoneOf]) }

    private func values(of operand: String, _ operators: Set<Operator>) -> [[String]] {
        policy.permissions.flatMap { $0.constraints + $0.refinements }.flatMap(\.comparisons)
            .filter { $0.left.name.hasSameBytes(as: operand) && ($0.operator.map(operators.contains) ?? false) }
            .map { $0.right.values.map(\.lexical) }
    }

    /// Whether a permission names exactly this action, and not one that merely includes it.
    package func names(_ action: String) -> Bool {
        policy.permissions.contains { $0.action == Term(action) }
    }
}

extension PolicyEvaluator {
    /// What the agreed policy asks after delivery; a policy that cannot be read is a rule that nobody can keep.
    package func useAfterDelivery(reading json: JSONValue) -> UseAfterDelivery? {
        do throws(PolicyProblem) { return UseAfterDelivery(compile(try Policy(json))) } catch { return nil }
    }
}

private enum Words {
    static let delete = Term("delete")
    static let compensate = Term("compensate")
    static let derive = Term("derive")
    static let nextPolicy = Term("nextPolicy")
    /// Actions that hand the data over as a copy: whoever may do them needs no control afterwards.
    static let handing: Set<Term> = Set(
        ["use", "*", "transfer", "reproduce", "archive", "distribute", "download", "delivery", "access"].map {
            Term($0)
        }
    )
    /// Operands whose answer cannot change after the data arrived; whoever may use or copy does so once per delivery.
    static let settled: Set<Term> = Set(
        ["payAmount", "deliveryChannel", "count", "frequency", "dataSize", "idsc:RECURRENCE_RATE"].map { Term($0) }
    )
    static let durations: Set<Term> = Set(["elapsedTime", "timeInterval", "delayPeriod"].map { Term($0) })
}

extension Rule {
    /// Whether nothing after delivery can break this permission.
    fileprivate func isSettledByDelivery(_ vocabulary: PolicyVocabulary) -> Bool {
        guard Words.handing.contains(action), refinements.isEmpty, parties.targetRefinements.isEmpty else {
            return false
        }
        return constraints.flatMap(\.comparisons).allSatisfy { comparison in
            vocabulary.claim(for: comparison.left) != nil || Words.settled.contains(comparison.left)
                || (comparison.left == Vocabulary.dateTime
                    && (comparison.operator == .gteq || comparison.operator == .gt))
        }
    }

    /// Comparisons with the time that must all hold: what stands under `or` or `xone` bounds nothing alone.
    fileprivate var timeBounds: [Comparison] {
        (constraints + refinements).flatMap(\.conjunction)
            .filter { $0.left == Vocabulary.dateTime || Words.durations.contains($0.left) }
    }
}

extension Constraint {
    /// The comparisons that must all hold for it.
    var conjunction: [Comparison] {
        switch self {
        case .comparison(let comparison): [comparison]
        case .logical(.and, let parts, _), .logical(.andSequence, let parts, _): parts.flatMap(\.conjunction)
        case .logical: []
        }
    }
}

extension Comparison {
    var isUpper: Bool {
        switch self.operator {
        case .lt, .lteq, .eq: true
        default: false
        }
    }

    /// The instant that the comparison names: itself, or so long after the delivery.
    func instant(after delivered: Instant, zoneMinutes: Int64?) -> Instant? {
        guard let literal = right.single else { return nil }
        if left == Vocabulary.dateTime {
            guard let moment = Moment(literal, zoneMinutes: zoneMinutes) else { return nil }
            // A day counts to its end where it is the last allowed one.
            return self.operator == .lteq || self.operator == .eq ? moment.end : moment.start
        }
        return Duration(literal.lexical).map { delivered.advanced(by: $0) }
    }
}

extension Instant {
    /// Months first and by the calendar, then the rest; a day that the month lacks is its 28th, which is never later.
    fileprivate func advanced(by duration: Duration) -> Instant {
        guard duration.months != 0, let moved = advanced(months: duration.months) else {
            return advanced(milliseconds: duration.milliseconds)
        }
        return moved.advanced(milliseconds: duration.milliseconds)
    }

    private func advanced(months: Int64) -> Instant? {
        let text = Array(description.utf8)
        guard text.count > 10, let year = Int64(String(decoding: text[0..<4], as: UTF8.self)),
            let month = Int64(String(decoding: text[5..<7], as: UTF8.self)),
            let day = Int64(String(decoding: text[8..<10], as: UTF8.self))
        else { return nil }
        let count = year * 12 + month - 1 + months
        guard count >= 12, count < 9999 * 12 else { return nil }
        let pad = { (number: Int64, width: Int) in
            String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
        }
        let date = pad(count / 12, 4) + "-" + pad(count % 12 + 1, 2) + "-"
        let rest = String(decoding: text[10...], as: UTF8.self)
        return Instant(date + pad(day, 2) + rest) ?? Instant(date + "28" + rest)
    }
}
