package import Primitives

extension Policy {
    /// Reads a policy in the compact form of ODRL and DSP (ODRL IM 2.7; DSP 2025-1 contract-schema).
    ///
    /// What is not understood and could change the meaning is refused by name: a policy is never weakened by reading it.
    package init(_ json: JSONValue) throws(PolicyProblem) {
        var reader = PolicyReader()
        self = try reader.policy(json)
    }
}

/// Reads rules and counts them against the bounds.
struct PolicyReader {
    private var ruleCount = 0
    var constraintCount = 0

    private static let policyMembers: Set<String> = [
        "@context", "@id", "@type", "target", "assigner", "assignee", "profile", "conflict", "permission",
        "prohibition", "obligation", "timestamp",
    ]
    private static let ruleMembers: Set<String> = [
        "@id", "@type", "target", "assigner", "assignee", "action", "constraint",
    ]

    mutating func policy(_ json: JSONValue) throws(PolicyProblem) -> Policy {
        let members = try PolicyMembers(json, path: "", known: Self.policyMembers)
        return Policy(
            kind: try kind(members),
            id: try members.identifier("@id"),
            parties: try parties(members),
            profiles: try profiles(members),
            conflict: try conflict(members),
            permissions: try rules(members, .permission),
            prohibitions: try rules(members, .prohibition),
            obligations: try rules(members, .obligation),
            source: json
        )
    }

    /// ODRL would take a policy without a type for a Set, which grants; we want it said.
    private func kind(_ members: PolicyMembers) throws(PolicyProblem) -> Policy.Kind {
        _ = try members.required("@type")
        let name = Term(try members.identifier("@type") ?? "").name
        if name == "Policy" { return .set }
        guard let kind = Policy.Kind.allCases.first(where: { $0.rawValue.hasSameBytes(as: name) }) else {
            throw PolicyProblem(.unknownType, at: "@type", name)
        }
        return kind
    }

    private func parties(_ members: PolicyMembers) throws(PolicyProblem) -> Parties {
        Parties(
            target: try members.identifier("target"),
            assigner: try members.identifier("assigner"),
            assignee: try members.identifier("assignee")
        )
    }

    private func profiles(_ members: PolicyMembers) throws(PolicyProblem) -> [String] {
        let elements = members.elements("profile")
        guard elements.count <= PolicyLimits.profiles else {
            throw PolicyProblem(.tooManyValues, at: "profile", String(PolicyLimits.profiles))
        }
        var profiles: [String] = []
        for element in elements { profiles.append(try PolicyMembers.identifier(element.value, path: element.path)) }
        return profiles
    }

    private func conflict(_ members: PolicyMembers) throws(PolicyProblem) -> Policy.Conflict? {
        guard let text = try members.identifier("conflict") else { return nil }
        let name = Term(text).name
        guard let conflict = Policy.Conflict.allCases.first(where: { $0.rawValue.hasSameBytes(as: name) }) else {
            throw PolicyProblem(.unknownConflict, at: "conflict", name)
        }
        return conflict
    }

    private mutating func rules(_ members: PolicyMembers, _ role: Rule.Role) throws(PolicyProblem) -> [Rule] {
        var rules: [Rule] = []
        for element in members.elements(role.rawValue) {
            rules.append(try rule(element.value, path: element.path, role: role))
        }
        return rules
    }

    private mutating func rule(_ json: JSONValue, path: String, role: Rule.Role) throws(PolicyProblem) -> Rule {
        ruleCount += 1
        guard ruleCount <= PolicyLimits.rules else {
            throw PolicyProblem(.tooManyRules, at: path, String(PolicyLimits.rules))
        }
        let known = role == .permission ? Self.ruleMembers.union(["duty"]) : Self.ruleMembers
        let members = try PolicyMembers(json, path: path, known: known)
        try checkType(members, role)
        _ = try members.required("action")
        return Rule(
            role: role,
            path: path,
            action: Term(try members.identifier("action") ?? ""),
            parties: try parties(members),
            constraints: try constraints(members, "constraint", depth: 1),
            duties: role == .permission ? try rules(members, .duty) : []
        )
    }

    private func checkType(_ members: PolicyMembers, _ role: Rule.Role) throws(PolicyProblem) {
        guard let type = try members.identifier("@type") else { return }
        let expected =
            switch role {
            case .permission: "Permission"
            case .prohibition: "Prohibition"
            case .obligation, .duty: "Duty"
            }
        guard Term(type).name.hasSameBytes(as: expected) else {
            throw PolicyProblem(.unknownType, at: members.at("@type"), type)
        }
    }
}
