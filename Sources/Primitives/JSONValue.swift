/// A JSON document as a value.
///
/// Objects keep their members in the order received, so that what was read can be written again unchanged.
public enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    /// A whole number within ±(2^53 − 1), the range in which every JSON reader agrees.
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

/// The members of a JSON object, in order, without duplicate keys.
public struct JSONObject: Sendable, Equatable {
    public struct Member: Sendable, Equatable {
        public let key: String
        public let value: JSONValue
    }

    public private(set) var members: [Member]

    public init() { members = [] }

    /// Takes members whose keys the caller knows to differ.
    init(uniqueMembers: [Member]) { members = uniqueMembers }

    public var isEmpty: Bool { members.isEmpty }
    public var keys: [String] { members.map(\.key) }

    /// The member's value; setting nil removes the member, setting a new key appends it.
    public subscript(_ key: String) -> JSONValue? {
        get { members.first { $0.key.hasSameBytes(as: key) }?.value }
        set {
            let index = members.firstIndex { $0.key.hasSameBytes(as: key) }
            switch (index, newValue) {
            case (let index?, let value?): members[index] = Member(key: key, value: value)
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(key: key, value: value))
            case (nil, nil): break
            }
        }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Builds an object; a nil value leaves its member out.
    public init(dictionaryLiteral elements: (String, JSONValue?)...) {
        self.init()
        for (key, value) in elements { self[key] = value }
    }
}

extension JSONValue {
    public subscript(_ key: String) -> JSONValue? { objectValue?[key] }

    public var stringValue: String? { if case .string(let value) = self { value } else { nil } }
    public var integerValue: Int64? { if case .integer(let value) = self { value } else { nil } }
    public var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }
    public var arrayValue: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
    public var objectValue: JSONObject? { if case .object(let value) = self { value } else { nil } }

    /// JSON-LD's habit: one value stands for an array of one.
    public var oneOrMany: [JSONValue] { arrayValue ?? [self] }

    /// An integer as JSON; beyond ±(2^53 − 1) it becomes the nearest double, as every reader would take it.
    public static func int(_ value: Int) -> JSONValue {
        abs(Double(value)) <= 9_007_199_254_740_991 ? .integer(Int64(value)) : .number(Double(value))
    }

    /// A string, or nothing: handy in object literals.
    public static func optional(_ text: String?) -> JSONValue? { text.map { .string($0) } }

    public static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByStringInterpolation
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

    /// Builds an object; a nil value leaves its member out.
    public init(dictionaryLiteral elements: (String, JSONValue?)...) {
        var object = JSONObject()
        for (key, value) in elements { object[key] = value }
        self = .object(object)
    }
}
