import Primitives

/// One policy (策略): what, by whom, which actions, under which constraints.
struct NationalStrategy {
    private let members: NationalMembers

    private static let known: Set<String> = [
        "subjectInfo", "executionNodeInfo", "actions", "action", "constraints", "policyExpansion", "expansionItem",
    ]

    init(_ json: JSONValue, _ path: String) throws(PolicyProblem) {
        members = try NationalMembers(json, path)
        try members.allow(Self.known)
    }

    func rule(_ role: Rule.Role) throws(PolicyProblem) -> JSONValue {
        guard let actions = members["actions"] ?? members["action"] else {
            throw PolicyProblem(.missingMember, at: members.at(""), "actions")
        }
        let constraints = try constraints()
        var object: JSONObject = [
            "action": actions, "constraint": constraints.rules.isEmpty ? nil : .array(constraints.rules),
        ]
        if let product = try members.inner("subjectInfo") {
            try product.allow(["dataProductId", "dataProductName", "dataProductAbstract", "dataProductEntityId"])
            object["target"] = .optional(try product.text("dataProductId"))
        }
        if let nodes = try members.inner("executionNodeInfo") { try name(nodes, in: &object) }
        // Beside the constraints of a permission stand the acts that go with it (annex D, 2–4).
        let duties = constraints.duties + (try expansion(role))
        guard !duties.isEmpty else { return .object(object) }
        switch role {
        case .permission: object["duty"] = .array(duties)
        case .prohibition: object["remedy"] = .array(duties)
        case .obligation, .duty: object["consequence"] = .array(duties)
        case .remedy, .consequence: throw PolicyProblem(.unsupported, at: members.at(""), "policyExpansion")
        }
        return .object(object)
    }

    private func name(_ nodes: NationalMembers, in object: inout JSONObject) throws(PolicyProblem) {
        try nodes.allow([
            "providerNodeId", "providerNodeName", "consumerNodeId", "consumerNodeName", "assignerId", "assignerName",
            "assigneeId", "assigneeName",
        ])
        // Annex B and table C.3 have different names for the same nodes.
        for (part, names) in [
            ("assigner", ["providerNodeId", "assignerId"]), ("assignee", ["consumerNodeId", "assigneeId"]),
        ] {
            for name in names {
                guard let text = try nodes.text(name) else { continue }
                guard object[part] == nil else { throw PolicyProblem(.duplicateMember, at: nodes.at(name), part) }
                object[part] = .string(text)
            }
        }
    }

    /// Policies inside of this one; the document types them as a string, which then holds the JSON.
    private func expansion(_ role: Rule.Role) throws(PolicyProblem) -> [JSONValue] {
        guard members["policyExpansion"] == nil || members["expansionItem"] == nil else {
            throw PolicyProblem(.duplicateMember, at: members.at(""), "policyExpansion")
        }
        guard var value = members["policyExpansion"] ?? members["expansionItem"] else { return [] }
        let path = members.at("policyExpansion")
        if let text = value.stringValue {
            do { value = try JSONReader.read(text) } catch {
                throw PolicyProblem(.wrongType, at: path, "policies in JSON")
            }
        }
        let inner: Rule.Role = role == .permission ? .duty : role == .prohibition ? .remedy : .consequence
        var rules: [JSONValue] = []
        for (index, element) in value.oneOrMany.enumerated() {
            rules.append(try NationalStrategy(element, "\(path)[\(index)]").rule(inner))
        }
        return rules
    }

    private func constraints() throws(PolicyProblem) -> (rules: [JSONValue], duties: [JSONValue]) {
        var rules: [JSONValue] = []
        var duties: [JSONValue] = []
        for (index, element) in (members["constraints"]?.oneOrMany ?? []).enumerated() {
            let read = try NationalConstraint(element, "\(members.at("constraints"))[\(index)]")
            if let duty = try read.duty { duties.append(duty) } else { rules.append(try read.comparison) }
        }
        return (rules, duties)
    }
}

/// One constraint (约束): name, operator and value.
private struct NationalConstraint {
    private let members: NationalMembers
    private let name: String
    private let relation: Operator
    private let value: JSONValue

