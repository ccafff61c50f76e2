/// What a policy counts: what a usage history must know so that the policy can be judged.
package struct PolicyMeasures: Sendable, Equatable {
    /// Whether a number of uses is limited.
    package var countsUses = false
    /// Whether a volume of bytes is limited.
    package var countsVolume = false
    /// The rolling periods in which uses are counted.
    package var periods: Set<UsagePeriod> = []

    package var isEmpty: Bool { !countsUses && !countsVolume && periods.isEmpty }
}

/// A rolling period in which uses are counted, by the name that the policy's unit gives it.
package struct UsagePeriod: Sendable, Hashable {
    /// The unit as the policy writes it.
    package let name: String
    package let milliseconds: Int64

    /// A month has no fixed length; a period of a hundred years is no limit any more.
    private static let longestMilliseconds: Int64 = 36_525 * 86_400_000
    /// QUDT units of frequency (`http://qudt.org/vocab/unit/PER-DAY`).
    private static let prefix = "http://qudt.org/vocab/unit/PER-"
    private static let qudt: [String: Int64] = [
        "SEC": 1_000, "MIN": 60_000, "HR": 3_600_000, "DAY": 86_400_000, "WK": 7 * 86_400_000,
    ]

    /// Reads `P1D`, `PT1H` or a QUDT unit of frequency; nil for anything else, since nobody would know how long it is.
    package init?(_ name: String) {
        self.name = name
        if name.utf8.starts(with: Self.prefix.utf8) {
            let local = String(decoding: name.utf8.dropFirst(Self.prefix.utf8.count), as: UTF8.self)
            guard let milliseconds = Self.qudt.value(forBytes: local) else { return nil }
            self.milliseconds = milliseconds
            return
        }
        guard let duration = Duration(name), duration.months == 0,
            (1...Self.longestMilliseconds).contains(duration.milliseconds)
        else { return nil }
        milliseconds = duration.milliseconds
    }
}

/// The left operands that a usage history answers, beside `count`.
enum MeasuredOperands {
    /// Uses per period: the constraint's `unit` is the period.
    static let rates: Set<Term> = [Term("frequency"), Term("idsc:RECURRENCE_RATE")]
    /// Bytes in all; without a unit they are bytes.
    static let volume = Term("dataSize")
    static let byte = "http://qudt.org/vocab/unit/BYTE"
}

extension CompiledPolicy {
    /// What must be counted for this policy.
    package var measures: PolicyMeasures {
        var measures = PolicyMeasures()
        for comparison in canonical.rules.flatMap(\.family).flatMap(\.constraints).flatMap(\.comparisons) {
            switch comparison.left {
            case Vocabulary.count: measures.countsUses = true
            case MeasuredOperands.volume: measures.countsVolume = true
            case let rate where MeasuredOperands.rates.contains(rate):
                if let period = comparison.unit.flatMap({ UsagePeriod($0.name) }) { measures.periods.insert(period) }
            default: continue
            }
        }
        return measures
    }

    /// The action that a delivery is judged by: `use` where the policy permits it, else the first narrower action that
    /// cannot be done without the data.
    ///
    /// An agreement that permits nothing but reading is delivered for reading. One that permits only what needs no data
    /// (`delete`, `grantUse`) stays refused, since then `use` is asked.
    package var deliveryAction: String {
        let permitted = canonical.permissions.map(\.action)
        if permitted.contains(where: { vocabulary.includes($0, Vocabulary.use) == true }) { return Vocabulary.use.name }
        return Self.needingData.first { permitted.contains(Term($0)) } ?? Vocabulary.use.name
    }

    /// Whether a use of this action is a whole delivery, or else each single access to the data.
    ///
    /// `count` limits executions of an action (ODRL Vocabulary 3.15.7). Who may *use*, copy or pass on data does so once
    /// per delivery; who may read, display or compute does so at each access.
    package static func isUsePerDelivery(_ action: String) -> Bool { perDelivery.contains(Term(action)) }

    private static let perDelivery = Set(
        [
            "use", "transfer", "sell", "give", "delivery", "reproduce", "copy", "download", "archive", "distribute",
            "move",
        ]
        .map { Term($0) }
    )

    /// Actions that presuppose the data, in the order in which a delivery asks for them.
    private static let needingData = [
        "delivery", "transfer", "sell", "give", "reproduce", "download", "archive", "distribute", "read", "access",
        "cx-policy:access", "stream", "display", "play", "present", "print", "execute", "compute", "derive",
        "transform",
        "aggregate", "index", "extract", "anonymize", "desensitize", "translate", "modify",
    ]
}
