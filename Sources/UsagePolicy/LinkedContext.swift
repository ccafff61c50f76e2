import Primitives

/// The names that a JSON-LD document gives to others (`@context`), for documents that bring their own.
///
/// Nothing is ever fetched: a context by address is taken for one that leaves ODRL's words alone, as ODRL's and DSP's do.
/// What would give an ODRL word another meaning is refused by name.
struct LinkedContext {
    /// What stands for a word, or before the colon of a compact name.
    private var names: [String: String] = [:]
    /// How the plain values of a member are to be read: `@id`, or a type of literal.
    private var coercions: [String: String] = [:]

    /// Members of a definition that leave the meaning of plain policies alone, or that we read.
    private static let read: Set<String> = ["@id", "@type", "@container", "@protected", "@prefix"]
    private static let harmless: Set<String> = ["@version", "@protected", "@language"]

    /// Whether a document brings names of its own.
    static func isNeeded(by context: JSONValue?) -> Bool {
        (context?.oneOrMany ?? []).contains { $0.objectValue != nil }
    }

    /// Whether a document that is read as it stands may bring this context: our words and prefixes mean what they mean to us.
    static func checkPlain(_ json: JSONValue) throws(PolicyProblem) {
        guard isNeeded(by: json) else { return }
        var context = LinkedContext()
        try context.add(json, path: "@context")
        for (prefix, space) in prefixes where context.names[prefix] != nil {
            guard context.name(prefix + ":use").hasSameBytes(as: space + "use") else {
                throw PolicyProblem(.unsupported, at: "@context", prefix)
            }
        }
    }

    private static let prefixes = [
        "odrl": "http://www.w3.org/ns/odrl/2/", "xsd": "http://www.w3.org/2001/XMLSchema#",
        "dspace": "https://w3id.org/dspace/2025/1/",
    ]

    mutating func add(_ context: JSONValue, path: String) throws(PolicyProblem) {
        for element in context.oneOrMany {
            guard let object = element.objectValue else {
                guard element.stringValue != nil else { throw PolicyProblem(.unsupported, at: path, "null") }
                continue
            }
            for member in object.members { try define(member, path: path) }
            try checkWords(object, path: path)
        }
    }

    private mutating func define(_ member: JSONObject.Member, path: String) throws(PolicyProblem) {
        let key = member.key
        if Self.harmless.contains(key) { return }
        if key == "@vocab", let text = member.value.stringValue, Term(text + "use").name == "use" { return }
        guard !key.utf8.starts(with: "@".utf8) else { throw PolicyProblem(.unsupported, at: path, key) }
        if let text = member.value.stringValue {
            names[key] = text
            return
        }
        guard let object = member.value.objectValue else { throw PolicyProblem(.unsupported, at: path, key) }
        if let other = object.keys.first(where: { !Self.read.contains($0) }) {
            throw PolicyProblem(.unsupported, at: "\(path).\(key)", other)
        }
        if let name = object["@id"]?.stringValue { names[key] = name }
        if let type = object["@type"]?.stringValue { coercions[key] = type }
    }

    /// A word of ODRL must stay what it is.
    private func checkWords(_ object: JSONObject, path: String) throws(PolicyProblem) {
        for key in object.keys where Vocabulary.isWord(key) {
            guard PolicyMembers.normal(name(key)).hasSameBytes(as: PolicyMembers.normal(key)) else {
                throw PolicyProblem(.unsupported, at: path, key)
            }
        }
    }

    /// The whole name behind a word or a compact name; what is no such name stays as it is.
    func name(_ text: String) -> String {
        var text = text
        // INVARIANT: a chain of names through names is followed a few steps only, so that circles end.
        for _ in 0..<4 {
            if let whole = names.value(forBytes: text), !whole.hasSameBytes(as: text) {
                text = whole
                continue
            }
            guard let colon = text.utf8.firstIndex(of: 0x3A) else { break }
            let rest = text[text.index(after: colon)...]
            guard !rest.utf8.starts(with: "//".utf8), let space = names.value(forBytes: String(text[..<colon])) else {
                break
            }
            text = space + rest
        }
        return text
    }

    /// A plain value of a member whose definition says how to read it.
    func coerced(_ value: JSONValue, of key: String) -> JSONValue {
        guard let type = coercions.value(forBytes: key), value.objectValue == nil else { return value }
        if let elements = value.arrayValue { return .array(elements.map { coerced($0, of: key) }) }
        guard type != "@id", type != "@vocab" else {
            return value.stringValue.map { ["@id": .string(name($0))] } ?? value
        }
        return ["@value": value, "@type": .string(name(type))]
    }
}
