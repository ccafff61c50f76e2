import Primitives

/// What one row of a decision table asks of one input.
enum TableCell: Sendable, Equatable {
    /// The fact is not known.
    case unknown
    /// The fact is known, whatever it is.
    case known
    case flag(Bool)
    case words([String])
    case interval(Interval)

    /// A range of numbers, each end in or out.
    struct Interval: Sendable, Equatable {
        var lower: ExactDecimal?
        var includesLower = false
        var upper: ExactDecimal?
        var includesUpper = false

        func contains(_ number: ExactDecimal) -> Bool {
            if let lower, number < lower || number == lower && !includesLower { return false }
            if let upper, number > upper || number == upper && !includesUpper { return false }
            return true
        }
    }

    init?(_ value: JSONValue, for fact: FactDeclaration) {
        switch (value, fact.kind) {
        case (.string("unknown"), _): self = .unknown
        case (.string("known"), _): self = .known
        case (.bool(let flag), .flag): self = .flag(flag)
        case (.string(let text), .number):
            guard let interval = Interval(text) else { return nil }
            self = .interval(interval)
        case (_, .choice):
            let words = value.oneOrMany.compactMap(\.stringValue)
            guard !words.isEmpty, words.count == value.oneOrMany.count, words.allSatisfy(fact.choices.contains),
                Set(words).count == words.count
            else { return nil }
            self = .words(words)
        default: return nil
        }
    }

    func matches(_ fact: FactValue) -> Bool {
        switch (self, fact) {
        case (.unknown, .unknown): true
        case (.unknown, _), (_, .unknown): false
        case (.known, _): true
        case (.flag(let wanted), .flag(let flag)): wanted == flag
        case (.words(let words), .text(let text)): words.contains { $0.hasSameBytes(as: text) }
        case (.interval(let interval), .number(let number)): interval.contains(number)
        default: false
        }
    }
}

extension TableCell.Interval {
    /// Reads `[0,100000)`, `(0,10000)`, `[10000,)` or `[5,5]`.
    init?(_ text: String) {
        guard let first = text.first, let last = text.last, "[(".contains(first), "])".contains(last), text.count >= 3
        else { return nil }
        let parts = text.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let lower = ExactDecimal(parts[0])
        let upper = ExactDecimal(parts[1])
        guard lower != nil || (parts[0].isEmpty && first == "("), upper != nil || (parts[1].isEmpty && last == ")")
        else { return nil }
        self.init(lower: lower, includesLower: first == "[", upper: upper, includesUpper: last == "]")
        if let lower, let upper, lower > upper || lower == upper && !(includesLower && includesUpper) { return nil }
    }
}
