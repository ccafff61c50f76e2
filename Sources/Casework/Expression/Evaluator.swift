/// Evaluates expressions over facts, with a third truth value: what is unknown stays unknown.
///
/// `and`, `or` and `not` follow Kleene; arithmetic that has no exact answer is unknown. Callers treat unknown as refusal.
struct Evaluator {
    let calendar: WorkCalendar
    let matrices: [String: Matrix]
    /// Looks a name up; names that nobody knows are unknown.
    let fact: (String) -> FactValue
    /// Names that were asked for and not known, so that a refusal can say what is missing.
    private(set) var missing: [String] = []

    init(calendar: WorkCalendar, matrices: [String: Matrix], fact: @escaping (String) -> FactValue) {
        self.calendar = calendar
        self.matrices = matrices
        self.fact = fact
    }

    mutating func value(_ expression: Expression) -> FactValue { value(expression.root) }

    private mutating func value(_ node: Expression.Node) -> FactValue {
        switch node {
        case .literal(let literal): return literal
        case .name(let name):
            let value = fact(name)
            if value == .unknown, !missing.contains(name) { missing.append(name) }
            return value
        case .list(let nodes):
            var elements: [FactValue] = []
            for node in nodes { elements.append(value(node)) }
            return .list(elements)
        case .not(let inner): return value(inner).flagValue.map { .flag(!$0) } ?? .unknown
        case .negative(let inner):
            return number(value(inner)) { number throws(ArithmeticProblem) in try number.negated() }
        case .binary(let operation, let left, let right): return binary(operation, left, right)
        case .call(let function, let arguments): return call(function, arguments)
        }
    }

    private mutating func binary(
        _ operation: Expression.Operator,
        _ left: Expression.Node,
        _ right: Expression.Node
    )
        -> FactValue
    {
        let one = value(left)
        switch operation {
        case .and: return one == .flag(false) ? one : conjunction(one, value(right))
        case .or: return one == .flag(true) ? one : disjunction(one, value(right))
        default: return Comparison.apply(operation, one, value(right))
        }
    }

    private func conjunction(_ one: FactValue, _ other: FactValue) -> FactValue {
        if other == .flag(false) { return other }
        return one == .flag(true) ? other : .unknown
    }

    private func disjunction(_ one: FactValue, _ other: FactValue) -> FactValue {
        if other == .flag(true) { return other }
        return one == .flag(false) ? other : .unknown
    }

    private mutating func call(_ function: Expression.Function, _ nodes: [Expression.Node]) -> FactValue {
        // `has` and `otherwise` ask whether something is known, so not knowing is no gap.
        if function == .has || function == .otherwise {
            let before = missing
            let values = nodes.map { value($0) }
            missing = before
            guard let first = values.first else { return .unknown }
            return function == .has ? .flag(first != .unknown) : (first == .unknown ? values.last ?? .unknown : first)
        }
        let values = nodes.map { value($0) }
        guard !values.contains(.unknown) else { return .unknown }
        return FunctionCall(calendar: calendar, matrices: matrices).apply(function, values)
    }

    private func number(
        _ value: FactValue,
        _ change: (ExactDecimal) throws(ArithmeticProblem) -> ExactDecimal
    ) -> FactValue {
        guard let number = value.numberValue, let result = try? change(number) else { return .unknown }
        return .number(result)
    }
}

/// Comparison and arithmetic of two values.
enum Comparison {
    /// Places of a quotient; formulas that need fewer round at their end.
    static let quotientPlaces = 12

    static func apply(_ operation: Expression.Operator, _ one: FactValue, _ other: FactValue) -> FactValue {
        guard one != .unknown, other != .unknown else { return .unknown }
        switch operation {
        case .equal: return .flag(isSame(one, other))
        case .notEqual: return .flag(!isSame(one, other))
        case .isIn:
            guard case .list(let elements) = other else { return .unknown }
            if elements.contains(where: { isSame($0, one) }) { return .flag(true) }
            return elements.contains(.unknown) ? .unknown : .flag(false)
        case .less, .atMost, .more, .atLeast: return order(operation, one, other)
        case .plus, .minus, .times, .over: return arithmetic(operation, one, other)
        case .and, .or: return .unknown
        }
    }

    /// Texts are the same when their bytes are.
    static func isSame(_ one: FactValue, _ other: FactValue) -> Bool {
        if case .text(let left) = one, case .text(let right) = other { return left.utf8.elementsEqual(right.utf8) }
        return one == other
    }

    private static func order(_ operation: Expression.Operator, _ one: FactValue, _ other: FactValue) -> FactValue {
        let isLess: Bool
        let isMore: Bool
        switch (one, other) {
        case (.number(let left), .number(let right)): (isLess, isMore) = (left < right, left > right)
        case (.date(let left), .date(let right)): (isLess, isMore) = (left < right, left > right)
        default: return .unknown
        }
        switch operation {
        case .less: return .flag(isLess)
        case .atMost: return .flag(!isMore)
        case .more: return .flag(isMore)
        default: return .flag(!isLess)
        }
    }

    private static func arithmetic(_ operation: Expression.Operator, _ one: FactValue, _ other: FactValue) -> FactValue
    {
        guard let left = one.numberValue, let right = other.numberValue else { return .unknown }
        do {
            switch operation {
            case .plus: return .number(try left.adding(right))
            case .minus: return .number(try left.subtracting(right))
            case .times: return .number(try left.multiplied(by: right))
            default: return .number(try left.divided(by: right, places: quotientPlaces, .halfUp))
            }
        } catch {
            return .unknown
        }
    }
}
