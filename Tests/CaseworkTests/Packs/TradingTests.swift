import Casework
import Primitives
import Testing

@Suite struct TradingTests {
    static let pack = "cn-sd.data-trading"
    static let clean: [String: JSONValue] = [
        "endangersSecurity": false, "harmsRights": false, "illegalSource": false, "containsPI": false,
        "separateConsent": false, "tradeSecret": false, "holderConsent": false, "thirdPartyUsed": false,
    ]

    static func facts(_ parts: [String: JSONValue]...) -> JSONValue {
        var object = JSONObject()
        for part in parts { for (name, value) in part { object[name] = value } }
        return .object(object)
    }

    static let product: [String: JSONValue] = [
        "productName": "港口吞吐指数", "productType": "dataReport", "description": "月度指数", "dataScope": "全省",
        "updateFrequency": "月", "billingMethod": "按次", "authorisedPurpose": "研究", "processingStatement": "汇总",
    ]
    static let listingPapers = ["qualification", "sourceProof", "legalityCommitment", "sample", "complianceReport"]
    static let contract: [String: JSONValue] = [
        "contentOfContract": "指数", "purposeOfUse": "研究", "quality": "完整", "tradingMode": "下载", "amount": "12000.50",
        "termOfUse": "2026-12-31", "securityResponsibility": "双方", "deliveryTime": "2026-02-10", "confidentiality": "有",
        "pricingMethod": "negotiated", "publicData": false, "crossBorder": false,
    ]

    private func settled(_ venue: JSONValue, contract: [String: JSONValue] = contract) -> History {
        var history = History(places: ["tradingPlace": "CN-SD"])
        let parties: [String: JSONValue] = [
            "venue": venue, "providerName": "甲", "demanderName": "乙", "productType": "dataReport", "useScenario": "研究",
        ]
        if venue == "onExchange" {
            history.step(
                "2026-02-02",
                "prepare",
                "provider",
                opens: "trade",
                facts: Self.facts(parties),
                papers: ["qualification", "sourceProof", "legalityCommitment", "demanderQualification"]
            )
            history.step("2026-02-03", "review", "tradingInstitution", facts: Self.facts(Self.clean))
            history.step("2026-02-04", "negotiate", "provider")
        } else {
            history.step("2026-02-02", "prepare", "provider", opens: "trade", facts: Self.facts(parties, Self.clean))
        }
        history.step("2026-02-05", "sign", "demander", facts: Self.facts(contract), papers: ["contract"])
        if venue == "onExchange" {
            history.step("2026-02-06", "reviewContract", "tradingInstitution")
            history.step("2026-02-09", "deliver", "provider")
        } else {
            history.step("2026-02-09", "deliverDirectly", "provider")
        }
        let settled: JSONValue = ["settlementReference": "银行回单1", "deliveryEvidence": .string(History.digest)]
        history.step("2026-02-10", "settle", "demander", facts: settled)
        return history
    }

    @Test func `a trade on the exchange ends with a voucher and an archive of thirty years`() throws {
        var history = settled("onExchange")
        history.step("2026-02-11", "issueVoucher", "tradingInstitution")
        history.step("2026-02-12", "archive", "tradingInstitution")
        history.step("2056-02-12", "disposeArchive", "tradingInstitution")
        history.step("2056-02-13", "disposeArchive", "tradingInstitution")
        let file = try history.replay(Self.pack)
        #expect(file.codes == ["RET-TOO-EARLY"])
        #expect(file.entered("disposed") == "2056-02-13")
        #expect(file.record(of: "main")?.credentials.first?.claims["amount"]?.numberValue?.description == "12000.5")
    }

    @Test func `a trade off the exchange gives no voucher`() throws {
        var history = settled("offExchange")
        history.step("2026-02-11", "issueVoucher", "tradingInstitution")
        history.step("2026-02-11", "archiveDirectly", "provider")
        let file = try history.replay(Self.pack)
        #expect(file.codes == ["CASE-STATE"])
        #expect(file.record(of: "main")?.credentials.isEmpty == true)
        #expect(file.record(of: "main")?.state == "archived")
    }

