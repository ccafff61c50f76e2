package import Primitives

/// A JSON Schema for the subjects of credentials, as far as such schemas go.
///
/// Supported: `type`, `properties`, `required`, `additionalProperties` (true or false), `enum`, `const`, `items`, `minLength`,
/// `maxLength`, `minimum`, `maximum`; annotations are read over. A schema with any other keyword is refused when it is loaded,
/// since a keyword that is not understood cannot be checked.
package struct CredentialSchema: Sendable, Equatable {
    private static let known: Set<String> = [
        "type", "properties", "required", "additionalProperties", "enum", "const", "items", "minLength", "maxLength",
        "minimum", "maximum",
    ]
    private static let annotations: Set<String> = [
        "$schema", "$id", "$comment", "id", "title", "description", "default", "examples", "format", "deprecated",
        "readOnly", "writeOnly",
    ]
    private static let types: Set<String> = ["object", "array", "string", "number", "integer", "boolean", "null"]

    private let document: JSONValue

    package init(_ document: JSONValue) throws(CredentialProblem) {
        try Self.check(document, depth: 0)
        self.document = document
    }

    private static func check(_ schema: JSONValue, depth: Int) throws(CredentialProblem) {
        guard let object = schema.objectValue, depth < Limits.jsonDepth else {
            throw CredentialProblem(.schema, "a schema must be an object")
        }
        for member in object.members {
            let key = member.key
            guard known.contains(key) || annotations.contains(key) else {
                throw CredentialProblem(.schema, "keyword `\(key)` is not supported")
            }
            switch key {
            case "properties":
                for property in member.value.objectValue?.members ?? [] { try check(property.value, depth: depth + 1) }
            case "items": try check(member.value, depth: depth + 1)
            case "type":
                let words = member.value.oneOrMany.map { $0.stringValue ?? "" }
                guard words.allSatisfy(types.contains) else { throw CredentialProblem(.schema, "unknown `type`") }
            case "additionalProperties":
                guard member.value.boolValue != nil else {
                    throw CredentialProblem(.schema, "`additionalProperties` must be true or false")
                }
            default: break
            }
        }
    }

    /// Refuses a value that breaks the schema, naming the place.
    package func validate(_ value: JSONValue) throws(CredentialProblem) {
        try Self.validate(value, document, at: "credentialSubject")
    }

    private static func validate(_ value: JSONValue, _ schema: JSONValue, at path: String) throws(CredentialProblem) {
        if let type = schema["type"], !type.oneOrMany.contains(where: { Self.fits(value, $0.stringValue ?? "") }) {
            throw CredentialProblem(.schema, "`\(path)` must be \(type.text)")
        }
        if let allowed = schema["enum"]?.arrayValue, !allowed.contains(value) {
            throw CredentialProblem(.schema, "`\(path)` is not one of the allowed values")
        }
        if let wanted = schema["const"], wanted != value {
            throw CredentialProblem(.schema, "`\(path)` is not the required value")
        }
        try checkBounds(value, schema, at: path)
        if let object = value.objectValue { try validate(object, schema, at: path) }
        if let elements = value.arrayValue, let items = schema["items"] {
            for (index, element) in elements.enumerated() { try validate(element, items, at: "\(path)[\(index)]") }
        }
    }

    private static func validate(
        _ object: JSONObject,
        _ schema: JSONValue,
        at path: String
    ) throws(CredentialProblem) {
        for key in (schema["required"]?.arrayValue ?? []).compactMap(\.stringValue) where object[key] == nil {
            throw CredentialProblem(.schema, "`\(path).\(key)` is missing")
        }
        let properties = schema["properties"]?.objectValue ?? JSONObject()
        for member in object.members {
            if let inner = properties[member.key] {
                try validate(member.value, inner, at: "\(path).\(member.key)")
            } else if schema["additionalProperties"] == .bool(false) {
                throw CredentialProblem(.schema, "`\(path).\(member.key)` is not allowed")
            }
        }
    }

    private static func checkBounds(_ value: JSONValue, _ schema: JSONValue, at path: String) throws(CredentialProblem)
    {
        if let text = value.stringValue {
            let count = Int64(text.unicodeScalars.count)
            guard count >= schema["minLength"]?.integerValue ?? 0,
                count <= schema["maxLength"]?.integerValue ?? .max
            else { throw CredentialProblem(.schema, "`\(path)` has a wrong length") }
        }
        guard let number = Self.number(value) else { return }
        if let least = schema["minimum"].flatMap({ Self.number($0) }), number < least {
            throw CredentialProblem(.schema, "`\(path)` is too small")
        }
        if let most = schema["maximum"].flatMap({ Self.number($0) }), number > most {
            throw CredentialProblem(.schema, "`\(path)` is too large")
        }
    }

    private static func number(_ value: JSONValue) -> Double? {
        switch value {
        case .integer(let whole): Double(whole)
        case .number(let number): number
        default: nil
        }
    }

    private static func fits(_ value: JSONValue, _ type: String) -> Bool {
        switch value {
        case .null: type == "null"
        case .bool: type == "boolean"
        case .integer: type == "integer" || type == "number"
        case .number: type == "number"
        case .string: type == "string"
        case .array: type == "array"
        case .object: type == "object"
        }
    }
}
