import Primitives

/// How the number of a paper is composed, such as `{year}{month}{$registryCode:4}{serial:7}`.
///
/// Every part has a fixed width, so that the check proves the length of the whole.
package struct NumberRule: Sendable, Equatable {
    /// A part of a number.
    enum Part: Sendable, Equatable {
        case text(String)
        /// Year (4) and month (2) of issue.
        case year, month
        /// The year (4) in which the case was opened.
        case applicationYear
        /// A fact, or with a leading `$` a parameter: a number with leading zeros, or a word of exactly this width.
        case name(String, width: Int)
        /// The check character over everything before it (ISO 7064, MOD 37,36).
        case check
    }

    package let label: Bilingual
    package let cite: String
    package let length: Int
    let parts: [Part]

    /// Characters of a number: real ones have 16 or 17.
    static let longest = 64

    init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["label", "cite", "pattern", "length"])
        label = try fields.bilingual("label")
        cite = try fields.nonEmpty("cite")
        length = Int(try fields.integer("length", in: 1...Int64(Self.longest)))
        guard let parts = Self.parts(try fields.nonEmpty("pattern")) else {
            throw fields.problem("pattern", "must be characters and parts such as {year}, {$code:4} or {serial:7}")
        }
        self.parts = parts
    }

    private static func parts(_ pattern: String) -> [Part]? {
        var parts: [Part] = []
        var rest = Substring(pattern)
        while let first = rest.first {
            if first == "{" {
                guard let end = rest.firstIndex(of: "}"), let part = part(rest[..<end].dropFirst()) else { return nil }
                parts.append(part)
                rest = rest[end...].dropFirst()
            } else {
                let text = rest.prefix { $0 != "{" }
                guard text.allSatisfy({ NumberCheck.alphabet.contains($0) }) else { return nil }
                parts.append(.text(String(text)))
                rest = rest.dropFirst(text.count)
            }
        }
        return parts
    }

    private static func part(_ word: Substring) -> Part? {
        switch word {
        case "year": return .year
        case "month": return .month
        case "applicationYear": return .applicationYear
        case "check": return .check
        default: break
        }
        let halves = word.split(separator: ":", maxSplits: 1)
        guard halves.count == 2, let width = Int(halves[1]), (1...longest).contains(width) else { return nil }
        let name = halves[0].first == "$" ? halves[0].dropFirst() : halves[0]
        return PackWords.isIdentifier(String(name)) ? .name(String(halves[0]), width: width) : nil
    }

    /// Characters of all parts together.
    var width: Int {
        parts.reduce(0) { sum, part in
            switch part {
            case .text(let text): sum + text.count
            case .year, .applicationYear: sum + 4
            case .month: sum + 2
            case .name(_, let width): sum + width
            case .check: sum + 1
            }
        }
    }

    /// The facts and parameters it takes.
    var names: [String] {
        parts.compactMap { part in
            if case .name(let name, _) = part { name } else { nil }
        }
    }
}

/// The check character of ISO 7064, MOD 37,36, over digits and capital letters.
package enum NumberCheck {
    static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")

    /// The check character; nil for a text with other characters.
    package static func character(for text: String) -> Character? {
        var product = alphabet.count
        for character in text {
            guard let place = alphabet.firstIndex(of: character) else { return nil }
            let sum = (product + place) % alphabet.count
            product = (sum == 0 ? alphabet.count : sum) * 2 % (alphabet.count + 1)
        }
        // INVARIANT: product is 1...36, so the place is 0...35.
        return alphabet[(alphabet.count + 1 - product) % alphabet.count]
    }
}

extension CaseFile {
    /// A number by its rule; nil while something in it is not known or does not fit.
    func composed(_ id: String, _ index: Int, _ event: CaseEvent) -> String? {
        guard let rule = pack.numbers[id] else { return nil }
        var number = ""
        for part in rule.parts {
            guard let text = text(of: part, after: number, index, event) else { return nil }
            number += text
        }
        return number.count == rule.length ? number : nil
    }

    private func text(of part: NumberRule.Part, after number: String, _ index: Int, _ event: CaseEvent) -> String? {
        let issued = date(of: event.at).description
        switch part {
        case .text(let text): return text
        case .year: return String(issued.prefix(4))
        case .month: return String(issued.dropFirst(5).prefix(2))
        case .applicationYear: return cases[index].opened.map { String($0.description.prefix(4)) }
        case .check: return NumberCheck.character(for: number).map { String($0) }
        case .name(let name, let width):
            guard let text = value(of: Expression(name: name), index, event).textOfNumber, text.count <= width,
                text.allSatisfy({ NumberCheck.alphabet.contains($0) })
            else { return nil }
            let isNumber = text.allSatisfy { $0.isNumber }
            guard isNumber || text.count == width else { return nil }
            return String(repeating: "0", count: width - text.count) + text
        }
    }
}

extension FactValue {
    /// A text, or a whole number written out.
    var textOfNumber: String? { textValue ?? numberValue?.wholeNumber.map { String($0) } }
}
