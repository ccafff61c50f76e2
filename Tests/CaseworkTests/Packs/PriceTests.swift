import Casework
import Primitives
import Testing

@Suite struct PriceTests {
    private func sheet(_ name: String, _ inputs: [String: String]) throws -> WorksheetResult {
        let pack = try #require(try RuleLibrary.embedded().editions(of: "cn.public-data-price").last)
        let facts = inputs.compactMapValues { ExactDecimal($0).map { FactValue.number($0) } }
        let calendar = try WorkCalendar.embedded()
        return try #require(pack.calculate(name, facts, on: pack.effective.from, calendar: calendar))
    }

    static let inputs = [
        "totalCost": "1000", "subsidies": "100", "treasuryYield": "1.80", "permittedRate": "7.80", "taxes": "30",
    ]

    @Test(arguments: [
        ("1080", "7.98", "operatorAdjustsPrices", "79.8"), ("1150", "14.98", "authorisingBodyAdjustsCeilings", "149.8"),
        ("1100.22", "10", "operatorAdjustsPrices", "100.02"),
        ("1100.23", "10", "authorisingBodyAdjustsCeilings", "100.03"),
        ("900", "-10.02", "authorisingBodyAdjustsCeilings", "0"),
    ])
    func `allowed revenue, deviation and excess follow the formula exactly`(
        actual: String,
        deviation: String,
        who: String,
        excess: String
    ) throws {
        let result = try sheet("allowedRevenue", Self.inputs.merging(["actualRevenue": actual]) { $1 })
        #expect(result.value("operatingCost").json == 900)
        #expect(result.value("permittedProfit").json == "70.2")
        #expect(result.value("maxAllowedRevenue").json == "1000.2")
        #expect(result.value("deviationPercent").numberValue?.description == deviation)
        #expect(result.value("whoAdjusts") == .text(who))
        #expect(result.value("excess").numberValue?.description == excess)
        #expect(result.refusals.isEmpty)
    }

    @Test func `a rate above its cap fails the sheet`() throws {
        let result = try sheet(
            "allowedRevenue",
            Self.inputs.merging(["actualRevenue": "1", "permittedRate": "7.81"]) { $1 }
        )
        #expect(result.refusals.map(\.code) == ["PRICE-RATE"])
    }

    @Test func `shares are distributed to the last cent and must be whole`() throws {
        let shares = ["revenue": "100.01", "providerShare": "33.4", "operatorShare": "33.3", "developerShare": "33.3"]
        let result = try sheet("revenueShares", shares)
        let sum = ["operator", "developer", "provider"].compactMap { result.value($0).numberValue }
            .reduce(ExactDecimal?.some(.zero)) { total, part in try? total?.adding(part) }
        #expect(sum?.description == "100.01")
        let short = try sheet("revenueShares", shares.merging(["developerShare": "30"]) { $1 })
        #expect(short.refusals.map(\.code) == ["PRICE-SHARES"])
    }

    @Test func `public benefit is free, industry stays below the ceiling, and an unknown use is refused`() throws {
        func codes(_ facts: [String: JSONValue]) throws -> [String] {
            var object: JSONObject = ["publicDataInOperation": true]
            for (name, value) in facts { object[name] = value }
            let context = try GateContext(["facts": .object(object)])
            let date = try #require(CivilDate("2026-06-01"))
            let calendar = try WorkCalendar.embedded()
            let decision = try RuleLibrary.only("cn.public-data-price").decide(
                .agree,
                context,
                on: date,
                calendar: calendar
            )
            return decision.refusals.map(\.code).filter { $0.hasPrefix("OPS-PRICE") || $0 == "GATE-FACT-MISSING" }
        }
        #expect(try codes(["useClass": "publicBenefit", "price": 1]) == ["OPS-PRICE-FREE"])
        #expect(try codes(["useClass": "publicBenefit", "price": 0]) == [])
        #expect(try codes(["useClass": "industry", "price": "10.01", "priceCeiling": 10]) == ["OPS-PRICE-CEILING"])
        #expect(try codes(["useClass": "industry", "price": 10, "priceCeiling": 10]) == [])
        #expect(try codes(["price": 0]).contains("GATE-FACT-MISSING"))
    }

    @Test func `before a full year only a trial price is set, and the cycle ends after three years`() throws {
        var history = History()
        history.step(
            "2026-01-05",
            "survey",
            "authorisingBody",
            opens: "ceiling",
            facts: ["fullYearOperated": false],
            papers: ["costSurvey"]
        )
        history.step(
            "2026-01-05",
            "setTrial",
            "authorisingBody",
            opens: "ceiling",
            facts: ["fullYearOperated": false, "chargingUnit": "callVolume", "priceCeiling": "0.05"]
        )
        for isFull in [false, true] {
            let operated: JSONValue = ["fullYearOperated": .bool(isFull)]
            history.step(
                "2027-01-05",
                "surveyAfterTrial",
                "authorisingBody",
                facts: operated,
                papers: ["costSurvey"]
            )
        }
        history.step(
            "2027-02-05",
            "setCeiling",
            "authorisingBody",
            facts: [
                "totalCost": 1000, "subsidies": 100, "treasuryYield": "1.80", "permittedRate": "7.80", "taxes": 30,
                "chargingUnit": "callVolume", "priceCeiling": "0.04",
            ]
        )
        let file = try history.replay("cn.public-data-price", until: "2030-03-01")
        #expect(file.codes == ["PRICE-TRIAL", "PRICE-TRIAL"])
        #expect(file.overdue().contains("cycle 2030-02-05"))
        // Up to ten percent the operator moves its prices, beyond them the authorising body moves the ceiling.
        for (revenue, codes) in [("1100.22", ["PRICE-DEVIATION"]), ("1100.23", []), ("900", [])] {
            var reported = history
            let facts: JSONValue = ["reportPeriod": "2027", "actualRevenue": .string(revenue)]
            reported.step("2028-03-01", "report", "operator", facts: facts, papers: ["annualReport"])
            reported.step("2028-03-02", "adjustPrices", "operator", facts: ["price": "0.05"])
            reported.step("2028-03-02", "adjustPrices", "operator", facts: ["price": "0.03"])
            reported.step("2028-03-03", "adjustCeiling", "authorisingBody", facts: ["reasons": "偏离"])
            let wanted = ["PRICE-TRIAL", "PRICE-TRIAL", "OPS-PRICE-CEILING"] + codes
            #expect(try reported.replay("cn.public-data-price").codes == wanted)
        }
    }
}
