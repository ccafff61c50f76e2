package import Primitives

/// One question in JSON: a policy, a request, the state of the world and the uses so far.
///
/// ```
/// { "policy": {…}, "parents": [{…}],
///   "request": {"action": …, "target": …, "assignee": …, "parameters": {operand: value}},
///   "world": {"now": …, "facts": {operand: value | [value]}, "memberOf": {thing: [collection]},
///             "about": {thing: {operand: value}}, "duties": {id or path: "notSet" | "fulfilled" | "violated"},
///             "performed": [{"action": …, "target": …, "by": …, "at": …, "parameters": {…}, "functions": {…}}]},
///   "usage": {"counts": {action: uses so far}},
///   "vocabulary": {"actions": {word: wider action}, "operands": {word: "text" | "number" | "duration"}} }
/// ```
/// The policy may be JSON-LD in any form. Words that no profile holds are unknown unless the question's vocabulary has them.
///
/// A value is a string, a number, a truth value, or `{"@value": …, "unit": …, "at": …}`.
package struct EvaluationCase: Sendable {
    package let policy: JSONValue
    package let parents: [JSONValue]
    package var request: EvaluationRequest
    /// What the asker adds to the known words.
    package let vocabulary: AddedWords

    package init(_ json: JSONValue) throws(PolicyProblem) {
        let members = try CaseMembers(json, path: "", known: Self.known)
        vocabulary = try AddedWords(members["vocabulary"])
        policy = try members.required("policy")
        parents = members["parents"]?.oneOrMany ?? []
        request = try Self.request(try members.required("request"), world: try members.required("world"))
        guard let usage = members["usage"] else { return }
        let counts = try CaseMembers(usage, path: "usage", known: ["counts"])
        request.usageCounts = try Self.table(counts["counts"], path: "usage.counts") {
            value,
            path throws(PolicyProblem) in
            guard let count = value.integerValue else { throw PolicyProblem(.wrongType, at: path, "a whole number") }
            return count
        }
    }

    private static let known: Set<String> = ["id", "policy", "parents", "request", "world", "usage", "vocabulary"]

    private static func request(_ json: JSONValue, world: JSONValue) throws(PolicyProblem) -> EvaluationRequest {
        let asked = try CaseMembers(json, path: "request", known: ["action", "target", "assignee", "parameters"])
        let known = try CaseMembers(
            world,
            path: "world",
            known: ["now", "facts", "memberOf", "about", "duties", "performed"]
        )
        var request = EvaluationRequest(
            action: try asked.text("action"),
            target: try asked.text("target"),
            assignee: try asked.text("assignee"),
            now: try known.instant("now")
        )
        request.parameters = try values(asked["parameters"], path: "request.parameters")
        request.facts = try values(known["facts"], path: "world.facts")
        request.memberships = try memberships(known["memberOf"])
        request.about = try table(known["about"], path: "world.about", values)
        request.dutyStates = try table(known["duties"], path: "world.duties") { value, path throws(PolicyProblem) in
            guard let state = DutyState.allCases.first(where: { .string($0.rawValue) == value }) else {
                throw PolicyProblem(.wrongType, at: path, "notSet, fulfilled or violated")
            }
            return state
        }
        for (index, done) in (known["performed"]?.oneOrMany ?? []).enumerated() {
            request.performed.append(try performed(done, path: "world.performed[\(index)]"))
        }
        return request
    }

    /// Reads `{thing: [collection]}`.
    package static func memberships(_ json: JSONValue?) throws(PolicyProblem) -> [String: [String]] {
        try table(json, path: "memberOf") { value, path throws(PolicyProblem) in
            var groups: [String] = []
            for group in value.oneOrMany {
                guard let name = group.stringValue else { throw PolicyProblem(.wrongType, at: path, "a string") }
                groups.append(name)
            }
            return groups
        }
    }

    private static func performed(_ json: JSONValue, path: String) throws(PolicyProblem) -> PerformedAction {
        let members = try CaseMembers(
            json,
            path: path,
            known: ["action", "target", "by", "at", "parameters", "functions"]
        )
        return PerformedAction(
            action: try members.text("action"),
            target: members["target"] == nil ? nil : try members.text("target"),
            party: members["by"] == nil ? nil : try members.text("by"),
            at: try members.instant("at"),
            parameters: try values(members["parameters"], path: "\(path).parameters"),
            functions: try table(members["functions"], path: "\(path).functions") { value, path throws(PolicyProblem) in
                guard let name = value.stringValue else { throw PolicyProblem(.wrongType, at: path, "a string") }
                return name
            }
        )
    }

    private static func values(_ json: JSONValue?, path: String) throws(PolicyProblem) -> [String: [KnownValue]] {
        var found: [String: [KnownValue]] = [:]
        for (key, value) in try table(json, path: path, knownValues) {
            let name = Term(key).name
            guard found[name] == nil else { throw PolicyProblem(.duplicateMember, at: path, name) }
            found[name] = value
        }
        return found
    }

    private static func knownValues(_ json: JSONValue, path: String) throws(PolicyProblem) -> [KnownValue] {
        guard json.oneOrMany.count <= PolicyLimits.values else {
            throw PolicyProblem(.tooManyValues, at: path, String(PolicyLimits.values))
        }
        var values: [KnownValue] = []
        for element in json.oneOrMany { values.append(try knownValue(element, path: path)) }
        return values
    }

    private static func knownValue(_ json: JSONValue, path: String) throws(PolicyProblem) -> KnownValue {
        switch json {
        case .string(let text):
            guard text.utf8.count <= PolicyLimits.literalBytes else { throw PolicyProblem(.badText, at: path) }
            return KnownValue(text)
        case .bool(let flag): return KnownValue(flag ? "true" : "false")
        case .integer(let number): return KnownValue(String(number))
        case .number(let number): return KnownValue(try Literal.text(of: number, path: path))
        case .object:
            let members = try CaseMembers(json, path: path, known: ["@value", "@type", "unit", "at"])
            let value = try members.required("@value")
            guard value.objectValue == nil, value.arrayValue == nil else {
                throw PolicyProblem(.wrongType, at: path, "a value")
            }
            let plain = try knownValue(value, path: path)
            return KnownValue(
                plain.text,
                unit: members["unit"] == nil ? nil : try members.text("unit"),
                at: members["at"] == nil ? nil : try members.instant("at")
            )
        case .null, .array: throw PolicyProblem(.wrongType, at: path, "a value")
        }
    }

    private static func table<Value>(
        _ json: JSONValue?,
        path: String,
        _ read: (JSONValue, String) throws(PolicyProblem) -> Value
    ) throws(PolicyProblem) -> [String: Value] {
        guard let json else { return [:] }
        guard let object = json.objectValue else { throw PolicyProblem(.wrongType, at: path, "an object") }
        var table: [String: Value] = [:]
        for member in object.members {
            // Two names that differ in bytes but not to Swift would hide one another.
            guard table[member.key] == nil else { throw PolicyProblem(.duplicateMember, at: path, member.key) }
            table[member.key] = try read(member.value, "\(path).\(member.key)")
        }
        return table
    }
}

