package import Primitives

/// The policies of a digital contract in the JSON of TC609-6-2025-14 (annex B: strategy; annex C: contractPolicies), as ODRL.
///
/// The document gives names to members and leaves the extension of a policy open: here `policyExpansion` holds policies of the
/// same form, which are duties before a permission, remedies of a prohibition and consequences of an obligation (6.2).
/// What is not understood is refused by name.
package enum NationalForm {
    static let profile = "urn:tc609:6-2025-14"
    static let currency = "urn:iso:4217:"
    /// Operators of annex B, by their codes 01 to 12.
    static let operators: [Operator] = [
        .eq, .gt, .gteq, .hasPart, .isA, .isAllOf, .isAnyOf, .isNoneOf, .isPartOf, .lt, .lteq, .neq,
    ]
    static let lists: [(name: String, role: Rule.Role)] = [
        ("permissionPolicies", .permission), ("prohibitionPolicies", .prohibition), ("obligationPolicies", .obligation),
    ]
    /// What tells of the contract and rules nothing (table C.1, annex B).
    private static let descriptive: Set<String> = [
        "contractId", "contractName", "contractAbstract", "contractStatus", "createTime", "signMode", "signatory",
        "signatoryEntityId", "signatoryEntityName", "signatorytype", "signatoryType", "signTime", "signature",
        "signatureList", "indate",
    ]

    /// Whether a document is of this form.
    static func isOne(_ json: JSONValue) -> Bool {
        guard let object = json.objectValue else { return false }
        return object["contractPolicies"] != nil || object["strategy"] != nil || object["subjectInfo"] != nil
            || lists.contains { object[$0.name] != nil }
    }

    /// The same in ODRL, under the national profile.
    package static func odrl(_ json: JSONValue) throws(PolicyProblem) -> JSONValue {
        let object = try NationalMembers(json, "")
        if object["subjectInfo"] != nil {
            return try policy(id: nil, [.permission: [try NationalStrategy(json, "").rule(.permission)]])
        }
        if let strategy = object["strategy"] {
            try object.allow(descriptive.union(["strategy"]))
            let rules = try rules(strategy, "strategy", .permission, until: object["indate"])
            return try policy(id: try object.text("contractId"), [.permission: rules])
        }
        let source = try object["contractPolicies"].map { (value) throws(PolicyProblem) in
            try NationalMembers(value, "contractPolicies")
        }
        if source != nil { try object.allow(descriptive.union(["contractPolicies"])) }
        let policies = source ?? object
        try policies.allow(Set(lists.map(\.name)).union(source == nil ? descriptive : []))
        var found: [Rule.Role: [JSONValue]] = [:]
        for (name, role) in lists {
            guard let list = policies[name] else { continue }
            found[role] = try rules(list, policies.at(name), role, until: object["indate"])
        }
        return try policy(id: try object.text("contractId"), found)
    }

    private static func rules(
        _ list: JSONValue,
        _ path: String,
        _ role: Rule.Role,
        until end: JSONValue?
    ) throws(PolicyProblem) -> [JSONValue] {
        var rules: [JSONValue] = []
        for (index, element) in list.oneOrMany.enumerated() {
            let place = list.arrayValue == nil ? path : "\(path)[\(index)]"
            var rule = try NationalStrategy(element, place).rule(role)
            // The contract's validity ends what it permits (table C.1, 12).
            if role == .permission, let end, var object = rule.objectValue {
                guard let time = end.stringValue else { throw PolicyProblem(.wrongType, at: "indate", "a time") }
                let bound: JSONValue = ["leftOperand": "time", "operator": "lteq", "rightOperand": .string(time)]
                object["constraint"] = .array((object["constraint"]?.arrayValue ?? []) + [bound])
                rule = .object(object)
            }
            rules.append(rule)
        }
        return rules
    }

    private static func policy(id: String?, _ rules: [Rule.Role: [JSONValue]]) throws(PolicyProblem) -> JSONValue {
        func name(_ part: String, _ roles: [Rule.Role]) -> Bool {
            roles.allSatisfy { role in (rules[role] ?? []).allSatisfy { $0[part] != nil } }
        }
        // What is to be done without any asset, as a payment, needs no target.
        let isAgreed =
            id != nil && name("target", [.permission, .prohibition])
            && ["assigner", "assignee"].allSatisfy { name($0, [.permission, .prohibition, .obligation]) }
        return [
            "@type": isAgreed ? "Agreement" : "Set", "@id": .optional(id), "profile": .string(profile),
            "permission": rules[.permission].map { .array($0) }, "prohibition": rules[.prohibition].map { .array($0) },
            "obligation": rules[.obligation].map { .array($0) },
        ]
    }
}
