/// Tables, gates, worksheets and declared things.
extension PackCheck {
    mutating func checkTables() {
        for (id, table) in own.tables.sorted(by: { $0.key < $1.key }) {
            for input in table.inputs { referFact(input, at: "tables.\(id)") }
            var enumeration = TableEnumeration(table, facts: whole.facts)
            enumeration.run()
            if enumeration.isTooWide {
                report(.incompleteTable, "tables.\(id)", "has too many combinations to prove anything")
            }
            if !enumeration.uncovered.isEmpty {
                report(.incompleteTable, "tables.\(id)", "no row for \(enumeration.uncovered.joined(separator: ", "))")
            }
            for pair in enumeration.overlaps.sorted() { report(.overlappingRows, "tables.\(id)", "rows \(pair)") }
            for row in table.rows where !enumeration.answered.contains(row.id) {
                report(.deadRow, "tables.\(id)", "row \(row.id) is always covered by rows before it")
            }
            checkExamples(table, at: "tables.\(id)")
        }
    }

    private mutating func checkExamples(_ table: DecisionTable, at path: String) {
        for (index, example) in table.examples.enumerated() {
            let found = table.answer { example.facts[$0] ?? .unknown }
            if found?.id != example.row {
                let row = found?.id ?? "none"
                report(.wrongExample, "\(path).examples[\(index)]", "expects row \(example.row), finds \(row)")
            } else if found?.then != example.then {
                report(.wrongExample, "\(path).examples[\(index)]", "row \(example.row) has other outcomes")
            }
        }
        for row in table.rows where !table.examples.contains(where: { $0.row == row.id }) {
            report(.wrongExample, path, "row \(row.id) has no worked example")
        }
    }

    mutating func checkGates() {
        for gate in own.gates {
            let path = "gates.\(gate.id)"
            if let when = gate.when { check(when, gives: .flag, at: path) }
            if let require = gate.require { check(require, gives: .flag, at: path) }
            for expression in [gate.when, gate.require].compactMap({ $0 }) { checkGateNames(expression, at: path) }
            if let refusal = gate.refusal { referRefusal(refusal, at: path) }
            checkExamples(gate, at: path)
            if gate.outlives, own.effective.to == nil {
                report(.badWindow, path, "outlives a pack that has no end")
            }
            for name in gate.obligations { refer("obligation", name, in: whole.obligations.keys, at: path) }
        }
        let ids = own.gates.map(\.id)
        for id in Set(ids).sorted() where ids.count(where: { $0 == id }) > 1 {
            report(.ambiguous, "gates.\(id)", "two rules have this id")
        }
    }

    /// A gate sees facts only; what belongs to a running case is not there.
    private mutating func checkGateNames(_ expression: Expression, at path: String) {
        for name in expression.names where whole.facts[name] == nil {
            let first = name.split(separator: ".").first.map(String.init) ?? ""
            if ["open", "closed", "entered", "panel", "credential", "number", "actor", "attachment"].contains(first) {
                report(.unknownName, path, "`\(name)` belongs to cases, and a gate sees facts only")
            }
        }
    }

    mutating func checkWorksheets() {
        for (id, sheet) in own.worksheets.sorted(by: { $0.key < $1.key }) {
            let path = "worksheets.\(id)"
            for input in sheet.inputs { referFact(input, at: path) }
            var lines: [String: ExpressionTyper.Kind] = [:]
            let names = PackNames(pack: whole)
            for line in sheet.lines {
                note(line.value, at: "\(path).\(line.id)")
                checkInputs(line.value, of: sheet, at: "\(path).\(line.id)")
                let known = lines
                let typer = ExpressionTyper(
                    kind: { known[$0] ?? names.kind(of: $0) },
                    matrices: Set(whole.matrices.keys)
                )
                do {
                    lines["line.\(line.id)"] = try typer.kind(of: line.value.root)
                } catch {
                    report(.wrongType, "\(path).\(line.id)", "`\(line.value.source)` \(error.description)")
                }
            }
            for condition in sheet.checks { check(condition, of: sheet, lines: lines, at: path) }
            checkExamples(sheet, id, at: path)
        }
    }

    private mutating func check(
        _ condition: Procedure.Guard,
        of sheet: Worksheet,
        lines: [String: ExpressionTyper.Kind],
        at path: String
    ) {
        note(condition.condition, at: path)
        referRefusal(condition.refusal, at: path)
        checkInputs(condition.condition, of: sheet, at: path)
        let names = PackNames(pack: whole)
        let typer = ExpressionTyper(kind: { lines[$0] ?? names.kind(of: $0) }, matrices: Set(whole.matrices.keys))
        do {
            try typer.check(condition.condition, gives: .flag)
        } catch {
            report(.wrongType, path, "`\(condition.condition.source)` \(error.description)")
        }
    }

    private mutating func checkInputs(_ expression: Expression, of sheet: Worksheet, at path: String) {
        for name in expression.names where whole.facts[name] != nil && !sheet.inputs.contains(name) {
            report(.unknownName, path, "`\(name)` is no input of the worksheet")
        }
    }

    mutating func check(_ counter: CounterRule, at path: String) {
        for name in counter.measures {
            referFact(name, at: path)
            if let kind = whole.facts[name]?.kind, kind != .number {
                report(.wrongType, path, "`\(name)` is no number")
            }
        }
        for name in counter.groupBy { referFact(name, at: path) }
        if let except = counter.except { check(except, gives: .flag, at: path) }
        if let refusal = counter.refusal { referRefusal(refusal, at: path) }
        refer("table", counter.table, in: whole.tables.keys, at: path)
        guard let table = whole.tables[counter.table] else { return }
        if !table.outputs.contains(counter.output) || Set(table.outcomes(of: counter.output)) != Set(counter.order) {
            report(.unknownName, path, "`order` must name every outcome of `\(counter.output)`, mildest first")
        }
    }

    mutating func checkDeclarations() {
        for (id, document) in own.documents.sorted(by: { $0.key < $1.key }) {
            for role in document.servedBy { referRole(role, at: "documents.\(id)") }
        }
        for (id, credential) in own.credentials.sorted(by: { $0.key < $1.key }) {
            for claim in credential.claims { referFact(claim, at: "credentials.\(id)") }
            if let number = credential.number {
                refer("number", number, in: whole.numbers.keys, at: "credentials.\(id)")
            }
            guard let valid = credential.valid else { continue }
            refer(valid.count, valid.unit, cite: credential.cite, at: "credentials.\(id)")
            for day in [valid.from, valid.notAfter].compactMap(\.self) {
                referFact(day, at: "credentials.\(id)")
                if whole.facts[day]?.kind != .date { report(.wrongType, "credentials.\(id)", "`\(day)` is no date") }
            }
        }
        for (id, number) in own.numbers.sorted(by: { $0.key < $1.key }) { check(number, at: "numbers.\(id)") }
        for (id, panel) in own.panels.sorted(by: { $0.key < $1.key }) { refer(panel.seats, nil, at: "panels.\(id)") }
    }

    private mutating func check(_ number: NumberRule, at path: String) {
        for name in number.names {
            if name.hasPrefix("$") {
                refer("parameter", String(name.dropFirst()), in: whole.parameters.keys, at: path)
            } else {
                referFact(name, at: path)
            }
        }
        if number.width != number.length {
            report(.badNumber, path, "its parts have \(number.width) characters, not \(number.length)")
        }
    }
}
