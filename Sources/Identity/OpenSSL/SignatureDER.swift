/// The two forms of an elliptic-curve signature: `r ‖ s` of 64 bytes, and ASN.1 `SEQUENCE { r INTEGER, s INTEGER }` in DER.
enum SignatureDER {
    private static let half = KeySuite.signatureBytes / 2

    static func encode(_ signature: [UInt8]) -> [UInt8]? {
        guard signature.count == KeySuite.signatureBytes else { return nil }
        let body = integer(signature.prefix(half)) + integer(signature.suffix(half))
        return [0x30, UInt8(body.count)] + body
    }

    /// At most 35 bytes, so every length fits one byte.
    private static func integer(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var digits = Array(bytes.drop { $0 == 0 })
        if digits.isEmpty || digits[0] > 0x7F { digits.insert(0, at: 0) }
        return [0x02, UInt8(digits.count)] + digits
    }

    /// Nil unless the bytes are the one DER form.
    static func decode(_ encoded: [UInt8]) -> [UInt8]? {
        guard encoded.count >= 2, encoded[0] == 0x30, Int(encoded[1]) == encoded.count - 2 else { return nil }
        var rest = encoded.dropFirst(2)
        guard let r = readInteger(&rest), let s = readInteger(&rest), rest.isEmpty else { return nil }
        return r + s
    }

    private static func readInteger(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        guard rest.popFirst() == 0x02, let length = rest.popFirst(), length > 0, rest.count >= Int(length) else {
            return nil
        }
        let digits = Array(rest.prefix(Int(length)))
        rest = rest.dropFirst(Int(length))
        guard digits[0] <= 0x7F, !(digits.count > 1 && digits[0] == 0 && digits[1] <= 0x7F) else { return nil }
        let value = digits.drop { $0 == 0 }
        guard value.count <= half else { return nil }
        return [UInt8](repeating: 0, count: half - value.count) + value
    }
}
