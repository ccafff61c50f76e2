import Primitives

/// A number with its unit as a legal text writes it, such as 3个工作日, 60日 or 10%.
struct Quote: Equatable {
    let number: ExactDecimal
    let unit: Parameter.Measure

    // Longer words first, so that 工作日 is not taken for 日. 月 alone names a month of the year and no period.
    private static let units: [(String, Parameter.Measure)] = [
        ("个工作日", .time(.workingDay)), ("工作日", .time(.workingDay)), ("个月", .time(.month)),
        ("分钟", .time(.minute)), ("小时", .time(.hour)), ("周", .time(.week)), ("日", .time(.calendarDay)),
        ("年", .time(.year)), ("%", .percent), ("个百分点", .percent),
    ]

    static func all(in text: String) -> [Quote] {
        scan(text).compactMap { digits, rest in
            guard let number = ExactDecimal(digits) else { return nil }
            // A year of the calendar is no period of two thousand years.
            let unit = units.first { rest.hasPrefix($0.0) }?.1
            guard let unit, unit != .time(.year) || digits.count < 4 else { return nil }
            return isDay(of: rest, in: text) ? nil : Quote(number: number, unit: unit)
        }
    }

    /// The unit that a label ends with in brackets, as 受理（工作日） does.
    static func unit(ofLabel label: String) -> Parameter.Measure? {
        guard label.hasSuffix("）"), let open = label.lastIndex(of: "（") else { return nil }
        let word = label[open...].dropFirst().dropLast()
        return units.first { $0.0 == word }?.1 ?? (word == "月" ? .time(.month) : nil)
    }

    /// Whether the number before the rest is the day of a date such as 3月1日.
    private static func isDay(of rest: Substring, in text: String) -> Bool {
        guard rest.hasPrefix("日") else { return false }
        let before = text[..<rest.startIndex].reversed().drop { $0.isASCII && $0.isNumber }
        return before.first == "月"
    }

    /// Dates written 2025年3月1日 or 2025-03-01.
    static func dates(in text: String) -> [CivilDate] {
        scan(text).compactMap { digits, rest in
            guard digits.count == 4, let year = Int(digits) else { return nil }
            let parts = rest.prefix(7).split { !($0.isASCII && $0.isNumber) }.compactMap { Int($0) }
            guard parts.count >= 2, rest.hasPrefix("年") || rest.hasPrefix("-") else { return nil }
            return CivilDate(year: year, month: parts[0], day: parts[1])
        }
    }

    /// Years of validity: 有效期5年, 有效期两年.
    static func terms(in text: String) -> [Int] {
        let words = ["两": 2, "二": 2, "三": 3, "五": 5]
        return text.components(after: "有效期").compactMap { rest in
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            if !digits.isEmpty { return rest.dropFirst(digits.count).hasPrefix("年") ? Int(digits) : nil }
            guard let first = rest.first, rest.dropFirst().hasPrefix("年") else { return nil }
            return words[String(first)]
        }
    }

    /// Numbers of things without a unit of time, such as 超1000家, 4.5万家 or 10亿元.
    static func counts(in text: String) -> [ExactDecimal] {
        let things = ["家", "人次", "人", "项", "元", "个"]
        let scales = [("万", 10_000), ("亿", 100_000_000)]
        return scan(text).compactMap { digits, rest in
            guard let number = ExactDecimal(digits), !units.contains(where: { rest.hasPrefix($0.0) }) else {
                return nil
            }
            let scale = scales.first { rest.hasPrefix($0.0) }
            let thing = scale == nil ? rest : rest.dropFirst()
            guard things.contains(where: { thing.hasPrefix($0) }) else { return nil }
            return try? number.multiplied(by: ExactDecimal(scale?.1 ?? 1))
        }
    }

    /// The short names of texts that a citation names: capitals, digits and hyphens at the head of one of its parts.
    static func keys(in text: String) -> [String] {
        text.split(separator: ";").compactMap { part in
            let part = part.drop { $0 == " " }
            let key = part.prefix { $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "-") }
            let next = part.dropFirst(key.count).first
            let isWord = next.map { $0 == " " || $0 == ":" } ?? true
            return isWord && key.count > 1 && key.first?.isLetter == true ? String(key) : nil
        }
    }

    /// Every run of digits with what follows it.
    private static func scan(_ text: String) -> [(digits: Substring, rest: Substring)] {
        var found: [(digits: Substring, rest: Substring)] = []
        var rest = Substring(text)
        while let start = rest.firstIndex(where: { $0.isASCII && $0.isNumber }) {
            let digits = rest[start...].prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest[digits.endIndex...]
            found.append((digits, rest))
        }
        return found
    }
}

extension String {
    /// What follows each occurrence of a word.
    fileprivate func components(after word: String) -> [Substring] {
        var found: [Substring] = []
        var rest = Substring(self)
        while let range = rest.firstRange(of: word) {
            rest = rest[range.upperBound...]
            found.append(rest)
        }
        return found
    }
}
