import Primitives

extension RuleLibrary {
    /// Decides an act at a gate on a day: the same pure function for connectors, hubs and people.
    ///
    /// Every pack in force at the act's places is asked. A fact that a rule needs and nobody gives refuses.
    package func decide(
        _ gate: GateRule.Gate,
        _ context: GateContext,
        on date: CivilDate,
        calendar: WorkCalendar
    ) -> GateDecision {
        var decision = GateDecision()
        for pack in packs where pack.gates.contains(where: { $0.gate == gate }) {
            if !pack.effective.contains(date) {
                if let notice = lapse(of: pack, date, context) {
                    decision.notices.append(notice)
                    let last = whole(of: pack, on: notice.lapsedOn, context.places)
                    decide(gate, pack, last, context, date, calendar, &decision)
                }
                continue
            }
            let whole = whole(of: pack, on: date, context.places)
            decide(gate, pack, whole, context, date, calendar, &decision)
        }
        return decision
    }

    /// The pack with everything that holds with it at the act's places, so that the stricter number of an overlay counts in
    /// the rules of its base too.
    private func whole(of pack: Pack, on date: CivilDate, _ places: [String: String]) -> Pack {
        guard let base = pack.extends.map({ edition(of: $0, on: date) }) ?? pack else { return pack }
        let stack = overlays(on: base.id, date, places: places).reduce(base) { $0.stacked(under: $1) }
        let isIn = pack.extends == nil || stack.overlays.contains(pack.name)
        return isIn ? stack : stack.stacked(under: pack)
    }

    /// A lapsed pack is mentioned when it would have held and no newer edition does.
    private func lapse(of pack: Pack, _ date: CivilDate, _ context: GateContext) -> LapseNotice? {
        guard let notice = pack.lapse(on: date), pack.holds(at: context.places) == true,
            edition(of: pack.id, on: date) == nil, editions(of: pack.id).last?.version == pack.version
        else { return nil }
        return notice
    }

    private func decide(
        _ gate: GateRule.Gate,
        _ pack: Pack,
        _ whole: Pack,
        _ context: GateContext,
        _ date: CivilDate,
        _ calendar: WorkCalendar,
        _ decision: inout GateDecision
    ) {
        // After its last day a pack is asked only for the duties that outlive it.
        for rule in pack.gates where rule.gate == gate && (rule.outlives || pack.effective.contains(date)) {
            let run = GateRun(pack: pack, whole: whole, context: context, date: date, calendar: calendar.serving(pack))
            run.ask(rule, &decision)
        }
    }
}

/// One pack asked about one act.
struct GateRun {
    let pack: Pack
    /// The pack with its base below it, whose facts and refusals it may use.
    let whole: Pack
    let context: GateContext
    let date: CivilDate
    let calendar: WorkCalendar

    func ask(_ rule: GateRule, _ decision: inout GateDecision) {
        switch applies(rule) {
        case .no: return note(rule, .notApplicable, &decision)
        case .unclear(let names): return refuse(.factsMissing(names, rule), rule, &decision)
        case .yes: break
        }
        let used = whole.uses(of: [rule.when, rule.require].compactMap(\.self))
        decision.parameters += used.filter { !decision.parameters.contains($0) }
        if let require = rule.require, let code = rule.refusal {
            var evaluator = evaluator()
            if evaluator.value(require) != .flag(true) {
                let refusal = Refusal(code, whole.refusals[code], cite: rule.cite, missing: evaluator.missing)
                return refuse(refusal, rule, &decision)
            }
        }
        note(rule, rule.obligations.isEmpty ? .holds : .owes, &decision)
        for id in rule.obligations {
            guard let obligation = whole.obligations[id] else { continue }
            decision.obligations.append(
                GateDecision.Obligation(id: id, text: obligation.text, cite: obligation.cite, pack: pack.id)
            )
        }
    }

    private enum Answer {
        case yes, no
        case unclear([String])
    }

    /// A pack of another place, or a rule about other acts, is not asked; what cannot be told refuses.
    private func applies(_ rule: GateRule) -> Answer {
        var evaluator = evaluator()
        let when = rule.when.map { evaluator.value($0) } ?? .flag(true)
        let place = pack.holds(at: context.places)
        if place == false || when == .flag(false) { return .no }
        if place == true, when == .flag(true) { return .yes }
        let names = (place == nil ? ["place.\(pack.applies?.place ?? "")"] : []) + evaluator.missing
        return .unclear(names)
    }

    private func evaluator() -> Evaluator {
        Evaluator(calendar: calendar, matrices: whole.matrices) { fact($0) }
    }

    private func fact(_ name: String) -> FactValue {
        if let rule = whole.facts[name] { return context.facts[name].flatMap(rule.read) ?? rule.absent ?? .unknown }
        if name == "today" { return .date(date) }
        if name.hasPrefix("$") { return whole.parameters[String(name.dropFirst())]?.value ?? .unknown }
        let parts = name.split(separator: ".").map(String.init)
        guard parts.count >= 2 else { return .unknown }
        if parts[0] == "place" { return context.places[parts[1]].map { .text($0) } ?? .unknown }
        guard parts[0] == "table", parts.count == 3 else { return .unknown }
        return whole.tables[parts[1]]?.answer(fact)?.then[parts[2]].map { .text($0) } ?? .unknown
    }

    private func note(_ rule: GateRule, _ result: GateDecision.Step.Result, _ decision: inout GateDecision) {
        decision.steps.append(
            GateDecision.Step(pack: "\(pack.id)@\(pack.version)", rule: rule.id, cite: rule.cite, result: result)
        )
    }

    private func refuse(_ refusal: Refusal, _ rule: GateRule, _ decision: inout GateDecision) {
        decision.refusals.append(refusal)
        note(rule, .refuses, &decision)
    }
}

extension Refusal {
    static func factsMissing(_ names: [String], _ rule: GateRule) -> Refusal {
        Refusal(
            code: "GATE-FACT-MISSING",
            text: Bilingual(zh: "无法判断规则 \(rule.id) 是否适用", en: "cannot tell whether rule `\(rule.id)` applies"),
            cite: rule.cite,
            remedy: Bilingual(
                zh: "提供：\(names.joined(separator: "、"))",
                en: "give: \(names.joined(separator: ", "))"
            ),
            missing: names
        )
    }
}
