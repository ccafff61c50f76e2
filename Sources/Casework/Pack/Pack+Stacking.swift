/// Stacking: an overlay adds to the pack below it, and of two values the stricter one wins.
extension Pack {
    /// Parameters that an overlay gives a second value for.
    var overridden: Set<String> { Set(origins.keys.filter { origins[$0]?.contains("+") == true }) }

    /// This pack with an overlay on top.
    package func stacked(under overlay: Pack) -> Pack {
        var stack = self
        stack.overlays.append("\(overlay.id)@\(overlay.version)")
        stack.stackParameters(overlay)
        stack.roles.merge(overlay.roles) { base, _ in base }
        stack.facts.merge(overlay.facts) { base, _ in base }
        stack.attachments.merge(overlay.attachments) { base, _ in base }
        stack.refusals.merge(overlay.refusals) { base, _ in base }
        stack.documents.merge(overlay.documents) { base, _ in base }
        stack.credentials.merge(overlay.credentials) { base, _ in base }
        stack.numbers.merge(overlay.numbers) { base, _ in base }
        stack.panels.merge(overlay.panels) { base, _ in base }
        stack.obligations.merge(overlay.obligations) { base, _ in base }
        stack.tables.merge(overlay.tables) { base, _ in base }
        stack.matrices.merge(overlay.matrices) { base, _ in base }
        stack.procedures.merge(overlay.procedures) { base, _ in base }
        stack.worksheets.merge(overlay.worksheets) { base, _ in base }
        stack.scorecards.merge(overlay.scorecards) { base, _ in base }
        stack.counters.merge(overlay.counters) { base, _ in base }
        stack.gates += overlay.gates
        stack.tightens += overlay.tightens
        for tightening in overlay.tightens { stack.tighten(tightening) }
        return stack
    }

    private mutating func stackParameters(_ overlay: Pack) {
        for (name, parameter) in overlay.parameters {
            guard let base = parameters[name] else {
                parameters[name] = parameter
                origins[name] = overlay.id
                continue
            }
            let isStricter = Self.isStricter(parameter, than: base)
            if isStricter { parameters[name] = parameter }
            origins[name] = isStricter ? "\(overlay.id) (stricter)+\(id)" : "\(id)+\(overlay.id) (not stricter)"
        }
    }

    /// Without a direction the base decides, since nothing says which way is stricter.
    private static func isStricter(_ one: Parameter, than other: Parameter) -> Bool {
        guard let value = one.value.numberValue, let base = other.value.numberValue else { return false }
        switch other.stricter {
        case .lower: return value < base
        case .higher: return value > base
        case .neither, nil: return false
        }
    }

    private mutating func tighten(_ tightening: Tightening) {
        guard var procedure = procedures[tightening.procedure] else { return }
        for index in procedure.transitions.indices where procedure.transitions[index].event == tightening.event {
            procedure.transitions[index].fields += tightening.fields
            procedure.transitions[index].attachments += tightening.attachments
            procedure.transitions[index].require += tightening.require
        }
        procedures[tightening.procedure] = procedure
    }
}
