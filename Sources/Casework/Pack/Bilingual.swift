package import Primitives

/// A language that people read answers in.
package enum Language: String, Sendable, CaseIterable {
    case zh
    case en
}

/// One text in the two languages of the project.
package struct Bilingual: Hashable, Sendable {
    package let zh: String
    package let en: String

    package init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    package init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["zh", "en"])
        zh = try fields.nonEmpty("zh")
        en = try fields.nonEmpty("en")
        guard Self.hasIdeographs(zh) else { throw fields.problem("zh", "is no Chinese text") }
        guard !Self.hasIdeographs(en) else { throw fields.problem("en", "is no English text") }
    }

    /// Whether a text has a unified ideograph of the basic block, as every Chinese label has.
    private static func hasIdeographs(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }

    package func text(_ language: Language) -> String {
        switch language {
        case .zh: zh
        case .en: en
        }
    }

    package var json: JSONValue { ["zh": .string(zh), "en": .string(en)] }
}

extension JSONFields {
    /// A text with at least one visible character, and none that controls how the others are shown.
    func nonEmpty(_ key: String) throws(DecodingProblem) -> String {
        let text = try string(key)
        guard text.utf8.contains(where: { $0 > 0x20 }) else { throw problem(key, "must not be empty") }
        guard text.unicodeScalars.allSatisfy({ !Self.controls($0) }) else {
            throw problem(key, "holds a control character")
        }
        return text
    }

    /// Control characters, and the marks that turn the direction of a line around.
    private static func controls(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control: true
        case .format: (0x200E...0x200F).contains(scalar.value) || (0x202A...0x2069).contains(scalar.value)
        default: false
        }
    }

    func optionalNonEmpty(_ key: String) throws(DecodingProblem) -> String? {
        guard optional(key) != nil else { return nil }
        return try nonEmpty(key)
    }

    func bilingual(_ key: String) throws(DecodingProblem) -> Bilingual { try Bilingual(try fields(key)) }

    func date(_ key: String) throws(DecodingProblem) -> CivilDate {
        guard let date = CivilDate(try string(key, maximumBytes: 10)) else {
            throw problem(key, "must be a date such as 2026-11-22")
        }
        return date
    }

    func optionalDate(_ key: String) throws(DecodingProblem) -> CivilDate? {
        guard optional(key) != nil else { return nil }
        return try date(key)
    }
}
