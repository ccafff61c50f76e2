import Casework
import Primitives
import Testing

@Suite struct FinanceTests {
    static let pack = "cn-gz-gy.data-finance"

    /// A loan up to the granted line.
    static func granted(_ changes: [String: JSONValue] = [:], pledgedElsewhere: Bool = false) -> History {
        var history = History(places: ["exchange": "CN-GZ-GY"])
        let asked: [String: JSONValue] = [
            "enterprise": "某公司", "productId": "p-1", "voucherId": "v-1", "loanKind": "pledge", "profileConsent": true,
            "consentThrough": "2026-12-31",
        ]
        history.step(
            "2026-01-05",
            "apply",
            "enterprise",
            opens: "loan",
            facts: TradingTests.facts(asked, changes),
            papers: ["registrationVoucher"]
        )
        let values: [String: JSONValue] = ["bankName": "某银行", "exchangeValue": 1_000_000, "bankValue": 900_000]
        let sent = values.merging(changes.filter { values[$0.key] != nil }) { $1 }
        history.step("2026-01-06", "value", "bank", facts: TradingTests.facts(sent), papers: ["valuationReport"])
        history.step("2026-01-07", "check", "bank")
        let line: JSONValue = [
            "creditLine": 450_000, "termThrough": "2026-12-31", "pledgedElsewhere": .bool(pledgedElsewhere),
        ]
        history.step("2026-01-08", "secure", "bank", facts: line)
        history.step("2026-01-09", "grant", "bank", by: "second", facts: ["annualRate": "4", "policyLoan": true])
        return history
    }

    @Test func `a loan runs from voucher to repayment and releases its pledge`() throws {
        var history = Self.granted()
        history.step("2026-01-12", "draw", "enterprise", facts: ["drawnAmount": 450_000], papers: ["loanContract"])
        history.step("2026-12-30", "repay", "enterprise", facts: ["repaidAmount": 449_999])
        history.step("2026-12-30", "repay", "enterprise", facts: ["repaidAmount": 450_000])
        let file = try history.replay(Self.pack)
        #expect(file.codes == ["FIN-NOT-REPAID"])
        #expect(file.record(of: "main")?.state == "settled")
        // It holds until the debt is paid, also beyond the due date.
        #expect(file.record(of: "main")?.credentials.first?.through == nil)
        #expect(file.record(of: "main")?.credentials.first?.status == .discharged)
        #expect(file.record(of: "main")?.documents.last?.kind == "repaymentReceipt")
    }

    @Test func `what is missing or too much is refused by its own code`() throws {
        #expect(try Self.granted(["profileConsent": false]).replay(Self.pack).codes.first == "FIN-NO-CONSENT")
        #expect(try Self.granted(["loanKind": "trust"]).replay(Self.pack).codes.first == "FIN-VEHICLE")
        #expect(try Self.granted(pledgedElsewhere: true).replay(Self.pack).codes.first == "FIN-DOUBLE-PLEDGE")
        var late = Self.granted()
        late.step("2026-01-12", "draw", "enterprise", facts: ["drawnAmount": 450_001], papers: ["loanContract"])
        #expect(try late.replay(Self.pack).codes == ["FIN-OVERDRAWN"])
        var apart = Self.granted()
        var event = apart.events[1].objectValue ?? JSONObject()
        event["facts"] = ["bankName": "某银行", "exchangeValue": 1_300_001, "bankValue": 1_000_000]
        apart.events[1] = .object(event)
        #expect(try apart.replay(Self.pack).codes.first == "FIN-VALUATION-GAP")
        var dear = Self.granted()
        dear.events.removeLast()
        dear.step("2026-01-09", "grant", "bank", by: "second", facts: ["annualRate": "4.01", "policyLoan": true])
        #expect(try dear.replay(Self.pack).codes == ["FIN-RATE-CAP"])
    }

