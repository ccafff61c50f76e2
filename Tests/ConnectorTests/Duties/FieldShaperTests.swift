import Connector
import Primitives
import ServerKit
import TestKit
import Testing
import UsagePolicy

/// Rows leave as the agreement demands them, or not at all.
struct FieldShaperTests {
    private static let key = Array("a key of one agreement, 32 bytes".utf8)

    private func demands(
        masked: [String] = [],
        pseudonymized: [String] = [],
        without: [String] = [],
        only: [String]? = nil,
        mark: Bool = false
    ) -> DeliveryDemands {
        var demands = DeliveryDemands()
        (demands.masked, demands.pseudonymized, demands.without) = (masked, pseudonymized, without)
        (demands.only, demands.isWatermarked) = (only, mark)
        return demands
    }

    private func shape(
        _ text: String,
        _ demands: DeliveryDemands,
        key: [UInt8] = Self.key,
        chunks: [Int] = []
    ) throws -> String {
        try String(decoding: shape(Array(text.utf8), demands, key: key, chunks: chunks), as: UTF8.self)
    }

    private func shape(
        _ bytes: [UInt8],
        _ demands: DeliveryDemands,
        key: [UInt8] = Self.key,
        chunks: [Int] = []
    ) throws -> [UInt8] {
        var shaper = FieldShaper(demands, key: key)
        var (output, rest) = ([UInt8](), bytes[...])
        for size in chunks {
            output += try shaper.take(rest.prefix(size))
            rest = rest.dropFirst(size)
        }
        output += try shaper.take(rest)
        return output + (try shaper.finish())
    }

    @Test func `fields are masked, left out and replaced, and the others stay`() throws {
        let text = "id,name,phone,city\r\n1,张三丰,13812345678,\"Paris, FR\"\r\n2,Bo,,\r\n"
        let masked = try shape(text, demands(masked: ["name", "phone"]))
        #expect(masked == "id,name,phone,city\r\n1,张**,13*******78,\"Paris, FR\"\r\n2,B*,,\r\n")
        #expect(try shape(text, demands(without: ["phone", "id"])) == "name,city\r\n张三丰,\"Paris, FR\"\r\nBo,\r\n")
        #expect(try shape(text, demands(only: ["city"])) == "city\r\n\"Paris, FR\"\r\n\r\n")
        let pseudonym = try shape(text, demands(pseudonymized: ["name"]))
        #expect(!pseudonym.contains("张") && !pseudonym.contains("Bo"))
        #expect(pseudonym.hasPrefix("id,name,phone,city\r\n1,"))
    }

    @Test func `pseudonyms join within an agreement and not across`() throws {
        let text = "name,other\nAda,Ada\nBob,x\nAda,y\n"
        func column(_ index: Int, _ text: String) -> [String] {
            text.split(separator: "\r\n").dropFirst().map { String($0.split(separator: ",")[index]) }
        }
        let one = try shape(text, demands(pseudonymized: ["name", "other"]))
        let names = column(0, one)
        #expect(names[0] == names[2] && names[0] != names[1])
        #expect(names[0].utf8.count == 24)
        // The same value in another field, or under another key, is another pseudonym.
        #expect(column(1, one)[0] != names[0])
        let other = try shape(text, demands(pseudonymized: ["name", "other"]), key: Array("another".utf8))
        #expect(column(0, other)[0] != names[0])
    }

    @Test func `a mask keeps the ends and nothing of what is no text`() {
        for (value, expected) in [
            ("", ""), ("a", "*"), ("ab", "a*"), ("abc", "a**"), ("abcd", "a**d"), ("13812345678", "13*******78"),
            ("110101199003071234", "110***********1234"), ("é", "*"), ("👨‍👩‍👧x", "👨‍👩‍👧*"),
        ] {
            #expect(String(decoding: FieldShaper.masked(Array(value.utf8)), as: UTF8.self) == expected)
        }
        #expect(FieldShaper.masked([0xFF, 0xFE, 0x41]) == Array("***".utf8))
    }

    @Test func `each row bears a mark that only the agreement's key makes`() throws {
        let text = "id,name\r\n1,Ada\r\n2,\"a,\"\"b\"\r\n"
        let marked = try shape(text, demands(mark: true))
        let rows = marked.split(separator: "\r\n")
        #expect(rows[0] == "id,name,sluice_mark")
        let mark = FieldShaper.mark(of: [Array("1".utf8), Array("Ada".utf8)], key: Self.key)
        #expect(rows[1] == "1,Ada,\(String(decoding: mark, as: UTF8.self))")
        #expect(FieldShaper.mark(of: [Array("1".utf8), Array("Ada".utf8)], key: [1]) != mark)
        // Where one field ends and the next begins is part of the mark.
        #expect(FieldShaper.mark(of: [Array("1A".utf8), Array("da".utf8)], key: Self.key) != mark)
    }

    @Test func `however the bytes are cut, the rows are the same`() throws {
        let text = Array("\u{FEFF}id,name,\"no\nte\"\r\n1,张三,\"a\"\"b\r\nc\"\n2,,\"\"\r\n3,x,y".utf8)
        let wanted = demands(masked: ["name"], without: ["id"], mark: true)
        let whole = try shape(text, wanted)
        let dice = Dice(seed: 11)
        for _ in 0..<300 {
            let chunks = (0..<dice.below(12)).map { _ in dice.below(9) }
            #expect(try shape(text, wanted, chunks: chunks) == whole)
        }
        for cut in 0...text.count { #expect(try shape(text, wanted, chunks: [cut]) == whole) }
    }

    @Test(
        arguments: [
            "nam,phone\n1,2\n", "Name,phone\n1,2\n", " name,phone\n1,2\n", "name;phone\n1;2\n", "", "\n",
            "name,phone\n1\n", "name,phone\n1,2,3\n", "name,phone\n\"1,2\n", "name,phone\n\"1\"x,2\n",
            "name,phone\n1\"2,3\n", "na\u{0301}me,phone\n1,2\n", "ｎame,phone\n1,2\n", "id,sluice_mark,name\n",
        ]
    )
    func `what cannot be told is refused`(_ text: String) {
        #expect(throws: Problem.self) { try shape(text, demands(masked: ["name"], mark: true)) }
    }

    @Test func `no value of a protected field leaves, whatever the table holds`() throws {
        let dice = Dice(seed: 5)
        let pieces = ["\"", ",", "\n", "\r", " ", "a", "张", "0", "'", ";"]
        for _ in 0..<300 {
            let secret = "S3CRET" + String(repeating: "x", count: dice.below(30)) + "END"
            func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }
            var text = "a,secret,b\n"
            for _ in 0..<dice.below(6) + 1 {
                let noise = (0..<dice.below(8)).compactMap { _ in dice.pick(pieces) }.joined()
                text += "\(quoted(noise)),\(quoted(secret + noise)),\(quoted(noise))\n"
            }
            for wanted in [
                demands(masked: ["secret"]), demands(pseudonymized: ["secret"]), demands(without: ["secret"]),
                demands(only: ["a", "b"]),
            ] {
                let output = try shape(text, wanted)
                #expect(!output.contains("S3CRET"), "\(text)")
            }
        }
    }
}
