package import Primitives

/// What is known about one thing; `unknown` is an answer too, and never counts as permission.
package indirect enum FactValue: Hashable, Sendable {
    case unknown
    case flag(Bool)
    case number(ExactDecimal)
    case text(String)
    case date(CivilDate)
    case list([FactValue])
}

/// The kinds of facts that a pack may declare.
package enum FactKind: String, Sendable, CaseIterable {
    case flag
    case number
    case text
    case date
    case list
    /// A SHA-256 digest, written `sha256:…`.
    case digest
    /// One of a closed list of words.
    case choice
}

extension FactValue {
    /// Reads a value of a declared kind; nil when it is of another kind.
    package init?(_ value: JSONValue, kind: FactKind) {
        switch (kind, value) {
        case (_, .null): self = .unknown
        case (.flag, .bool(let flag)): self = .flag(flag)
        case (.number, _): guard let number = Self.number(value) else { return nil }; self = .number(number)
        case (.text, .string(let text)), (.choice, .string(let text)): self = .text(text)
        case (.date, .string(let text)): guard let date = CivilDate(text) else { return nil }; self = .date(date)
        case (.digest, .string(let text)): guard Digest(text) != nil else { return nil }; self = .text(text)
        case (.list, .array(let elements)):
            let facts = elements.compactMap(Self.element)
            guard facts.count == elements.count else { return nil }
            self = .list(facts)
        default: return nil
        }
    }

    /// Numbers are whole JSON numbers, or decimals in quotes; a JSON fraction is taken by its shortest digits.
    private static func number(_ value: JSONValue) -> ExactDecimal? {
        switch value {
        case .integer(let number): ExactDecimal(Int(number))
        case .string(let text): ExactDecimal(text)
        case .number: ExactDecimal(value.text)
        default: nil
        }
    }

    private static func element(_ value: JSONValue) -> FactValue? {
        switch value {
        case .string(let text): .text(text)
        case .bool(let flag): .flag(flag)
        default: number(value).map { .number($0) }
        }
    }

    package var json: JSONValue {
        switch self {
        case .unknown: .null
        case .flag(let flag): .bool(flag)
        case .number(let number): number.wholeNumber.map { .int($0) } ?? .string(number.description)
        case .text(let text): .string(text)
        case .date(let date): .string(date.description)
        case .list(let elements): .array(elements.map(\.json))
        }
    }

    package var dateValue: CivilDate? { if case .date(let date) = self { date } else { nil } }
    package var textValue: String? { if case .text(let text) = self { text } else { nil } }
    package var flagValue: Bool? { if case .flag(let flag) = self { flag } else { nil } }
    package var numberValue: ExactDecimal? { if case .number(let number) = self { number } else { nil } }
}
