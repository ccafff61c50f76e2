import Casework
import Primitives
import Testing

@Suite struct StatisticsTests {
    static let pack = "cn.digital-statistics"
    static let dimensions = ["infrastructure", "technology", "economy", "government", "security", "governance"]

    private func sheet(_ name: String, _ inputs: [String: JSONValue]) throws -> WorksheetResult {
        let pack = try #require(try RuleLibrary.embedded().editions(of: Self.pack).last)
        var facts: [String: FactValue] = [:]
        for (name, value) in inputs { facts[name] = try #require(pack.facts[name]?.read(value)) }
        let calendar = try WorkCalendar.embedded()
        return try #require(pack.calculate(name, facts, on: pack.effective.from, calendar: calendar))
    }

    @Test(arguments: [("2.72", "8.5", "2.507"), ("2.37", "15.3", "2.056")])
    func `the year before follows from value and growth`(value: String, growth: String, previous: String) throws {
        let result = try sheet("growth", ["current": .string(value), "growthPercent": .string(growth)])
        #expect(result.value("previous").numberValue?.description == previous)
    }

    @Test func `shares of the regions recompute and a wrong total is found`() throws {
        let regions: JSONValue = ["353.07", "23.32", "9.52"]
        let result = try sheet("regionShares", ["regions": regions, "regionTotal": "385.91"])
        #expect(
            ["share1", "share2", "share3"].map { result.value($0).numberValue?.description } == ["91.5", "6", "2.5"]
        )
        #expect(result.refusals.isEmpty)
        let wrong = try sheet("regionShares", ["regions": regions, "regionTotal": "386"])
        #expect(wrong.refusals.map(\.code) == ["STAT-SUM"])
    }

    @Test func `fifty-two places are ranked by six dimensions, equal ones sharing a place`() throws {
        var values: [String: ExactDecimal] = [:]
        for number in 0..<52 {
            var inputs: [String: JSONValue] = [:]
            for name in Self.dimensions {
                inputs[name] = .int(min(number, 50))
                inputs[name + "Low"] = 0
                inputs[name + "High"] = 50
            }
            values["c\(number)"] = try sheet("index", inputs).value("index").numberValue
        }
        let places = Ranking.places(values)
        #expect(values["c50"] == ExactDecimal(100))
        #expect(places.count == 52)
        #expect(places.prefix(3).map(\.place) == [1, 1, 3])
        #expect(places.last?.name == "c0")
    }

    @Test func `a value outside its extremes fails the index`() throws {
        var inputs: [String: JSONValue] = [:]
        for name in Self.dimensions { (inputs[name], inputs[name + "Low"], inputs[name + "High"]) = (51, 0, 50) }
        #expect(try sheet("index", inputs).refusals.map(\.code) == ["STAT-RANGE"])
    }

    @Test func `nothing is published without definition and source, and revisions are kept`() throws {
        var history = History()
        let facts: JSONValue = [
            "indicatorCode": "DT1", "indicatorName": "可数字化交付服务", "unitOfMeasure": "万亿元", "period": "2023",
            "value": "2.72",
        ]
        history.step("2026-01-05", "draft", "publisher", opens: "indicator", facts: facts)
        history.step("2026-01-06", "verify", "verifier")
        history.step("2026-01-06", "complete", "publisher", facts: ["definition": "可数字化交付", "sourceName": "商务部"])
        history.step("2026-01-07", "verify", "verifier")
        history.step("2026-01-08", "publish", "publisher", facts: ["revision": 0])
        history.step("2026-02-08", "revise", "publisher", facts: ["value": "2.73", "revisionNote": "修订"])
        history.step("2026-02-09", "verify", "verifier")
        history.step("2026-02-10", "publish", "publisher", facts: ["revision": 1])
        let file = try history.replay(Self.pack)
        #expect(file.codes == ["STAT-NO-DEF"])
        let published = file.entries.count { if case .published = $0.kind { true } else { false } }
        #expect(published == 2)
    }
}
