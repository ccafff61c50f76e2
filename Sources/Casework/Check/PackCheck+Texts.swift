import Primitives

/// What the texts of a pack say about each other: labels, sources, dates and quoted numbers.
extension PackCheck {
    mutating func checkTexts() {
        checkLabels()
        checkSources()
        checkDates()
        for (name, parameter) in own.parameters.sorted(by: { $0.key < $1.key }) {
            if let told = Quote.unit(ofLabel: parameter.label.zh), told != parameter.unit {
                report(.wrongUnit, "parameters.\(name)", "is called `\(parameter.label.zh)` and counts something else")
            }
            guard let number = parameter.value.numberValue else { continue }
            guard let unit = parameter.unit else {
                checkCounts(parameter.cite, number, at: "parameters.\(name)")
                continue
            }
            checkQuotes(parameter.cite, number, unit, at: "parameters.\(name)")
        }
    }

    /// A citation that quotes numbers of a unit must quote this one.
    mutating func checkQuotes(_ cite: String, _ number: ExactDecimal, _ unit: Parameter.Measure, at path: String) {
        let quoted = Quote.all(in: cite).filter { $0.unit == unit || $0.unit.isTime && unit.isTime }
        guard !quoted.isEmpty, !quoted.contains(Quote(number: number, unit: unit)) else { return }
        report(.misquoted, path, "says \(number), where its citation says otherwise: \(cite)")
    }

    /// A citation that counts things must count this many.
    private mutating func checkCounts(_ cite: String, _ number: ExactDecimal, at path: String) {
        let counted = Quote.counts(in: cite)
        guard !counted.isEmpty, !counted.contains(number) else { return }
        report(.misquoted, path, "says \(number), where its citation says otherwise: \(cite)")
    }

    private mutating func checkLabels() {
        let groups: [(String, [Bilingual])] = [
            ("parameters", own.parameters.values.map(\.label)), ("facts", own.facts.values.map(\.label)),
            ("roles", Array(own.roles.values)), ("attachments", Array(own.attachments.values)),
            ("documents", own.documents.values.map(\.label)), ("credentials", own.credentials.values.map(\.label)),
            ("refusals", own.refusals.values.map(\.text)),
        ]
        for (name, labels) in groups { checkDifferent(labels, at: name) }
        for procedure in own.procedures.values {
            checkDifferent(procedure.states.map(\.label), at: "procedures.\(procedure.id).states")
            let events = Dictionary(procedure.transitions.map { ($0.event, $0.label) }) { first, _ in first }
            checkDifferent(Array(events.values), at: "procedures.\(procedure.id).transitions")
        }
    }

    /// Two things of one kind that people cannot tell apart.
    private mutating func checkDifferent(_ labels: [Bilingual], at path: String) {
        for texts in [labels.map(\.zh), labels.map(\.en)] {
            for text in Set(texts).sorted() where texts.count(where: { $0 == text }) > 1 {
                report(.repeated, path, "two are called `\(text)`")
            }
        }
    }

    /// Each text that was read is cited by its key somewhere.
    private mutating func checkSources() {
        if own.sources.isEmpty { report(.neverGiven, "sources", "no text was read") }
        let cites = own.citations
        let sources = own.sources + whole.sources
        for key in Set(cites.flatMap(Quote.keys)).sorted() {
            if !sources.contains(where: { $0.key == key || $0.title.contains(key) }) {
                report(.unknownName, "sources", "no text that was read is called `\(key)`, which is cited")
            }
        }
        for (index, source) in own.sources.enumerated() {
            if own.sources[..<index].contains(where: { $0.key == source.key || $0.title == source.title }) {
                report(.repeated, "sources[\(index)]", "`\(source.key)` is listed twice")
            }
            if !cites.contains(where: { $0.contains(source.key) }), !cites.contains(where: source.isNamed) {
                report(.unused, "sources[\(index)]", "nothing cites `\(source.key)`")
            }
        }
    }

    /// The edition is named by its first day, and the dates are those of the text they cite.
    private mutating func checkDates() {
        let period = own.effective
        if own.version != period.from.description {
            report(.misquoted, "version", "must be the day from which the edition holds, \(period.from)")
        }
        let quoted = Quote.dates(in: own.effectiveCite)
        if !quoted.isEmpty, !quoted.contains(period.from) {
            report(.misquoted, "effective.from", "is not the day of its citation: \(own.effectiveCite)")
        }
        for term in Quote.terms(in: own.effectiveCite) {
            let last = period.from.adding(months: term * 12).adding(days: -1)
            if period.to != last { report(.misquoted, "effective.to", "is not \(last), \(term) years after it began") }
        }
        if own.effectiveCite.contains("有效期至"), !quoted.contains(where: { $0 == period.to }) {
            report(.misquoted, "effective.to", "is not the last day of its citation: \(own.effectiveCite)")
        }
    }
}

extension Parameter.Measure {
    var isTime: Bool { if case .time = self { true } else { false } }
}

extension Pack.Source {
    /// Whether a citation names the text itself: its title in 《》, or its official number.
    func isNamed(in cite: String) -> Bool {
        let title = title.split(separator: "》").first.flatMap { $0.split(separator: "《").last }
        if self.title.contains("《"), let title, cite.contains(title) { return true }
        guard let open = self.title.firstIndex(of: "〔") else { return false }
        return cite.contains(self.title[open...].prefix { $0 != "号" })
    }
}

extension Pack {
    /// Every citation of the pack.
    var citations: [String] {
        let steps = procedures.values.flatMap { procedure in
            [procedure.cite] + procedure.transitions.map(\.cite) + procedure.states.flatMap(\.timers).map(\.cite)
        }
        let tables = tables.values.flatMap { [$0.cite] + $0.rows.map(\.cite) } + matrices.values.map(\.cite)
        let papers = documents.values.map(\.cite) + credentials.values.map(\.cite) + numbers.values.map(\.cite)
        let sheets = worksheets.values.flatMap { [$0.cite] + $0.lines.map(\.cite) }
        let scores = scorecards.values.flatMap { [$0.cite] + $0.levels.map(\.cite) } + counters.values.map(\.cite)
        let rules = gates.map(\.cite) + refusals.values.map(\.cite) + obligations.values.map(\.cite)
        return [citation, effectiveCite] + parameters.values.map(\.cite) + steps + tables + papers + sheets + scores
            + rules + tightens.map(\.cite) + panels.values.map(\.cite) + survives.map(\.cite)
    }
}
