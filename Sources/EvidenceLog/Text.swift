import FoundationEssentials

/// Standard Base 64 (RFC 4648, section 4), read strictly: one text per byte string.
enum Base64 {
    static func encode(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    /// The bytes; nil for other alphabets, missing padding, line breaks and unused bits that are set.
    static func decode(_ text: String) -> [UInt8]? {
        guard let data = Data(base64Encoded: text) else { return nil }
        // Only the text that we would write is accepted, so that a signed text has no second spelling.
        guard Array(data.base64EncodedString().utf8) == Array(text.utf8) else { return nil }
        return Array(data)
    }
}

/// Decimal numbers as the C2SP texts write them: ASCII digits, no sign, no leading zeroes.
enum Decimal {
    /// The number, when it is at most `TreeSize.maximum`.
    static func read(_ text: some StringProtocol) -> Int? {
        let digits = Array(text.utf8)
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }),
            digits.count == 1 || digits[0] != 0x30, digits.count <= TreeSize.maximumDigits,
            let value = Int(String(decoding: digits, as: UTF8.self)), value <= TreeSize.maximum
        else { return nil }
        return value
    }
}

/// Bounds of trees.
public enum TreeSize {
    /// Leaves in the largest tree that is accepted: every sum of two positions stays far from overflow.
    public static let maximum = 1 << 60
    static let maximumDigits = 19
}

extension Sequence where Element == UInt8 {
    /// Lines of a text in which every line ends in a newline; nil when the last one does not.
    func terminatedLines() -> [[UInt8]]? {
        var lines: [[UInt8]] = []
        var line: [UInt8] = []
        for byte in self {
            if byte == 0x0A {
                lines.append(line)
                line = []
            } else {
                line.append(byte)
            }
        }
        return line.isEmpty ? lines : nil
    }
}
