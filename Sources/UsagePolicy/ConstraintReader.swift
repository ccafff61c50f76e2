import Primitives

extension PolicyReader {
    private static let comparisonMembers: Set<String> = [
        "leftOperand", "operator", "rightOperand", "rightOperandReference", "unit", "dataType",
    ]
    private static let constraintMembers = comparisonMembers.union(Connective.allCases.map(\.rawValue))
        .union(["@id", "@type"])

    mutating func constraints(
        _ members: PolicyMembers,
        _ name: String,
        depth: Int
    ) throws(PolicyProblem) -> [Constraint] {
        var constraints: [Constraint] = []
        for element in members.elements(name) {
            constraints.append(try constraint(element.value, path: element.path, depth: depth))
        }
        return constraints
    }

    private mutating func constraint(
        _ json: JSONValue,
        path: String,
        depth: Int
    ) throws(PolicyProblem) -> Constraint {
        constraintCount += 1
        guard constraintCount <= PolicyLimits.constraints else {
            throw PolicyProblem(.tooManyConstraints, at: path, String(PolicyLimits.constraints))
        }
        guard depth <= PolicyLimits.constraintDepth else {
            throw PolicyProblem(.tooDeep, at: path, String(PolicyLimits.constraintDepth))
        }
        let members = try PolicyMembers(json, path: path, known: Self.constraintMembers)
        try checkType(members)
        let connectives = Connective.allCases.filter { members[$0.rawValue] != nil }
        let isComparison = Self.comparisonMembers.contains { members[$0] != nil }
        switch (connectives.first, isComparison) {
        case (nil, true): return .comparison(try comparison(members))
        case (let connective?, false) where connectives.count == 1:
            return try logical(connective, members, depth: depth)
        default: throw PolicyProblem(.ambiguousConstraint, at: path)
        }
    }

    private func checkType(_ members: PolicyMembers) throws(PolicyProblem) {
        guard let type = try members.identifier("@type") else { return }
        guard ["Constraint", "AtomicConstraint", "LogicalConstraint"].contains(Term(type).name) else {
            throw PolicyProblem(.unknownType, at: members.at("@type"), type)
        }
    }

    private mutating func logical(
        _ connective: Connective,
        _ members: PolicyMembers,
        depth: Int
    ) throws(PolicyProblem) -> Constraint {
        var parts: [Constraint] = []
        for element in try listed(members.elements(connective.rawValue)) {
            parts.append(try constraint(element.value, path: element.path, depth: depth + 1))
        }
        // An empty `and` would be satisfied by nothing at all.
        guard !parts.isEmpty else { throw PolicyProblem(.emptyList, at: members.at(connective.rawValue)) }
        return .logical(connective, parts, path: members.path)
    }

    /// JSON-LD writes an ordered list as `{"@list": […]}`.
    private func listed(
        _ elements: [(path: String, value: JSONValue)]
    ) throws(PolicyProblem) -> [(path: String, value: JSONValue)] {
        guard elements.count == 1, let only = elements.first, only.value["@list"] != nil else { return elements }
        return try PolicyMembers(only.value, path: only.path, known: ["@list"]).elements("@list")
    }

    private func comparison(_ members: PolicyMembers) throws(PolicyProblem) -> Comparison {
        for name in ["leftOperand", "operator"] { _ = try members.required(name) }
        let reference = try members.identifier("rightOperandReference")
        if reference == nil { _ = try members.required("rightOperand") }
        guard reference == nil || members["rightOperand"] == nil else {
            throw PolicyProblem(.ambiguousConstraint, at: members.path)
        }
        return Comparison(
            path: members.path,
            left: Term(try members.identifier("leftOperand") ?? ""),
            relation: Term(try members.identifier("operator") ?? ""),
            right: try rightOperand(members),
            unit: try members.identifier("unit").map { Term($0) },
            reference: reference
        )
    }

    private func rightOperand(_ members: PolicyMembers) throws(PolicyProblem) -> RightOperand {
        let elements = try listed(members.elements("rightOperand"))
        guard elements.count <= PolicyLimits.values else {
            throw PolicyProblem(.tooManyValues, at: members.at("rightOperand"), String(PolicyLimits.values))
        }
        var values: [Literal] = []
        let type = try members.identifier("dataType").map { Literal.Datatype($0) }
        for element in elements {
            let value = try literal(element.value, path: element.path)
            // `dataType` says what a literal without a type of its own is (ODRL IM 2.5.1).
            let isBare = value.datatype == .plain
            values.append(isBare ? Literal(lexical: value.lexical, datatype: type ?? .plain) : value)
        }
        return RightOperand(values: values)
    }

    private func literal(_ json: JSONValue, path: String) throws(PolicyProblem) -> Literal {
        switch json {
        case .string(let text): return Literal(lexical: try bounded(text, path), datatype: .plain)
        case .bool(let flag): return Literal(lexical: flag ? "true" : "false", datatype: .boolean)
        case .integer(let number): return Literal(lexical: String(number), datatype: .integer)
        case .number(let number):
            return Literal(lexical: try Literal.text(of: number, path: path), datatype: .double)
        case .object: return try typedLiteral(json, path: path)
        case .null, .array: throw PolicyProblem(.wrongType, at: path, "a value")
        }
    }

    private func typedLiteral(_ json: JSONValue, path: String) throws(PolicyProblem) -> Literal {
        let members = try PolicyMembers(json, path: path, known: ["@value", "@type", "@id"])
        if members["@id"] != nil {
            guard members["@value"] == nil, members["@type"] == nil else {
                throw PolicyProblem(.wrongType, at: path, "either an @id or a @value")
            }
            return Literal(lexical: try members.identifier("@id") ?? "", datatype: .iri)
        }
        let value = try members.required("@value")
        guard value.objectValue == nil else { throw PolicyProblem(.wrongType, at: members.at("@value"), "a value") }
        let plain = try literal(value, path: members.at("@value"))
        guard let type = try members.identifier("@type") else { return plain }
        return Literal(lexical: plain.lexical, datatype: Literal.Datatype(type))
    }

    private func bounded(_ text: String, _ path: String) throws(PolicyProblem) -> String {
        guard text.utf8.count <= PolicyLimits.literalBytes else { throw PolicyProblem(.badText, at: path) }
        return text
    }
}

extension Literal {
    /// The digits of a JSON number; beyond ±(2^53 − 1) JSON readers round whole numbers, and nobody knows what was meant.
    static func text(of number: Double, path: String) throws(PolicyProblem) -> String {
        guard number.magnitude < 9_007_199_254_740_992 else {
            throw PolicyProblem(.wrongType, at: path, "a text, for a number beyond 2^53")
        }
        return CanonicalJSON.text(of: .number(number))
    }
}
