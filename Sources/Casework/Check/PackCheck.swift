/// Proves what can be proved about one pack, stacked on the pack it extends.
///
/// An overlay is checked with its base below it: it may use the base's names, but only its own declarations must be used.
struct PackCheck {
    /// The pack as written.
    let own: Pack
    /// The pack with its base below it.
    let whole: Pack
    private(set) var findings: [PackFinding] = []
    /// Declared things that something refers to, as `kind.name`.
    private var used: Set<String> = []

    init(own: Pack, whole: Pack) {
        self.own = own
        self.whole = whole
    }

    static func findings(own: Pack, whole: Pack) -> [PackFinding] {
        var check = PackCheck(own: own, whole: whole)
        check.run()
        return check.findings
    }

    private mutating func run() {
        checkTables()
        for procedure in own.procedures.values.sorted(by: { $0.id < $1.id }) { check(procedure) }
        for tightening in own.tightens { check(tightening) }
        checkGates()
        checkWorksheets()
        for (id, card) in own.scorecards.sorted(by: { $0.key < $1.key }) { check(card, id) }
        for (id, counter) in own.counters.sorted(by: { $0.key < $1.key }) { check(counter, at: "counters.\(id)") }
        checkDeclarations()
        checkTexts()
        checkSense()
        checkUnused()
    }

    mutating func report(_ kind: PackFinding.Kind, _ path: String, _ message: String) {
        findings.append(PackFinding(pack: "\(own.id)@\(own.version)", path: path, kind: kind, message: message))
    }

    /// Notes a reference and reports it when nothing of that name is declared.
    mutating func refer(_ kind: String, _ name: String, in declared: some Collection<String>, at path: String) {
        used.insert("\(kind).\(name)")
        if !declared.contains(name) { report(.unknownName, path, "no \(kind) is called `\(name)`") }
    }

    mutating func referRole(_ name: String, at path: String) {
        if name != Procedure.system { refer("role", name, in: whole.roles.keys, at: path) }
    }

    mutating func referFact(_ name: String, at path: String) { refer("fact", name, in: whole.facts.keys, at: path) }

    mutating func referRefusal(_ name: String, at path: String) {
        refer("refusal", name, in: whole.refusals.keys, at: path)
    }

    mutating func referCredential(_ name: String, at path: String) {
        refer("credential", name, in: whole.credentials.keys, at: path)
    }

    /// A count of some unit of time, or of seats when there is no unit.
    mutating func refer(_ count: Count, _ unit: TimeUnit?, cite: String? = nil, at path: String) {
        if let unit, let cite, let number = number(count) { checkQuotes(cite, number, .time(unit), at: path) }
        guard case .parameter(let name) = count else { return }
        refer("parameter", name, in: whole.parameters.keys, at: path)
        guard let parameter = whole.parameters[name] else { return }
        if parameter.value.numberValue?.wholeNumber.map({ (1...WorkCalendar.longestCount).contains($0) }) != true {
            report(.badWindow, path, "`$\(name)` is no whole number of days or seats")
        }
        if parameter.unit != unit.map({ .time($0) }) {
            report(
                .wrongUnit,
                path,
                "counts `$\(name)` in \(unit?.rawValue ?? "seats"), which its declaration does not"
            )
        }
    }

    private func number(_ count: Count) -> ExactDecimal? {
        switch count {
        case .fixed(let number): ExactDecimal(number)
        case .parameter(let name): whole.parameters[name]?.value.numberValue
        }
    }

    /// Checks the kind of an expression and notes what it names.
    mutating func check(_ expression: Expression, gives kind: ExpressionTyper.Kind, at path: String) {
        note(expression, at: path)
        do {
            try PackNames(pack: whole).typer.check(expression, gives: kind)
        } catch {
            report(.wrongType, path, "`\(expression.source)` \(error.description)")
        }
    }

    mutating func note(_ expression: Expression, at path: String) {
        checkUnits(expression, at: path)
        for name in expression.names {
            let parts = name.split(separator: ".").map(String.init)
            if name.hasPrefix("$") { used.insert("parameter.\(name.dropFirst())") }
            used.insert("fact.\(name)")
            if parts.count > 1 { used.insert("\(parts[0]).\(parts[1])") }
        }
        for matrix in own.matrices.keys where expression.source.contains("'\(matrix)'") {
            used.insert("matrix.\(matrix)")
        }
    }

    mutating func check(_ condition: Procedure.Guard, at path: String) {
        check(condition.condition, gives: .flag, at: path)
        referRefusal(condition.refusal, at: path)
    }

    private mutating func checkUnused() {
        let declared: [(String, [String])] = [
            ("parameter", Array(own.parameters.keys)), ("role", Array(own.roles.keys)), ("fact", Array(own.facts.keys)),
            ("attachment", Array(own.attachments.keys)), ("refusal", Array(own.refusals.keys)),
            ("document", Array(own.documents.keys)), ("credential", Array(own.credentials.keys)),
            ("number", Array(own.numbers.keys)), ("panel", Array(own.panels.keys)),
            ("obligation", Array(own.obligations.keys)),
            ("table", Array(own.tables.keys)), ("matrix", Array(own.matrices.keys)),
        ]
        for (kind, names) in declared {
            for name in names.sorted() where !used.contains("\(kind).\(name)") && !isOverriding(kind, name) {
                report(.unused, "\(kind)s.\(name)", "nothing refers to it")
            }
        }
    }

    /// An overlay may tighten a parameter of its base without naming it again.
    private func isOverriding(_ kind: String, _ name: String) -> Bool {
        kind == "parameter" && own.extends != nil && (whole.origins[name].map { $0 != own.id } ?? false)
            || kind == "parameter" && own.extends != nil && whole.overridden.contains(name)
    }
}
