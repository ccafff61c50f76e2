import Primitives

/// A stretch of time from `start` up to, not including, `end`: one millisecond for a dateTime, a day for a date.
struct Moment: Sendable {
    let start: Instant
    let end: Instant

    init(_ instant: Instant) {
        start = instant
        end = instant.advanced(milliseconds: 1)
    }

    /// Reads an XSD dateTime or date; without a zone in the text or from a profile there is no moment.
    init?(_ literal: Literal, zoneMinutes: Int64?) {
        switch literal.datatype {
        case .dateTime: self.init(dateTime: literal.lexical, zoneMinutes: zoneMinutes)
        case .date: self.init(date: literal.lexical, zoneMinutes: zoneMinutes)
        case .plain: self.init(literal.lexical, zoneMinutes: zoneMinutes)
        default: return nil
        }
    }

    init?(_ text: String, zoneMinutes: Int64?) {
        guard
            let moment =
                Moment(dateTime: text, zoneMinutes: zoneMinutes) ?? Moment(date: text, zoneMinutes: zoneMinutes)
        else { return nil }
        self = moment
    }

    private init?(dateTime text: String, zoneMinutes: Int64?) {
        guard let instant = Instant(text) ?? Self.zoned(text, zoneMinutes) ?? Self.compact(text, zoneMinutes) else {
            return nil
        }
        self.init(instant)
    }

    private init?(date text: String, zoneMinutes: Int64?) {
        let day = String(decoding: text.utf8.prefix(10), as: UTF8.self) + "T00:00"
        let zone = String(decoding: text.utf8.dropFirst(10), as: UTF8.self)
        guard let start = Instant(day + zone) ?? (zone.isEmpty ? Self.zoned(day, zoneMinutes) : nil) else { return nil }
        self.start = start
        end = start.advanced(seconds: 86_400)
    }

    /// `20261122200000`, as TC609-6-2025-14 table C.6 writes times; only where a profile fixes the zone.
    private static func compact(_ text: String, _ zoneMinutes: Int64?) -> Instant? {
        let digits = Array(text.utf8)
        guard zoneMinutes != nil, digits.count == 14, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        func part(_ range: Range<Int>) -> String { String(decoding: digits[range], as: UTF8.self) }
        let day = "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))"
        return zoned("\(day)T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))", zoneMinutes)
    }

    private static func zoned(_ text: String, _ zoneMinutes: Int64?) -> Instant? {
        guard let zoneMinutes, let utc = Instant(text + "Z") else { return nil }
        return utc.advanced(seconds: -zoneMinutes * 60)
    }

    /// Whether every part of this moment stands in the relation to the other; nil when only a part does.
    func compare(_ relation: Operator, _ other: Moment) -> Bool? {
        switch relation {
        case .lt: answer(all: end <= other.start, none: start >= other.start)
        case .lteq: answer(all: end <= other.end, none: start >= other.end)
        case .gt: compare(.lteq, other).map { !$0 }
        case .gteq: compare(.lt, other).map { !$0 }
        case .eq:
            answer(
                all: start >= other.start && end <= other.end,
                none: start >= other.end || end <= other.start
            )
        case .neq: compare(.eq, other).map { !$0 }
        default: nil
        }
    }

    private func answer(all: Bool, none: Bool) -> Bool? { all ? true : none ? false : nil }

    /// The instants at which comparing the present with this moment may change its answer.
    func boundaries(_ relation: Operator?) -> [Instant] {
        switch relation {
        case .lt, .gteq: [start]
        case .lteq, .gt: [end]
        case .eq, .neq: [start, end]
        default: []
        }
    }
}
