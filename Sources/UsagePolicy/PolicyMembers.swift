import Primitives

/// The members of one JSON object under their normal names, with every member accounted for.
struct PolicyMembers {
    let path: String
    private let values: [(name: String, value: JSONValue)]

    /// Terms whose loss would change what a policy says; refused by name until they are evaluated.
    private static let unsupported: Set<String> = [
        "remedy", "consequence", "refinement", "inheritFrom", "inheritAllowed", "inheritRelation", "unit", "dataType",
        "status", "rightOperandReference", "relation", "function", "output", "failure", "implies", "scope", "source",
        "partOf",
    ]

    /// Functions of parties besides assigner and assignee (ODRL Vocabulary 3.8).
    static let functions = [
        "trackingParty", "trackedParty", "informedParty", "informingParty", "compensatedParty", "compensatingParty",
        "consentingParty", "consentedParty", "attributedParty", "attributingParty", "contractedParty",
        "contractingParty",
    ]

    /// Prefixes of vocabularies that describe and never rule.
    private static let descriptive = [
        "dct:", "dcterms:", "dc:", "rdfs:", "skos:", "http://purl.org/dc/", "http://www.w3.org/2000/01/rdf-schema#",
    ]

    /// Reads an object that may hold the known members, descriptions, and nothing else.
    init(_ value: JSONValue, path: String, known: Set<String>) throws(PolicyProblem) {
        guard let object = value.objectValue else {
            throw PolicyProblem(.wrongType, at: path.isEmpty ? "$" : path, "an object")
        }
        self.path = path
        var values: [(name: String, value: JSONValue)] = []
        for member in object.members {
            let name = Self.normal(member.key)
            guard try Self.isRead(name, path: path, known: known) else { continue }
            // ODRL in RDF says `uid` beside the node's own name: the same name twice is one name.
            if name == "@id", values.contains(where: { $0.name == name && $0.value == member.value }) { continue }
            guard !values.contains(where: { $0.name.hasSameBytes(as: name) }) else {
                throw PolicyProblem(.duplicateMember, at: path.isEmpty ? "$" : path, name)
            }
            guard member.value != .null else {
                throw PolicyProblem(.wrongType, at: path.isEmpty ? name : "\(path).\(name)", "a value, not null")
            }
            values.append((name, member.value))
        }
        self.values = values
    }

    /// The name under which a member is read, whatever its spelling.
    static func normal(_ key: String) -> String {
        for prefix in ["dspace:", "https://w3id.org/dspace/2025/1/"] where key.utf8.starts(with: prefix.utf8) {
            return String(decoding: key.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
        }
        let name = Term(key).name
        if name.hasSameBytes(as: "http://www.w3.org/1999/02/22-rdf-syntax-ns#value") { return "rdf:value" }
        return name == "uid" ? "@id" : name == "type" ? "@type" : name
    }

    private static func isRead(_ name: String, path: String, known: Set<String>) throws(PolicyProblem) -> Bool {
        if known.contains(name) { return true }
        if unsupported.contains(name) { throw PolicyProblem(.unsupported, at: path.isEmpty ? "$" : path, name) }
        if name == "description" || name == "title" { return false }
        if descriptive.contains(where: { name.utf8.starts(with: $0.utf8) }) { return false }
        throw PolicyProblem(.unknownMember, at: path.isEmpty ? "$" : path, name)
    }

    subscript(_ name: String) -> JSONValue? { values.first { $0.name.hasSameBytes(as: name) }?.value }

    func at(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    func required(_ name: String) throws(PolicyProblem) -> JSONValue {
        guard let value = self[name] else { throw PolicyProblem(.missingMember, at: path.isEmpty ? "$" : path, name) }
        return value
    }

    /// A name given as a string, as `{"@id": …}`, or as a list of exactly one of these.
    func identifier(_ name: String) throws(PolicyProblem) -> String? {
        guard let value = self[name] else { return nil }
        return try Self.identifier(value, path: at(name))
    }

    static func identifier(_ value: JSONValue, path: String) throws(PolicyProblem) -> String {
        switch value {
        case .string(let text):
            guard !text.isEmpty, text.utf8.count <= Limits.identifierBytes,
                text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
            else { throw PolicyProblem(.badText, at: path) }
            return text
        case .object:
            let members = try PolicyMembers(value, path: path, known: ["@id", "@type", "@value"])
            // A name in a member that a peer's context does not define comes back as a text.
            if members["@id"] == nil, members["@type"] == nil, let text = members["@value"]?.stringValue {
                return try identifier(.string(text), path: members.at("@value"))
            }
            guard members["@value"] == nil else {
                throw PolicyProblem(.wrongType, at: path, "either an @id or a @value")
            }
            guard let text = try members.required("@id").stringValue else {
                throw PolicyProblem(.wrongType, at: members.at("@id"), "a string")
            }
            return try identifier(.string(text), path: members.at("@id"))
        case .array(let elements):
            guard elements.count == 1, let only = elements.first, only.arrayValue == nil else {
                throw PolicyProblem(.unsupported, at: path, "a list of several")
            }
            return try identifier(only, path: path)
        default: throw PolicyProblem(.wrongType, at: path, "a string or an object with @id")
        }
    }

    /// One-or-many (JSON-LD's habit), each element with its own path.
    func elements(_ name: String) -> [(path: String, value: JSONValue)] {
        switch self[name] {
        case .none: []
        case .array(let elements): elements.enumerated().map { ("\(at(name))[\($0.offset)]", $0.element) }
        case .some(let value): [(at(name), value)]
        }
    }
}
