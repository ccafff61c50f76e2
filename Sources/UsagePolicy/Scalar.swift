import Primitives

/// Typed comparison of single values for one operand.
struct Scalar {
    /// What the values of the operand are when a literal does not say.
    enum Kind { case any, number, duration }

    let kind: Kind
    let unit: Term?
    let zoneMinutes: Int64?

    init(kind: Kind = .any, unit: Term? = nil, zoneMinutes: Int64?) {
        self.kind = kind
        self.unit = unit
        self.zoneMinutes = zoneMinutes
    }

    /// Whether a given value equals a literal of the policy; nil when it cannot be read as the literal's type.
    func isEqual(_ given: KnownValue, _ literal: Literal) -> Bool? {
        let type = datatype(literal, isMeasured: given.unit != nil)
        if type.isNumeric { return numbers(given, literal, type).map { $0 == $1 } }
        guard unit == nil, given.unit == nil else { return nil }
        switch type {
        case .plain, .string, .iri: return given.text.hasSameBytes(as: literal.lexical)
        case .boolean:
            guard let one = Self.boolean(given.text), let other = Self.boolean(literal.lexical) else { return nil }
            return one == other
        case .dateTime, .date:
            guard let one = Moment(given.text, zoneMinutes: zoneMinutes),
                let other = Moment(literal, zoneMinutes: zoneMinutes)
            else { return nil }
            return one.compare(.eq, other)
        case .duration:
            guard let one = Duration(given.text), let other = Duration(literal.lexical) else { return nil }
            return one == other
        case .integer, .decimal, .double, .other: return nil
        }
    }

    /// What a plain literal is for this operand.
    private func datatype(_ literal: Literal, isMeasured: Bool) -> Literal.Datatype {
        guard literal.datatype == .plain else { return literal.datatype }
        // A duration with a unit is no duration.
        if kind == .duration { return .duration }
        return kind == .number || unit != nil || isMeasured ? .decimal : .plain
    }

    /// Orders a given value and a literal; a plain string has an order only when it is a number or a time.
    func order(_ given: KnownValue, _ relation: Operator, _ literal: Literal) -> SetComparison.Answer {
        let isBare = unit == nil && given.unit == nil
        if isBare, kind == .duration && literal.datatype == .plain || literal.datatype == .duration {
            guard let one = Duration(given.text), let other = Duration(literal.lexical) else { return .notComparable }
            return .answer(one.compare(relation, other))
        }
        if literal.datatype == .string {
            return isBare ? .answer(Self.bytes(given.text, relation, literal.lexical)) : .notComparable
        }
        let isPlain = literal.datatype == .plain
        if isPlain || literal.datatype.isNumeric, Self.number(literal) != nil, DecimalNumber(given.text) != nil {
            guard let (one, other) = numbers(given, literal, literal.datatype) else { return .notComparable }
            return .answer(Self.compare(one, relation, other))
        }
        if isBare, isPlain || literal.datatype.isTemporal, let other = Moment(literal, zoneMinutes: zoneMinutes),
            let one = Moment(given.text, zoneMinutes: zoneMinutes)
        {
            return .answer(one.compare(relation, other))
        }
        return .notComparable
    }

    /// Both numbers in one unit.
    private func numbers(
        _ given: KnownValue,
        _ literal: Literal,
        _ type: Literal.Datatype
    ) -> (DecimalNumber, DecimalNumber)? {
        guard let one = DecimalNumber(given.text), let other = Self.number(literal),
            let scales = Units.scales(given.unit, unit)
        else { return nil }
        return (one.multiplied(by: scales.given), other.multiplied(by: scales.wanted))
    }

    static func number(_ literal: Literal) -> DecimalNumber? {
        guard let number = DecimalNumber(literal.lexical) else { return nil }
        return literal.datatype == .integer && !number.isWhole ? nil : number
    }

    private static func boolean(_ text: String) -> Bool? {
        ["true": true, "1": true, "false": false, "0": false].value(forBytes: text)
    }

    static func compare(_ one: DecimalNumber, _ relation: Operator, _ other: DecimalNumber) -> Bool? {
        relate(relation, isLess: one < other, isEqual: one == other)
    }

    static func compare(_ one: Int64, _ relation: Operator, _ other: Int64) -> Bool? {
        relate(relation, isLess: one < other, isEqual: one == other)
    }

    private static func bytes(_ one: String, _ relation: Operator, _ other: String) -> Bool? {
        let isLess = one.utf8.lexicographicallyPrecedes(other.utf8)
        return relate(relation, isLess: isLess, isEqual: one.hasSameBytes(as: other))
    }

    private static func relate(_ relation: Operator, isLess: Bool, isEqual: Bool) -> Bool? {
        switch relation {
        case .lt: isLess
        case .lteq: isLess || isEqual
        case .gt: !isLess && !isEqual
        case .gteq: !isLess
        case .eq: isEqual
        case .neq: !isEqual
        default: nil
        }
    }
}
