package import Primitives

/// What a pack says about itself, for `rules show`, `explain` and `diff`.
extension Pack {
    package var name: String { "\(id)@\(version)" }

    /// The pack with everything stacked on it, such as `national@1 + province@2`.
    package var stackName: String { ([name] + overlays).joined(separator: " + ") }

    package var summary: JSONValue {
        [
            "id": .string(id), "version": .string(version), "jurisdiction": .string(jurisdiction), "title": title.json,
            "citation": .string(citation), "from": .string(effective.from.description),
            "to": .optional(effective.to?.description), "datesBasis": .string(effectiveBasis.rawValue),
            "extends": .optional(extends), "procedures": .strings(procedures.keys.sorted()),
            "gates": .strings(gates.map(\.id)), "worksheets": .strings(worksheets.keys.sorted()),
            "scorecards": .strings(scorecards.keys.sorted()), "assumed": .strings(assumed),
            "doubts": .array(doubts.map(\.json)),
        ]
    }

    /// Parameters that no text we read in full fixes.
    package var assumed: [String] { parameters.filter { $0.value.basis != .legal }.keys.sorted() }

    /// Every parameter with its value, basis, citation and the pack that decided it.
    package func parameterLines(_ language: Language) -> [String] {
        parameters.sorted { $0.key < $1.key }.map { name, parameter in
            let origin = origins[name] ?? id
            let value = parameter.value.json.stringValue ?? parameter.value.json.text
            return "\(name) = \(value) [\(parameter.basis.label.text(language))] \(parameter.label.text(language)) "
                + "〔\(parameter.cite)〕 \(origin)"
        }
    }

    /// The states and steps of a procedure as lines.
    package func procedureLines(_ language: Language) -> [String] {
        procedures.values.sorted { $0.id < $1.id }.flatMap { procedure in
            ["\(procedure.id): \(procedure.title.text(language)) 〔\(procedure.cite)〕"]
                + procedure.transitions.map { step in
                    "  \(step.from.joined(separator: "|")) --\(step.event)--> \(step.to ?? "=") "
                        + "(\(step.by.joined(separator: "|"))) 〔\(step.cite)〕"
                }
                + procedure.states.flatMap(\.timers).map { "  ⏱ \($0.id): \(Self.length($0.length)) 〔\($0.cite)〕" }
        }
    }

    private static func length(_ length: TimerRule.Length) -> String {
        switch length {
        case .count(.fixed(let count), let unit): "\(count) \(unit.rawValue)"
        case .count(.parameter(let name), let unit): "$\(name) \(unit.rawValue)"
        case .yearly(let month, let day): "every year on \(month)-\(day)"
        }
    }

    /// What differs between two editions: parameters, steps, refusals, gates and tables, one line each.
    package func differences(to other: Pack) -> [String] {
        let parameters = Self.changes(self.parameters, other.parameters, "parameter") {
            $0.value.json.text + $0.basis.rawValue
        }
        let refusals = Self.changes(self.refusals, other.refusals, "refusal") { $0.cite + $0.text.zh + $0.remedy.zh }
        let facts = Self.changes(self.facts, other.facts, "fact") { $0.kind.rawValue + $0.choices.joined() }
        let steps = Self.changes(self.steps, other.steps, "step") { $0 }
        let gates = Self.changes(gateTexts, other.gateTexts, "gate") { $0 }
        let tables = Self.changes(self.tables, other.tables, "table") { "\($0)" }
        return parameters + refusals + facts + steps + gates + tables
    }

    private var steps: [String: String] {
        var steps: [String: String] = [:]
        for procedure in procedures.values {
            for step in procedure.transitions {
                let key = "\(procedure.id).\(step.from.joined(separator: "|")).\(step.event)"
                steps[key] =
                    "\(step.to ?? "=") \(step.by) \(step.fields) \(step.attachments) \(step.cite) "
                    + step.require.map { $0.condition.source + $0.refusal }.joined()
            }
        }
        return steps
    }

    private var gateTexts: [String: String] {
        Dictionary(gates.map { ($0.id, "\($0.gate) \($0.when?.source ?? "") \($0.require?.source ?? "") \($0.cite)") })
        {
            first,
            _ in first
        }
    }

    private static func changes<Value>(
        _ old: [String: Value],
        _ new: [String: Value],
        _ kind: String,
        _ text: (Value) -> String
    ) -> [String] {
        Set(old.keys).union(new.keys).sorted().compactMap { name in
            switch (old[name].map(text), new[name].map(text)) {
            case (nil, .some): "+ \(kind) \(name)"
            case (.some, nil): "- \(kind) \(name)"
            case (let one, let other) where one != other: "~ \(kind) \(name): \(one ?? "") → \(other ?? "")"
            default: nil
            }
        }
    }
}
