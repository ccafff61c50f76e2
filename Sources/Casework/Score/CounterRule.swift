package import Primitives

/// Counts that a rule starts anew each year, each person once, and what the sums lead to.
///
/// One table is asked for every record alone and for all of a group together. When the group is stricter than each of its
/// records, the group was split; a counter without a refusal only says what the sum leads to.
package struct CounterRule: Sendable {
    package let cite: String
    /// The month and day on which counting starts anew.
    let month: Int
    let day: Int
    /// Number facts that are counted.
    package let measures: [String]
    /// Facts whose equal values make a group.
    package let groupBy: [String]
    /// Records for which this holds stay out of the count.
    let except: Expression?
    let table: String
    let output: String
    /// Outcomes from the mildest to the strictest.
    let order: [String]
    /// The refusal when a group was split; nil counts only.
    let refusal: String?

    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly([
            "cite", "since", "measures", "groupBy", "except", "table", "output", "order", "refuse",
        ])
        cite = try fields.nonEmpty("cite")
        guard let since = CivilDate("2024-\(try fields.string("since"))") else {
            throw fields.problem("since", "must be a month and day such as 01-01")
        }
        (month, day) = (since.parts.month, since.parts.day)
        measures = try fields.words("measures", maximum: PackWords.longestList)
        groupBy = try fields.words("groupBy", maximum: PackWords.longestList)
        except = try fields.optionalExpression("except")
        table = try fields.word("table")
        output = try fields.word("output")
        order = try fields.words("order", maximum: PackWords.longestList)
        refusal = try fields.optionalWord("refuse")
    }

    /// The first day of the counting period that a day lies in.
    func start(of date: CivilDate) -> CivilDate {
        let year = date.year
        let here = CivilDate(year: year, month: month, day: day) ?? date
        return here <= date ? here : CivilDate(year: year - 1, month: month, day: day) ?? here
    }
}

/// One act that counts: its day, its facts, and for each measure how many, or who by name.
package struct CountedRecord: Sendable {
    package let date: CivilDate
    package let facts: [String: FactValue]
    package let people: [String: Counted]

    package enum Counted: Sendable, Equatable {
        case number(ExactDecimal)
        /// Names or digests of persons; the same person counts once.
        case names([String])
    }

    package init(date: CivilDate, facts: [String: FactValue], people: [String: Counted]) {
        self.date = date
        self.facts = facts
        self.people = people
    }
}

/// What the counts of one group lead to.
package struct CounterResult: Sendable {
    package let group: [String: FactValue]
    package let since: CivilDate
    package let counts: [String: ExactDecimal]
    package let outcome: String?
    /// Set when the group is stricter than every record in it.
    package let refusal: Refusal?

    package var json: JSONValue {
        var keys = JSONObject()
        for (name, value) in group.sorted(by: { $0.key < $1.key }) { keys[name] = value.json }
        var sums = JSONObject()
        for (name, count) in counts.sorted(by: { $0.key < $1.key }) { sums[name] = FactValue.number(count).json }
        return [
            "group": .object(keys), "since": .string(since.description), "counts": .object(sums),
            "outcome": .optional(outcome), "refusal": refusal?.json,
        ]
    }
}

extension Pack {
    /// Counts records up to a day, group by group; nil when the pack has no such counter.
    package func count(
        _ counter: String,
        _ records: [CountedRecord],
        on date: CivilDate,
        calendar: WorkCalendar
    ) -> [CounterResult]? {
        guard let rule = counters[counter] else { return nil }
        let start = rule.start(of: date)
        let counted = records.filter { record in
            start <= record.date && record.date <= date && !isExcepted(record, rule, calendar)
        }
        let groups = Dictionary(grouping: counted) { record in rule.groupBy.map { record.facts[$0] ?? .unknown } }
        return groups.sorted { "\($0.key)" < "\($1.key)" }.map { result(rule, $0.key, $0.value, start) }
    }

    private func isExcepted(_ record: CountedRecord, _ rule: CounterRule, _ calendar: WorkCalendar) -> Bool {
        guard let except = rule.except else { return false }
        var evaluator = Evaluator(calendar: calendar.serving(self), matrices: matrices) { name in
            record.facts[name] ?? facts[name]?.absent ?? .unknown
        }
        // What is not known to be excepted counts.
        return evaluator.value(except) == .flag(true)
    }

    private func result(
        _ rule: CounterRule,
        _ key: [FactValue],
        _ records: [CountedRecord],
        _ start: CivilDate
    ) -> CounterResult {
        let sums = Self.sums(rule, records)
        // The sum is asked for every act of the group, and the strictest answer holds whatever their order.
        let asked = records.compactMap { outcome(rule, sums, $0.facts).flatMap(rule.order.firstIndex) }
        let together = asked.max().map { rule.order[$0] }
        let alone = records.compactMap { outcome(rule, Self.sums(rule, [$0]), $0.facts).flatMap(rule.order.firstIndex) }
        let isSplit = together.flatMap(rule.order.firstIndex).map { rank in
            records.count > 1 && rank > (alone.max() ?? 0)
        }
        return CounterResult(
            group: Dictionary(zip(rule.groupBy, key)) { first, _ in first },
            since: start,
            counts: sums,
            outcome: together,
            refusal: isSplit == true
                ? rule.refusal.map { Refusal($0, refusals[$0], cite: rule.cite, missing: []) } : nil
        )
    }

    /// The sum of each measure; one that is too large to count is left out, and so is unknown.
    private static func sums(_ rule: CounterRule, _ records: [CountedRecord]) -> [String: ExactDecimal] {
        var sums: [String: ExactDecimal] = [:]
        for measure in rule.measures {
            var names: Set<[UInt8]> = []
            var sum: ExactDecimal? = .zero
            for record in records {
                switch record.people[measure] {
                case .number(let number): sum = try? sum?.adding(number)
                case .names(let people): names.formUnion(people.map { Array($0.utf8) })
                case nil: break
                }
            }
            sums[measure] = try? sum?.adding(ExactDecimal(names.count))
        }
        return sums
    }

    private func outcome(
        _ rule: CounterRule,
        _ sums: [String: ExactDecimal],
        _ known: [String: FactValue]
    ) -> String? {
        let row = tables[rule.table]?.answer { name in
            if rule.measures.contains(name) { return sums[name].map { .number($0) } ?? .unknown }
            return known[name] ?? facts[name]?.absent ?? .unknown
        }
        return row?.then[rule.output]
    }
}
