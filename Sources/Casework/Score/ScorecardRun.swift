package import Primitives

/// The points of one questionnaire: the tree with what each part earned, and the level.
package struct ScoreResult: Sendable {
    package struct Part: Sendable {
        package let id: String
        package let label: Bilingual
        package let points: ExactDecimal
        package let most: ExactDecimal
        package let parts: [Part]

        package var json: JSONValue {
            [
                "id": .string(id), "points": .string(points.description), "most": .string(most.description),
                "parts": parts.isEmpty ? nil : .array(parts.map(\.json)),
            ]
        }
    }

    package let score: ExactDecimal
    package let parts: [Part]
    /// The highest level whose conditions all hold; nil when none does.
    package let level: Scorecard.Level?
    /// Questions without a usable answer; they earn nothing, and the caller decides whether that refuses the form.
    package let unanswered: [String]
    /// The parameters that the levels name.
    package let parameters: [ParameterUse]
}

extension Scorecard {
    /// Names that level conditions may use besides facts.
    static let names: Set<String> = ["score"]

    /// Scores answers: levels are asked in the order of the card, the first that holds is given.
    package func run(_ answers: [String: FactValue], pack: Pack, calendar: WorkCalendar) -> ScoreResult {
        var unanswered: [String] = []
        let parts = nodes.map { part($0, answers, &unanswered) }
        let total = parts.reduce(ExactDecimal.zero) { Self.sum($0, $1.points) }
        let level = levels.first { level in
            var evaluator = Evaluator(calendar: calendar, matrices: pack.matrices) { name in
                if name == "score" { return .number(total) }
                if name.hasPrefix("$") { return pack.parameters[String(name.dropFirst())]?.value ?? .unknown }
                return answers[name] ?? pack.facts[name]?.absent ?? .unknown
            }
            return evaluator.value(level.condition) == .flag(true)
        }
        let used = pack.uses(of: levels.map(\.condition))
        return ScoreResult(score: total, parts: parts, level: level, unanswered: unanswered, parameters: used)
    }

    /// Points are checked to be few and small when the card is read, so a sum that does not fit counts as nothing.
    private static func sum(_ one: ExactDecimal, _ other: ExactDecimal) -> ExactDecimal {
        (try? one.adding(other)) ?? .zero
    }

    private func part(
        _ node: Node,
        _ answers: [String: FactValue],
        _ unanswered: inout [String]
    ) -> ScoreResult.Part {
        var parts: [ScoreResult.Part] = []
        let points: ExactDecimal
        switch node.kind {
        case .branch(let children):
            for child in children { parts.append(part(child, answers, &unanswered)) }
            points = parts.reduce(.zero) { Self.sum($0, $1.points) }
        case .leaf(let fact, let scale):
            let share = answers[fact].flatMap { scale.share(of: $0, most: node.points) }
            if share == nil { unanswered.append(fact) }
            points = share ?? .zero
        }
        return ScoreResult.Part(id: node.id, label: node.label, points: points, most: node.points, parts: parts)
    }
}

extension Scorecard.Scale {
    /// The points that an answer earns, or nil when it is no answer to the question.
    func share(of answer: FactValue, most: ExactDecimal) -> ExactDecimal? {
        switch (self, answer) {
        case (.single(let shares), .text(let word)): shares[word].flatMap { Self.percent($0, of: most) }
        case (.multiple(let shares), .list(let words)): multiple(shares, words, most)
        case (.banded(let bands), .number(let number)):
            Self.percent(bands.last { number > $0.over }?.share ?? .zero, of: most)
        case (.direct, .number(let number)): number >= .zero && number <= most ? number : nil
        default: nil
        }
    }

    private func multiple(
        _ shares: [String: ExactDecimal],
        _ words: [FactValue],
        _ most: ExactDecimal
    ) -> ExactDecimal? {
        var share = ExactDecimal.zero
        for word in Set(words) {
            guard let text = word.textValue, let part = shares[text], let sum = try? share.adding(part) else {
                return nil
            }
            share = sum
        }
        return Self.percent(share, of: most)
    }

    private static func percent(_ share: ExactDecimal, of most: ExactDecimal) -> ExactDecimal? {
        let product = try? most.multiplied(by: share)
        return try? product?.divided(by: ExactDecimal(100), places: 6, .halfUp)
    }
}
