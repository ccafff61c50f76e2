import Primitives
import Testing

/// Digests, hexadecimal and identifiers: sameness is sameness of bytes.
struct NameTests {
    @Test func `a digest has one written form`() {
        let empty = Digest(of: "")
        #expect(empty.description == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(Digest(empty.description) == empty)
        let written = empty.description
        let others = [
            "", "sha256:", String(written.dropLast()), written + "0", written.uppercased(),
            String(written.dropFirst(7)),
            "sha512:" + empty.hex, "sha256:" + String(repeating: "g", count: 64),
        ]
        for other in others { #expect(Digest(other) == nil, "\(other)") }
    }

    @Test func `hexadecimal is lower case and even`() {
        #expect(Hex.encode([0, 15, 16, 255]) == "000f10ff")
        #expect(Hex.decode("000f10ff") == [0, 15, 16, 255])
        for text in ["0", "0G", "FF", "é0"] { #expect(Hex.decode(text) == nil) }
    }

    @Test func `identifiers differ when their bytes do`() {
        let composed = Identifier<Self>("caf\u{E9}")
        let decomposed = Identifier<Self>("cafe\u{301}")
        #expect("caf\u{E9}" == "cafe\u{301}")
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed, composed]).count == 2)
        #expect(!"caf\u{E9}".hasSameBytes(as: "cafe\u{301}"))
    }

    @Test func `fields say which member is wrong`() throws {
        let fields = try JSONFields(["a": "x", "n": 1, "long": .string(String(repeating: "x", count: 3_000)), "e": ""])
        #expect(try fields.string("a") == "x")
        let missing = #expect(throws: DecodingProblem.self) { try fields.string("b") }
        #expect(missing?.path == "b")
        #expect(throws: DecodingProblem.self) { try fields.string("n") }
        #expect(throws: DecodingProblem.self) { try fields.identifier("long") }
        #expect(throws: DecodingProblem.self) { try fields.identifier("e") }
        #expect(throws: DecodingProblem.self) { try fields.allowOnly(["a"]) }
        #expect(throws: DecodingProblem.self) { try JSONFields("text") }
    }
}
