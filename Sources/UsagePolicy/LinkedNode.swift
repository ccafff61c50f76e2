import Primitives

/// Brings one JSON-LD node, and those inside it, under the reader's names.
struct LinkedNode {
    /// Members whose values are nodes of the policy itself.
    static let parts: Set<String> = [
        "permission", "prohibition", "obligation", "duty", "remedy", "consequence", "constraint", "refinement", "and",
        "or",
        "xone", "andSequence",
    ]
    /// Members whose values are names, or nodes that say more about what is named.
    static let named: Set<String> = ["action", "target", "assignee", "assigner"]
    /// Members whose values are names and nothing else.
    private static let names: Set<String> = [
        "@id", "@type", "rdf:value", "leftOperand", "operator", "unit", "dataType", "profile", "inheritFrom", "source",
        "partOf", "conflict", "rightOperandReference",
    ]

    private let context: LinkedContext

    init(_ context: LinkedContext) { self.context = context }

    /// An action that is narrowed, or a collection that is named by its source or narrowed.
    static func isGroupOrAction(_ node: JSONObject) -> Bool {
        node["rdf:value"] != nil || node["source"] != nil || node["refinement"] != nil
    }

    /// The part of an asset, party or action that belongs to the policy: metadata of other vocabularies does not.
    static func policyPart(of node: JSONObject) -> JSONObject {
        var part = JSONObject()
        for member in node.members where Term(member.key).isLocal || member.key == "rdf:value" {
            part[member.key] = member.value
        }
        return part
    }

    // INVARIANT: the JSON reader bounds the depth of documents.
    func read(_ object: JSONObject, path: String) throws(PolicyProblem) -> JSONObject {
        var context = context
        if let own = object["@context"] { try context.add(own, path: path + "@context") }
        return try LinkedNode(context).members(of: object, path: path)
    }

    private func members(of object: JSONObject, path: String) throws(PolicyProblem) -> JSONObject {
        var members = JSONObject()
        for member in object.members where member.key != "@context" {
            let name = PolicyMembers.normal(context.name(member.key))
            let value = try value(context.coerced(member.value, of: member.key), of: name, path: "\(path).\(name)")
            if name == "@type" {
                members[name] = Self.type(value)
                continue
            }
            if name == "@id", let known = members[name] {
                if known != value { Self.rename(&members, value, isUID: context.name(member.key) != "@id") }
                continue
            }
            guard members[name] == nil else {
                throw PolicyProblem(.duplicateMember, at: path.isEmpty ? "$" : path, name)
            }
            members[name] = value
        }
        return members
    }

    /// A node that has a name and another `uid` is known under both; the reader refuses that of a policy or a rule.
    private static func rename(_ members: inout JSONObject, _ name: JSONValue, isUID: Bool) {
        members["uid"] = isUID ? name : members["@id"]
        if !isUID { members["@id"] = name }
    }

    private func value(_ json: JSONValue, of name: String, path: String) throws(PolicyProblem) -> JSONValue {
        switch json {
        case .array(let elements):
            var values: [JSONValue] = []
            for element in elements { values.append(try value(element, of: name, path: path)) }
            // A node has one name, and RDF tools write it as a list.
            if name == "@id", values.count == 1, let only = values.first { return only }
            return .array(values)
        case .object(let object):
            let node = try read(object, path: path)
            if name == "@id", let id = node["@id"], node.members.count == 1 { return id }
            return .object(node)
        case .string(let text):
            let isName =
                Self.names.contains(name) || Self.named.contains(name) || Self.parts.contains(name)
                || PolicyMembers.functions.contains(name)
            return .string(isName ? context.name(text) : text)
        case .null, .bool, .integer, .number: return json
        }
    }

    /// The one type that matters among several: a policy is also called a Policy, and other vocabularies add theirs.
    private static func type(_ value: JSONValue) -> JSONValue {
        guard let types = value.arrayValue, types.count > 1 else { return value.arrayValue?.first ?? value }
        let own = types.filter { Term($0.stringValue ?? ":").isLocal }
        let narrow = own.filter { Term($0.stringValue ?? "").name != "Policy" }
        guard let only = narrow.first ?? own.first, narrow.count <= 1 else { return value }
        return only
    }
}
