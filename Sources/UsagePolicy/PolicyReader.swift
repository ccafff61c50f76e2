package import Primitives

extension Policy {
    /// Reads a policy in the compact form of ODRL and DSP (ODRL IM 2.7; DSP 2025-1 contract-schema).
    ///
    /// What is not understood and could change the meaning is refused by name: a policy is never weakened by reading it.
    package init(_ json: JSONValue) throws(PolicyProblem) {
        var reader = PolicyReader()
        self = try reader.policy(json)
    }

    /// Reads a policy together with the policies it inherits from, by their ids (ODRL IM 2.9).
    package init(_ json: JSONValue, parents: [JSONValue]) throws(PolicyProblem) {
        self = try Policy(try PolicyInheritance(parents).resolved(json))
    }
}

extension Policy {
    /// The one name of a member in all of its spellings: `odrl:target`, `uid` and the full addresses too.
    package static func memberName(_ key: String) -> String { PolicyMembers.normal(key) }

    /// Reads a policy out of JSON-LD in any form, as people keep them in files; messages between connectors have one form only.
    package init(linked json: JSONValue, parents: [JSONValue] = []) throws(PolicyProblem) {
        var found: [JSONValue] = []
        for parent in parents { found += try LinkedPolicies(parent).policies }
        try self.init(try LinkedPolicies.one(json), parents: found)
    }
}

/// Reads rules and counts them against the bounds.
struct PolicyReader {
    private var ruleCount = 0
    var constraintCount = 0
    /// What the policy shares with its rules (ODRL IM 2.7.1), and whether a rule may leave its action out.
    var shared = SharedMembers()

    private static let policyMembers: Set<String> = [
        "@context", "@id", "@type", "target", "assigner", "assignee", "action", "profile", "conflict", "permission",
        "prohibition", "obligation", "timestamp",
    ]
    private static let ruleMembers: Set<String> = [
        "@id", "@type", "target", "assigner", "assignee", "action", "constraint",
    ]

    mutating func policy(_ json: JSONValue) throws(PolicyProblem) -> Policy {
        let members = try PolicyMembers(json, path: "", known: Self.policyMembers)
        if let context = members["@context"] { try LinkedContext.checkPlain(context) }
        let kind = try kind(members)
        shared = try sharedMembers(members, allowsAnyAction: kind == .set)
        return Policy(
            kind: kind,
            id: try members.identifier("@id"),
            parties: shared.common(assigner: try members.identifier("assigner")),
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

    private func profiles(_ members: PolicyMembers) throws(PolicyProblem) -> [String] {
        let elements = members.elements("profile")
        guard elements.count <= PolicyLimits.profiles else {
            throw PolicyProblem(.tooManyValues, at: "profile", String(PolicyLimits.profiles))
        }
        var profiles: [String] = []
        for element in elements { profiles.append(try PolicyMembers.identifier(element.value, path: element.path)) }
        return profiles
    }

    /// One strategy; several different ones, as inheritance may bring together, void on any conflict (ODRL IM 2.10).
    private func conflict(_ members: PolicyMembers) throws(PolicyProblem) -> Policy.Conflict? {
        var found: [Policy.Conflict] = []
        for element in members.elements("conflict") {
            let name = Term(try PolicyMembers.identifier(element.value, path: element.path)).name
            guard let conflict = Policy.Conflict.allCases.first(where: { $0.rawValue.hasSameBytes(as: name) }) else {
                throw PolicyProblem(.unknownConflict, at: "conflict", name)
            }
            found.append(conflict)
        }
        guard let first = found.first else { return nil }
        return found.allSatisfy { $0 == first } ? first : .invalid
    }

    mutating func rules(
        _ members: PolicyMembers,
        _ role: Rule.Role
    ) throws(PolicyProblem) -> [Rule] {
        var rules: [Rule] = []
        for element in members.elements(role.rawValue) {
            rules += try rule(element.value, path: element.path, role: role)
        }
        return rules
    }

    private func known(_ role: Rule.Role) -> Set<String> {
        let own = Self.ruleMembers.union(PolicyMembers.functions)
        switch role {
        case .permission: return own.union(["duty"])
        case .prohibition: return own.union(["remedy"])
        case .obligation, .duty: return own.union(["consequence"])
        // A consequence has none of its own, and a remedy refers to no consequence (ODRL IM 2.6.3, 2.6.7).
        case .remedy, .consequence: return own
        }
    }

    private mutating func rule(_ json: JSONValue, path: String, role: Rule.Role) throws(PolicyProblem) -> [Rule] {
        let members = try PolicyMembers(json, path: path, known: known(role))
        try checkType(members, role)
        // INVARIANT: duties hold consequences and those hold nothing, so the recursion is three deep at most.
        let rule = Rule(
            role: role,
            path: path,
            id: try members.identifier("@id"),
            action: Vocabulary.any,
            refinements: [],
            parties: Parties(target: nil, assigner: try members.identifier("assigner"), assignee: nil),
            constraints: try constraints(members, "constraint", depth: 1),
            duties: role == .permission ? try rules(members, .duty) : [],
            failures: try failures(members, role),
            functions: try functions(members)
        )
        return try atoms(of: rule, members)
    }

    private mutating func failures(_ members: PolicyMembers, _ role: Rule.Role) throws(PolicyProblem) -> [Rule] {
        switch role {
        case .prohibition: try rules(members, .remedy)
        case .obligation, .duty: try rules(members, .consequence)
        case .permission, .remedy, .consequence: []
        }
    }

    private func functions(_ members: PolicyMembers) throws(PolicyProblem) -> [PartyFunction] {
        var functions: [PartyFunction] = []
        for name in PolicyMembers.functions {
            guard let party = try members.identifier(name) else { continue }
            functions.append(PartyFunction(name: name, party: party))
        }
        return functions
    }

    mutating func count(_ path: String) throws(PolicyProblem) {
        ruleCount += 1
        guard ruleCount <= PolicyLimits.rules else {
            throw PolicyProblem(.tooManyRules, at: path, String(PolicyLimits.rules))
        }
    }

    private func checkType(_ members: PolicyMembers, _ role: Rule.Role) throws(PolicyProblem) {
        guard let type = try members.identifier("@type") else { return }
        let expected = role == .permission ? "Permission" : role == .prohibition ? "Prohibition" : "Duty"
        guard Term(type).name.hasSameBytes(as: expected) else {
            throw PolicyProblem(.unknownType, at: members.at("@type"), type)
        }
    }
}
