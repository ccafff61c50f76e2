import Primitives
import Testing

/// RFC 8785, its own examples.
struct CanonicalJSONTests {
    private func canonical(_ text: String) throws -> String { CanonicalJSON.text(of: try JSONReader.read(text)) }

    /// Appendix B of RFC 8785: IEEE 754 bits and their text.
    @Test(
        arguments: [
            (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"), (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
            (0xFFEF_FFFF_FFFF_FFFF, "-1.7976931348623157e+308"), (0x4340_0000_0000_0000, "9007199254740992"),
            (0xC340_0000_0000_0000, "-9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"), (0x44B5_2D02_C7E1_4AF6, "1e+23"),
            (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"), (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"),
            (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"), (0x444B_1AE4_D6E2_EF50, "1e+21"),
            (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"), (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
            (0x41B3_DE43_5555_5553, "333333333.3333332"), (0x41B3_DE43_5555_5554, "333333333.33333325"),
            (0x41B3_DE43_5555_5555, "333333333.3333333"), (0x41B3_DE43_5555_5556, "333333333.3333334"),
            (0x41B3_DE43_5555_5557, "333333333.33333343"), (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
            (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
        ] as [(UInt64, String)]
    )
    func `numbers are written as ECMAScript writes them`(_ bits: UInt64, _ text: String) {
        #expect(CanonicalJSON.text(of: .number(Double(bitPattern: bits))) == text)
    }

    @Test(
        arguments: [
            ("1e21", "1e+21"), ("1e-7", "1e-7"), ("5e-324", "5e-324"),
            ("1.7976931348623157e308", "1.7976931348623157e+308"), ("1E30", "1e+30"), ("4.50", "4.5"),
            ("2e-3", "0.002"),
            ("0.000000000000000000000000001", "1e-27"), ("-0", "0"), ("100000000000000000000", "100000000000000000000"),
            ("123456789.125", "123456789.125"),
        ] as [(String, String)]
    )
    func `numbers that were read are written in one form`(_ text: String, _ expected: String) throws {
        #expect(try canonical(text) == expected)
    }

    @Test func `the example of section 3_2_2 comes out byte for byte`() throws {
        let text = #"""
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """#
        let expected =
            #"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"#
            + #""string":"€$\u000f\nA'B\"\\\\\"/"}"#
        #expect(try canonical(text) == expected)
    }

    @Test func `members sort by their UTF-16 units, so U+1F600 stands before U+FB33`() throws {
        let text = #"""
            {"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
            "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}
            """#
        let keys = try JSONReader.read(try canonical(text)).objectValue?.keys
        #expect(keys == ["\r", "1", "\u{80}", "ö", "€", "😀", "\u{FB33}"])
    }

    @Test func `nesting is sorted at each level, and arrays keep their order`() throws {
        #expect(try canonical(#"{"b":[{"z":1,"a":2},3],"a":{}}"#) == #"{"a":{},"b":[{"a":2,"z":1},3]}"#)
    }

    @Test func `control characters are escaped in the shortest form and nothing else is`() throws {
        let value = JSONValue.string("\u{0}\u{8}\t\n\u{C}\r\u{1F}\u{7F}/\u{2028}é")
        #expect(CanonicalJSON.text(of: value) == "\"\\u0000\\b\\t\\n\\f\\r\\u001f\u{7F}/\u{2028}é\"")
    }
}
