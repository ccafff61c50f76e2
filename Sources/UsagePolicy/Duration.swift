/// An XML Schema duration: months and milliseconds, which have no common measure.
struct Duration: Equatable, Sendable {
    let months: Int64
    let milliseconds: Int64

    private static let clock: [UInt8: Int64] = [0x48: 3_600_000, 0x4D: 60_000]
    private static let calendar: [UInt8: (months: Int64, days: Int64)] = [
        0x59: (12, 0), 0x4D: (1, 0), 0x57: (0, 7), 0x44: (0, 1),
    ]

    /// Reads `P1Y2M`, `P7D`, `PT1H30M0.5S` or `P2W`; parts come in order and have at most nine digits.
    init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        guard rest.count <= PolicyLimits.durationBytes else { return nil }
        let isNegative = rest.first == 0x2D
        if isNegative { rest = rest.dropFirst() }
        guard rest.popFirst() == 0x50, !rest.isEmpty else { return nil }
        var months: Int64 = 0
        var days: Int64 = 0
        var order = Array("YMWD".utf8)[...]
        while let first = rest.first, first != 0x54 {
            guard let (value, unit) = Self.part(&rest), let position = order.firstIndex(of: unit),
                let scale = Self.calendar[unit]
            else { return nil }
            order = order[(position + 1)...]
            months += value * scale.months
            days += value * scale.days
        }
        var milliseconds = days * 86_400_000
        if rest.popFirst() == 0x54 {
            guard let time = Self.time(&rest) else { return nil }
            milliseconds += time
        }
        self.months = isNegative ? -months : months
        self.milliseconds = isNegative ? -milliseconds : milliseconds
    }

    private static func time(_ rest: inout ArraySlice<UInt8>) -> Int64? {
        guard !rest.isEmpty else { return nil }
        var sum: Int64 = 0
        var order = Array("HM".utf8)[...]
        while !rest.isEmpty {
            guard let whole = digits(&rest) else { return nil }
            var fraction: Int64 = 0
            if rest.first == 0x2E {
                rest = rest.dropFirst()
                guard let thousandths = milliseconds(&rest), rest.first == 0x53 else { return nil }
                fraction = thousandths
            }
            guard let unit = rest.popFirst() else { return nil }
            if unit == 0x53 { return rest.isEmpty ? sum + whole * 1000 + fraction : nil }
            guard let position = order.firstIndex(of: unit), let scale = clock[unit] else { return nil }
            order = order[(position + 1)...]
            sum += whole * scale
        }
        return sum
    }

    private static func part(_ rest: inout ArraySlice<UInt8>) -> (Int64, UInt8)? {
        guard let value = digits(&rest), let unit = rest.popFirst() else { return nil }
        return (value, unit)
    }

    private static func digits(_ rest: inout ArraySlice<UInt8>) -> Int64? {
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        guard (1...9).contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        return digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }

    private static func milliseconds(_ rest: inout ArraySlice<UInt8>) -> Int64? {
        let count = rest.prefix { (0x30...0x39).contains($0) }.count
        guard (1...3).contains(count), let value = digits(&rest) else { return nil }
        return count == 1 ? value * 100 : count == 2 ? value * 10 : value
    }

    /// The answer, or nil where months and milliseconds would have to be weighed against each other.
    func compare(_ relation: Operator, _ other: Duration) -> Bool? {
        if relation.isEquality { return (self == other) == (relation == .eq) }
        if months == other.months { return Scalar.compare(milliseconds, relation, other.milliseconds) }
        return milliseconds == other.milliseconds ? Scalar.compare(months, relation, other.months) : nil
    }
}
