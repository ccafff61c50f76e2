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
            "target": parties.targetForm,
            "assigner": .optional(assigner),
            "assignee": parties.assigneeForm,
            "timestamp": source["timestamp"],
            "profile": profiles.isEmpty ? nil : .strings(profiles),
            "odrl:conflict": conflict.map { .name("odrl:" + $0.rawValue) },
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
        let form: JSONValue = [
            "@id": .optional(id),
            "target": parties.targetForm,
            "assigner": .optional(parties.assigner),
            "assignee": parties.assigneeForm,
            "action": actionForm,
            "constraint": Self.list(constraints.map(\.wireForm)),
            "duty": Self.list(duties.map(\.wireForm)),
        ]
        guard var object = form.objectValue else { return form }
        object[role == .prohibition ? "odrl:remedy" : "odrl:consequence"] = Self.list(failures.map(\.wireForm))
        for function in functions { object["odrl:" + function.name] = .name(function.party) }
        return .object(object)
    }

    private static func list(_ elements: [JSONValue]) -> JSONValue? { elements.isEmpty ? nil : .array(elements) }

    /// A bare word where nothing narrows it (ODRL IM, example 14).
    private var actionForm: JSONValue? {
        guard action != Vocabulary.any else { return nil }
        let word = JSONValue.string(action == Vocabulary.use ? action.name : action.curie)
        guard !refinements.isEmpty else { return word }
        return ["rdf:value": ["@id": .string(action.curie)], "odrl:refinement": .array(refinements.map(\.wireForm))]
    }
}

extension Constraint {
    package var wireForm: JSONValue {
        switch self {
        case .comparison(let comparison):
            [
                "leftOperand": .string(comparison.left.curie),
                "operator": .string(comparison.operator?.rawValue ?? comparison.relation.curie),
                "rightOperand": comparison.reference == nil ? comparison.right.wireForm : nil,
                "odrl:rightOperandReference": comparison.reference.map { .name($0) },
                "odrl:unit": comparison.unit.map { .name($0.curie) },
            ]
        case .logical(let connective, let parts, _):
            .object([connective.rawValue: .array(parts.map(\.wireForm))])
        }
    }
}

extension Parties {
    var targetForm: JSONValue? { Self.form(target, targetAlias, targetRefinements, type: "AssetCollection") }

    var assigneeForm: JSONValue? { Self.form(assignee, assigneeAlias, assigneeRefinements, type: "PartyCollection") }

    private static func form(
        _ name: String?,
        _ alias: String?,
        _ refinements: [Constraint],
        type: String
    ) -> JSONValue? {
        guard let name, !refinements.isEmpty || alias != nil else { return .optional(name) }
        return [
            "@type": .string("odrl:" + type), "@id": .optional(alias), "odrl:source": .name(name),
            "odrl:refinement": refinements.isEmpty ? nil : .array(refinements.map(\.wireForm)),
        ]
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

extension JSONValue {
    /// A name under a member that DSP's context does not define, where a mere string would be a text to a JSON-LD peer.
    fileprivate static func name(_ text: String) -> JSONValue { ["@id": .string(text)] }
}
