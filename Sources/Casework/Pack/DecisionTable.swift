import Primitives

/// Rows of conditions and outcomes over declared facts.
///
/// `first` takes the first matching row; `only` allows one match at most. Either way a check by enumeration proves that
/// every combination of inputs, unknown ones included, has an answer, and that every row is some combination's answer.
package struct DecisionTable: Sendable, Equatable {
    enum Hit: String, Sendable { case first, only }

    package struct Row: Sendable, Equatable {
        package let id: String
        package let cite: String
        let cells: [String: TableCell]
        package let then: [String: String]
    }

    package let cite: String
    let hit: Hit
    package let inputs: [String]
    package let outputs: [String]
    package let rows: [Row]
    /// Worked examples, at least one for each row; the check works them out again.
    let examples: [Example]

    struct Example: Sendable, Equatable {
        let facts: [String: FactValue]
        let row: String
        /// The outcomes once more: an answer that was changed is found by them.
        let then: [String: String]
    }

    /// Rows and inputs of one table: the largest real one has 15 and 14.
    static let mostRows = 200
    static let mostInputs = 24

    init(_ fields: JSONFields, facts: [String: FactDeclaration]) throws(DecodingProblem) {
        try fields.allowOnly(["cite", "hit", "inputs", "outputs", "rows", "examples"])
        cite = try fields.nonEmpty("cite")
        guard let hit = Hit(rawValue: try fields.string("hit")) else {
            throw fields.problem("hit", "must be first or only")
        }
        self.hit = hit
        inputs = try fields.words("inputs", maximum: Self.mostInputs)
        outputs = try fields.words("outputs", maximum: Self.mostInputs)
        for input in inputs where facts[input] == nil {
            throw fields.problem("inputs", "asks for undeclared `\(input)`")
        }
        var rows: [Row] = []
        for (index, value) in try fields.array("rows").enumerated() {
            let row = try JSONFields(value, path: "\(fields.path).rows[\(index)]")
            rows.append(try Self.row(row, inputs: inputs, outputs: outputs, facts: facts))
        }
        guard (1...Self.mostRows).contains(rows.count), Set(rows.map(\.id)).count == rows.count else {
            throw fields.problem("rows", "must be 1 to \(Self.mostRows) rows with different ids")
        }
        self.rows = rows
        examples = try Self.examples(try fields.fields("examples"), inputs: inputs, outputs: outputs, facts: facts)
    }

    /// Examples share a base of facts and say what differs from it.
    private static func examples(
        _ fields: JSONFields,
        inputs: [String],
        outputs: [String],
        facts: [String: FactDeclaration]
    ) throws(DecodingProblem) -> [Example] {
        try fields.allowOnly(["base", "cases"])
        let base = try values(try fields.fields("base"), inputs: inputs, facts: facts)
        return try fields.list("cases") { field throws(DecodingProblem) in
            try field.allowOnly(["with", "row", "then"])
            let changes = try values(try field.fields("with"), inputs: inputs, facts: facts)
            let then = try outcomes(try field.fields("then"), outputs: outputs)
            return Example(facts: base.merging(changes) { _, new in new }, row: try field.word("row"), then: then)
        }
    }

    private static func values(
        _ fields: JSONFields,
        inputs: [String],
        facts: [String: FactDeclaration]
    ) throws(DecodingProblem) -> [String: FactValue] {
        var values: [String: FactValue] = [:]
        for member in fields.object.members {
            guard inputs.contains(member.key), let fact = facts[member.key] else {
                throw fields.problem(member.key, "is no input of the table")
            }
            let value = member.value == .null ? .unknown : fact.read(member.value)
            guard let value else { throw fields.problem(member.key, "is no \(fact.kind.rawValue)") }
            values[member.key] = value
        }
        return values
    }

    private static func row(
        _ fields: JSONFields,
        inputs: [String],
        outputs: [String],
        facts: [String: FactDeclaration]
    ) throws(DecodingProblem) -> Row {
        try fields.allowOnly(["id", "cite", "if", "then"])
        let conditions = try fields.fields("if")
        var cells: [String: TableCell] = [:]
        for member in conditions.object.members {
            guard inputs.contains(member.key), let fact = facts[member.key] else {
                throw conditions.problem(member.key, "is no input of the table")
            }
            guard let cell = TableCell(member.value, for: fact) else {
                throw conditions.problem(member.key, "is no condition on a \(fact.kind.rawValue)")
            }
            cells[member.key] = cell
        }
        let then = try outcomes(try fields.fields("then"), outputs: outputs)
        return Row(id: try fields.identifier("id"), cite: try fields.nonEmpty("cite"), cells: cells, then: then)
    }

    private static func outcomes(
        _ fields: JSONFields,
        outputs: [String]
    ) throws(DecodingProblem) -> [String: String] {
        try fields.allowOnly(Set(outputs))
        var then: [String: String] = [:]
        for output in outputs { then[output] = try fields.nonEmpty(output) }
        return then
    }

    /// The row that answers; nil when none does, which the check excludes.
    package func answer(_ fact: (String) -> FactValue) -> Row? {
        let values = Dictionary(inputs.map { ($0, fact($0)) }) { first, _ in first }
        return rows.first { row in row.cells.allSatisfy { name, cell in cell.matches(values[name] ?? .unknown) } }
    }

    /// The words an output can take, in order of the rows.
    func outcomes(of output: String) -> [String] {
        rows.compactMap { $0.then[output] }.reduce(into: []) { words, word in
            if !words.contains(word) { words.append(word) }
        }
    }
}
