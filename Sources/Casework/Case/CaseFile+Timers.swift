package import Primitives

/// Clocks: they start with states, wait for papers and dates, stop for sub-cases, and take their steps when they end.
extension CaseFile {
    /// Lets time pass: every clock that ends on the way acts at its own end, in order.
    package mutating func advance(to instant: Instant) {
        guard instant > now else { return }
        // Each round settles one clock, and a yearly one moves a year on; the bound only guards against a broken pack.
        for _ in 0..<Self.mostSteps {
            guard let entry = agenda.first, entry.due < instant else { break }
            agenda.removeFirst()
            guard cases.indices.contains(entry.place) else { continue }
            // A clock that was stopped or moved since has left its entry behind.
            let timer = cases[entry.place].timers.firstIndex { $0.due == entry.due && !$0.isReported }
            if let timer { fire(entry.place, timer) }
        }
        now = max(now, instant)
    }

    /// Clock ends in one advance: a thousand cases with ten clocks over decades stay far below.
    private static let mostSteps = 1_000_000

    private mutating func fire(_ index: Int, _ place: Int) {
        let timer = cases[index].timers[place]
        guard let due = timer.due else { return }
        now = max(now, due)
        let id = cases[index].id
        if let event = timer.rule.event {
            cases[index].timers.remove(at: place)
            systemStep(event, caseID: id, at: due)
            return
        }
        record(
            .overdue(id: timer.rule.id, who: timer.rule.who, cite: timer.rule.cite),
            at: due,
            caseID: id,
            by: "system"
        )
        // A yearly duty ends with its case: what was running when it closed is still due, and nothing after it.
        if case .yearly = timer.rule.length, !cases[index].isClosed {
            restart(index, place, at: due)
        } else {
            cases[index].timers[place].isReported = true
        }
    }

    private mutating func restart(_ index: Int, _ place: Int, at instant: Instant) {
        cases[index].timers[place].started = instant
        cases[index].timers[place].due = nil
        refresh(index, place, at: instant)
    }

    /// A step ends the clocks that wait for it, and leaving a state ends that state's own clocks, and those whose step can
    /// no longer come.
    mutating func settleTimers(after step: Procedure.Transition, _ index: Int, at instant: Instant) {
        for place in cases[index].timers.indices.reversed() {
            let timer = cases[index].timers[place]
            let isDone = timer.rule.until == step.event
            if isDone, case .yearly = timer.rule.length, !cases[index].isClosed {
                // Done early means done for this time: the next one is a year after the one that was due.
                restart(index, place, at: max(instant, timer.due ?? instant))
            } else if isDone || step.to != nil && !canStillEnd(timer.rule, index) {
                cases[index].timers.remove(at: place)
            }
        }
    }

    /// Whether the step that ends a clock can still be taken from the state of its case, now or later.
    private func canStillEnd(_ rule: TimerRule, _ index: Int) -> Bool {
        guard let until = rule.until, let procedure = procedure(of: cases[index]) else { return false }
        return procedure.reaches(until, from: cases[index].state)
    }

    mutating func startTimers(_ id: String, at instant: Instant) {
        guard let index = index(of: id), let state = procedure(of: cases[index])?.state(cases[index].state) else {
            return
        }
        for rule in state.timers {
            // A clock over several states runs once: coming back does not start a second.
            if rule.until != nil, cases[index].timers.contains(where: { $0.rule.id == rule.id }) { continue }
            cases[index].timers.append(RunningTimer(rule: rule, state: state.id, started: instant))
        }
    }

    /// Sets the ends of clocks whose start is now known, or has changed: of a case and those around it, whose facts it may
    /// have given.
    mutating func refreshTimers(of id: String, at instant: Instant) {
        var next: String? = id
        while let index = next.flatMap(self.index) {
            for place in cases[index].timers.indices { refresh(index, place, at: instant) }
            next = cases[index].parent
        }
    }

    /// Gives a clock its end, and tells it.
    private mutating func set(
        _ index: Int,
        _ place: Int,
        _ end: (due: Instant, isProvisional: Bool),
        at instant: Instant
    ) {
        let rule = cases[index].timers[place].rule
        cases[index].timers[place].due = end.due
        cases[index].timers[place].isProvisional = end.isProvisional
        cases[index].timers[place].isReported = false
        agenda.insert(Agenda.Entry(due: end.due, place: index))
        let started = CaseEntry.Kind.clockStarted(
            id: rule.id,
            due: date(of: end.due),
            isProvisional: end.isProvisional,
            cite: rule.cite,
            basis: basis(of: rule)
        )
        record(started, at: instant, caseID: cases[index].id, by: Procedure.system)
    }

