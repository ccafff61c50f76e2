/// Finds what kind of value an expression gives, so that a misspelt name or word is found before any case meets it.
struct ExpressionTyper {
    /// A kind of value; texts may carry the words they are limited to.
    enum Kind: Equatable {
        case flag, number, date, list
        case text([String]?)

        var isText: Bool { if case .text = self { true } else { false } }
    }

    /// The kind of a declared name, nil for a name nobody declared.
    let kind: (String) -> Kind?
    let matrices: Set<String>

    /// Checks that an expression makes sense and gives the wanted kind.
    func check(_ expression: Expression, gives wanted: Kind) throws(ExpressionProblem) {
        let found = try kind(of: expression.root)
        guard found == wanted || found.isText && wanted.isText else {
            throw ExpressionProblem("gives a \(Self.name(found)) where a \(Self.name(wanted)) belongs")
        }
    }

    func kind(of node: Expression.Node) throws(ExpressionProblem) -> Kind {
        switch node {
        case .literal(.flag): return .flag
        case .literal(.number): return .number
        case .literal(.text(let text)): return .text([text])
        case .literal(.date): return .date
        case .literal: return .list
        case .name(let name):
            guard let kind = kind(name) else { throw ExpressionProblem("asks for `\(name)`, which nobody declares") }
            return kind
        case .list(let nodes):
            for node in nodes { _ = try kind(of: node) }
            return .list
        case .not(let inner):
            try expect(inner, .flag)
            return .flag
        case .negative(let inner):
            try expect(inner, .number)
            return .number
        case .binary(let operation, let left, let right): return try binary(operation, left, right)
        case .call(let function, let arguments): return try call(function, arguments)
        }
    }

    private func expect(_ node: Expression.Node, _ wanted: Kind) throws(ExpressionProblem) {
        let found = try kind(of: node)
        guard found == wanted || found.isText && wanted.isText else {
            throw ExpressionProblem("uses a \(Self.name(found)) where a \(Self.name(wanted)) belongs")
        }
    }

    private func binary(
        _ operation: Expression.Operator,
        _ left: Expression.Node,
        _ right: Expression.Node
    ) throws(ExpressionProblem) -> Kind {
        switch operation {
        case .and, .or:
            try expect(left, .flag)
            try expect(right, .flag)
            return .flag
        case .plus, .minus, .times, .over:
            try expect(left, .number)
            try expect(right, .number)
            return .number
        case .isIn:
            try membership(left, right)
            return .flag
        case .equal, .notEqual, .less, .atMost, .more, .atLeast:
            try comparable(operation, try kind(of: left), try kind(of: right))
            return .flag
        }
    }

    private func comparable(_ operation: Expression.Operator, _ one: Kind, _ other: Kind) throws(ExpressionProblem) {
        if case .text(let words) = one, case .text(let others) = other {
            guard operation == .equal || operation == .notEqual else { throw ExpressionProblem("orders texts") }
            if let words, let others, Set(words).isDisjoint(with: others) {
                throw ExpressionProblem("compares `\(others.first ?? "")` with words that never include it")
            }
            return
        }
        guard one == other else { throw ExpressionProblem("compares a \(Self.name(one)) with a \(Self.name(other))") }
        if operation != .equal, operation != .notEqual, one == .flag || one == .list {
            throw ExpressionProblem("orders values that have no order")
        }
    }

    private func membership(_ element: Expression.Node, _ list: Expression.Node) throws(ExpressionProblem) {
        let kind = try kind(of: element)
        guard case .list(let nodes) = list else { return try expect(list, .list) }
        for node in nodes { try comparable(.equal, kind, try self.kind(of: node)) }
    }

    private func call(_ function: Expression.Function, _ nodes: [Expression.Node]) throws(ExpressionProblem) -> Kind {
        let kinds = try kinds(of: nodes)
        switch function {
        case .has where kinds.count == 1: return .flag
        case .otherwise where kinds.count == 2 && Self.isAlike(kinds[0], kinds[1]): return kinds[0]
        case .min where kinds.count >= 2, .max where kinds.count >= 2:
            if kinds.allSatisfy({ $0 == .number }) { return .number }
            if kinds.allSatisfy({ $0 == .date }) { return .date }
        case .abs where kinds == [.number], .ceiling where kinds == [.number]: return .number
        case .round where kinds == [.number, .number]: return .number
        case .count where kinds == [.list], .sum where kinds == [.list]: return .number
        case .item where kinds == [.list, .number]: return .number
        case .sumProduct where !kinds.isEmpty && kinds.allSatisfy({ $0 == .list }): return .number
        case .containsAll where kinds == [.list, .list]: return .flag
        case .countShared where !kinds.isEmpty && kinds.allSatisfy({ $0 == .list }): return .number
        case .choose where kinds.count == 3 && kinds[0] == .flag && Self.isAlike(kinds[1], kinds[2]): return kinds[1]
        case .countAtLeast where kinds == [.list, .number]: return .number
        case .days where kinds == [.date, .date]: return .number
        case .plus where kinds.count == 3 && kinds[0] == .date && kinds[1] == .number:
            guard case .text(let unit?) = kinds[2], unit.allSatisfy({ TimeUnit(rawValue: $0) != nil }) else { break }
            return .date
        case .within where kinds.count == 2 && kinds.allSatisfy(\.isText): return .flag
        case .presentValue where kinds == [.list, .number]: return .number
        case .drawn where kinds.count == 3 && kinds[0] == .list && kinds[1] == .number && kinds[2].isText: return .list
        case .strictest where kinds.count == 2 && kinds[1] == .list:
            guard case .text(let name?) = kinds[0], name.allSatisfy(matrices.contains) else { break }
            return .text(nil)
        default: break
        }
        throw ExpressionProblem("calls `\(function.rawValue)` with the wrong values")
    }

    private func kinds(of nodes: [Expression.Node]) throws(ExpressionProblem) -> [Kind] {
        var kinds: [Kind] = []
        for node in nodes { kinds.append(try kind(of: node)) }
        return kinds
    }

    private static func isAlike(_ one: Kind, _ other: Kind) -> Bool { one == other || one.isText && other.isText }

    private static func name(_ kind: Kind) -> String {
        switch kind {
        case .flag: "flag"
        case .number: "number"
        case .date: "date"
        case .list: "list"
        case .text: "text"
        }
    }
}
