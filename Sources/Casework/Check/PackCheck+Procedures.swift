/// States, steps and clocks.
extension PackCheck {
    mutating func check(_ procedure: Procedure) {
        let path = "procedures.\(procedure.id)"
        for parent in procedure.parents { refer("procedure", parent, in: whole.procedures.keys, at: path) }
        for state in procedure.states {
            for timer in state.timers { check(timer, of: state, in: procedure, at: "\(path).\(state.id).\(timer.id)") }
        }
        for transition in procedure.transitions { check(transition, of: procedure, at: "\(path).\(transition.event)") }
        checkChoices(procedure, at: path)
        checkReach(procedure, at: path)
        checkKept(procedure)
    }

    private mutating func check(_ step: Procedure.Transition, of procedure: Procedure, at path: String) {
        let states = procedure.states.map(\.id) + [Procedure.new]
        for state in step.from { refer("state", state, in: states, at: path) }
        for state in step.to.map({ [$0] }) ?? [] { refer("state", state, in: procedure.states.map(\.id), at: path) }
        for state in step.from where procedure.state(state)?.isFinal == true && step.to != nil {
            report(.ambiguous, path, "leaves `\(state)`, which is final")
        }
        if step.from.contains(Procedure.new), step.from.count > 1 || step.to == nil {
            report(.ambiguous, path, "opens a case, so it comes from `new` alone and leads to a state")
        }
        for role in step.by { referRole(role, at: path) }
        for fact in step.fields + step.optional { referFact(fact, at: path) }
        for name in step.attachments { refer("attachment", name, in: whole.attachments.keys, at: path) }
        for name in step.presents { refer("attachment", name, in: whole.attachments.keys, at: path) }
        if let when = step.when { check(when, gives: .flag, at: path) }
        for condition in step.require { check(condition, at: path) }
        if let once = step.once { referRefusal(once, at: path) }
        for other in step.otherThan { refer("event", other, in: procedure.transitions.map(\.event), at: path) }
        checkWindow(step, at: path)
        checkParent(step, of: procedure, at: path)
        for effect in step.effects { check(effect, of: procedure, at: path) }
    }

    private mutating func checkWindow(_ step: Procedure.Transition, at path: String) {
        guard let window = step.window else { return }
        referCredential(window.credential, at: path)
        refer(window.count, window.unit, cite: step.cite, at: path)
        referRefusal(window.refusal, at: path)
        if whole.credentials[window.credential]?.valid == nil {
            report(.badWindow, path, "`\(window.credential)` never expires, so it has no last days")
        }
    }

    private mutating func checkParent(_ step: Procedure.Transition, of procedure: Procedure, at path: String) {
        let states = procedure.parents.compactMap { whole.procedures[$0] }.flatMap { $0.states.map(\.id) }
        for state in step.whileParent { refer("state", state, in: states, at: path) }
        if step.from == [Procedure.new], step.whileParent.isEmpty, !procedure.parents.isEmpty {
            report(.ambiguous, path, "opens a sub-case and does not say in which states of its parent")
        }
        if !step.whileParent.isEmpty, !step.from.contains(Procedure.new) {
            report(.ambiguous, path, "asks for the parent's state, which only the opening step may")
        }
    }

    private mutating func check(_ effect: Effect, of procedure: Procedure, at path: String) {
        switch effect {
        case .document(let name): refer("document", name, in: whole.documents.keys, at: path)
        case .issue(let name), .update(let name), .suspend(let name), .restore(let name), .revoke(let name),
            .expire(let name),
            .discharge(let name):
            referCredential(name, at: path)
        case .renew(let name):
            referCredential(name, at: path)
            if whole.credentials[name]?.valid == nil { report(.badWindow, path, "`\(name)` has no term to renew") }
        case .publish(let facts): for fact in facts { referFact(fact, at: path) }
        case .parent(let event): checkParentEvent(event, of: procedure, at: path)
        case .set(let fact, let expression):
            referFact(fact, at: path)
            if let kind = whole.facts[fact]?.typed { check(expression, gives: kind, at: path) }
        case .draw(let name), .recuse(let name), .vote(let name):
            refer("panel", name, in: whole.panels.keys, at: path)
        }
    }

    private mutating func checkParentEvent(_ event: String, of procedure: Procedure, at path: String) {
        for parent in procedure.parents.compactMap({ whole.procedures[$0] }) {
            let takes = parent.transitions.contains { $0.event == event && $0.by.contains(Procedure.system) }
            if !takes { report(.unknownName, path, "`\(parent.id)` has no system step `\(event)`") }
        }
        if procedure.parents.isEmpty { report(.unknownName, path, "a case that stands alone has no parent") }
    }

