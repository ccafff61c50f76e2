/// Facts and papers: whatever a step asks for was collected by it, by a step before it, or by the cases around it.
extension PackCheck {
    mutating func checkKnown(_ procedure: Procedure) {
        let known = known(in: procedure)
        for step in procedure.transitions {
            let reached = step.from.compactMap { known[$0] }
            if reached.isEmpty { continue }
            // A step from several states may ask for what only some of them bring; it must come from one of them.
            let before = reached.reduce(into: Set<String>()) { $0.formUnion($1) }
            check(step, before: before, at: "procedures.\(procedure.id).\(step.event)")
        }
        for state in procedure.states {
            for timer in state.timers {
                guard case .fact(let name) = timer.start, let here = known[state.id] else { continue }
                expect([name], in: here, at: "procedures.\(procedure.id).\(state.id).\(timer.id)")
            }
        }
    }

    private mutating func check(_ step: Procedure.Transition, before: Set<String>, at path: String) {
        var here = before.union(Self.brought(by: step))
        expect((step.when?.names ?? []) + step.require.flatMap(\.condition.names), in: here, at: path)
        for effect in step.effects {
            expect(asked(effect), in: here, at: path)
            if case .set(let fact, _) = effect { here.insert(fact) }
        }
    }

    private mutating func expect(_ names: [String], in known: Set<String>, at path: String) {
        for name in Set(names).subtracting(known).sorted() {
            if let fact = whole.facts[name], fact.absent == nil {
                report(.neverGiven, path, "asks for `\(name)`, which no step up to here collects")
            }
            if name.hasPrefix("attachment.") {
                report(.neverGiven, path, "asks for `\(name)`, which no step up to here takes")
            }
        }
    }

    /// What may be known in each state: sets only grow, and there are finitely many names, so this ends.
    private func known(in procedure: Procedure) -> [String: Set<String>] {
        var known = [Procedure.new: around(procedure)]
        var isChanged = true
        while isChanged {
            isChanged = false
            for step in procedure.transitions {
                for from in step.from {
                    guard let before = known[from] else { continue }
                    let after = before.union(Self.brought(by: step)).union(step.assigned)
                    let to = step.to ?? from
                    if known[to].map({ after.isSubset(of: $0) }) == true { continue }
                    known[to, default: []].formUnion(after)
                    isChanged = true
                }
            }
        }
        return known
    }

    private static func brought(by step: Procedure.Transition) -> Set<String> {
        Set(step.fields + step.optional + step.attachments.map { "attachment.\($0)" })
    }

    /// A sub-case sees its parents' facts; a case gets those of sub-cases that take a step in it.
    private func around(_ procedure: Procedure) -> Set<String> {
        var names: Set<String> = []
        for parent in procedure.parents.compactMap({ whole.procedures[$0] }) {
            names.formUnion(collected(parent, [procedure.id]))
        }
        for child in whole.procedures.values where child.parents.contains(procedure.id) && child.stepsInParent {
            names.formUnion(collected(child, [procedure.id]))
        }
        return names
    }

    private func collected(_ procedure: Procedure, _ seen: Set<String>) -> Set<String> {
        var names: Set<String> = []
        for step in procedure.transitions { names.formUnion(Self.brought(by: step).union(step.assigned)) }
        guard !seen.contains(procedure.id) else { return names }
        let seen = seen.union([procedure.id])
        for parent in procedure.parents.compactMap({ whole.procedures[$0] }) {
            names.formUnion(collected(parent, seen))
        }
        for child in whole.procedures.values where child.parents.contains(procedure.id) && child.stepsInParent {
            names.formUnion(collected(child, seen))
        }
        return names
    }

    private func asked(_ effect: Effect) -> [String] {
        switch effect {
        case .publish(let names): return names
        case .set(_, let expression): return expression.names
        case .issue(let kind):
            guard let rule = whole.credentials[kind] else { return [] }
            let number = rule.number.flatMap { whole.numbers[$0] }?.names ?? []
            return rule.claims + [rule.valid?.from].compactMap(\.self) + number
        case .update(let kind): return whole.credentials[kind]?.claims ?? []
        default: return []
        }
    }
}

extension Procedure.Transition {
    /// Facts that the step sets itself.
    fileprivate var assigned: [String] {
        effects.compactMap { if case .set(let fact, _) = $0 { fact } else { nil } }
    }
}
