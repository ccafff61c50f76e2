/// Cuts an expression into tokens.
enum ExpressionLexer {
    enum Token: Equatable {
        case name(String)
        case number(ExactDecimal)
        case text(String)
        case date(CivilDate)
        case symbol(String)
    }

    /// Words of one expression: a chain of operators nests as deep as it is long, and evaluation recurses.
    private static let mostTokens = 400
    private static let symbols = ["==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "(", ")", "[", "]", ","]

    static func tokens(of source: String) throws(ExpressionProblem) -> [Token] {
        var rest = Substring(source)
        var tokens: [Token] = []
        while let first = rest.first {
            guard tokens.count < mostTokens else { throw ExpressionProblem("has more than \(mostTokens) words") }
            if first == " " || first == "\n" {
                rest.removeFirst()
            } else if first == "'" {
                tokens.append(try text(&rest))
            } else if first == "@" {
                tokens.append(try date(&rest))
            } else if first.isASCII, first.isLetter || first == "$" {
                tokens.append(.name(take(&rest) { $0.isASCII && ($0.isLetter || $0.isNumber || "$._".contains($0)) }))
            } else if first.isASCII, first.isNumber {
                tokens.append(try number(&rest))
            } else if let symbol = symbols.first(where: rest.hasPrefix) {
                rest.removeFirst(symbol.count)
                tokens.append(.symbol(symbol))
            } else {
                throw ExpressionProblem("has the unexpected character `\(first)`")
            }
        }
        return tokens
    }

    private static func take(_ rest: inout Substring, while belongs: (Character) -> Bool) -> String {
        let taken = rest.prefix(while: belongs)
        rest = rest.dropFirst(taken.count)
        return String(taken)
    }

    private static func text(_ rest: inout Substring) throws(ExpressionProblem) -> Token {
        rest.removeFirst()
        let text = take(&rest) { $0 != "'" }
        guard !rest.isEmpty else { throw ExpressionProblem("has a text without its closing quote") }
        rest.removeFirst()
        return .text(text)
    }

    private static func date(_ rest: inout Substring) throws(ExpressionProblem) -> Token {
        rest.removeFirst()
        let text = take(&rest) { $0.isASCII && ($0.isNumber || $0 == "-") }
        guard let date = CivilDate(text) else { throw ExpressionProblem("has `@\(text)`, which is no date") }
        return .date(date)
    }

    private static func number(_ rest: inout Substring) throws(ExpressionProblem) -> Token {
        let text = take(&rest) { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "_") }
        guard let number = ExactDecimal(text.filter { $0 != "_" }) else {
            throw ExpressionProblem("has `\(text)`, which is no number")
        }
        return .number(number)
    }
}