    @Test func `public data takes guided prices, and what crosses the border needs a basis`() throws {
        let guided = Self.contract.merging(["publicData": true]) { $1 }
        #expect(try settled("offExchange", contract: guided).replay(Self.pack).codes.first == "TRD-GUIDED-PRICE")
        let abroad = Self.contract.merging(["crossBorder": true]) { $1 }
        #expect(try settled("offExchange", contract: abroad).replay(Self.pack).codes.first == "TRD-CROSS-BORDER")
        var short = Self.contract
        short["confidentiality"] = nil
        #expect(
            try settled("onExchange", contract: short).replay(Self.pack).refusals.first?.missing == ["confidentiality"]
        )
    }

    @Test(
        arguments: [
            (["endangersSecurity": true], "TRD-NATSEC"), (["harmsRights": true], "TRD-RIGHTS"),
            (["containsPI": true], "TRD-NO-CONSENT"), (["tradeSecret": true], "TRD-SECRET"),
            (["illegalSource": true], "TRD-ILLEGAL-SOURCE"), (["thirdPartyUsed": true], "TRD-UNQUALIFIED"),
        ] as [([String: JSONValue], String)]
    )
    func `each prohibited class is refused by its own code, at listing and at the gate`(
        change: [String: JSONValue],
        code: String
    ) throws {
        var history = History(places: ["tradingPlace": "CN-SD"])
        let facts = Self.facts(Self.product, Self.clean, change)
        history.step("2026-02-02", "submit", "provider", opens: "listing", facts: facts, papers: Self.listingPapers)
        #expect(try history.replay(Self.pack).codes == [code])
        guard code != "TRD-UNQUALIFIED" else { return }
        let act: [String: JSONValue] = ["tradedData": true, "venue": "onExchange", "complianceReviewed": true]
        let context = try GateContext([
            "facts": Self.facts(Self.clean, act, change), "places": ["tradingPlace": "CN-SD"],
        ])
        let date = try #require(CivilDate("2026-02-02"))
        let calendar = try WorkCalendar.embedded()
        let decision = try RuleLibrary.only(Self.pack).decide(.publish, context, on: date, calendar: calendar)
        #expect(decision.refusals.map(\.code) == [code])
    }

    @Test func `a listing is reviewed by a second person, suspended, resumed and ended`() throws {
        var history = History(places: ["tradingPlace": "CN-SD"])
        let facts = Self.facts(Self.product, Self.clean)
        history.step("2026-02-02", "submit", "provider", opens: "listing", facts: facts, papers: Self.listingPapers)
        history.step("2026-02-03", "receive", "tradingInstitution", by: "a")
        history.step("2026-02-04", "list", "tradingInstitution", by: "a")
        history.step("2026-02-04", "list", "tradingInstitution", by: "b")
        history.step("2026-03-04", "suspend", "tradingInstitution", facts: ["reasons": "核查"])
        history.step("2026-03-05", "resume", "tradingInstitution")
        history.step("2026-04-05", "delist", "provider", facts: ["reasons": "停更"])
        let file = try history.replay(Self.pack)
        #expect(file.codes == ["CASE-FOUR-EYES"])
        #expect(file.record(of: "main")?.credentials.first?.status == .expired)
    }

    private func complaint() -> History {
        var history = History(places: ["tradingPlace": "CN-SD"])
        let facts: JSONValue = ["complaintText": "数据不符", "complainant": "乙", "respondent": "甲"]
        history.step("2026-03-02", "complain", "complainant", opens: "complaint", facts: facts, papers: ["evidence"])
        history.step("2026-03-03", "accept", "bigDataDepartment", by: "a")
        let finding: JSONValue = ["finding": "violation", "reasons": "属实"]
        history.step("2026-03-10", "decide", "bigDataDepartment", by: "b", facts: finding)
        history.step("2026-03-11", "serve", "bigDataDepartment", document: "complaintDecision")
        return history
    }

    @Test func `a violation becomes a credit record after the time to appeal, and the record expires`() throws {
        let file = try complaint().replay(Self.pack, until: "2029-12-31")
        #expect(file.entered("recorded") == "2026-04-01")
        #expect(file.entered("cleared") == "2029-04-01")
    }

    @Test func `an appeal stops the record and can remove it`() throws {
        var history = complaint()
        history.step("2026-03-20", "appeal", "respondent", facts: ["reasons": "另有原因"])
        history.step("2026-03-25", "overturn", "bigDataDepartment", by: "b", facts: ["reasons": "改判"])
        history.step("2026-03-25", "overturn", "bigDataDepartment", by: "c", facts: ["reasons": "改判"])
        let file = try history.replay(Self.pack, until: "2027-01-01")
        #expect(file.codes == ["CASE-FOUR-EYES"])
        #expect(file.record(of: "main")?.state == "removed")
        #expect(file.record(of: "main")?.credentials.isEmpty == true)
    }

    @Test func `a dispute stops the trade and ends in the archive`() throws {
        var history = settled("onExchange")
        history.step("2026-02-11", "dispute", "demander", facts: ["disputeText": "质量"])
        history.step("2026-02-12", "issueVoucher", "tradingInstitution")
        let result: JSONValue = ["disputeWay": "mediation", "disputeResult": "退款一半"]
        history.step("2026-03-12", "resolve", "tradingInstitution", facts: result)
        let file = try history.replay(Self.pack)
        #expect(file.codes == ["CASE-STATE"])
        #expect(file.record(of: "main")?.state == "archived")
    }

    @Test(arguments: [("2026-11-14", "submitted"), ("2026-11-15", "RULE-LAPSED")])
    func `the measures take no new case after their last day and name no other`(day: String, result: String) throws {
        var history = History(places: ["tradingPlace": "CN-SD"])
        let facts = Self.facts(Self.product, Self.clean)
        history.step(day, "submit", "provider", opens: "listing", facts: facts, papers: Self.listingPapers)
        switch try history.outcome(Self.pack) {
        case .replayed(let file): #expect(file.record(of: "main")?.state == result)
        case .refused(let refusal): #expect(refusal.code == result)
        }
    }

    @Test func `elsewhere a seller must be a merchant or sponsored, and venues have their own prohibitions`() throws {
        var history = History(places: ["tradingPlace": "CN-GD-SZ"])
        let facts = Self.facts(Self.product, Self.clean, ["isMerchant": false])
        history.step("2026-02-02", "submit", "provider", opens: "listing", facts: facts, papers: Self.listingPapers)
        #expect(try history.replay("cn-gd-sz.data-trading").codes == ["SZ-MERCHANT"])
        let act: JSONValue = [
            "tradedData": true, "venue": "onExchange", "writtenContract": true, "publicData": false,
            "staffTrading": true,
        ]
        let context = try GateContext(["facts": act, "places": ["tradingPlace": "CN-GD-SZ"]])
        let date = try #require(CivilDate("2026-02-02"))
        let calendar = try WorkCalendar.embedded()
        let library = try RuleLibrary.only("cn-gd-sz.data-trading")
        #expect(library.decide(.agree, context, on: date, calendar: calendar).refusals.map(\.code) == ["VEN-STAFF"])
    }
}
