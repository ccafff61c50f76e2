package import Primitives

/// The policies of a JSON-LD document in any of its forms, each in the one form that the reader takes.
///
/// Expanded, compacted with a context of its own, or flattened into a graph whose nodes name each other (JSON-LD 1.1, 2.4, 4.1,
/// 5.1–5.3), as RDF tools write Turtle. What is not understood stays as it is, for the reader to refuse by name.
package struct LinkedPolicies {
    package private(set) var policies: [JSONValue] = []
    /// The collections that the document says things to be part of (ODRL IM 2.2.2, 2.3.2).
    package private(set) var memberships: [String: [String]] = [:]

    private var nodes: [Term: JSONObject] = [:]
    /// Nodes put in the place of their names so far, and how many may be: shared nodes multiply.
    private var embedded = 0
    private static let embeddedLimit = PolicyLimits.rules + PolicyLimits.constraints

    package init(_ json: JSONValue) throws(PolicyProblem) {
        var elements = json.oneOrMany
        for (index, element) in elements.enumerated() where NationalForm.isOne(element) {
            elements[index] = try NationalForm.odrl(element)
        }
        guard !elements.allSatisfy(Self.isPlain) else {
            policies = elements
            return
        }
        var top: [JSONObject] = []
        for (index, element) in elements.enumerated() {
            let path = json.arrayValue == nil ? "" : "[\(index)]"
            top += try Self.topNodes(element, LinkedContext(), path: path)
        }
        for node in top { try collect(.object(node)) }
        let roots = top.filter(Self.isPolicy)
        for root in roots.isEmpty ? top : roots { policies.append(try tree(of: root)) }
    }

    /// The one policy of a document.
    package static func one(_ json: JSONValue) throws(PolicyProblem) -> JSONValue {
        guard !isPlain(json) || NationalForm.isOne(json) else { return json }
        guard json.objectValue != nil || json.arrayValue != nil else { return json }
        let found = try LinkedPolicies(json).policies
        guard let only = found.first, found.count == 1 else {
            throw PolicyProblem(.wrongType, at: "$", "one policy, not \(found.count)")
        }
        return only
    }

    /// Whether the reader takes it as it stands.
    private static func isPlain(_ json: JSONValue) -> Bool {
        guard let object = json.objectValue else { return false }
        return object["@graph"] == nil && !LinkedContext.isNeeded(by: object["@context"]) && !isExpanded(object)
    }

    /// Expanded documents write every type as a list.
    private static func isExpanded(_ object: JSONObject) -> Bool {
        object["@type"]?.arrayValue != nil || (object["@type"] == nil && object["type"] == nil)
    }

    private static let policyTypes: Set<String> = [
        "Policy", "Set", "Offer", "Agreement", "Privacy", "Request", "Ticket", "Assertion",
    ]

    private static func isPolicy(_ node: JSONObject) -> Bool {
        (node["@type"]?.oneOrMany ?? []).contains { policyTypes.contains(Term($0.stringValue ?? "").name) }
    }

    private static func topNodes(
        _ json: JSONValue,
        _ outer: LinkedContext,
        path: String
    ) throws(PolicyProblem) -> [JSONObject] {
        guard let object = json.objectValue else { throw PolicyProblem(.wrongType, at: path, "an object") }
        var context = outer
        if let own = object["@context"] { try context.add(own, path: path + "@context") }
        guard let graph = object["@graph"] else {
            return [try LinkedNode(context).read(object, path: path)]
        }
        var nodes: [JSONObject] = []
        for (index, element) in graph.oneOrMany.enumerated() {
            nodes += try topNodes(element, context, path: path + "@graph[\(index)]")
        }
        return nodes
    }
}

extension LinkedPolicies {
    /// Notes every node that says something of itself, under its name; what several places say of it is joined.
    // INVARIANT: the JSON reader bounds the depth of documents.
    private mutating func collect(_ json: JSONValue) throws(PolicyProblem) {
        switch json {
        case .array(let elements): for element in elements { try collect(element) }
        case .object(let object):
            for member in object.members { try collect(member.value) }
            guard let id = object["@id"]?.stringValue, object.members.count > 1 else { return }
            for group in object["partOf"]?.oneOrMany ?? [] { note(id, isPartOf: group) }
            if let other = object["uid"]?.stringValue {
                note(id, isPartOf: .string(other))
                note(other, isPartOf: .string(id))
            }
            let key = Term(literally: id)
            nodes[key] = nodes[key].map { Self.joined($0, object) } ?? object
        default: break
        }
    }

    private mutating func note(_ thing: String, isPartOf group: JSONValue) {
        guard let name = group.stringValue ?? group["@id"]?.stringValue else { return }
        if !(memberships[thing] ?? []).contains(name) { memberships[thing, default: []].append(name) }
    }

    private static func joined(_ one: JSONObject, _ other: JSONObject) -> JSONObject {
        var joined = one
        for member in other.members where member.key != "@id" {
            let known = joined[member.key]?.oneOrMany ?? []
            let added = member.value.oneOrMany.filter { !known.contains($0) }
            guard !added.isEmpty else { continue }
            joined[member.key] = known.isEmpty ? member.value : .array(known + added)
        }
        return joined
    }

    private mutating func tree(of root: JSONObject) throws(PolicyProblem) -> JSONValue {
        let id = root["@id"]?.stringValue
        let whole = id.flatMap { nodes[Term(literally: $0)] } ?? root
        return try tree(whole, above: id.map { [Term(literally: $0)] } ?? [])
    }

    /// The node with every part that it only names put in its place.
    // INVARIANT: no node stands under itself, so the depth is bounded by the nodes; the limit bounds their number.
    private mutating func tree(_ object: JSONObject, above: [Term]) throws(PolicyProblem) -> JSONValue {
        var tree = JSONObject()
        for member in object.members where member.key != "partOf" {
            // A blank node's name means nothing outside of its document.
            if member.key == "@id", member.value.stringValue?.utf8.starts(with: "_:".utf8) == true { continue }
            tree[member.key] = try part(member.value, of: member.key, above: above)
        }
        return .object(tree)
    }

    private mutating func part(_ value: JSONValue, of key: String, above: [Term]) throws(PolicyProblem) -> JSONValue {
        if let elements = value.arrayValue {
            var parts: [JSONValue] = []
            for element in elements { parts.append(try part(element, of: key, above: above)) }
            return .array(parts)
        }
        let isPart = LinkedNode.parts.contains(key)
        let isNamed = LinkedNode.named.contains(key)
        guard isPart || isNamed else { return value }
        if let list = value["@list"] { return ["@list": try part(list, of: key, above: above)] }
        guard let id = value.stringValue ?? value["@id"]?.stringValue else {
            guard let object = value.objectValue else { return value }
            return try tree(object, above: above)
        }
        let name = Term(literally: id)
        guard let node = nodes[name], isPart || LinkedNode.isGroupOrAction(node) else {
            // Only its name counts here, whatever else is told about it.
            return .string(id)
        }
        guard !above.contains(name) else { throw PolicyProblem(.circular, at: key, id) }
        embedded += 1
        guard embedded <= Self.embeddedLimit else {
            throw PolicyProblem(.tooManyConstraints, at: key, String(Self.embeddedLimit))
        }
        return try tree(isPart ? node : LinkedNode.policyPart(of: node), above: above + [name])
    }
}
