package import Primitives

/// One duty of an agreement as somebody has to do it: what, by whom, towards whom, from when and until when.
///
/// Read once from the compiled policy, in its order: the duties of the permissions, the obligations, and behind each what
/// follows from its failure.
package struct DutyPlan: Sendable, Equatable {
    /// When a duty is done (CON-UC-06 of the national framework: before, parallel, after).
    package enum Moment: String, Sendable, CaseIterable {
        /// Before its permission grants.
        case before
        /// Because the policy says so.
        case obligation
        /// Because another duty was not done (ODRL IM 2.6.3).
        case consequence
    }

    package let path: String
    /// The action under ODRL's own word where it has one.
    package let action: String
    /// The action as the policy spells it.
    package let spelled: String
    package let moment: Moment
    /// The duty whose failure brings this one about; nil where there is none.
    package let parent: String?
    /// The party that the duty itself names to do it; nil leaves it to the assignee.
    package let bearer: String?
    /// The party or the address that it is done towards; nil where the policy names none, or several.
    package let recipient: String?
    /// The amount and its unit, for what is paid.
    package let payment: KnownValue?
    /// What follows when it is not done in time.
    package let consequences: [DutyPlan]
    private let bounds: [Comparison]
    private let zoneMinutes: Int64?

    package static func == (one: DutyPlan, other: DutyPlan) -> Bool { one.path.hasSameBytes(as: other.path) }

    package var isObligation: Bool { moment == .obligation }

    /// The payment as one text.
    package var price: String? {
        payment.map { payment in payment.unit.map { payment.text + " " + $0 } ?? payment.text }
    }

    /// From when on it may be done, counted from its occasion where the policy gives a duration.
    package func start(since occasion: Instant) -> Instant {
        let starts = bounds.filter { !isDeadline($0) }
            .compactMap { $0.instant(after: occasion, zoneMinutes: zoneMinutes) }
        return (starts + [occasion]).max() ?? occasion
    }

    /// Until when it must be done; nil where the policy sets no time.
    package func deadline(since occasion: Instant) -> Instant? {
        bounds.filter(isDeadline).compactMap { $0.instant(after: occasion, zoneMinutes: zoneMinutes) }.min()
    }

    /// The duration within which it must be done, in milliseconds; nil where the policy gives none without months.
    package var windowMilliseconds: Int64? {
        bounds.filter { isDeadline($0) && $0.left != Vocabulary.dateTime }.compactMap { comparison in
            comparison.right.single.flatMap { Duration($0.lexical) }.flatMap { $0.months == 0 ? $0.milliseconds : nil }
        }
        .min()
    }

    /// A delay is waited for; every other upper bound is a deadline.
    private func isDeadline(_ comparison: Comparison) -> Bool {
        comparison.isUpper && (comparison.left != Words.delay || comparison.operator != .eq)
    }

    fileprivate init(_ rule: Rule, spelled: String, parent: DutyPlanParent?, zoneMinutes: Int64?) {
        path = rule.path
        action = rule.action.name
        self.spelled = spelled
        moment = parent != nil ? .consequence : rule.role == .obligation ? .obligation : .before
        self.parent = parent?.path
        let bearer = rule.bearer ?? parent?.bearer
        self.bearer = bearer
        let comparisons = (rule.constraints + rule.refinements).flatMap(\.conjunction)
        let recipients =
            rule.functions.filter { Words.receiving.contains($0.name) }.map(\.party)
            + comparisons.filter { Words.recipients.contains($0.left) && $0.operator == .eq }
            .flatMap(\.right.values).map(\.lexical)
        recipient = recipients.count == 1 ? recipients.first : nil
        payment = comparisons.first { $0.left == Words.amount }.flatMap { comparison in
            comparison.right.single.map { KnownValue($0.lexical, unit: comparison.unit?.name) }
        }
        bounds = comparisons.filter { $0.left == Vocabulary.dateTime || Words.durations.contains($0.left) }
        self.zoneMinutes = zoneMinutes
        let own = DutyPlanParent(path: rule.path, bearer: bearer)
        consequences = rule.failures.map {
            DutyPlan($0, spelled: $0.action.name, parent: own, zoneMinutes: zoneMinutes)
        }
    }

    fileprivate enum Words {
        static let amount = Term("payAmount")
        static let delay = Term("delayPeriod")
        static let durations: Set<Term> = Set(["elapsedTime", "timeInterval", "delayPeriod"].map { Term($0) })
        static let recipients: Set<Term> = Set(["recipient", "idsc:ENDPOINT"].map { Term($0) })
        static let receiving = ["informedParty", "compensatedParty"]
    }
}

extension Rule {
    /// Functions of whoever does a duty (ODRL Vocabulary 3.8).
    private static let bearing = ["informingParty", "compensatingParty"]

    /// The party that a duty itself names to do it; nil leaves it to the assignee.
    var bearer: String? {
        parties.ownAssignee ?? functions.first { Self.bearing.contains($0.name) }?.party
    }
}

private struct DutyPlanParent {
    let path: String
    let bearer: String?
}

extension CompiledPolicy {
    /// Duties of permissions, then obligations, in the policy's order; consequences stand within each.
    package var duties: [DutyPlan] {
        let written = Dictionary(
            policy.rules.flatMap(\.family).map { ($0.path, $0.action.name) },
            uniquingKeysWith: { first, _ in first }
        )
        return (canonical.permissions.flatMap(\.duties) + canonical.obligations).map { rule in
            DutyPlan(rule, spelled: written[rule.path] ?? rule.action.name, parent: nil, zoneMinutes: zoneMinutes)
        }
    }
}
