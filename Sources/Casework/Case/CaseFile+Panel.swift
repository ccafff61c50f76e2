import Primitives

/// Panels: drawn so that anybody can draw them again, without those who have an interest, one vote each.
extension CaseFile {
    /// Experts of one register; the largest provincial ones list some thousands.
    static let largestRegister = 20_000

    mutating func panelChange(_ event: CaseEvent, _ index: Int, _ step: Procedure.Transition) -> Refusal? {
        for effect in step.effects {
            let refusal: Refusal?
            switch effect {
            case .draw(let id): refusal = draw(id, event, index, step)
            case .recuse(let id): refusal = recuse(id, event, index, step)
            case .vote(let id): refusal = vote(id, event, index, step)
            default: refusal = nil
            }
            if let refusal { return refusal }
        }
        return nil
    }

    private mutating func draw(
        _ id: String,
        _ event: CaseEvent,
        _ index: Int,
        _ step: Procedure.Transition
    ) -> Refusal? {
        guard let rule = pack.panels[id], let seats = number(rule.seats), let input = event.panel, !input.seed.isEmpty,
            input.register.count <= Self.largestRegister
        else { return .panel(step, "抽取需要专家名录和种子", "a draw needs a register and a seed") }
        let parties = parties(of: index)
        let free = input.register.filter { $0.interests.allSatisfy { !parties.contains($0) } }.map(\.id)
        let order = Draw.order(free, seed: input.seed)
        guard order.count >= seats else { return .panel(step, "可抽取的专家不足", "too few experts are free of interests") }
        cases[index].panels[id] = Panel(seed: input.seed, order: order, seats: seats)
        note(id, ["drawn"] + order.prefix(seats), event, index)
        return nil
    }

    /// Everybody who has acted for a party in the case.
    private func parties(of index: Int) -> Set<String> {
        Set(cases[index].facts.values.compactMap(\.textValue))
    }

    private mutating func recuse(
        _ id: String,
        _ event: CaseEvent,
        _ index: Int,
        _ step: Procedure.Transition
    ) -> Refusal? {
        guard var panel = cases[index].panels[id], let expert = event.panel?.expert, panel.members.contains(expert),
            panel.votes[expert] == nil
        else { return .panel(step, "不是未表决的在席专家", "is no sitting expert who has not voted") }
        panel.recused.append(expert)
        guard panel.members.count == panel.seats else { return .panel(step, "无人可替补", "nobody is left to replace") }
        cases[index].panels[id] = panel
        note(id, ["recused", expert], event, index)
        return nil
    }

    private mutating func vote(
        _ id: String,
        _ event: CaseEvent,
        _ index: Int,
        _ step: Procedure.Transition
    ) -> Refusal? {
        guard let panel = cases[index].panels[id], panel.members.contains(event.by.id), panel.votes[event.by.id] == nil,
            let vote = event.panel?.vote, ["yes", "no", "abstain"].contains(vote)
        else { return .panel(step, "只有在席专家可表决一次", "a sitting expert votes once: yes, no or abstain") }
        cases[index].panels[id]?.votes[event.by.id] = vote
        note(id, ["voted", event.by.id, vote], event, index)
        return nil
    }

    private mutating func note(_ id: String, _ detail: [String], _ event: CaseEvent, _ index: Int) {
        record(.panel(id: id, detail: detail), at: event.at, caseID: cases[index].id, by: event.by.id)
    }
}

/// A draw by lot that anybody can repeat: the order of the digests of the seed and each name.
package enum Draw {
    /// The names in the order of the lot, each once.
    package static func order(_ names: [String], seed: String) -> [String] {
        let unique = names.reduce(into: [[UInt8]: String]()) { names, name in names[Array(name.utf8)] = name }
        let lots = unique.values.map { (Digest(of: "\(seed)\u{1F}\($0)").bytes, $0) }
        return lots.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
    }
}