    @Test func `a default reaches the pool and comes back with what was recovered`() throws {
        var history = Self.granted()
        history.step("2026-01-12", "draw", "enterprise", facts: ["drawnAmount": 450_000], papers: ["loanContract"])
        history.step(
            "2027-02-01",
            "declareDefault",
            "bank",
            facts: ["principalLoss": 400_000],
            papers: ["defaultProof"]
        )
        history.step("2027-02-02", "claim", "bank", case: "c", opens: "claim", parent: "main", papers: ["defaultProof"])
        history.step("2027-02-20", "compensate", "trustee", case: "c", facts: ["poolBalance": 0])
        history.step("2027-02-20", "compensate", "trustee", case: "c", facts: ["poolBalance": 1_000_000])
        history.step("2027-06-01", "refund", "bank", case: "c", facts: ["recovered": 1000], papers: ["recoveryProof"])
        let file = try history.replay(Self.pack)
        #expect(file.codes == ["FIN-POOL-EMPTY"])
        #expect(file.entered("overdue") == "2026-12-31")
        #expect(file.record(of: "c")?.state == "refunded")
        #expect(file.record(of: "c")?.facts["poolPays"] == .number(ExactDecimal(280_000)))
        #expect(file.record(of: "c")?.facts["poolRefund"] == .number(ExactDecimal(700)))
    }

    @Test(arguments: [
        ("3000000", "1000000000", "2100000", "900000", "70"), ("3000000", "1000000", "1000000", "2000000", "33.33"),
    ])
    func `the pool bears seventy percent of the principal, up to its balance`(
        loss: String,
        balance: String,
        pool: String,
        bank: String,
        refund: String
    ) throws {
        let pack = try #require(try RuleLibrary.embedded().editions(of: Self.pack).last)
        let inputs = [
            "principalLoss": loss, "interestLoss": "0", "poolBalance": balance, "recovered": "100",
        ].compactMapValues { ExactDecimal($0).map { FactValue.number($0) } }
        let calendar = try WorkCalendar.embedded()
        let result = try #require(pack.calculate("claim", inputs, on: pack.effective.from, calendar: calendar))
        let text = { (line: String) in result.value(line).numberValue?.description }
        #expect([text("poolPays"), text("bankBears"), text("poolRefund")] == [pool, bank, refund])
    }

    @Test func `matching uses a profile with consent only, and its score comes from verified records`() throws {
        var history = History(places: ["exchange": "CN-GZ-GY"])
        let need: JSONValue = ["enterprise": "某公司", "need": "周转", "needAmount": 500_000]
        history.step("2026-01-05", "post", "enterprise", opens: "match", facts: need)
        let profile: JSONValue = ["profileScore": 75, "profileEvidence": .string(History.digest)]
        history.step("2026-01-06", "recommend", "exchange", facts: profile)
        history.step(
            "2026-01-06",
            "consent",
            "enterprise",
            facts: ["profileConsent": true, "consentThrough": "2026-02-01"]
        )
        history.step("2026-01-07", "recommend", "exchange", facts: profile)
        history.step("2026-01-08", "contact", "bank")
        history.step("2026-01-09", "accept", "enterprise")
        let file = try history.replay(Self.pack)
        #expect(file.codes == ["FIN-NO-CONSENT"])
        #expect(file.record(of: "main")?.state == "accepted")
        let pack = try #require(file.pack.scorecards["creditProfile"])
        let answers: [String: FactValue] = [
            "repaymentOnTime": .text("good"), "tradeVolume": .number(ExactDecimal(101)),
            "digitalLevel": .text("level3"),
            "verifiedPapers": .list([.text("registrationCode"), .text("tradingVoucher")]),
        ]
        let result = pack.run(answers, pack: file.pack, calendar: file.calendar)
        #expect(result.score == ExactDecimal(75))
        #expect(result.level?.id == "b")
    }

    @Test func `a pledged product is not delisted without its pledgee`() throws {
        let act: JSONValue = ["pledged": true, "delisting": true]
        let context = try GateContext(["facts": act, "places": ["exchange": "CN-GZ"]])
        let date = try #require(CivilDate("2026-01-05"))
        let calendar = try WorkCalendar.embedded()
        let decision = try RuleLibrary.only(Self.pack).decide(.lifecycle, context, on: date, calendar: calendar)
        #expect(decision.refusals.map(\.code) == ["FIN-ENCUMBERED"])
    }
}
