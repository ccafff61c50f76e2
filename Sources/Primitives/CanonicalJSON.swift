/// The JSON Canonicalization Scheme, RFC 8785: one byte string per document, fit for hashing and signing.
public enum CanonicalJSON {
    public static func bytes(of value: JSONValue) -> [UInt8] {
        var writer = JSONWriter(sortsKeys: true)
        writer.write(value)
        return writer.bytes
    }

    public static func text(of value: JSONValue) -> String { String(decoding: bytes(of: value), as: UTF8.self) }
}

extension JSONValue {
    /// Compact JSON with members in their own order.
    public var encoded: [UInt8] {
        var writer = JSONWriter(sortsKeys: false)
        writer.write(self)
        return writer.bytes
    }

    /// Compact JSON text with members in their own order.
    public var text: String { String(decoding: encoded, as: UTF8.self) }

    /// JSON for people: two spaces of indentation.
    public var prettyText: String {
        var writer = JSONWriter(sortsKeys: false)
        writer.writePretty(self, indent: 0)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    let sortsKeys: Bool

    init(sortsKeys: Bool) { self.sortsKeys = sortsKeys }

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: append("null")
        case .bool(let value): append(value ? "true" : "false")
        case .integer(let value): append(String(value))
        case .number(let value): append(ECMAScriptNumber.text(value))
        case .string(let value): write(value)
        case .array(let elements):
            append("[")
            for (index, element) in elements.enumerated() {
                if index > 0 { append(",") }
                write(element)
            }
            append("]")
        case .object(let object): write(object)
        }
    }

    private mutating func write(_ object: JSONObject) {
        append("{")
        // RFC 8785, 3.2.3: keys sort by their UTF-16 code units.
        let members =
            sortsKeys
            ? object.members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) } : object.members
        for (index, member) in members.enumerated() {
            if index > 0 { append(",") }
            write(member.key)
            append(":")
            write(member.value)
        }
        append("}")
    }

    mutating func writePretty(_ value: JSONValue, indent: Int) {
        let inner = String(repeating: "  ", count: indent + 1)
        let outer = String(repeating: "  ", count: indent)
        switch value {
        case .array(let elements) where !elements.isEmpty:
            append("[\n")
            for (index, element) in elements.enumerated() {
                append(inner)
                writePretty(element, indent: indent + 1)
                append(index + 1 < elements.count ? ",\n" : "\n")
            }
            append(outer + "]")
        case .object(let object) where !object.isEmpty:
            append("{\n")
            for (index, member) in object.members.enumerated() {
                append(inner)
                write(member.key)
                append(": ")
                writePretty(member.value, indent: indent + 1)
                append(index + 1 < object.members.count ? ",\n" : "\n")
            }
            append(outer + "}")
        default: write(value)
        }
    }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// RFC 8785, 3.2.2.2: only what must be escaped is escaped, in the shortest form.
    private mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        if !text.utf8.contains(where: Self.mustEscape) {
            bytes.append(contentsOf: text.utf8)
        } else {
            writeEscaping(text)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func mustEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func writeEscaping(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case 0x08: append("\\b")
            case 0x09: append("\\t")
            case 0x0A: append("\\n")
            case 0x0C: append("\\f")
            case 0x0D: append("\\r")
            case 0..<0x20: append("\\u00" + Hex.encode([byte]))
            default: bytes.append(byte)
            }
        }
    }
}

/// Numbers as ECMAScript writes them (RFC 8785, 3.2.2.3): the shortest digits that read back, placed by its rules.
enum ECMAScriptNumber {
    static func text(_ value: Double) -> String {
        if value == 0 { return "0" }
        if value < 0 { return "-" + text(-value) }
        let (digits, exponent) = shortest(value)
        let count = digits.count
        // `exponent` is n of ECMA-262 Number::toString: value = 0.digits × 10^n.
        if count <= exponent, exponent <= 21 { return digits + zeros(exponent - count) }
        if 0 < exponent, exponent <= 21 { return "\(digits.prefix(exponent)).\(digits.dropFirst(exponent))" }
        if -6 < exponent, exponent <= 0 { return "0." + zeros(-exponent) + digits }
        let power = exponent - 1
        let mantissa = count == 1 ? digits : "\(digits.prefix(1)).\(digits.dropFirst())"
        return "\(mantissa)e\(power < 0 ? "-" : "+")\(abs(power))"
    }

    private static func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }

    /// Swift's description already has the shortest digits that read back; only their placement differs.
    private static func shortest(_ value: Double) -> (digits: String, exponent: Int) {
        let parts = value.description.split(separator: "e")
        let mantissa = (parts.first ?? "0").split(separator: ".", omittingEmptySubsequences: false)
        let whole = mantissa.first.map(String.init) ?? "0"
        let fraction = mantissa.count > 1 && mantissa[1] != "0" ? String(mantissa[1]) : ""
        let power = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        var digits = whole + fraction
        var exponent = whole.count + power
        while digits.count > 1, digits.hasPrefix("0") {
            digits.removeFirst()
            exponent -= 1
        }
        while digits.count > 1, digits.hasSuffix("0") { digits.removeLast() }
        return (digits, exponent)
    }
}
