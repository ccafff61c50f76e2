import Casework
import Primitives
import Testing

@Suite struct AccountingTests {
    static let pack = "cn.data-asset-accounting"

    private func sheet(_ name: String, _ inputs: [String: JSONValue]) throws -> WorksheetResult {
        let pack = try #require(try RuleLibrary.embedded().editions(of: Self.pack).last)
        var facts: [String: FactValue] = [:]
        for (name, value) in inputs { facts[name] = try #require(pack.facts[name]?.read(value)) }
        let calendar = try WorkCalendar.embedded()
        return try #require(pack.calculate(name, facts, on: pack.effective.from, calendar: calendar))
    }

    private func text(_ result: WorksheetResult, _ line: String) -> String? {
        result.value(line).numberValue?.description
    }

    @Test(arguments: [
        (600_000, 60, "10000", "10000"), (1_000_000, 36, "27777.78", "27777.7"), (100, 3, "33.33", "33.34"),
    ])
    func `straight-line amortisation leaves its rounding rest to the last month`(
        cost: Int,
        months: Int,
        monthly: String,
        last: String
    ) throws {
        let result = try sheet(
            "amortisation",
            ["cost": .int(cost), "months": .int(months), "elapsedMonths": .int(months)]
        )
        #expect(text(result, "monthly") == monthly)
        #expect(text(result, "lastMonth") == last)
        #expect(text(result, "carrying") == "0")
        let half = try sheet("amortisation", ["cost": .int(cost), "months": .int(months), "elapsedMonths": 1])
        #expect(
            try half.value("carrying").numberValue
                == ExactDecimal(cost).subtracting(try #require(ExactDecimal(monthly)))
        )
    }

    @Test func `the survey of the newsletter recomputes`() throws {
        let inputs: [String: JSONValue] = [
            "firmsBefore": 17, "firmsAfter": 41, "amountBefore": "0.79", "amountAfter": "13.64", "unlisted": 126,
            "unlistedParts": [38, 72, 16],
        ]
        let result = try sheet("survey", inputs)
        #expect(text(result, "newFirms") == "24")
        #expect(text(result, "firmGrowth") == "141.18")
        #expect(text(result, "amountGrowth") == "12.85")
        #expect(text(result, "amountMultiple") == "17.27")
        #expect(result.refusals.isEmpty)
        let wrong = try sheet("survey", inputs.merging(["unlisted": 125]) { $1 })
        #expect(wrong.refusals.map(\.code) == ["ACC-TABLE-IMBALANCE"])
    }

    static let table: [String: JSONValue] = [
        "originalOpening": [100, 50, 0], "addPurchase": [20, 0, 0], "addDevelopment": [0, 30, 0],
        "addOther": [0, 0, 5],
        "cutDisposal": [10, 0, 0], "cutInvalid": [0, 5, 0], "cutOther": [0, 0, 0], "originalClosing": [110, 75, 5],
        "amortOpening": [20, 10, 0], "amortAdd": [11, 7, 1], "amortCut": [2, 1, 0], "amortClosing": [29, 16, 1],
        "impairOpening": [0, 0, 0], "impairAdd": [1, 0, 0], "impairCut": [0, 0, 0], "impairClosing": [1, 0, 0],
        "carryingClosing": [80, 59, 4], "carryingOpening": [80, 40, 0],
    ]

    @Test func `a balanced table passes with its totals and any moved number fails it`() throws {
        let result = try sheet("intangibleTable", Self.table)
        #expect(result.refusals.isEmpty)
        #expect(text(result, "total-carryingClosing") == "143")
        for (name, value) in Self.table {
            for column in 0..<3 {
                var numbers = value.arrayValue ?? []
                numbers[column] = .integer((numbers[column].integerValue ?? 0) + 1)
                let moved = try sheet("intangibleTable", Self.table.merging([name: .array(numbers)]) { $1 })
                #expect(moved.refusals.contains { $0.code == "ACC-TABLE-IMBALANCE" }, "\(name) \(column)")
            }
        }
    }

    @Test func `three valuations and the ratios follow their forms`() throws {
        let cost = try sheet(
            "valuationCost",
            ["replacementCosts": [100, 200], "depreciationRate": "0.1", "qualityFactor": "0.9", "profitRate": "0.2"]
        )
        #expect(text(cost, "value") == "291.6")
        let income = try sheet(
            "valuationIncome",
            ["cashFlows": [110, 121], "incomeShare": "0.5", "discountRate": "0.1"]
        )
        #expect(text(income, "value") == "100")
        let market = try sheet(
            "valuationMarket",
            [
                "weights": ["0.5", "0.5"], "prices": [100, 200], "kQuality": ["1.1", 1], "kScale": [1, "0.9"],
                "kTime": [1, 1], "kRegion": [1, 1], "kOther": [1, 1],
            ]
        )
        #expect(text(market, "value") == "145")
        let ratios = try sheet(
            "ratioImpact",
            [
                "assetsBefore": 900, "liabilities": 500, "capitalised": 100, "amortisedInPeriod": 10, "increment": 11,
                "marketCap": 1000,
            ]
        )
        #expect(text(ratios, "debtRatioBefore") == "55.5556")
        #expect(text(ratios, "debtRatioAfter") == "50")
        #expect(ratios.value("incrementFlag") == .flag(true))
    }

    private func recognised(_ changes: [String: JSONValue], appraised: Bool = false) throws -> CaseFile {
        var history = History()
        let facts: [String: JSONValue] = [
            "assetName": "粮价指数", "acquisition": "selfDeveloped", "usePlan": "ownUse", "phase": "development",
            "rightsConfirmed": true, "meetsDefinition": true, "alreadyExpensed": false,
            "conditionsMet": ["feasible", "intention", "benefits", "resources", "measurable"],
        ]
        history.step(
            "2026-01-05",
            "identify",
            "accountant",
            opens: "recognition",
            facts: TradingTests.facts(facts, changes)
        )
        history.step(
            "2026-01-06",
            "confirmRights",
            "accountant",
            facts: ["rightsBasis": "证书1"],
            papers: ["rightsProof"]
        )
        let cost: JSONValue = ["cost": 600_000, "atAppraisedValue": .bool(appraised)]
        history.step("2026-01-07", "collectCost", "accountant", facts: cost, papers: ["costLedger"])
        history.step("2026-01-08", "recognise", "controller", facts: ["availableFrom": "2026-01-08"])
        return try history.replay(Self.pack)
    }

    @Test(
        arguments: [
            ([:], "development", []), (["acquisition": "purchased"], "amortising", []),
            (["usePlan": "sale"], "inventory", []),
            (["usePlan": "other"], "expensed", []), (["phase": "research"], "costCollected", ["ACC-RESEARCH-PHASE"]),
            (["conditionsMet": ["feasible"]], "costCollected", ["ACC-FIVE-CONDITIONS"]),
            (["alreadyExpensed": true], "costCollected", ["ACC-ALREADY-EXPENSED"]),
            (["rightsConfirmed": false], "identified", ["ACC-NO-RIGHTS", "CASE-STATE", "CASE-STATE"]),
        ] as [([String: JSONValue], String, [String])]
    )
    func `an asset is recognised by its use, phase and conditions`(
        changes: [String: JSONValue],
        state: String,
        codes: [String]
    ) throws {
        let file = try recognised(changes)
        #expect(file.record(of: "main")?.state == state)
        #expect(file.codes == codes)
    }

    @Test func `an appraised value is never booked`() throws {
        #expect(try recognised([:], appraised: true).codes.first == "ACC-MARKUP")
    }
}
