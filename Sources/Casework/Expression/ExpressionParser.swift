/// Reads tokens by precedence: or, and, not, comparison, sum, product, sign, primary.
struct ExpressionParser {
    private let tokens: [ExpressionLexer.Token]
    private var position = 0
    private var depth = 0

    init(_ tokens: [ExpressionLexer.Token]) { self.tokens = tokens }

    mutating func whole() throws(ExpressionProblem) -> Expression.Node {
        let node = try disjunction()
        guard position == tokens.count else { throw ExpressionProblem("has words after its end") }
        return node
    }

    private var next: ExpressionLexer.Token? { position < tokens.count ? tokens[position] : nil }

    private mutating func skip(_ token: ExpressionLexer.Token) -> Bool {
        guard next == token else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ symbol: String) throws(ExpressionProblem) {
        guard skip(.symbol(symbol)) else { throw ExpressionProblem("misses `\(symbol)`") }
    }

    private mutating func disjunction() throws(ExpressionProblem) -> Expression.Node {
        depth += 1
        guard depth <= Expression.deepest else { throw ExpressionProblem("is nested too deeply") }
        var left = try conjunction()
        while skip(.name("or")) { left = .binary(.or, left, try conjunction()) }
        depth -= 1
        return left
    }

    private mutating func conjunction() throws(ExpressionProblem) -> Expression.Node {
        var left = try negation()
        while skip(.name("and")) { left = .binary(.and, left, try negation()) }
        return left
    }

    private mutating func negation() throws(ExpressionProblem) -> Expression.Node {
        guard skip(.name("not")) else { return try comparison() }
        return .not(try comparison())
    }

    private mutating func comparison() throws(ExpressionProblem) -> Expression.Node {
        let left = try sum()
        if skip(.name("in")) { return .binary(.isIn, left, try sum()) }
        for symbol in ["==", "!=", "<=", ">=", "<", ">"] where skip(.symbol(symbol)) {
            guard let comparison = Expression.Operator(rawValue: symbol) else { continue }
            return .binary(comparison, left, try sum())
        }
        return left
    }

    private mutating func sum() throws(ExpressionProblem) -> Expression.Node {
        var left = try product()
        while true {
            if skip(.symbol("+")) {
                left = .binary(.plus, left, try product())
            } else if skip(.symbol("-")) {
                left = .binary(.minus, left, try product())
            } else {
                return left
            }
        }
    }

    private mutating func product() throws(ExpressionProblem) -> Expression.Node {
        var left = try sign()
        while true {
            if skip(.symbol("*")) {
                left = .binary(.times, left, try sign())
            } else if skip(.symbol("/")) {
                left = .binary(.over, left, try sign())
            } else {
                return left
            }
        }
    }

    private mutating func sign() throws(ExpressionProblem) -> Expression.Node {
        skip(.symbol("-")) ? .negative(try primary()) : try primary()
    }

    private mutating func primary() throws(ExpressionProblem) -> Expression.Node {
        guard let token = next else { throw ExpressionProblem("ends early") }
        position += 1
        switch token {
        case .number(let number): return .literal(.number(number))
        case .text(let text): return .literal(.text(text))
        case .date(let date): return .literal(.date(date))
        case .symbol("("):
            let inner = try disjunction()
            try expect(")")
            return inner
        case .symbol("["): return .list(try elements(until: "]"))
        case .symbol(let symbol): throw ExpressionProblem("has `\(symbol)` where a value belongs")
        case .name(let name): return try named(name)
        }
    }

    private mutating func named(_ name: String) throws(ExpressionProblem) -> Expression.Node {
        switch name {
        case "true": return .literal(.flag(true))
        case "false": return .literal(.flag(false))
        case "and", "or", "not", "in": throw ExpressionProblem("has `\(name)` where a value belongs")
        default: break
        }
        guard skip(.symbol("(")) else { return .name(name) }
        guard let function = Expression.Function(rawValue: name) else {
            throw ExpressionProblem("calls `\(name)`, which is no function")
        }
        return .call(function, try elements(until: ")"))
    }

    private mutating func elements(until end: String) throws(ExpressionProblem) -> [Expression.Node] {
        var nodes: [Expression.Node] = []
        if skip(.symbol(end)) { return nodes }
        repeat { nodes.append(try disjunction()) } while skip(.symbol(","))
        try expect(end)
        return nodes
    }
}
