import Primitives

extension CaseFile {
    /// Takes a step or says why not; a refused step changes nothing.
    mutating func step(_ event: CaseEvent, _ index: Int) -> Refusal? {
        guard let procedure = procedure(of: cases[index]) else { return .unknownCase(event.caseID, pack.citation) }
        let before = cases[index]
        let chosen = choose(event, index, procedure)
        guard case .step(let step) = chosen else { return chosen.refusal }
        if let refusal = permission(event, index, step) { return refusal }
        let read = facts(of: event, step)
        for (name, value) in read.facts { cases[index].facts[name] = value }
        if let refusal = content(event, index, step, read) {
            cases[index] = before
            return refusal
        }
        if let refusal = panelChange(event, index, step) {
            cases[index] = before
            return refusal
        }
        carryOut(event, index, step)
        return nil
    }

    private enum Choice {
        case step(Procedure.Transition)
        case none(Refusal)

        var refusal: Refusal? { if case .none(let refusal) = self { refusal } else { nil } }
    }

    /// The first step of this event from this state whose condition holds, given the facts sent with it.
    private func choose(_ event: CaseEvent, _ index: Int, _ procedure: Procedure) -> Choice {
        let named = procedure.transitions.filter { $0.event == event.event }
        guard !named.isEmpty else { return .none(.unknownEvent(event.event, procedure.cite)) }
        let possible = named.filter { $0.from.contains(cases[index].state) }
        for step in possible {
            guard let when = step.when else { return .step(step) }
            let sent = facts(of: event, step).facts
            var evaluator = evaluator(index, event, sent: sent)
            switch evaluator.value(when) {
            case .flag(true): return .step(step)
            case .flag(false): continue
            default: return .none(.missing(evaluator.missing, step))
            }
        }
        return .none(.wrongState(event.event, in: cases[index].state, procedure))
    }

    /// Role, other eyes, once, parent's state, window: what does not depend on what was sent.
    private func permission(_ event: CaseEvent, _ index: Int, _ step: Procedure.Transition) -> Refusal? {
        let record = cases[index]
        guard step.by.contains(event.by.role) else { return .wrongRole(step, pack) }
        for other in step.otherThan where record.takers[other]?.contains(event.by.id) == true {
            return .sameEyes(other, step)
        }
        if let once = step.once, record.takers[step.event]?.isEmpty == false { return refusal(once, step.cite) }
        if !step.whileParent.isEmpty {
            let parent = record.parent.flatMap(self.record)
            guard let parent, step.whileParent.contains(parent.state) else {
                return .wrongState(step.event, in: parent?.state ?? "", procedureOfParent(record))
            }
        }
        return step.window.flatMap { window($0, event, index, step) }
    }

    private func procedureOfParent(_ record: CaseRecord) -> Procedure {
        let own = pack.procedures[record.procedure]
        let parent = record.parent.flatMap(self.record).flatMap { pack.procedures[$0.procedure] }
        return parent ?? own
            ?? Procedure(
                id: record.procedure,
                title: pack.title,
                cite: pack.citation,
                parents: [],
                states: [],
                transitions: []
            )
    }

    private func window(
        _ window: Procedure.Window,
        _ event: CaseEvent,
        _ index: Int,
        _ step: Procedure.Transition
    ) -> Refusal? {
        let today = date(of: event.at)
        guard let credential = credential(window.credential, index), let end = credential.through,
            let count = number(window.count),
            let first = calendar.date(-count, window.unit, from: end)?.date, (first...end).contains(today)
        else { return refusal(window.refusal, step.cite) }
        return nil
    }

    /// Guards first, since they explain best; then what is missing or was not asked for.
    private func content(
        _ event: CaseEvent,
        _ index: Int,
        _ step: Procedure.Transition,
        _ read: ReadFacts
    ) -> Refusal? {
        for guardian in step.require {
            var evaluator = evaluator(index, event, sent: [:])
            if evaluator.value(guardian.condition) != .flag(true) {
                return refusal(guardian.refusal, step.cite, missing: evaluator.missing)
            }
        }
        let papers = step.attachments.filter { event.attachments[$0].flatMap(Digest.init) == nil }
        let shown = step.presents.filter { kind in
            !event.presents.contains { $0.kind == kind && isCurrent($0, on: date(of: event.at)) }
        }
        let missing = read.missing + papers + shown + unnumbered(step, event, index)
        if !missing.isEmpty { return .missing(missing.sorted(), step) }
        let extra = read.unexpected + event.attachments.keys.filter { !step.attachments.contains($0) }
        return extra.isEmpty ? nil : .unexpected(extra.sorted(), step)
    }

    /// What the numbers of the credentials of a step still need.
    private func unnumbered(_ step: Procedure.Transition, _ event: CaseEvent, _ index: Int) -> [String] {
        step.effects.compactMap { effect in
            guard case .issue(let kind) = effect, let number = pack.credentials[kind]?.number,
                composed(number, index, event) == nil
            else { return nil }
            return number
        }
    }

    private func isCurrent(_ paper: CaseEvent.Presented, on date: CivilDate) -> Bool {
        Digest(paper.digest) != nil && paper.through.map { $0 >= date } ?? true
    }

    struct ReadFacts {
        var facts: [String: FactValue] = [:]
        var missing: [String] = []
        var unexpected: [String] = []
    }

    private func facts(of event: CaseEvent, _ step: Procedure.Transition) -> ReadFacts {
        var read = ReadFacts()
        for (name, value) in event.facts {
            guard step.fields.contains(name) || step.optional.contains(name), let rule = pack.facts[name] else {
                read.unexpected.append(name)
                continue
            }
            if let fact = rule.read(value) { read.facts[name] = fact } else { read.missing.append(name) }
        }
        read.missing += step.fields.filter { event.facts[$0] == nil }
        return read
    }

    func refusal(_ code: String, _ cite: String, missing: [String] = []) -> Refusal {
        Refusal(code, pack.refusals[code], cite: cite, missing: missing)
    }

    func number(_ count: Count) -> Int? {
        switch count {
        case .fixed(let number): number
        case .parameter(let name): pack.parameters[name]?.value.numberValue?.wholeNumber
        }
    }

    private mutating func carryOut(_ event: CaseEvent, _ index: Int, _ step: Procedure.Transition) {
        let from = cases[index].state
        let today = date(of: event.at)
        cases[index].takers[step.event, default: []].append(event.by.id)
        if from == Procedure.new { cases[index].opened = today }
        for (name, digest) in event.attachments { cases[index].attachments[name] = digest }
        if let state = step.to {
            cases[index].state = state
            cases[index].entered[state] = today
            cases[index].isClosed = procedure(of: cases[index])?.state(state)?.isFinal ?? false
        }
        let moved = CaseEntry.Kind.moved(event: step.event, from: from, to: cases[index].state, cite: step.cite)
        record(moved, at: event.at, caseID: cases[index].id, by: event.by.id)
        let id = cases[index].id
        settleTimers(after: step, index, at: event.at)
        for effect in step.effects { perform(effect, id, event) }
        if step.to != nil { startTimers(id, at: event.at) }
        refreshTimers(of: id, at: event.at)
        updatePauses(of: id, at: event.at)
        // A clock that a renewal moved while it was stopped takes its new end now.
        refreshTimers(of: id, at: event.at)
    }
}
