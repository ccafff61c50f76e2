/// Credentials at the end of their case.
extension PackCheck {
    /// A credential that may still be valid when its case closes must be named there: it outlives the case, and nobody
    /// can suspend or revoke it any more.
    mutating func checkKept(_ procedure: Procedure) {
        let held = held(procedure)
        checkWatched(procedure, held)
        for state in procedure.states {
            let path = "procedures.\(procedure.id).\(state.id)"
            for name in state.keeps { referCredential(name, at: path) }
            let found = state.isFinal ? held[state.id] ?? [] : []
            for name in found.subtracting(state.keeps).sorted() {
                report(.outlives, path, "`\(name)` may still be valid here: end it, or name it in `keeps`")
            }
            for name in Set(state.keeps).subtracting(found).sorted() {
                report(.outlives, path, "keeps `\(name)`, which is never valid here")
            }
        }
    }

    /// The end of a credential is a moment of its case: wherever it may be held, a clock waits for it.
    private mutating func checkWatched(_ procedure: Procedure, _ held: [String: Set<String>]) {
        for state in procedure.states where !state.isFinal {
            let watched = state.timers.compactMap { timer in
                if case .expiry(let name) = timer.start { name } else { nil }
            }
            let ending = (held[state.id] ?? []).filter { whole.credentials[$0]?.valid != nil }
            for name in ending.subtracting(watched).sorted() {
                report(.outlives, "procedures.\(procedure.id).\(state.id)", "no clock waits for the end of `\(name)`")
            }
        }
    }

    /// The credentials that may be valid or suspended in each state: the largest sets that the steps allow.
    private func held(_ procedure: Procedure) -> [String: Set<String>] {
        var held: [String: Set<String>] = [Procedure.new: []]
        var isChanged = true
        // Sets only grow, and there are finitely many names, so this ends.
        while isChanged {
            isChanged = false
            for step in procedure.transitions {
                for from in step.from {
                    guard let before = held[from] else { continue }
                    let after = Self.after(step, before)
                    let to = step.to ?? from
                    if !after.isSubset(of: held[to] ?? []) || held[to] == nil {
                        held[to, default: []].formUnion(after)
                        isChanged = true
                    }
                }
            }
        }
        return held
    }

    private static func after(_ step: Procedure.Transition, _ before: Set<String>) -> Set<String> {
        step.effects.reduce(into: before) { held, effect in
            switch effect {
            case .issue(let name): held.insert(name)
            case .revoke(let name), .expire(let name), .discharge(let name): held.remove(name)
            default: break
            }
        }
    }
}
