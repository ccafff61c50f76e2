package import Primitives

extension Policy {
    /// The policy in the spelling that survives JSON-LD expansion with the DSP context.
    ///
    /// Lists are lists, literals are strings or `{@value, @type}`, terms that DSP does not define travel as `odrl:`
    /// (DSP 2025-1 contract-schema and odrl-profile.jsonld).
    package var wireForm: JSONValue {
        [
            "@type": .string(kind.rawValue),
            "@id": .optional(id),
            "target": .optional(target),
            "assigner": .optional(assigner),
            "assignee": .optional(assignee),
            "timestamp": source["timestamp"],
            "profile": profiles.isEmpty ? nil : .strings(profiles),
            "odrl:conflict": .optional(conflict.map { "odrl:" + $0.rawValue }),
            "permission": written(permissions),
            "prohibition": written(prohibitions),
            "obligation": written(obligations),
        ]
    }

    private func written(_ rules: [Rule]) -> JSONValue? {
        rules.isEmpty ? nil : .array(rules.map(\.wireForm))
    }
}

extension Rule {
    package var wireForm: JSONValue {
        [
            "target": .optional(parties.target),
            "assigner": .optional(parties.assigner),
            "assignee": .optional(parties.assignee),
            "action": .string(action == Vocabulary.use ? action.name : action.curie),
            "constraint": constraints.isEmpty ? nil : .array(constraints.map(\.wireForm)),
            "duty": duties.isEmpty ? nil : .array(duties.map(\.wireForm)),
        ]
    }
}

extension Constraint {
    package var wireForm: JSONValue {
        switch self {
        case .comparison(let comparison):
            [
                "leftOperand": .string(comparison.left.curie),
                "operator": .string(comparison.operator?.rawValue ?? comparison.relation.curie),
                "rightOperand": comparison.right.wireForm,
            ]
        case .logical(let connective, let parts, _):
            .object([connective.rawValue: .array(parts.map(\.wireForm))])
        }
    }
}

extension RightOperand {
    var wireForm: JSONValue { single?.wireForm ?? .array(values.map(\.wireForm)) }
}

extension Literal {
    var wireForm: JSONValue {
        if datatype == .iri { return ["@id": .string(lexical)] }
        guard let type = datatype.written else { return .string(lexical) }
        return ["@value": .string(lexical), "@type": .string(type)]
    }
}
