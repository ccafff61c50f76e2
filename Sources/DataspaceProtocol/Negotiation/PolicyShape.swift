import Primitives

/// The shape of a policy on the wire (negotiation/contract-schema.json): what a message must have to be readable at all.
///
/// What the terms mean is decided elsewhere; here a rule without an action or a constraint without an operator is refused.
enum PolicyShape {
    /// Rules of one policy: real ones have under twenty.
    private static let ruleLimit = 1000

    private static let operators: Set<String> = [
        "eq", "gt", "gteq", "hasPart", "isA", "isAllOf", "isAnyOf", "isNoneOf", "isPartOf", "lt", "lteq", "term-lteq",
        "neq",
    ]
    private static let logical = ["and", "andSequence", "or", "xone"]

    static func check(_ policy: JSONFields) throws(DecodingProblem) {
        var rules = 0
        for kind in ["permission", "prohibition", "obligation"] {
            guard let list = try policy.optionalArray(kind) else { continue }
            guard !list.isEmpty, list.count <= ruleLimit else {
                throw policy.problem(kind, "must hold between 1 and \(ruleLimit) rules")
            }
            if kind != "obligation" { rules += list.count }
            for (index, rule) in list.enumerated() {
                try checkRule(try JSONFields(rule, path: "\(policy.path).\(kind)[\(index)]"))
            }
        }
        guard rules > 0 else { throw policy.problem("permission", "or `prohibition` must hold a rule") }
    }

    private static func checkRule(_ rule: JSONFields) throws(DecodingProblem) {
        _ = try rule.identifier("action")
        guard rule.object["target"] == nil else {
            throw rule.problem("target", "must stand in the offer, not in a rule")
        }
        for (index, constraint) in (try rule.optionalArray("constraint") ?? []).enumerated() {
            try checkConstraint(try JSONFields(constraint, path: "\(rule.path).constraint[\(index)]"))
        }
        for (index, duty) in (try rule.optionalArray("duty") ?? []).enumerated() {
            try checkRule(try JSONFields(duty, path: "\(rule.path).duty[\(index)]"))
        }
    }

    private static func checkConstraint(_ constraint: JSONFields) throws(DecodingProblem) {
        let combined = logical.filter { constraint.object[$0] != nil }
        if let name = combined.first {
            guard combined.count == 1 else { throw constraint.problem(name, "must be the only logical operand") }
            for (index, inner) in try constraint.array(name).enumerated() {
                try checkConstraint(try JSONFields(inner, path: "\(constraint.path).\(name)[\(index)]"))
            }
            return
        }
        _ = try constraint.value("leftOperand")
        guard operators.contains(bare(try constraint.string("operator"))) else {
            throw constraint.problem("operator", "must be an operator of the protocol")
        }
        _ = try constraint.value("rightOperand")
    }

    /// An operator without the prefix that some peers write.
    private static func bare(_ name: String) -> String {
        for prefix in ["odrl:", "http://www.w3.org/ns/odrl/2/"] where name.hasPrefix(prefix) {
            return String(name.dropFirst(prefix.utf8.count))
        }
        return name
    }
}