/// The members of one object of a case; anything unknown is an error, since it might have been meant.
private struct CaseMembers {
    let path: String
    private let object: JSONObject

    init(_ json: JSONValue, path: String, known: Set<String>) throws(PolicyProblem) {
        guard let object = json.objectValue else {
            throw PolicyProblem(.wrongType, at: path.isEmpty ? "$" : path, "an object")
        }
        for key in object.keys where !known.contains(where: { $0.hasSameBytes(as: key) }) {
            throw PolicyProblem(.unknownMember, at: path.isEmpty ? "$" : path, key)
        }
        self.path = path
        self.object = object
    }

    subscript(_ name: String) -> JSONValue? { object[name] }

    private func at(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    func required(_ name: String) throws(PolicyProblem) -> JSONValue {
        guard let value = object[name] else { throw PolicyProblem(.missingMember, at: path.isEmpty ? "$" : path, name) }
        return value
    }

    func text(_ name: String) throws(PolicyProblem) -> String {
        guard let text = try required(name).stringValue else {
            throw PolicyProblem(.wrongType, at: at(name), "a string")
        }
        guard !text.isEmpty, text.utf8.count <= PolicyLimits.literalBytes else {
            throw PolicyProblem(.badText, at: at(name))
        }
        return text
    }

    func instant(_ name: String) throws(PolicyProblem) -> Instant {
        guard let instant = Instant(try text(name)) else {
            throw PolicyProblem(.wrongType, at: at(name), "a time with a zone, as 2026-11-22T20:00:00+08:00")
        }
        return instant
    }
}

/// Words of the asker's own: `{"actions": {word: wider action}, "operands": {word: kind of value}}`.
package struct AddedWords: Sendable {
    let actions: [String: String]
    let operands: [String: String]

    package init(_ json: JSONValue?) throws(PolicyProblem) {
        guard let json else {
            (actions, operands) = ([:], [:])
            return
        }
        let members = try CaseMembers(json, path: "vocabulary", known: ["actions", "operands"])
        actions = try Self.texts(members["actions"], path: "vocabulary.actions")
        operands = try Self.texts(members["operands"], path: "vocabulary.operands")
        for (word, kind) in operands where !["text", "number", "duration"].contains(kind) {
            throw PolicyProblem(.wrongType, at: "vocabulary.operands.\(word)", "text, number or duration")
        }
    }

    private static func texts(_ json: JSONValue?, path: String) throws(PolicyProblem) -> [String: String] {
        var texts: [String: String] = [:]
        guard let json else { return texts }
        guard let object = json.objectValue else { throw PolicyProblem(.wrongType, at: path, "an object") }
        for member in object.members {
            guard let text = member.value.stringValue else { throw PolicyProblem(.wrongType, at: path, "strings") }
            texts[member.key] = text
        }
        return texts
    }
}

extension PolicyEvaluator {
    /// The same evaluator with an asker's own words; a word of ODRL keeps its meaning.
    package func adding(_ words: AddedWords) -> PolicyEvaluator {
        guard !words.actions.isEmpty || !words.operands.isEmpty else { return self }
        var vocabulary = vocabulary
        vocabulary.add(words)
        return PolicyEvaluator(vocabulary: vocabulary)
    }
}
