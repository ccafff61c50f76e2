import Primitives

/// Worked examples: a formula, a share or a parameter that was changed gives other results than they do.
extension PackCheck {
    mutating func checkExamples(_ sheet: Worksheet, _ id: String, at path: String) {
        guard let calendar = try? WorkCalendar(years: []) else { return }
        for (place, example) in sheet.examples.enumerated() {
            let inputs = facts(example.inputs, at: "\(path).examples[\(place)]")
            guard let result = whole.calculate(id, inputs, on: own.effective.from, calendar: calendar) else { continue }
            for member in example.lines.members where result.value(member.key).json != member.value {
                report(
                    .wrongExample,
                    "\(path).examples[\(place)]",
                    "`\(member.key)` is \(result.value(member.key).json.text), not \(member.value.text)"
                )
            }
            let refused = Set(result.refusals.map(\.code))
            if refused != Set(example.refuses) {
                report(.wrongExample, "\(path).examples[\(place)]", "refuses \(refused.sorted())")
            }
        }
        let shown = Set(sheet.examples.flatMap(\.lines.keys))
        for line in Set(sheet.lines.map(\.id)).symmetricDifference(shown).sorted() {
            report(.wrongExample, path, "no line and example agree on `\(line)`")
        }
        let refused = Set(sheet.examples.flatMap(\.refuses))
        for code in Set(sheet.checks.map(\.refusal)).symmetricDifference(refused).sorted() {
            report(.wrongExample, path, "no check and example agree on `\(code)`")
        }
    }

    /// Every cell is shown by its names.
    mutating func checkExamples(_ matrix: Matrix, at path: String) {
        for (place, example) in matrix.examples.enumerated() {
            let found = matrix.strictest([.text(example.pair)]) ?? "nothing"
            if found != example.gives {
                report(.wrongExample, "\(path).examples[\(place)]", "expects \(example.gives), finds \(found)")
            }
        }
        for row in matrix.rows {
            for column in matrix.columns where !matrix.examples.contains(where: { $0.pair == "\(row):\(column)" }) {
                report(.wrongExample, path, "has no worked example for \(row):\(column)")
            }
        }
    }

    /// Each rule of a gate is shown where it is silent, where it is kept and where it is broken.
    mutating func checkExamples(_ gate: GateRule, at path: String) {
        guard let calendar = try? WorkCalendar(years: []) else { return }
        let places = own.applies.map { [$0.place: $0.within] } ?? [:]
        for (place, example) in gate.examples.enumerated() {
            let path = "\(path).examples[\(place)]"
            var given: [String: JSONValue] = [:]
            for member in example.facts.members {
                given[member.key] = member.value
                if whole.facts[member.key]?.read(member.value) == nil {
                    report(.wrongExample, path, "`\(member.key)` is no fact, or of the wrong kind")
                }
            }
            let context = GateContext(facts: given, places: places)
            let run = GateRun(pack: own, whole: whole, context: context, date: example.date, calendar: calendar)
            var decision = GateDecision()
            run.ask(gate, &decision)
            let found = decision.steps.last?.result
            if found != example.says {
                report(.wrongExample, path, "says \(example.says.rawValue), finds \(found?.rawValue ?? "nothing")")
            }
        }
        let kept: GateDecision.Step.Result = gate.obligations.isEmpty ? .holds : .owes
        let wanted = [.notApplicable, kept] + (gate.require == nil ? [] : [GateDecision.Step.Result.refuses])
        for result in wanted where !gate.examples.contains(where: { $0.says == result }) {
            report(.wrongExample, path, "has no worked example that says \(result.rawValue)")
        }
    }

    mutating func checkExamples(_ card: Scorecard, at path: String) {
        guard let calendar = try? WorkCalendar(years: []) else { return }
        for (place, example) in card.examples.enumerated() {
            let answers = facts(example.answers, at: "\(path).examples[\(place)]")
            let result = card.run(answers, pack: whole, calendar: calendar)
            if result.score != example.score || result.level?.id != example.level || !result.unanswered.isEmpty {
                report(
                    .wrongExample,
                    "\(path).examples[\(place)]",
                    "scores \(result.score), \(result.level?.id ?? "no level"), unanswered \(result.unanswered)"
                )
            }
        }
        if card.examples.isEmpty { report(.wrongExample, path, "has no worked example") }
        for level in card.levels where !card.examples.contains(where: { $0.level == level.id }) {
            report(.wrongExample, "\(path).\(level.id)", "no worked example reaches it")
        }
    }

    private mutating func facts(_ object: JSONObject, at path: String) -> [String: FactValue] {
        var facts: [String: FactValue] = [:]
        for member in object.members {
            guard let value = whole.facts[member.key]?.read(member.value) else {
                report(.wrongExample, path, "`\(member.key)` is no fact, or of the wrong kind")
                continue
            }
            facts[member.key] = value
        }
        return facts
    }

    /// Levels stand from the highest down, and each asks no less of anything than the next.
    mutating func checkOrder(_ card: Scorecard, at path: String) {
        for (high, low) in zip(card.levels, card.levels.dropFirst()) {
            let (above, below) = (thresholds(high.condition), thresholds(low.condition))
            let pairs = zip(above, below)
            if above.count != below.count || pairs.contains(where: { $0 < $1 }) || !pairs.contains(where: { $0 > $1 }) {
                report(.badScore, "\(path).\(high.id)", "does not ask more than `\(low.id)`")
            }
        }
    }

    /// The numbers that the parts of a condition must at least reach, in order.
    private func thresholds(_ condition: Expression) -> [ExactDecimal] {
        var found: [ExactDecimal] = []
        condition.visit { node in
            guard case .binary(.atLeast, _, let right) = node else { return }
            switch right {
            case .literal(.number(let number)): found.append(number)
            case .name(let name) where name.hasPrefix("$"):
                if let number = whole.parameters[String(name.dropFirst())]?.value.numberValue { found.append(number) }
            default: break
            }
        }
        return found
    }
}
