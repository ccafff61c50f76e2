/// Credentials at the end of their case.
extension PackCheck {
    /// A credential that may still be valid when its case closes must be named there: it outlives the case, and nobody
    /// can suspend or revoke it any more.
    mutating func checkKept(_ procedure: Procedure) {
        let held = held(procedure)
        checkWatched(procedure, held)
        checkUsed(procedure, held)
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

    /// A step that restores a credential comes where it may be suspended, and one that ends or changes it where it is held.
    private mutating func checkUsed(_ procedure: Procedure, _ held: [String: Set<String>]) {
        let suspended = Self.spread(over: procedure) { names, effect in
            switch effect {
            case .suspend(let name): names.insert(name)
            case .restore(let name), .revoke(let name), .expire(let name), .discharge(let name): names.remove(name)
            default: break
            }
        }
        let valid = Self.spread(over: procedure) { names, effect in
            switch effect {
            case .issue(let name), .restore(let name): names.insert(name)
            case .suspend(let name), .revoke(let name), .expire(let name), .discharge(let name): names.remove(name)
            default: break
            }
        }
        for state in procedure.states where !state.isFinal {
            let both = (valid[state.id] ?? []).intersection(suspended[state.id] ?? [])
            for name in both.sorted() {
                report(.outlives, "procedures.\(procedure.id).\(state.id)", "`\(name)` may be valid or suspended here")
            }
        }
        for step in procedure.transitions {
            let path = "procedures.\(procedure.id).\(step.event)"
            for effect in step.effects {
                switch effect {
                case .restore(let name) where !step.from.contains(where: { suspended[$0]?.contains(name) == true }):
                    report(.outlives, path, "restores `\(name)`, which is never suspended here")
                case .suspend(let name), .revoke(let name), .expire(let name), .discharge(let name), .renew(let name),
                    .update(let name):
                    if !step.from.contains(where: { held[$0]?.contains(name) == true }) {
                        report(.outlives, path, "changes `\(name)`, which is never valid here")
                    }
                default: break
                }
            }
        }
    }

    /// The credentials that may be valid or suspended in each state.
    private func held(_ procedure: Procedure) -> [String: Set<String>] {
        Self.spread(over: procedure) { names, effect in
            switch effect {
            case .issue(let name): names.insert(name)
            case .revoke(let name), .expire(let name), .discharge(let name): names.remove(name)
            default: break
            }
        }
    }

    /// The largest sets of names that the steps allow in each state, given what an effect does to a set.
    private static func spread(
        over procedure: Procedure,
        _ apply: (inout Set<String>, Effect) -> Void
    ) -> [String: Set<String>] {
        var found: [String: Set<String>] = [Procedure.new: []]
        var isChanged = true
        // Sets only grow, and there are finitely many names, so this ends.
        while isChanged {
            isChanged = false
            for step in procedure.transitions {
                for from in step.from {
                    guard let before = found[from] else { continue }
                    let after = step.effects.reduce(into: before) { apply(&$0, $1) }
                    let to = step.to ?? from
                    if found[to].map({ after.isSubset(of: $0) }) == true { continue }
                    found[to, default: []].formUnion(after)
                    isChanged = true
                }
            }
        }
        return found
    }
}
