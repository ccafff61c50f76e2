import Primitives

extension Policy {
    /// Whether two policies say the same, whoever is named, in whatever order and spelling.
    ///
    /// Compares canonical bytes without `@id`, `@type`, assigner, assignee and target. Numbers and dates compare as
    /// written: `5` and `5.0` are different terms, so that nothing is agreed by rounding.
    package func hasSameTerms(as other: Policy) -> Bool { canonicalTerms == other.canonicalTerms }

    /// RFC 8785 bytes of the terms alone, fit for a digest.
    package var canonicalTerms: [UInt8] {
        CanonicalJSON.bytes(of: [
            "conflict": .string((conflict ?? .invalid).rawValue),
            "profile": .strings(profiles.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }),
            "permission": TermOrder.sorted(permissions.map { $0.terms(in: parties) }),
            "prohibition": TermOrder.sorted(prohibitions.map { $0.terms(in: parties) }),
            "obligation": TermOrder.sorted(obligations.map { $0.terms(in: parties) }),
        ])
    }
}

/// Gives the elements of a set one order.
enum TermOrder {
    static func sorted(_ elements: [JSONValue]) -> JSONValue {
        let keyed = elements.map { (key: CanonicalJSON.bytes(of: $0), value: $0) }
        return .array(keyed.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value))
    }
}

extension Rule {
    /// The rule without a target that only repeats the policy's own.
    func terms(in policy: Parties) -> JSONValue {
        [
            "action": .string(action.name),
            "target": own(parties.target, policy.target),
            "targetAlias": .optional(parties.targetAlias),
            // The policy's own parties give way to those of the agreement; whom a rule itself names stays.
            "assigner": .optional(parties.assigner),
            "assignee": .optional(parties.assignee),
            "assigneeAlias": .optional(parties.assigneeAlias),
            "constraint": TermOrder.sorted(constraints.map(\.terms)),
            "duty": TermOrder.sorted(duties.map { $0.terms(in: policy) }),
            "refinement": refined(refinements),
            "targetRefinement": refined(parties.targetRefinements),
            "assigneeRefinement": refined(parties.assigneeRefinements),
            "failure": failures.isEmpty ? nil : TermOrder.sorted(failures.map { $0.terms(in: policy) }),
            "function": functions.isEmpty
                ? nil : TermOrder.sorted(functions.map { .strings([$0.name, $0.party]) }),
        ]
    }

    private func refined(_ constraints: [Constraint]) -> JSONValue? {
        constraints.isEmpty ? nil : TermOrder.sorted(constraints.map(\.terms))
    }

    private func own(_ name: String?, _ inherited: String?) -> JSONValue? {
        guard let name, !name.hasSameBytes(as: inherited ?? "") else { return nil }
        return .string(name)
    }
}

extension Constraint {
    var terms: JSONValue {
        switch self {
        case .comparison(let comparison): comparison.terms
        case .logical(.andSequence, let parts, _): ["andSequence": .array(parts.map(\.terms))]
        case .logical(let connective, let parts, _):
            .object([connective.rawValue: TermOrder.sorted(parts.map(\.terms))])
        }
    }
}

extension Comparison {
    var terms: JSONValue {
        [
            "leftOperand": .string(left.name),
            "operator": .string(relation.name),
            "rightOperand": TermOrder.sorted(right.values.map(\.wireForm)),
            "unit": .optional(unit?.name),
            "rightOperandReference": .optional(reference),
        ]
    }
}
