import Primitives

/// The values known about a left operand.
struct GivenValues {
    let values: [KnownValue]
    /// Whether having one value among several is enough (a claim held), or the use covers all of them (places).
    let isHeld: Bool

    init?(_ texts: [String]?, isHeld: Bool) {
        guard let texts, !texts.isEmpty else { return nil }
        self.values = texts.map { KnownValue($0) }
        self.isHeld = isHeld
    }

    /// What covers the use: every value counts.
    init?(_ values: [KnownValue]?) {
        guard let values, !values.isEmpty else { return nil }
        self.values = values
        isHeld = false
    }

    var words: String {
        values.map { $0.unit == nil ? $0.text : "\($0.text) \($0.unit ?? "")" }.joined(separator: ", ")
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
    let scalar: Scalar
    /// What a value is part of, or an instance of.
    let collections: (String) -> Set<Term>

    func compare(_ relation: Operator) -> Answer {
        guard !right.values.isEmpty else { return .notComparable }
        if relation.isOrder { return order(relation) }
        guard relation.takesList || right.single != nil else { return .severalValues }
        guard let table = matches(relation) else { return .notComparable }
        return .answer(member(relation, table))
    }

    /// For each given value, which values of the policy equal it; nil when any pair cannot be compared.
    private func matches(_ relation: Operator) -> [[Bool]]? {
        // Looked up once per value and not once per pair, so that long lists stay cheap.
        let isAbove = relation == .isA || relation == .isPartOf
        let below = relation == .hasPart ? right.values.map { collections($0.lexical) } : []
        var table: [[Bool]] = []
        for value in given.values {
            let above = isAbove ? collections(value.text) : []
            let isBare = scalar.unit == nil && value.unit == nil
            var row: [Bool] = []
            for (index, literal) in right.values.enumerated() {
                guard let isEqual = scalar.isEqual(value, literal) else { return nil }
                let isAmong =
                    above.contains(Term(literally: literal.lexical))
                    || (below.indices.contains(index) && below[index].contains(Term(literally: value.text)))
                row.append(isEqual || (isBare && isAmong))
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
        return scalar.order(value, relation, literal)
    }
}
