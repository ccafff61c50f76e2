/// Why bytes are not a JSON document that we accept.
public struct JSONProblem: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Reason: String, Sendable {
        case tooLarge, tooDeep, tooManyElements, duplicateKey, syntax, invalidUTF8, numberOutOfRange
    }
    public let reason: Reason
    /// Byte offset of the finding.
    public let offset: Int
    public let detail: String

    public var description: String { "\(detail) at byte \(offset)" }
}

/// The one strict JSON reader (RFC 8259 and RFC 7493).
///
/// Size, depth and element counts are bounded; duplicate keys, lone surrogates, invalid UTF-8 and trailing bytes are refused.
public struct JSONReader {
    private let bytes: [UInt8]
    private let maximumDepth: Int
    private var position = 0

    private init(_ bytes: [UInt8], depth: Int) {
        self.bytes = bytes
        maximumDepth = depth
    }

    /// Reads one document that fills all the bytes.
    public static func read(
        _ bytes: [UInt8],
        maximumBytes: Int = Limits.jsonBytes,
        maximumDepth: Int = Limits.jsonDepth
    ) throws(JSONProblem) -> JSONValue {
        guard bytes.count <= maximumBytes else {
            throw JSONProblem(reason: .tooLarge, offset: maximumBytes, detail: "more than \(maximumBytes) bytes")
        }
        var reader = JSONReader(bytes, depth: maximumDepth)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.position == bytes.count else { throw reader.problem(.syntax, "bytes after the document") }
        return value
    }

    /// Reads a document from text.
    public static func read(_ text: String) throws(JSONProblem) -> JSONValue { try read(Array(text.utf8)) }

    private func problem(_ reason: JSONProblem.Reason, _ detail: String) -> JSONProblem {
        JSONProblem(reason: reason, offset: position, detail: detail)
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func skip(_ byte: Unicode.Scalar) -> Bool {
        skipSpace()
        guard let found = next, UInt32(found) == byte.value else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONProblem) -> JSONValue {
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case .none: throw problem(.syntax, "the document ends early")
        default: return try number()
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONProblem) -> JSONValue {
        for byte in text.description.utf8 {
            guard next == byte else { throw problem(.syntax, "unknown word") }
            position += 1
        }
        return value
    }

    private mutating func object(depth: Int) throws(JSONProblem) -> JSONObject {
        guard depth <= maximumDepth else { throw problem(.tooDeep, "nested deeper than \(maximumDepth)") }
        position += 1
        var members: [JSONObject.Member] = []
        var seen = SeenKeys()
        if skip("}") { return JSONObject() }
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw problem(.syntax, "a member needs a name in quotes") }
            let key = try string()
            guard seen.insert(key, among: members) else { throw problem(.duplicateKey, "duplicate key `\(key)`") }
            guard skip(":") else { throw problem(.syntax, "a member needs a colon") }
            members.append(JSONObject.Member(key: key, value: try value(depth: depth)))
            guard members.count <= Limits.jsonElements else { throw problem(.tooManyElements, "too many members") }
        } while skip(",")
        guard skip("}") else { throw problem(.syntax, "the object is not closed") }
        return JSONObject(uniqueMembers: members)
    }

    private mutating func array(depth: Int) throws(JSONProblem) -> [JSONValue] {
        guard depth <= maximumDepth else { throw problem(.tooDeep, "nested deeper than \(maximumDepth)") }
        position += 1
        var elements: [JSONValue] = []
        if skip("]") { return elements }
        repeat {
            elements.append(try value(depth: depth))
            guard elements.count <= Limits.jsonElements else { throw problem(.tooManyElements, "too many elements") }
        } while skip(",")
        guard skip("]") else { throw problem(.syntax, "the array is not closed") }
        return elements
    }

    private mutating func string() throws(JSONProblem) -> String {
        position += 1
        let start = position
        // Most strings have no escape: they are taken as they stand.
        while let byte = next, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { position += 1 }
        if next == UInt8(ascii: "\"") {
            position += 1
            return try validated(bytes[start..<position - 1])
        }
        var text = Array(bytes[start..<position])
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                return try validated(text[...])
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw problem(.syntax, "a control character inside a string")
            default: text.append(byte)
            }
        }
        throw problem(.syntax, "the string is not closed")
    }

    private func validated(_ text: ArraySlice<UInt8>) throws(JSONProblem) -> String {
        // ASCII is nearly all there is, and the library checks it slower than it copies it.
        if text.allSatisfy({ $0 < 0x80 }) { return String(decoding: text, as: UTF8.self) }
        guard let string = String(validating: text, as: UTF8.self) else {
            throw problem(.invalidUTF8, "the string is not UTF-8")
        }
        return string
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONProblem) {
        guard let byte = next else { throw problem(.syntax, "the string is not closed") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: try escapedScalar().utf8)
        default: throw problem(.syntax, "unknown escape")
        }
    }

    private mutating func escapedScalar() throws(JSONProblem) -> Character {
        let first = try hexUnit()
        if let scalar = Unicode.Scalar(first) { return Character(scalar) }
        guard (0xD800...0xDBFF).contains(first), next == UInt8(ascii: "\\") else {
            throw problem(.syntax, "a lone surrogate")
        }
        position += 1
        guard next == UInt8(ascii: "u") else { throw problem(.syntax, "a lone surrogate") }
        position += 1
        let second = try hexUnit()
        guard (0xDC00...0xDFFF).contains(second) else { throw problem(.syntax, "a lone surrogate") }
        let code = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
        guard let scalar = Unicode.Scalar(code) else { throw problem(.syntax, "a lone surrogate") }
        return Character(scalar)
    }

    private mutating func hexUnit() throws(JSONProblem) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw problem(.syntax, "an escape needs four hexadecimal digits")
            }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }

    private mutating func digits() -> Int {
        let start = position
        while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
        return position - start
    }

    private mutating func number() throws(JSONProblem) -> JSONValue {
        let start = position
        if next == UInt8(ascii: "-") { position += 1 }
        let leadingZero = next == UInt8(ascii: "0")
        let whole = digits()
        guard whole > 0, !(leadingZero && whole > 1) else { throw problem(.syntax, "not a JSON value") }
        var isInteger = true
        if next == UInt8(ascii: ".") {
            isInteger = false
            position += 1
            guard digits() > 0 else { throw problem(.syntax, "a fraction needs digits") }
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            isInteger = false
            position += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
            guard digits() > 0 else { throw problem(.syntax, "an exponent needs digits") }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isInteger, let value = Int64(text), abs(Double(value)) <= 9_007_199_254_740_991, text != "-0" {
            return .integer(value)
        }
        guard let value = Double(text), value.isFinite else { throw problem(.numberOutOfRange, "number out of range") }
        // One value per number: `1.0`, `1e0` and `1` are equal, before and after they were stored.
        if value == value.rounded(.towardZero), abs(value) <= 9_007_199_254_740_991 { return .integer(Int64(value)) }
        return .number(value)
    }
}

/// The keys of the object being read: a few are compared one by one, many by hash, so that no input costs the square of its size.
private struct SeenKeys {
    private static let few = 16
    private var hashed: Set<Identifier<JSONReader>> = []

    /// False when the key is there already.
    mutating func insert(_ key: String, among members: [JSONObject.Member]) -> Bool {
        guard members.count >= Self.few else { return !members.contains { $0.key.hasSameBytes(as: key) } }
        if hashed.isEmpty { hashed = Set(members.map { Identifier($0.key) }) }
        return hashed.insert(Identifier(key)).inserted
    }
}