    init(_ json: JSONValue, _ path: String) throws(PolicyProblem) {
        members = try NationalMembers(json, path)
        try members.allow(["constraintName", "constraintOperator", "constraintValue"])
        guard let name = try members.text("constraintName") else {
            throw PolicyProblem(.missingMember, at: path, "constraintName")
        }
        guard let value = members["constraintValue"] else {
            throw PolicyProblem(.missingMember, at: path, "constraintValue")
        }
        self.name = name
        self.value = value
        relation = try Self.relation(try members.text("constraintOperator") ?? "", members.at("constraintOperator"))
    }

    /// A code of two digits, or the operator's name.
    private static func relation(_ text: String, _ path: String) throws(PolicyProblem) -> Operator {
        if let named = Operator(rawValue: text) { return named }
        guard text.utf8.count == 2, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let code = Int(text),
            NationalForm.operators.indices.contains(code - 1)
        else { throw PolicyProblem(.wrongType, at: path, "an operator, 01 to 12") }
        return NationalForm.operators[code - 1]
    }

    /// What annex D writes among the constraints and is an act: sending the log to somebody, paying a compensation.
    var duty: JSONValue? {
        get throws(PolicyProblem) {
            switch name {
            case "logRecordSend":
                guard let party = value.stringValue else { throw wrong("a party") }
                return ["action": "logRecordSend", "informedParty": .string(party)]
            case "compensate":
                let paid = try amount
                return [
                    "action": [
                        "rdf:value": ["@id": "compensate"],
                        "refinement": [
                            [
                                "leftOperand": "payAmount", "operator": .string(relation.rawValue),
                                "rightOperand": paid.value,
                                "unit": .optional(paid.unit),
                            ]
                        ],
                    ]
                ]
            default: return nil
            }
        }
    }

    var comparison: JSONValue {
        get throws(PolicyProblem) {
            if name == "payAmount" {
                let paid = try amount
                return [
                    "leftOperand": "payAmount", "operator": .string(relation.rawValue), "rightOperand": paid.value,
                    "unit": .optional(paid.unit),
                ]
            }
            // Annex D asks of a field or an address to be one of a list by `isA`.
            let isOneOf = relation == .isA && value.arrayValue != nil
            return [
                "leftOperand": .string(name), "operator": .string((isOneOf ? .isAnyOf : relation).rawValue),
                "rightOperand": value,
            ]
        }
    }

    /// `100.00 CNY`: an amount and its currency.
    private var amount: (value: JSONValue, unit: String?) {
        get throws(PolicyProblem) {
            let parts = (value.stringValue ?? "").split(separator: " ").map(String.init)
            guard let number = parts.first, DecimalNumber(number) != nil, parts.count <= 2,
                parts.dropFirst().allSatisfy({ $0.utf8.count == 3 && $0.utf8.allSatisfy { (0x41...0x5A).contains($0) } }
                )
            else { throw wrong("an amount, as 100.00 CNY") }
            return (
                ["@value": .string(number), "@type": "xsd:decimal"],
                parts.dropFirst().first.map { NationalForm.currency + $0 }
            )
        }
    }

    private func wrong(_ wanted: String) -> PolicyProblem {
        PolicyProblem(.wrongType, at: members.at("constraintValue"), wanted)
    }
}

/// The members of one object; what is not known is an error.
struct NationalMembers {
    private let path: String
    private let object: JSONObject

    init(_ json: JSONValue, _ path: String) throws(PolicyProblem) {
        guard let object = json.objectValue else {
            throw PolicyProblem(.wrongType, at: path.isEmpty ? "$" : path, "an object")
        }
        (self.object, self.path) = (object, path)
    }

    subscript(_ name: String) -> JSONValue? { object[name] }

    func at(_ name: String) -> String {
        path.isEmpty ? (name.isEmpty ? "$" : name) : name.isEmpty ? path : "\(path).\(name)"
    }

    func allow(_ names: Set<String>) throws(PolicyProblem) {
        for key in object.keys where !names.contains(where: { $0.hasSameBytes(as: key) }) {
            throw PolicyProblem(.unknownMember, at: at(""), key)
        }
    }

    func text(_ name: String) throws(PolicyProblem) -> String? {
        guard let value = object[name] else { return nil }
        guard let text = value.stringValue else { throw PolicyProblem(.wrongType, at: at(name), "a string") }
        return text
    }

    func inner(_ name: String) throws(PolicyProblem) -> NationalMembers? {
        guard let value = object[name] else { return nil }
        return try NationalMembers(value, at(name))
    }
}
