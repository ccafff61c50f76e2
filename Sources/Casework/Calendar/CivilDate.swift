/// A day of the proleptic Gregorian calendar, without a zone: what statutes count in.
package struct CivilDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1970-01-01.
    package let dayNumber: Int

    /// Years 0001 to 9999, the range of the written form.
    private static let range = -719_162...2_932_896

    /// A day by its number; numbers outside the years 1–9999 are clamped, so that no arithmetic can overflow.
    package init(dayNumber: Int) {
        self.dayNumber = min(max(dayNumber, Self.range.lowerBound), Self.range.upperBound)
    }

    /// A day by year, month and day; nil when there is no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.length(of: month, in: year)
        else { return nil }
        self.init(validYear: year, month: month, day: day)
    }

    /// Reads `2026-11-22`; nil for anything else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
            let day = Self.number(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The era arithmetic of Howard Hinnant's `days_from_civil`.
    private init(validYear year: Int, month: Int, day: Int) {
        // INVARIANT: callers give a year of 0…9999 and a month of 1…12, so nothing here is negative.
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(dayNumber: era * 146_097 + dayOfEra - 719_468)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        digits.reduce(Int?(0)) { sum, byte in
            guard let sum, (0x30...0x39).contains(byte) else { return nil }
            return sum * 10 + Int(byte - 0x30)
        }
    }

    private static func length(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    package static func < (one: Self, other: Self) -> Bool { one.dayNumber < other.dayNumber }
}

extension CivilDate {
    /// Year, month and day (the inverse of the era arithmetic).
    package var parts: (year: Int, month: Int, day: Int) {
        let shifted = dayNumber + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let civilMonth = month < 10 ? month + 3 : month - 9
        let year = yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0)
        return (year, civilMonth, dayOfYear - (153 * month + 2) / 5 + 1)
    }

    package var year: Int { parts.year }

    /// Monday is 1 and Sunday is 7, as in ISO 8601.
    package var weekday: Int {
        // 1970-01-01 was a Thursday; the offset keeps the sum positive down to year 1.
        (dayNumber + 719_163 + 7 - 1) % 7 + 1
    }

    package func adding(days: Int) -> CivilDate {
        let (sum, overflow) = dayNumber.addingReportingOverflow(days)
        return CivilDate(dayNumber: overflow ? (days < 0 ? .min : .max) : sum)
    }

    /// The corresponding day some months later; a month without that day gives its last one (Civil Code of China, art 202).
    package func adding(months: Int) -> CivilDate {
        let (year, month, day) = parts
        // Twelve times 9,999 months leave the written range; clamping there keeps the sum exact.
        let bounded = min(max(months, -119_988), 119_988)
        let total = year * 12 + month - 1 + bounded
        guard total >= 12 else { return CivilDate(dayNumber: .min) }
        guard total < 120_000 else { return CivilDate(dayNumber: .max) }
        let newMonth = total % 12 + 1
        return CivilDate(
            validYear: total / 12,
            month: newMonth,
            day: min(day, Self.length(of: newMonth, in: total / 12))
        )
    }

    package var description: String {
        let (year, month, day) = parts
        return "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
