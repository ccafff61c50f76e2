import Foundation
import NIOCore
import Primitives
import ServerKit
import Testing
import UsagePolicy

@testable import Connector

/// Tables in the vault: only the columns and rows that the agreement allows.
@Suite struct SealedTableTests {
    private static func rows(_ text: String, piece: Int) throws -> [[String]] {
        var reader = SealedRows()
        var rows: [[CSVReader.Field]] = []
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: piece) {
            rows += try reader.take(bytes[start..<min(bytes.count, start + piece)])
        }
        rows += try reader.finish()
        return rows.map { $0.map { String(decoding: $0.bytes, as: UTF8.self) } }
    }

    @Test("rows are read alike however the bytes arrive", arguments: [1, 2, 3, 7, 1000])
    func pieces(_ piece: Int) throws {
        let text = "a,b\r\n\"x, \"\"y\"\"\r\nz\",2\n\n\"\",\r3,4"
        #expect(try Self.rows(text, piece: piece) == [["a", "b"], ["x, \"y\"\r\nz", "2"], ["", ""], ["3", "4"]])
    }

    @Test("what is no table is refused, and no row is held without an end")
    func hostile() throws {
        #expect(throws: Problem.self) { try Self.rows("\"never closed", piece: 5) }
        #expect(throws: Problem.self) { try Self.rows("\"a\"b,c\n", piece: 5) }
        #expect(throws: Problem.self) { try Self.rows(String(repeating: "x", count: 10 << 20), piece: 65_536) }
        #expect(throws: Problem.self) { try Self.rows(String(repeating: ",", count: 100_000), piece: 65_536) }
    }

    @Test("filters say which rows, and nothing else is a filter")
    func filters() throws {
        let places = [Array("carrier".utf8): 0, Array("delay".utf8): 1]
        func allows(_ text: String, _ row: [String]) throws -> Bool {
            try #require(RowFilter(text)).allows(row.map { Array($0.utf8) }, places)
        }
        #expect(try allows("carrier = 'UA'", ["UA", "3"]))
        #expect(try !allows("carrier = 'UA' AND delay >= 10", ["UA", "9"]))
        #expect(try allows("carrier = 'UA' AND delay >= 10", ["UA", "10"]))
        #expect(try allows("carrier = 'AA' OR delay < 5 AND carrier <> 'AA'", ["UA", "4.5"]))
        #expect(try !allows("delay != 3", ["UA", "3.0"]))
        // Numbers that are the same as binary fractions, and a column that only looks like the one that is meant.
        #expect(try !allows("delay = 9007199254740993", ["UA", "9007199254740992"]))
        #expect(try !allows("delay > 9007199254740992", ["UA", "9007199254740992"]))
        let accented = [Array("cafe\u{301}".utf8): 0, Array("caf\u{E9}".utf8): 1]
        let named = try #require(RowFilter("\"caf\u{E9}\" = 'yes'"))
        #expect(named.allows([Array("no".utf8), Array("yes".utf8)], accented))
        #expect(!named.allows([Array("yes".utf8), Array("no".utf8)], accented))
        #expect(try !allows("unknown = 'x'", ["UA", "3"]))
        #expect(try !allows("carrier = 'UA'", []))
        for text in [
            "", "carrier", "carrier =", "= 'UA'", "carrier = UA", "carrier ~ 'UA'", "carrier = 'UA",
            "carrier = 'UA' AND",
            "carrier = 'UA' carrier = 'UA'", "1 = 1; DROP TABLE x", "(carrier = 'UA')",
            String(repeating: "a = 1 AND ", count: 200) + "a = 1",
        ] { #expect(RowFilter(text) == nil, "\(text)") }
    }

    @Test("of two columns whose names look alike, the one that is allowed is given out")
    func lookAlikes() async throws {
        let constraints = [VaultUseTests.constraint("dataField", "isAnyOf", ["caf\u{E9}"])]
        let content = Array("cafe\u{301},caf\u{E9}\r\nsecret,open\r\n".utf8)
        try await VaultUseTests.run(VaultUseTests.read(constraints), content: content) { setting in
            let (_, _, agreement) = try await setting.uses.find(setting.ask())
            let names = ["cafe\u{301}", "caf\u{E9}"]
            let plan = try TablePlan(setting.vault.terms(of: agreement), names: names, asked: nil)
            let use = try await setting.use(setting.ask(), facts: plan.facts)
            let table = SealedTable(
                content: try await setting.uses.content(use),
                disk: setting.vault.disk,
                columns: plan.columns,
                filter: plan.filter
            )
            var bytes: [UInt8] = []
            for try await part in TableParts(table: table) { bytes += Array(buffer: part) }
            #expect(bytes == Array("caf\u{E9}\r\nopen\r\n".utf8))
            await use.settle(Int64(bytes.count))
        }
    }

    @Test("a table gives out the allowed columns and rows, whatever the application asks")
    func projection() async throws {
        let constraints = [
            VaultUseTests.constraint("dataField", "isAnyOf", ["carrier", "delay"]),
            VaultUseTests.constraint("valueExpression", "eq", "delay >= 10"),
        ]
        let content = Array("carrier,delay,passenger\r\nUA,3,Ann\r\nAA,12,Bob\r\n\"B,6\",40,Cyd\r\n".utf8)
        try await VaultUseTests.run(VaultUseTests.read(constraints), content: content) { setting in
            let (_, file, agreement) = try await setting.uses.find(setting.ask())
            #expect(file.format == .csv)
            let names = ["carrier", "delay", "passenger"]
            let terms = setting.vault.terms(of: agreement)
            let plan = try TablePlan(terms, names: names, asked: nil)
            #expect(plan.columns == ["carrier", "delay"])
            let use = try await setting.use(setting.ask(), facts: plan.facts)
            let content = try await setting.uses.content(use)
            #expect(try await SealedTable.header(of: content, on: setting.vault.disk) == names)
            let table = SealedTable(
                content: content,
                disk: setting.vault.disk,
                columns: plan.columns,
                filter: plan.filter
            )
            var text = ""
            for try await part in TableParts(table: table) { text += String(buffer: part) }
            #expect(text == "carrier,delay\r\nAA,12\r\n\"B,6\",40\r\n")
            await use.settle(Int64(text.utf8.count))

            // The whole file, another column, or rows without the filter are other uses, and not allowed ones.
            #expect(await problem { _ = try await setting.use(setting.ask()) } == .refused)
            let greedy = try TablePlan(terms, names: names, asked: ["carrier", "passenger"])
            #expect(await problem { _ = try await setting.use(setting.ask(), facts: greedy.facts) } == .refused)
            var unfiltered = plan.facts
            unfiltered["valueExpression"] = nil
            #expect(await problem { _ = try await setting.use(setting.ask(), facts: unfiltered) } == .refused)
            #expect(throws: Problem.self) { try TablePlan(terms, names: names, asked: ["nobody"]) }
        }
    }
}
