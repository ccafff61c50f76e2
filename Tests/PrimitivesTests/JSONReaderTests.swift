import Primitives
import Testing

/// What the one reader takes, and why it refuses the rest (RFC 8259, RFC 7493, and our bounds).
struct JSONReaderTests {
    private func reason(_ bytes: [UInt8]) -> JSONProblem.Reason? {
        do throws(JSONProblem) {
            _ = try JSONReader.read(bytes)
            return nil
        } catch { return error.reason }
    }

    private func reason(_ text: String) -> JSONProblem.Reason? { reason(Array(text.utf8)) }

    @Test(arguments: [
        "", " ", "{", "}", "[", "[1,]", "[,1]", "{\"a\":1,}", "{\"a\"}", "{\"a\":}", "{a:1}", "{'a':1}", "{1:2}",
        "tru", "True", "nul", "nulll", "NaN", "Infinity", "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "0x10",
        "1 2", "{} {}", "[1] x", "\"", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"a\nb\"", "\"\u{1}\"", "// c\n1",
        "[1 2]", "{\"a\" 1}", "\u{FEFF}1", "\u{A0}1", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\ud800\"",
        "\"\\ud800x\"", "\"\\ud800\\n\"", "\"\\uD800\\u0041\"",
    ])
    func `what is not JSON is refused`(_ text: String) { #expect(reason(text) == .syntax) }

    @Test func `bytes that are not UTF-8 are refused`() {
        let broken: [[UInt8]] = [[0xFF], [0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]]
        for bytes in broken { #expect(reason([0x22] + bytes + [0x22]) == .invalidUTF8) }
        #expect(reason([0xFF]) == .syntax)
    }

    @Test func `a key stands once, compared by its bytes`() throws {
        #expect(reason(#"{"a":1,"a":2}"#) == .duplicateKey)
        #expect(reason(#"{"a":1,"\u0061":2}"#) == .duplicateKey)
        // Composed and decomposed é are two keys, though Swift strings call them equal.
        let value = try JSONReader.read(#"{"\u00e9":1,"e\u0301":2}"#)
        #expect(value.objectValue?.members.count == 2)
        #expect(value["e\u{301}"] == .integer(2))
    }

    @Test func `nesting ends at 64`() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(reason(nested(64)) == nil)
        #expect(reason(nested(65)) == .tooDeep)
        #expect(reason(nested(500_000)) == .tooDeep)
        let objects = String(repeating: "{\"a\":", count: 65) + "1" + String(repeating: "}", count: 65)
        #expect(reason(objects) == .tooDeep)
    }

    @Test func `size and number of elements are bounded`() {
        let padding = Limits.jsonBytes - 2
        #expect(reason("\"" + String(repeating: "x", count: padding) + "\"") == nil)
        #expect(reason("\"" + String(repeating: "x", count: padding + 1) + "\"") == .tooLarge)
        let elements = Array(repeating: "1", count: Limits.jsonElements).joined(separator: ",")
        #expect(reason("[" + elements + "]") == nil)
        #expect(reason("[1," + elements + "]") == .tooManyElements)
    }

    @Test(
        arguments: [
            ("0", JSONValue.integer(0)), ("-0", .integer(0)), ("1", .integer(1)), ("-17", .integer(-17)),
            ("9007199254740991", .integer(9_007_199_254_740_991)),
            ("-9007199254740991", .integer(-9_007_199_254_740_991)),
            ("9007199254740992", .number(9_007_199_254_740_992)),
            ("9223372036854775808", .number(9_223_372_036_854_775_808)),
            ("1.5", .number(1.5)), ("1e2", .integer(100)), ("1E-2", .number(0.01)), ("1.0", .integer(1)),
            ("5e-324", .number(.leastNonzeroMagnitude)), ("1e-400", .integer(0)),
            ("1.7976931348623157e308", .number(.greatestFiniteMagnitude)),
            ("0.1000000000000000055511151231257827021181583404541015625", .number(0.1)),
        ] as [(String, JSONValue)]
    )
    func `numbers are exact where every reader agrees`(_ text: String, _ value: JSONValue) throws {
        #expect(try JSONReader.read(text) == value)
    }

    @Test func `numbers out of range are refused, and long ones read`() {
        #expect(reason("1e400") == .numberOutOfRange)
        #expect(reason("-1e400") == .numberOutOfRange)
        #expect(reason(String(repeating: "9", count: 400)) == .numberOutOfRange)
        #expect(reason("0." + String(repeating: "9", count: 100_000)) == nil)
        #expect(reason("1e" + String(repeating: "9", count: 1_000)) == .numberOutOfRange)
    }

    @Test func `escapes mean what they say, and pairs are one character`() throws {
        #expect(try JSONReader.read(#""\"\\\/\b\f\n\r\t""#) == .string("\"\\/\u{8}\u{C}\n\r\t"))
        #expect(try JSONReader.read(#""\ud83d\ude00 \u00e9 \u0000""#) == .string("😀 é \u{0}"))
        #expect(try JSONReader.read("\"\u{7F}\u{2028}\"") == .string("\u{7F}\u{2028}"))
    }

    @Test func `members keep the order in which they came`() throws {
        let text = #"{"b":1,"a":{"z":null,"y":[true,false]},"c":"x"}"#
        #expect(try JSONReader.read(text).text == text)
    }

    /// SplitMix64.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    @Test(arguments: 1...8)
    func `no bytes make it trap, and what it takes it writes and reads again`(_ seed: UInt64) throws {
        var generator = Generator(state: seed)
        let seedText = #"{"a":[1,-2.5e3,"\u00e9\ud83d\ude00",null,true],"b":{"c":"d"},"e":1e-7}"#
        let alphabet = Array(#"{}[]",:\u0d8e1-+.e tfn"#.utf8) + [0x00, 0x80, 0xC3, 0xE2, 0xFF]
        var taken = 0
        for _ in 0..<2_000 {
            var bytes = Bool.random(using: &generator) ? Array(seedText.utf8) : []
            if bytes.isEmpty {
                bytes = (0..<Int.random(in: 0..<40, using: &generator)).map { _ in
                    alphabet.randomElement(using: &generator) ?? 0
                }
            } else {
                for _ in 0..<Int.random(in: 0..<4, using: &generator) {
                    let index = Int.random(in: 0..<bytes.count, using: &generator)
                    bytes[index] = alphabet.randomElement(using: &generator) ?? 0
                }
            }
            guard let value = try? JSONReader.read(bytes) else { continue }
            taken += 1
            #expect(try JSONReader.read(value.encoded) == value)
            let canonical = CanonicalJSON.bytes(of: value)
            #expect(try CanonicalJSON.bytes(of: JSONReader.read(canonical)) == canonical)
        }
        #expect(taken > 100)
    }
}
