package import Primitives

/// What a gate says about an act: permitted, permitted with obligations, or refused with every reason.
package struct GateDecision: Sendable {
    /// An act's place in the order of strictness: refuse over obligations over permit.
    package enum Outcome: String, Sendable { case permit, permitWithObligations, refuse }

    package struct Obligation: Hashable, Sendable {
        package let id: String
        package let text: Bilingual
        package let cite: String
        package let pack: String
    }

    /// A rule that was asked and what it said, so that the answer explains itself.
    package struct Step: Hashable, Sendable {
        package enum Result: String, Sendable { case notApplicable, holds, refuses, owes }

        package let pack: String
        package let rule: String
        package let cite: String
        package let result: Result
    }

    package internal(set) var refusals: [Refusal] = []
    package internal(set) var obligations: [Obligation] = []
    package internal(set) var steps: [Step] = []
    package internal(set) var notices: [LapseNotice] = []
    /// The parameters that the rules about this act name, each once.
    package internal(set) var parameters: [ParameterUse] = []

    package var outcome: Outcome {
        if !refusals.isEmpty { return .refuse }
        return obligations.isEmpty ? .permit : .permitWithObligations
    }

    package var json: JSONValue {
        [
            "decision": .string(outcome.rawValue), "refusals": .array(refusals.map(\.json)),
            "obligations": .array(
                obligations.map {
                    [
                        "id": .string($0.id), "text": $0.text.json, "cite": .string($0.cite), "pack": .string($0.pack),
                    ]
                }
            ),
            "steps": .array(
                steps.map {
                    [
                        "pack": .string($0.pack), "rule": .string($0.rule), "cite": .string($0.cite),
                        "result": .string($0.result.rawValue),
                    ]
                }
            ),
            "notices": .array(
                notices.map {
                    [
                        "pack": .string($0.pack), "lapsedOn": .string($0.lapsedOn.description),
                        "fallback": .optional($0.fallback), "note": $0.note.json,
                    ]
                }
            ), "parameters": .array(parameters.map(\.json)),
        ]
    }
}

/// The facts of an act: declared facts by name, and the places that say which packs hold.
package struct GateContext: Sendable {
    package let facts: [String: JSONValue]
    package let places: [String: String]

    package init(facts: [String: JSONValue], places: [String: String]) {
        self.facts = facts
        self.places = places
    }

    /// Reads `{"places": {…}, "facts": {…}}`.
    package init(_ value: JSONValue) throws(DecodingProblem) {
        let fields = try JSONFields(value)
        try fields.allowOnly(["places", "facts"])
        places = try CaseDocument.places(fields)
        facts = try CaseDocument.facts(fields)
    }
}