    private mutating func check(
        _ timer: TimerRule,
        of state: Procedure.State,
        in procedure: Procedure,
        at path: String
    ) {
        referRole(timer.who, at: path)
        if case .count(let count, let unit) = timer.length { check(count, unit, of: timer, at: path) }
        switch timer.start {
        case .entered: break
        case .served(let name): refer("document", name, in: whole.documents.keys, at: path)
        case .fact(let name):
            referFact(name, at: path)
            if let kind = whole.facts[name]?.kind, kind != .date { report(.wrongType, path, "`\(name)` is no date") }
        case .expiry(let name):
            referCredential(name, at: path)
            if whole.credentials[name]?.valid == nil { report(.badWindow, path, "`\(name)` never expires") }
        }
        for other in timer.pausedBy {
            refer("procedure", other, in: whole.procedures.keys, at: path)
            if whole.procedures[other]?.parents.contains(procedure.id) == false {
                report(.badWindow, path, "`\(other)` is no sub-case of `\(procedure.id)`")
            }
        }
        if let until = timer.until {
            refer("event", until, in: procedure.transitions.map(\.event), at: path)
            if !procedure.reaches(until, from: state.id) {
                report(.badWindow, path, "waits for `\(until)`, which cannot come after `\(state.id)`")
            }
        }
        checkEvent(of: timer, in: state, procedure, at: path)
    }

    private mutating func check(_ count: Count, _ unit: TimeUnit, of timer: TimerRule, at path: String) {
        guard count == .fixed(0) else { return refer(count, unit, cite: timer.cite, at: path) }
        if unit != .calendarDay { report(.wrongUnit, path, "on the day itself is 0 calendarDay") }
        // Only what starts on the last day of something may end on that day.
        switch timer.start {
        case .expiry, .fact: break
        case .entered, .served: report(.badWindow, path, "ends on the day on which it starts")
        }
    }

    private mutating func checkEvent(
        of timer: TimerRule,
        in state: Procedure.State,
        _ procedure: Procedure,
        at path: String
    ) {
        guard let event = timer.event else { return }
        let isTaken = procedure.transitions.contains {
            $0.event == event && $0.by.contains(Procedure.system) && (timer.until != nil || $0.from.contains(state.id))
        }
        if !isTaken { report(.unknownName, path, "no system step `\(event)` from `\(state.id)`") }
    }

    /// Steps of one event from one state: all but the last must say when they apply.
    private mutating func checkChoices(_ procedure: Procedure, at path: String) {
        for state in procedure.states.map(\.id) + [Procedure.new] {
            let steps = procedure.transitions.filter { $0.from.contains(state) }
            for (event, rivals) in Dictionary(grouping: steps, by: \.event).sorted(by: { $0.key < $1.key }) {
                if rivals.dropLast().contains(where: { $0.when == nil }) {
                    report(.ambiguous, "\(path).\(event)", "two steps from `\(state)`, and the first takes every case")
                }
            }
        }
    }

    private mutating func checkReach(_ procedure: Procedure, at path: String) {
        let reached = reach(from: [Procedure.new]) { state in
            procedure.transitions.filter { $0.from.contains(state) }.compactMap(\.to)
        }
        for state in procedure.states where !reached.contains(state.id) {
            report(.unreachable, "\(path).\(state.id)", "no step leads to it")
        }
        let ends = procedure.states.filter(\.isFinal).map(\.id)
        if ends.isEmpty { report(.deadEnd, path, "no state is final") }
        let ending = reach(from: Set(ends)) { state in
            procedure.transitions.filter { $0.to == state }.flatMap(\.from)
        }
        for state in procedure.states where !state.isFinal && !ending.contains(state.id) {
            report(.deadEnd, "\(path).\(state.id)", "no way from here to a final state")
        }
        if !procedure.transitions.contains(where: { $0.from == [Procedure.new] }) {
            report(.unreachable, path, "no step opens a case")
        }
    }

    private func reach(from start: Set<String>, next: (String) -> [String]) -> Set<String> {
        var reached = start
        var open = Array(start)
        while let state = open.popLast() {
            for following in next(state) where reached.insert(following).inserted { open.append(following) }
        }
        return reached
    }

    mutating func check(_ tightening: Tightening) {
        let path = "tightens.\(tightening.procedure).\(tightening.event)"
        refer("procedure", tightening.procedure, in: whole.procedures.keys, at: path)
        let events = whole.procedures[tightening.procedure]?.transitions.map(\.event) ?? []
        refer("event", tightening.event, in: events, at: path)
        for fact in tightening.fields { referFact(fact, at: path) }
        for name in tightening.attachments { refer("attachment", name, in: whole.attachments.keys, at: path) }
        for condition in tightening.require { check(condition, at: path) }
        if own.extends == nil { report(.missingBase, path, "tightens nothing: the pack extends no other") }
    }
}
