import Primitives

extension CaseFile {
    /// The value of an expression over one case.
    ///
    /// An evaluator looks at the whole file, so it must be gone before the file changes: else every change would copy
    /// all cases and entries.
    func value(of expression: Expression, _ index: Int, _ event: CaseEvent) -> FactValue {
        var evaluator = evaluator(index, event, sent: [:])
        return evaluator.value(expression)
    }

    /// An evaluator over one case: its facts, then those of the cases it belongs to, then what absence means.
    func evaluator(_ index: Int, _ event: CaseEvent, sent: [String: FactValue]) -> Evaluator {
        let today = date(of: event.at)
        return Evaluator(calendar: calendar, matrices: pack.matrices) { name in
            self.fact(name, index, event, today, sent)
        }
    }

    /// What was sent with a step counts before what the case already knows, for tables too.
    private func fact(
        _ name: String,
        _ index: Int,
        _ event: CaseEvent,
        _ today: CivilDate,
        _ sent: [String: FactValue]
    ) -> FactValue {
        if let value = sent[name] { return value }
        if let declared = pack.facts[name] { return stored(name, index) ?? declared.absent ?? .unknown }
        if name == "today" { return .date(today) }
        if name.hasPrefix("$") { return pack.parameters[String(name.dropFirst())]?.value ?? .unknown }
        let parts = name.split(separator: ".").map(String.init)
        guard parts.count >= 2 else { return .unknown }
        switch parts[0] {
        case "place": return places[parts[1]].map { .text($0) } ?? .unknown
        case "actor": return actor(parts[1], event.by)
        case "attachment":
            let digest = event.attachments[parts[1]] ?? cases[index].attachments[parts[1]]
            return .flag(digest.flatMap(Digest.init) != nil)
        case "open": return .number(ExactDecimal(openCases(parts[1], under: cases[index].id)))
        case "closed": return .number(ExactDecimal(closedCases(parts[1], under: cases[index].id)))
        case "entered": return cases[index].entered[parts[1]].map { .date($0) } ?? .unknown
        case "panel" where parts.count == 3: return panel(parts[1], parts[2], index)
        case "credential" where parts.count == 3: return credentialFact(parts[1], parts[2], index)
        case "number": return composed(parts[1], index, event).map { .text($0) } ?? .unknown
        case "table" where parts.count == 3: return table(parts[1], parts[2], index, event, today, sent)
        default: return .unknown
        }
    }

    private func stored(_ name: String, _ index: Int) -> FactValue? {
        if let value = cases[index].facts[name] { return value }
        return cases[index].parent.flatMap(self.index).flatMap { stored(name, $0) }
    }

    private func actor(_ part: String, _ actor: Actor) -> FactValue {
        switch part {
        case "id": .text(actor.id)
        case "role": .text(actor.role)
        default: actor.party.map { .text($0) } ?? .unknown
        }
    }

    func openCases(_ procedure: String, under id: String) -> Int {
        countChildren(of: id) { $0.procedure == procedure && !$0.isClosed && $0.state != Procedure.new }
    }

    private func closedCases(_ procedure: String, under id: String) -> Int {
        countChildren(of: id) { $0.procedure == procedure && $0.isClosed }
    }

    /// Counts among the sub-cases of one case, without a look at all others of the file.
    private func countChildren(of id: String, _ isCounted: (CaseRecord) -> Bool) -> Int {
        guard let index = index(of: id) else { return 0 }
        return cases[index].children.count { isCounted(cases[$0]) }
    }

    private func panel(_ id: String, _ part: String, _ index: Int) -> FactValue {
        guard let panel = cases[index].panels[id] else { return .unknown }
        switch part {
        case "seats": return .number(ExactDecimal(panel.seats))
        case "voted": return .number(ExactDecimal(panel.members.count { panel.votes[$0] != nil }))
        default: return .number(ExactDecimal(panel.votes(for: part)))
        }
    }

    /// The newest credential of a kind that the case or one above it holds.
    func credential(_ kind: String, _ index: Int) -> IssuedCredential? {
        if let own = cases[index].credentials.last(where: { $0.kind == kind }) { return own }
        return cases[index].parent.flatMap(self.index).flatMap { credential(kind, $0) }
    }

    private func credentialFact(_ kind: String, _ part: String, _ index: Int) -> FactValue {
        guard let credential = credential(kind, index) else { return .unknown }
        switch part {
        case "status": return .text(credential.status.rawValue)
        case "from": return .date(credential.from)
        default: return credential.through.map { .date($0) } ?? .unknown
        }
    }

    private func table(
        _ id: String,
        _ output: String,
        _ index: Int,
        _ event: CaseEvent,
        _ today: CivilDate,
        _ sent: [String: FactValue]
    ) -> FactValue {
        // Inputs of tables are facts, so this never comes back to a table.
        let row = pack.tables[id]?.answer { fact($0, index, event, today, sent) }
        return row?.then[output].map { .text($0) } ?? .unknown
    }
}