    private func basis(of rule: TimerRule) -> Parameter.Basis? {
        guard case .count(.parameter(let name), _) = rule.length else { return nil }
        return pack.parameters[name]?.basis
    }

    private mutating func refresh(_ index: Int, _ place: Int, at instant: Instant) {
        let timer = cases[index].timers[place]
        guard timer.left == nil, let end = end(of: timer, index), end.due != timer.due else { return }
        set(index, place, end, at: instant)
    }

    private func end(of timer: RunningTimer, _ index: Int) -> (due: Instant, isProvisional: Bool)? {
        switch timer.rule.length {
        case .yearly(let month, let day): return yearly(month, day, after: timer.started)
        case .count(let count, let unit):
            // An entered clock that has been stopped and started again keeps its end.
            if timer.rule.start == .entered, let due = timer.due { return (due, timer.isProvisional) }
            guard let number = number(count) else { return nil }
            if let seconds = unit.seconds, timer.rule.start == .entered {
                return (timer.started.advanced(seconds: Int64(number) * seconds), false)
            }
            return start(of: timer, index).flatMap { calendar.date(number, unit, from: $0) }.map {
                (pack.end(of: $0.date), $0.isProvisional)
            }
        }
    }

    private func yearly(_ month: Int, _ day: Int, after instant: Instant) -> (due: Instant, isProvisional: Bool)? {
        let start = date(of: instant)
        for year in [start.year, start.year + 1] {
            // 29 February falls on the 28th in other years.
            let date =
                CivilDate(year: year, month: month, day: day) ?? CivilDate(year: year, month: month, day: day - 1)
            if let date, date > start { return (pack.end(of: date), false) }
        }
        return nil
    }

    private func start(of timer: RunningTimer, _ index: Int) -> CivilDate? {
        switch timer.rule.start {
        case .entered: date(of: timer.started)
        case .served(let kind): cases[index].documents.last { $0.kind == kind }?.served
        case .fact(let name): cases[index].facts[name]?.dateValue
        case .expiry(let kind): cases[index].credentials.last { $0.kind == kind && $0.status == .valid }?.through
        }
    }
}

/// Stopping: while a named sub-case is open, what is left of a clock waits.
extension CaseFile {
    mutating func updatePauses(of id: String, at instant: Instant) {
        guard let child = record(of: id), let parent = child.parent, let index = index(of: parent) else { return }
        for place in cases[index].timers.indices where !cases[index].timers[place].rule.pausedBy.isEmpty {
            let names = cases[index].timers[place].rule.pausedBy
            let isPaused = names.contains { openCases($0, under: parent) > 0 }
            if isPaused { pause(index, place, because: id, at: instant) } else { resume(index, place, at: instant) }
        }
    }

    private mutating func pause(_ index: Int, _ place: Int, because id: String, at instant: Instant) {
        let timer = cases[index].timers[place]
        guard timer.left == nil, let due = timer.due else { return }
        cases[index].timers[place].left = left(of: timer.rule, from: instant, to: due)
        cases[index].timers[place].due = nil
        record(.clockStopped(id: timer.rule.id, by: id), at: instant, caseID: cases[index].id, by: Procedure.system)
    }

    private func left(of rule: TimerRule, from instant: Instant, to due: Instant) -> Int64 {
        guard case .count(_, .workingDay) = rule.length else { return due.milliseconds - instant.milliseconds }
        return Int64(calendar.workingDays(after: date(of: instant), through: date(of: due)))
    }

    private mutating func resume(_ index: Int, _ place: Int, at instant: Instant) {
        let timer = cases[index].timers[place]
        guard let left = timer.left else { return }
        cases[index].timers[place].left = nil
        guard let end = resumed(timer.rule, left, at: instant) else { return }
        set(index, place, end, at: instant)
    }

    private func resumed(_ rule: TimerRule, _ left: Int64, at instant: Instant) -> (due: Instant, isProvisional: Bool)?
    {
        guard case .count(_, .workingDay) = rule.length else { return (instant.advanced(milliseconds: left), false) }
        return calendar.date(Int(left), .workingDay, from: date(of: instant)).map {
            (pack.end(of: $0.date), $0.isProvisional)
        }
    }
}
