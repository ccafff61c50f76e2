import Primitives

/// The values known about a left operand.
struct GivenValues {
    let values: [String]
    /// Whether having one value among several is enough (a claim held), or the use covers all of them (places).
    let isHeld: Bool

    init?(_ values: [String]?, isHeld: Bool) {
        guard let values, !values.isEmpty else { return nil }
        self.values = values
        self.isHeld = isHeld
    }
}

/// Compares given texts with the policy's values by ODRL's twelve operators (ODRL Vocabulary 3.16).
///
/// When several values are given and an operator is true for some only, a held claim suffices, while a use that
/// covers all of them is neither true nor false: a permission is then not granted and a prohibition applies.
struct SetComparison {
    enum Answer {
        case answer(Bool?)
        case notComparable, severalValues
    }

    let given: GivenValues
    let right: RightOperand
    let zoneMinutes: Int64?

    func compare(_ relation: Operator) -> Answer {
        guard !right.values.isEmpty else { return .notComparable }
        if relation.isOrder { return order(relation) }
        guard relation.takesList || right.single != nil else { return .severalValues }
        guard let table = matches() else { return .notComparable }
        return .answer(member(relation, table))
    }

    /// For each given value, which values of the policy equal it; nil when any pair cannot be compared.
    private func matches() -> [[Bool]]? {
        var table: [[Bool]] = []
        for value in given.values {
            var row: [Bool] = []
            for literal in right.values {
                guard let isEqual = Scalar.isEqual(value, literal, zoneMinutes: zoneMinutes) else { return nil }
                row.append(isEqual)
            }
            table.append(row)
        }
        return table
    }

    private func member(_ relation: Operator, _ table: [[Bool]]) -> Bool? {
        let inside = table.map { $0.contains(true) }
        let covers = right.values.indices.allSatisfy { column in table.contains { $0[column] } }
        switch relation {
        case .eq, .isA, .isAnyOf: return given.isHeld ? inside.contains(true) : uniform(inside)
        case .neq, .isNoneOf: return (given.isHeld ? inside.contains(true) : uniform(inside)).map { !$0 }
        case .isPartOf: return uniform(inside)
        case .hasPart: return covers
        case .isAllOf: return covers && !given.isHeld && inside.contains(false) ? nil : covers
        case .lt, .lteq, .gt, .gteq: return nil
        }
    }

    private func uniform(_ answers: [Bool]) -> Bool? {
        guard let first = answers.first, answers.allSatisfy({ $0 == first }) else { return nil }
        return first
    }

    private func order(_ relation: Operator) -> Answer {
        guard given.values.count == 1, let value = given.values.first, let literal = right.single else {
            return .severalValues
        }
        return Scalar.order(value, relation, literal, zoneMinutes: zoneMinutes)
    }
}

/// Typed comparison of two single values.
enum Scalar {
    /// Whether a given text equals a literal of the policy; nil when it cannot be read as the literal's type.
    static func isEqual(_ text: String, _ literal: Literal, zoneMinutes: Int64?) -> Bool? {
        switch literal.datatype {
        case .plain, .string, .iri: return text.hasSameBytes(as: literal.lexical)
        case .integer, .decimal, .double:
            guard let one = DecimalNumber(text), let other = number(literal) else { return nil }
            return one == other
        case .boolean:
            guard let one = boolean(text), let other = boolean(literal.lexical) else { return nil }
            return one == other
        case .dateTime, .date:
            guard let one = Moment(text, zoneMinutes: zoneMinutes),
                let other = Moment(literal, zoneMinutes: zoneMinutes)
            else { return nil }
            return one.compare(.eq, other)
        case .other: return nil
        }
    }

    /// Orders a given text and a literal; a plain string has an order only when it is a number or a time.
    static func order(
        _ text: String,
        _ relation: Operator,
        _ literal: Literal,
        zoneMinutes: Int64?
    ) -> SetComparison.Answer {
        if literal.datatype == .string { return .answer(bytes(text, relation, literal.lexical)) }
        let isPlain = literal.datatype == .plain
        if isPlain || literal.datatype.isNumeric, let other = number(literal), let one = DecimalNumber(text) {
            return .answer(compare(one, relation, other))
        }
        if isPlain || literal.datatype.isTemporal, let other = Moment(literal, zoneMinutes: zoneMinutes),
            let one = Moment(text, zoneMinutes: zoneMinutes)
        {
            return .answer(one.compare(relation, other))
        }
        return .notComparable
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
