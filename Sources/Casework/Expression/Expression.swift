/// A condition or formula of a rule pack, read once and evaluated without side effects.
///
/// The language is small on purpose: names, literals, comparison, `and or not`, arithmetic and a closed list of
/// functions. It has no loops and no definitions, so every expression ends.
package struct Expression: Sendable, Equatable {
    /// The text as the pack has it.
    package let source: String
    let root: Node

    indirect enum Node: Sendable, Equatable {
        case literal(FactValue)
        /// A fact, or with a leading `$` a parameter.
        case name(String)
        case list([Node])
        case not(Node)
        case negative(Node)
        case binary(Operator, Node, Node)
        case call(Function, [Node])
    }

    enum Operator: String, Sendable {
        case or, and
        case equal = "=="
        case notEqual = "!="
        case less = "<"
        case atMost = "<="
        case more = ">"
        case atLeast = ">="
        /// The left value is an element of the right list.
        case isIn = "in"
        case plus = "+"
        case minus = "-"
        case times = "*"
        case over = "/"
    }

    enum Function: String, Sendable, CaseIterable {
        /// Whether a fact is known.
        case has
        /// The first value, or the second when the first is unknown.
        case otherwise
        case min, max, abs
        /// `round(value, places)`, half up.
        case round
        /// `ceiling(value)`: the next whole number up.
        case ceiling
        case count, sum
        /// `item(numbers, n)`: the n-th number, counted from 1.
        case item
        /// `sumProduct(list, list, …)`: products of numbers in the same place, summed.
        case sumProduct
        /// `containsAll(list, ['a', 'b'])`: whether every word of the second is in the first.
        case containsAll
        /// `countShared(list, list, …)`: how many different values are in every one of the lists.
        case countShared
        /// `choose(condition, a, b)`.
        case choose
        /// `countAtLeast(numbers, n)`: how many of them are n or more.
        case countAtLeast
        /// `days(from, to)`: calendar days between two dates.
        case days
        /// `plus(date, n, 'workingDay')`: the last day of a period.
        case plus
        /// `within(place, 'AA-BB')`: whether a place code is that place or lies in it.
        case within
        /// `presentValue(flows, rate)`: yearly flows discounted from the end of year one.
        case presentValue
        /// `drawn(names, percent, seed)`: a share of the names drawn by lot, rounded up; the same for everybody.
        case drawn
        /// `strictest('matrix', pairs)`: the strictest cell of a matrix over `row:column` pairs.
        case strictest
    }
}

extension Expression {
    /// Bytes of one expression: the longest real guard is under 300.
    static let longestSource = 2_000
    /// Nesting of one expression: parsing and evaluating recurse, and the stack must never run out.
    static let deepest = 40

    package init(_ source: String) throws(ExpressionProblem) {
        guard source.utf8.count <= Self.longestSource else {
            throw ExpressionProblem("is longer than \(Self.longestSource)")
        }
        var parser = ExpressionParser(try ExpressionLexer.tokens(of: source))
        root = try parser.whole()
        self.source = source
    }

    /// Visits every part of the expression.
    func visit(_ body: (Node) -> Void) { Self.visit(root, body) }

    private static func visit(_ node: Node, _ body: (Node) -> Void) {
        body(node)
        switch node {
        case .literal, .name: break
        case .list(let nodes), .call(_, let nodes): for inner in nodes { visit(inner, body) }
        case .not(let inner), .negative(let inner): visit(inner, body)
        case .binary(_, let left, let right):
            visit(left, body)
            visit(right, body)
        }
    }

    /// Every name the expression asks for.
    package var names: [String] { Self.names(root) }

    private static func names(_ node: Node) -> [String] {
        switch node {
        case .literal: []
        case .name(let name): [name]
        case .list(let nodes), .call(_, let nodes): nodes.flatMap(names)
        case .not(let inner), .negative(let inner): names(inner)
        case .binary(_, let left, let right): names(left) + names(right)
        }
    }
}

/// Why an expression cannot be read or does not make sense.
package struct ExpressionProblem: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
