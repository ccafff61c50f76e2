/// A member that is missing, of the wrong type or out of bounds, with the path to it.
public struct DecodingProblem: Error, Sendable, Equatable, CustomStringConvertible {
    public let path: String
    public let message: String

    public init(path: String, message: String) {
        self.path = path
        self.message = message
    }

    public var description: String { "`\(path)` \(message)" }
}

/// Reads typed members of a JSON object and says exactly which one is wrong.
public struct JSONFields: Sendable {
    public let object: JSONObject
    public let path: String

    /// Views a value as an object.
    public init(_ value: JSONValue, path: String = "$") throws(DecodingProblem) {
        guard let object = value.objectValue else { throw DecodingProblem(path: path, message: "must be an object") }
        self.object = object
        self.path = path
    }

    private func at(_ key: String) -> String { path == "$" ? key : "\(path).\(key)" }

    /// The problem of a member, for checks the caller makes.
    public func problem(_ key: String, _ message: String) -> DecodingProblem {
        DecodingProblem(path: at(key), message: message)
    }

    public func value(_ key: String) throws(DecodingProblem) -> JSONValue {
        guard let value = object[key] else { throw problem(key, "is missing") }
        return value
    }

    /// A member, where `null` counts as absent.
    public func optional(_ key: String) -> JSONValue? {
        guard let value = object[key], value != .null else { return nil }
        return value
    }

    public func string(_ key: String, maximumBytes: Int = Limits.textBytes) throws(DecodingProblem) -> String {
        guard let text = try value(key).stringValue else { throw problem(key, "must be a string") }
        guard text.utf8.count <= maximumBytes else { throw problem(key, "is longer than \(maximumBytes) bytes") }
        return text
    }

    public func optionalString(
        _ key: String,
        maximumBytes: Int = Limits.textBytes
    ) throws(DecodingProblem) -> String? {
        guard optional(key) != nil else { return nil }
        return try string(key, maximumBytes: maximumBytes)
    }

    /// A non-empty identifier without control characters.
    public func identifier(_ key: String) throws(DecodingProblem) -> String {
        let text = try string(key, maximumBytes: Limits.identifierBytes)
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw problem(key, "must be an identifier without spaces or control characters")
        }
        return text
    }

    public func optionalIdentifier(_ key: String) throws(DecodingProblem) -> String? {
        guard optional(key) != nil else { return nil }
        return try identifier(key)
    }

    public func integer(_ key: String, in range: ClosedRange<Int64>) throws(DecodingProblem) -> Int64 {
        guard let number = try value(key).integerValue else { throw problem(key, "must be a whole number") }
        guard range.contains(number) else {
            throw problem(key, "must be between \(range.lowerBound) and \(range.upperBound)")
        }
        return number
    }

    public func optionalInteger(_ key: String, in range: ClosedRange<Int64>) throws(DecodingProblem) -> Int64? {
        guard optional(key) != nil else { return nil }
        return try integer(key, in: range)
    }

    public func optionalBool(_ key: String) throws(DecodingProblem) -> Bool? {
        guard let value = optional(key) else { return nil }
        guard let flag = value.boolValue else { throw problem(key, "must be true or false") }
        return flag
    }

    public func array(_ key: String) throws(DecodingProblem) -> [JSONValue] {
        guard let elements = try value(key).arrayValue else { throw problem(key, "must be an array") }
        return elements
    }

    public func optionalArray(_ key: String) throws(DecodingProblem) -> [JSONValue]? {
        guard optional(key) != nil else { return nil }
        return try array(key)
    }

    public func fields(_ key: String) throws(DecodingProblem) -> JSONFields {
        try JSONFields(try value(key), path: at(key))
    }

    public func optionalFields(_ key: String) throws(DecodingProblem) -> JSONFields? {
        guard let value = optional(key) else { return nil }
        return try JSONFields(value, path: at(key))
    }

    /// Refuses members that nobody reads: in configuration and management a typing error must not be ignored.
    public func allowOnly(_ keys: Set<String>) throws(DecodingProblem) {
        for key in object.keys where !keys.contains(key) {
            throw problem(key, "is not known here; known: \(keys.sorted().joined(separator: ", "))")
        }
    }
}
