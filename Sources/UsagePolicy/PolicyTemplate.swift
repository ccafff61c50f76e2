package import Primitives

/// A policy with blanks: versioned, handed from space to space as JSON (TDS-DC-01, TDS-UC-07).
package struct PolicyTemplate: Sendable {
    package struct Parameter: Sendable {
        package enum Kind: String, Sendable, CaseIterable { case text, list, count, time, duration }

        package let name: String
        package let kind: Kind
        package let english: String
        package let chinese: String
    }

    package let id: String
    package let version: Int
    package let english: String
    package let chinese: String
    package let parameters: [Parameter]
    /// The policy, in which a string `{{name}}` stands for the value of a parameter.
    package let policy: JSONValue

    package init(
        id: String,
        version: Int,
        english: String,
        chinese: String,
        parameters: [Parameter],
        policy: JSONValue
    ) {
        self.id = id
        self.version = version
        self.english = english
        self.chinese = chinese
        self.parameters = parameters
        self.policy = policy
    }

    package var json: JSONValue {
        [
            "id": .string(id), "version": .int(version), "title": ["en": .string(english), "zh": .string(chinese)],
            "parameters": .array(
                parameters.map { parameter in
                    [
                        "name": .string(parameter.name), "kind": .string(parameter.kind.rawValue),
                        "title": ["en": .string(parameter.english), "zh": .string(parameter.chinese)],
                    ]
                }
            ),
            "policy": policy,
        ]
    }

    /// Reads an exported template; every blank must be a parameter and every parameter a blank.
    package init(_ json: JSONValue) throws(PolicyProblem) {
        func text(_ value: JSONValue?, _ path: String) throws(PolicyProblem) -> String {
            guard let text = value?.stringValue, !text.isEmpty, text.utf8.count <= PolicyLimits.literalBytes else {
                throw PolicyProblem(.badText, at: path)
            }
            return text
        }
        id = try text(json["id"], "id")
        guard let number = json["version"]?.integerValue, (1...1_000_000).contains(number) else {
            throw PolicyProblem(.wrongType, at: "version", "a whole number from 1")
        }
        version = Int(number)
        english = try text(json["title"]?["en"], "title.en")
        chinese = try text(json["title"]?["zh"], "title.zh")
        var parameters: [Parameter] = []
        for (index, element) in (json["parameters"]?.arrayValue ?? []).enumerated() {
            let path = "parameters[\(index)]"
            let kind = try text(element["kind"], path + ".kind")
            guard let kind = Parameter.Kind.allCases.first(where: { $0.rawValue.hasSameBytes(as: kind) }) else {
                throw PolicyProblem(.wrongType, at: path + ".kind", "text, list, count, time or duration")
            }
            parameters.append(
                Parameter(
                    name: try text(element["name"], path + ".name"),
                    kind: kind,
                    english: try text(element["title"]?["en"], path + ".title.en"),
                    chinese: try text(element["title"]?["zh"], path + ".title.zh")
                )
            )
        }
        self.parameters = parameters
        guard let policy = json["policy"] else { throw PolicyProblem(.missingMember, at: "$", "policy") }
        self.policy = policy
        for blank in Self.blanks(policy) where !parameters.contains(where: { $0.name.hasSameBytes(as: blank) }) {
            throw PolicyProblem(.unknownMember, at: "policy", "{{\(blank)}}")
        }
    }

    /// The policy with every blank filled, as it survives the wire: one rule for each of several actions, words in full.
    ///
    /// A value that is missing, unknown or of the wrong kind is an error.
    package func filled(_ values: [String: String]) throws(PolicyProblem) -> JSONValue {
        for name in values.keys where !parameters.contains(where: { $0.name.hasSameBytes(as: name) }) {
            throw PolicyProblem(.unknownMember, at: id, name)
        }
        var json: [String: JSONValue] = [:]
        for parameter in parameters {
            guard let text = values.value(forBytes: parameter.name) else {
                throw PolicyProblem(.missingMember, at: id, parameter.name)
            }
            json[parameter.name] = try parameter.value(text)
        }
        // What comes out must be a policy: a template is data from elsewhere.
        return try Policy(Self.replaced(policy, json)).wireForm
    }

    private static func blank(_ text: String) -> String? {
        guard text.utf8.starts(with: "{{".utf8), text.utf8.count > 4, text.hasSuffix("}}") else { return nil }
        return String(decoding: text.utf8.dropFirst(2).dropLast(2), as: UTF8.self)
    }

    // INVARIANT: the JSON reader bounds the depth of documents.
    private static func blanks(_ json: JSONValue) -> [String] {
        switch json {
        case .string(let text): blank(text).map { [$0] } ?? []
        case .array(let elements): elements.flatMap(blanks)
        case .object(let object): object.members.flatMap { blanks($0.value) }
        default: []
        }
    }

    private static func replaced(_ json: JSONValue, _ values: [String: JSONValue]) -> JSONValue {
        switch json {
        case .string(let text): return blank(text).flatMap { values.value(forBytes: $0) } ?? json
        case .array(let elements): return .array(elements.map { replaced($0, values) })
        case .object(let object):
            var filled = JSONObject()
            for member in object.members { filled[member.key] = replaced(member.value, values) }
            return .object(filled)
        default: return json
        }
    }
}

extension PolicyTemplate.Parameter {
    fileprivate func value(_ text: String) throws(PolicyProblem) -> JSONValue {
        guard !text.isEmpty, text.utf8.count <= PolicyLimits.literalBytes else {
            throw PolicyProblem(.badText, at: name)
        }
        switch kind {
        case .text: return .string(text)
        case .list:
            let values = text.split(separator: ",").map(String.init)
            guard !values.isEmpty else { throw PolicyProblem(.emptyList, at: name) }
            return .strings(values)
        case .count:
            guard let count = Int64(text), count >= 0 else {
                throw PolicyProblem(.wrongType, at: name, "a whole number")
            }
            return ["@value": .string(String(count)), "@type": "xsd:integer"]
        case .time:
            guard Moment(text, zoneMinutes: nil) != nil else {
                throw PolicyProblem(.wrongType, at: name, "a time with a zone, as 2026-11-22T20:00:00+08:00")
            }
            return .string(text)
        case .duration:
            guard Duration(text) != nil else { throw PolicyProblem(.wrongType, at: name, "a duration, as P30D") }
            return ["@value": .string(text), "@type": "xsd:duration"]
        }
    }
}
