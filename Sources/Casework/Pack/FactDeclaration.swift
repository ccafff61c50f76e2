package import Primitives

/// A fact that a pack knows by name: its kind, what people call it, and what its absence means.
package struct FactDeclaration: Sendable, Equatable {
    package let name: String
    package let kind: FactKind
    package let label: Bilingual
    /// The words of a choice.
    package let choices: [String]
    /// The smallest number that makes sense, such as 0 for persons.
    package let minimum: ExactDecimal?
    /// The largest, such as 100 for a percentage; nil without one.
    package let maximum: ExactDecimal?
    /// What holds when nobody says anything; without it, absence is unknown and refuses.
    package let absent: FactValue?

    init(name: String, _ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["kind", "label", "choices", "minimum", "maximum", "absent"])
        guard let kind = FactKind(rawValue: try fields.string("kind")) else {
            throw fields.problem("kind", "must be one of \(FactKind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        self.name = name
        self.kind = kind
        label = try fields.bilingual("label")
        choices = try fields.optionalWords("choices")
        guard choices.isEmpty != (kind == .choice) else {
            throw fields.problem("choices", "belong to a choice, and a choice needs them")
        }
        minimum = try Self.minimum(fields, kind: kind)
        maximum = try Self.maximum(fields, above: minimum)
        absent = try Self.absent(fields, kind: kind)
        if let text = absent?.textValue, kind == .choice, !choices.contains(text) {
            throw fields.problem("absent", "must be one of the choices")
        }
    }

    private static func minimum(_ fields: JSONFields, kind: FactKind) throws(DecodingProblem) -> ExactDecimal? {
        let value = fields.optional("minimum")
        guard (value != nil) == (kind == .number) else {
            throw fields.problem("minimum", "belongs to a number, and a number needs it or `none`")
        }
        guard let value, value != .string("none") else { return nil }
        guard let number = FactValue(value, kind: .number)?.numberValue, number >= .zero else {
            throw fields.problem("minimum", "must be a number from 0 up, or `none`")
        }
        return number
    }

    private static func maximum(
        _ fields: JSONFields,
        above minimum: ExactDecimal?
    ) throws(DecodingProblem)
        -> ExactDecimal?
    {
        guard let value = fields.optional("maximum") else { return nil }
        guard let number = FactValue(value, kind: .number)?.numberValue, let minimum, minimum < number else {
            throw fields.problem("maximum", "must be a number above `minimum`")
        }
        return number
    }

    private static func absent(_ fields: JSONFields, kind: FactKind) throws(DecodingProblem) -> FactValue? {
        guard let value = fields.optional("absent") else { return nil }
        guard let fact = FactValue(value, kind: kind) else {
            throw fields.problem("absent", "must be a \(kind.rawValue)")
        }
        return fact
    }

    /// The value if it fits the declaration, or why it does not.
    package func read(_ value: JSONValue) -> FactValue? {
        guard let fact = FactValue(value, kind: kind), fact != .unknown else { return nil }
        switch fact {
        case .text(let text) where kind == .choice && !choices.contains(text): return nil
        case .text(let text) where text.utf8.count > Limits.textBytes || text.isEmpty: return nil
        case .number(let number):
            let isInside = minimum.map { $0 <= number } ?? true && maximum.map { number <= $0 } ?? true
            return isInside ? fact : nil
        default: return fact
        }
    }

    var typed: ExpressionTyper.Kind {
        switch kind {
        case .flag: .flag
        case .number: .number
        case .date: .date
        case .list: .list
        case .text, .digest: .text(nil)
        case .choice: .text(choices)
        }
    }
}
