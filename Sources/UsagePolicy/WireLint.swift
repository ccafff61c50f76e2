import Primitives

/// Findings about the spelling: what the DSP schema refuses, and what JSON-LD expansion with its context drops.
///
/// Source: DSP 2025-1 contract-schema.json and odrl-profile.jsonld, which knows `use`, the operators and no operand.
struct WireLint {
    private(set) var findings: [Finding] = []

    private static let rules = ["permission", "prohibition", "obligation", "duty"]
    private static let spelled = [
        "action", "leftOperand", "operator", "rightOperand", "target", "assigner", "assignee",
    ]
    /// Members that DSP's context does not define: a JSON-LD peer drops them, and what is left says less.
    private static let lost: Set<String> = [
        "remedy", "consequence", "refinement", "unit", "dataType", "rightOperandReference", "inheritFrom",
        "informedParty", "compensatedParty", "trackingParty", "attributedParty", "consentingParty",
    ]
    private static let connectives = Connective.allCases.map(\.rawValue)

    init(_ policy: Policy) {
        guard let object = policy.source.objectValue else { return }
        if policy.id == nil { findings.append(Finding(.wireIdentifier, at: "$")) }
        if policy.permissions.isEmpty, policy.prohibitions.isEmpty { findings.append(Finding(.wireRules, at: "$")) }
        if object["conflict"] != nil { findings.append(Finding(.wireConflict, at: "conflict")) }
        rules(object, path: "", isRule: false)
    }

    /// Walks an object that holds rules or constraints.
    private mutating func rules(_ object: JSONObject, path: String, isRule: Bool) {
        for member in object.members {
            let name = Term(member.key).name
            let here = path.isEmpty ? member.key : "\(path).\(member.key)"
            let isStructure = Self.rules.contains(name) || name == "constraint" || Self.connectives.contains(name)
            if isStructure || Self.spelled.contains(name), !member.key.hasSameBytes(as: name) {
                findings.append(Finding(.wireMember, at: here, [member.key, name]))
            }
            if Self.lost.contains(name), member.key.hasSameBytes(as: name) {
                findings.append(Finding(.wireLost, at: here, [name, "odrl:" + name]))
            }
            if isStructure { list(member.value, path: here, isRule: Self.rules.contains(name)) }
            if isRule, name == "target" || name == "assignee" || name == "assigner" {
                findings.append(Finding(.wireTarget, at: here, [name]))
            }
            value(member.value, name: name, path: here)
        }
    }

    private mutating func list(_ value: JSONValue, path: String, isRule: Bool) {
        if value.arrayValue == nil { findings.append(Finding(.wireList, at: path)) }
        if value.arrayValue?.isEmpty == true { findings.append(Finding(.wireEmptyList, at: path)) }
        for (index, element) in value.oneOrMany.enumerated() {
            guard let object = element.objectValue else { continue }
            rules(object, path: value.arrayValue == nil ? path : "\(path)[\(index)]", isRule: isRule)
        }
    }

    private mutating func value(_ value: JSONValue, name: String, path: String) {
        switch name {
        case "action": term(value, path: path, isBare: { $0 == Vocabulary.use })
        case "leftOperand": term(value, path: path, isBare: { _ in false })
        case "operator": relation(value, path: path)
        case "rightOperand": literal(value, path: path)
        default: break
        }
    }

    private mutating func term(_ value: JSONValue, path: String, isBare: (Term) -> Bool) {
        guard let text = value.stringValue else {
            findings.append(Finding(.wireAction, at: path))
            return
        }
        let term = Term(text)
        guard term.name.hasSameBytes(as: text), term.isLocal, !isBare(term) else { return }
        findings.append(Finding(.wireTerm, at: path, [text, term.curie]))
    }

    private mutating func relation(_ value: JSONValue, path: String) {
        let text = value.stringValue ?? ""
        guard Operator(rawValue: text) == nil else { return }
        findings.append(Finding(.wireOperator, at: path, [text]))
    }

    private mutating func literal(_ value: JSONValue, path: String) {
        switch value {
        case .bool: findings.append(Finding(.wireLiteral, at: path, ["{@value, @type: xsd:boolean}"]))
        case .integer, .number: findings.append(Finding(.wireLiteral, at: path, ["{@value, @type: xsd:decimal}"]))
        default: break
        }
    }
}
