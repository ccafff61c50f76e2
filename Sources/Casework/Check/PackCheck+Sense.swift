import Primitives

/// What makes sense only together: who gives a fact, who raises a step, what is said twice.
extension PackCheck {
    mutating func checkSense() {
        for id in Set(own.procedures.keys).union(own.tightens.map(\.procedure)).sorted() {
            if let procedure = whole.procedures[id] { checkKnown(procedure) }
        }
        for procedure in own.procedures.values.sorted(by: { $0.id < $1.id }) {
            checkRaised(procedure)
            checkRepeated(procedure)
        }
        checkIssued()
        checkRepeatedRules()
        checkMatrices()
        for gate in own.gates { checkSilence(of: gate) }
    }

    // MARK: System steps

    /// A step that only the system takes is raised by a clock of the procedure or by a sub-case.
    private mutating func checkRaised(_ procedure: Procedure) {
        let clocks = procedure.states.flatMap(\.timers).compactMap(\.event)
        let children = whole.procedures.values.filter { $0.parents.contains(procedure.id) }
        let raised = Set(clocks + children.flatMap(\.parentSteps))
        for step in procedure.transitions where step.by == [Procedure.system] && !raised.contains(step.event) {
            report(.neverRaised, "procedures.\(procedure.id).\(step.event)", "no clock and no sub-case takes it")
        }
        for step in procedure.transitions where raised.contains(step.event) && !step.by.contains(Procedure.system) {
            report(.neverRaised, "procedures.\(procedure.id).\(step.event)", "is raised, and not open to the system")
        }
    }

    // MARK: Papers

    /// Every paper that is declared is issued by some step, and every panel is drawn before it votes.
    private mutating func checkIssued() {
        let effects = whole.procedures.values.flatMap(\.transitions).flatMap(\.effects)
        for name in own.documents.keys.sorted() where !effects.contains(.document(name)) {
            report(.neverGiven, "documents.\(name)", "no step issues it")
        }
        for name in own.credentials.keys.sorted() where !effects.contains(.issue(name)) {
            report(.neverGiven, "credentials.\(name)", "no step issues it")
        }
        for name in own.panels.keys.sorted() where !effects.contains(.draw(name)) {
            report(.neverGiven, "panels.\(name)", "no step draws it")
        }
    }

    // MARK: Repetition

    private mutating func checkRepeated(_ procedure: Procedure) {
        for step in procedure.transitions {
            let path = "procedures.\(procedure.id).\(step.event)"
            if Set(step.require.map(\.text)).count != step.require.count {
                report(.repeated, path, "asks one condition twice")
            }
            for (place, effect) in step.effects.enumerated() where step.effects[..<place].contains(effect) {
                report(.repeated, path, "has one effect twice")
            }
            for name in step.optional where step.fields.contains(name) {
                report(.repeated, path, "`\(name)` is both needed and optional")
            }
        }
        let keys = procedure.transitions.map { "\($0.event) \($0.from) \($0.when?.source ?? "")" }
        if Set(keys).count != keys.count { report(.repeated, "procedures.\(procedure.id)", "has one step twice") }
    }

    private mutating func checkRepeatedRules() {
        let gates = own.gates.map {
            "\($0.gate) \($0.when?.source ?? "") \($0.require?.source ?? "") \($0.obligations)"
        }
        if Set(gates).count != gates.count { report(.repeated, "gates", "one rule stands twice") }
        let duties = own.survives.map(\.duty)
        if Set(duties).count != duties.count { report(.repeated, "survives", "one duty stands twice") }
        for (id, sheet) in own.worksheets where Set(sheet.checks.map(\.text)).count != sheet.checks.count {
            report(.repeated, "worksheets.\(id)", "has one check twice")
        }
        for tightening in own.tightens where Set(tightening.require.map(\.text)).count != tightening.require.count {
            report(.repeated, "tightens.\(tightening.procedure).\(tightening.event)", "asks one condition twice")
        }
        for (id, table) in own.tables {
            for (place, example) in table.examples.enumerated() where table.examples[..<place].contains(example) {
                report(.repeated, "tables.\(id).examples", "has one example twice")
            }
        }
    }

    // MARK: Matrices and gates

    /// Columns go from the severest to the mildest, so that two exchanged cells are found.
    private mutating func checkMatrices() {
        for (id, matrix) in own.matrices.sorted(by: { $0.key < $1.key }) {
            checkExamples(matrix, at: "matrices.\(id)")
            for (row, cells) in zip(matrix.rows, matrix.cells) {
                let ranks = cells.compactMap { matrix.order.firstIndex(of: $0) }
                if zip(ranks, ranks.dropFirst()).contains(where: { $0 < $1 }) {
                    report(.badScore, "matrices.\(id).\(row)", "gets stricter where the columns get milder")
                }
            }
        }
    }

    /// A rule says nothing about an act that says nothing: else every act of other subjects would be refused.
    private mutating func checkSilence(of gate: GateRule) {
        guard let calendar = try? WorkCalendar(years: []) else { return }
        let whole = whole
        var evaluator = Evaluator(calendar: calendar, matrices: whole.matrices) { name in
            if name.hasPrefix("$") { return whole.parameters[String(name.dropFirst())]?.value ?? .unknown }
            return whole.facts[name]?.absent ?? .unknown
        }
        if gate.when.map({ evaluator.value($0) }) != .flag(false) {
            report(.ambiguous, "gates.\(gate.id)", "must say when it holds, by a fact whose absence is declared")
        }
    }
}

extension Procedure {
    /// The steps it takes in its parent.
    var parentSteps: [String] {
        transitions.flatMap(\.effects).compactMap { effect in
            if case .parent(let event) = effect { event } else { nil }
        }
    }

    var stepsInParent: Bool { !parentSteps.isEmpty }
}

extension Procedure.Guard {
    fileprivate var text: String { "\(condition.source) else \(refusal)" }
}

/// Units in expressions.
extension PackCheck {
    /// `plus(date, $days, 'workingDay')` counts in the unit that the parameter declares.
    mutating func checkUnits(_ expression: Expression, at path: String) {
        var wrong: [String] = []
        expression.visit { node in
            guard case .call(.plus, let arguments) = node, arguments.count == 3, case .name(let name) = arguments[1],
                case .literal(.text(let unit)) = arguments[2], name.hasPrefix("$"),
                let parameter = whole.parameters[String(name.dropFirst())]
            else { return }
            if parameter.unit != TimeUnit(rawValue: unit).map({ .time($0) }) { wrong.append("\(name) in \(unit)") }
        }
        for text in wrong { report(.wrongUnit, path, "counts \(text), which its declaration does not") }
    }
}
