import Casework
import Primitives
import Testing

/// A whole authorisation, from the plan to the agreement in force.
struct OperationHistory {
    static let headings: JSONValue = [
        "name", "necessity", "operatorConditions", "mode", "dataScope", "termAndBuild", "productList", "accounting",
        "security", "rightsAndDuties", "supervision", "other",
    ]
    static let agreement: JSONValue = [
        "scope", "term", "productList", "platform", "assets", "disclosure", "accounting", "security", "evaluation",
        "breach", "disputes", "changeAndEnd", "other",
    ]
    static let feasibility: JSONValue = ["lifeCycle", "demand", "market", "effect", "riskControl"]

    static func planned(_ day: String, places: [String: JSONValue] = [:]) -> History {
        var history = History(places: places)
        history.step(
            day,
            "draftPlan",
            "implementingBody",
            opens: "authorisation",
            facts: ["planName": "交通数据", "planHeadings": headings, "sharedFromOthers": false],
            papers: ["plan"]
        )
        history.step(
            day,
            "argueFeasibility",
            "implementingBody",
            facts: ["feasibilityPoints": feasibility],
            papers: ["feasibilityReport"]
        )
        return history
    }

    static func selectionFacts(_ more: [String: JSONValue] = [:]) -> JSONValue {
        var facts: JSONObject = [
            "selectionMode": "openTender", "operatorName": "某数据集团", "operatorIsLegalPerson": true,
            "operatorListed": false,
        ]
        for (name, value) in more { facts[name] = value }
        return .object(facts)
    }

    static func agreed(_ history: inout History, _ day: String, select: JSONValue = selectionFacts()) {
        history.step(day, "decidePlan", "implementingBody", facts: ["meetingRecord": "纪要1号"])
        history.step(day, "approvePlan", "government")
        history.step(day, "filePlan", "implementingBody")
        history.step(day, "selectOperator", "implementingBody", facts: select, papers: ["selectionRecord"])
        history.step(
            day,
            "decideAgreement",
            "implementingBody",
            facts: [
                "meetingRecord": "纪要2号", "agreementHeadings": agreement, "agreementStart": "2026-01-01",
                "agreementEnd": "2028-12-31",
            ]
        )
        history.step(day, "signAgreement", "implementingBody", papers: ["agreement"])
        history.step(day, "fileAgreement", "implementingBody")
    }

    static func operating() -> History {
        var history = planned("2025-12-01")
        agreed(&history, "2025-12-29")
        return history
    }
}

@Suite struct OperationTests {
    static let pack = "cn.public-data-operation"

    @Test func `an authorisation runs from plan to agreement and ends with its term`() throws {
        var history = OperationHistory.operating()
        history.step(
            "2026-01-12",
            "publishLists",
            "operator",
            facts: ["catalogueVersion": "1", "productListVersion": "1"]
        )
        history.step(
            "2026-03-30",
            "reportAnnually",
            "operator",
            facts: ["reportPeriod": "2025"],
            papers: ["annualReport"]
        )
        let file = try history.replay(Self.pack, until: "2029-01-05")
        #expect(file.refusals.isEmpty)
        #expect(file.entered("operating") == "2025-12-29")
        #expect(file.entered("expired") == "2028-12-31")
        #expect(file.ends(of: "annualReport") == ["2026-03-31", "2027-03-31", "2028-03-31", "2029-03-31"])
        #expect(file.overdue().filter { $0.hasPrefix("annualDisclosure 2026") } == ["annualDisclosure 2026-03-31"])
    }

    @Test func `a plan lacking a heading and an agreement over five years are refused`() throws {
        var history = OperationHistory.planned("2025-12-01")
        var short = history
        short.events = []
        short.step(
            "2025-12-01",
            "draftPlan",
            "implementingBody",
            opens: "authorisation",
            facts: ["planName": "x", "planHeadings": ["name"], "sharedFromOthers": true],
            papers: ["plan"]
        )
        #expect(try short.replay(Self.pack).codes == ["OPS-PLAN-HEADINGS"])
        OperationHistory.agreed(&history, "2025-12-29")
        let last = history.events.count - 3
        var facts = history.events[last]["facts"]?.objectValue ?? JSONObject()
        var event = history.events[last].objectValue ?? JSONObject()
        facts["agreementEnd"] = "2031-01-01"
        event["facts"] = .object(facts)
        history.events[last] = .object(event)
        #expect(try history.replay(Self.pack).codes.first == "OPS-TERM-MAX")
    }

    @Test func `the operator may not develop and raw data may not be a product`() throws {
        var history = OperationHistory.operating()
        var facts: [String: JSONValue] = [
            "scenarioName": "拥堵预测", "developerName": "某数据集团", "developerAffiliated": false, "purpose": "预测",
            "resourceIds": ["r1"], "withinScope": true,
        ]
        func sent() -> JSONValue {
            var object = JSONObject()
            for (name, value) in facts { object[name] = value }
            return .object(object)
        }
        history.step(
            "2026-01-05",
            "applyScenario",
            "developer",
            case: "p",
            opens: "product",
            parent: "main",
            facts: sent()
        )
        facts["developerName"] = "某科技公司"
        history.step(
            "2026-01-05",
            "applyScenario",
            "developer",
            case: "p",
            opens: "product",
            parent: "main",
            facts: sent()
        )
        history.step("2026-01-06", "grantResources", "operator", case: "p")
        history.step("2026-01-07", "develop", "developer", case: "p")
        let raw: JSONValue = ["productName": "明细", "outputForm": "rawData", "releaseOpinion": "—"]
        history.step("2026-01-08", "checkRelease", "operator", case: "p", facts: raw)
        let model: JSONValue = ["productName": "预测模型", "outputForm": "model", "releaseOpinion": "同意"]
        history.step("2026-01-08", "checkRelease", "operator", case: "p", facts: model)
        history.step("2026-01-09", "registerAtExchange", "developer", case: "p", facts: ["exchangeName": "省数据交易所"])
        history.step("2026-01-12", "trade", "developer", case: "p")
        let file = try history.replay(Self.pack)
        #expect(file.codes == ["OPS-OPERATOR-REDEV", "OPS-RAW-EGRESS"])
        #expect(file.record(of: "p")?.state == "traded")
    }

    @Test func `supply, inspection, renewal and exit run as cases of the authorisation`() throws {
        var history = OperationHistory.operating()
        let wanted: JSONValue = ["resourceIds": ["r1"], "purpose": "预测", "withinScope": true]
        history.step("2026-01-05", "request", "operator", case: "s", opens: "supply", parent: "main", facts: wanted)
        history.step("2026-01-06", "supply", "dataProvider", case: "s")
        history.step("2026-01-07", "reportDefect", "developer", case: "s", facts: ["qualityIssue": "缺值"])
        history.step("2026-01-08", "dispute", "dataProvider", case: "s", facts: ["disputeText": "口径"])
        history.step("2026-01-09", "settle", "dataDepartment", case: "s", facts: ["settlement": "统一口径"])
        let findings: JSONValue = ["findings": ["日志缺失"]]
        history.step(
            "2026-02-02",
            "inspect",
            "dataDepartment",
            case: "i",
            opens: "inspection",
            parent: "main",
            facts: findings
        )
        history.step("2026-02-02", "close", "dataDepartment", case: "i")
        history.step("2026-02-03", "orderRectification", "dataDepartment", case: "i")
        history.step("2026-02-04", "serve", "dataDepartment", case: "i", document: "rectificationNotice")
        history.step("2026-02-10", "rectify", "operator", case: "i", facts: ["rectification": "已补"])
        history.step("2026-02-11", "pass", "dataDepartment", by: "second", case: "i")
        history.step(
            "2028-11-01",
            "evaluate",
            "implementingBody",
            case: "r",
            opens: "renewal",
            parent: "main",
            facts: ["evaluationResult": "良好"]
        )
        history.step(
            "2028-11-02",
            "decide",
            "implementingBody",
            case: "r",
            facts: ["meetingRecord": "纪要", "agreementStart": "2029-01-01", "agreementEnd": "2030-12-31"]
        )
        history.step("2028-11-03", "sign", "implementingBody", case: "r", papers: ["agreement"])
        history.step(
            "2029-05-01",
            "request",
            "operator",
            case: "x",
            opens: "exit",
            parent: "main",
            facts: ["exitGround": "agreed"]
        )
        history.step("2029-05-02", "agree", "implementingBody", case: "x")
        history.step(
            "2029-05-03",
            "settle",
            "implementingBody",
            case: "x",
            facts: ["dataDisposed": false, "assetsSettled": true]
        )
        history.step(
            "2029-05-04",
            "settle",
            "implementingBody",
            case: "x",
            facts: ["dataDisposed": true, "assetsSettled": true]
        )
        let file = try history.replay(Self.pack)
        #expect(file.codes == ["OPS-FINDINGS-OPEN", "OPS-EXIT-OPEN"])
        #expect(file.record(of: "main")?.state == "exited")
        #expect(file.record(of: "main")?.credentials.first?.through?.description == "2030-12-31")
        #expect(file.record(of: "s")?.state == "supplied")
    }

    @Test func `an authorisation is withdrawn by somebody other than the inspector`() throws {
        var history = OperationHistory.operating()
        let findings: JSONValue = ["findings": ["数据出域"]]
        history.step(
            "2026-02-02",
            "inspect",
            "dataDepartment",
            case: "i",
            opens: "inspection",
            parent: "main",
            facts: findings
        )
        history.step("2026-02-03", "orderRectification", "dataDepartment", case: "i")
        history.step("2026-03-03", "withdraw", "dataDepartment", case: "i", facts: ["reasons": "未整改"])
        history.step("2026-03-04", "withdraw", "dataDepartment", by: "second", case: "i", facts: ["reasons": "未整改"])
        let file = try history.replay(Self.pack)
        #expect(file.codes == ["CASE-FOUR-EYES"])
        #expect(file.record(of: "main")?.state == "revoked")
    }

    @Test func `an authorisation holds from the day of its agreement to its last day`() throws {
        var history = OperationHistory.planned("2025-12-01")
        OperationHistory.agreed(&history, "2025-12-29")
        let credential = try #require(try history.replay(Self.pack).record(of: "main")?.credentials.first)
        #expect(credential.from.description == "2026-01-01")
        #expect(credential.through?.description == "2028-12-31")
    }

    @Test func `yearly duties end with the authorisation, and the last report may still come`() throws {
        var history = OperationHistory.planned("2025-12-01")
        OperationHistory.agreed(&history, "2025-12-29")
        let silent = try history.replay(Self.pack, until: "2040-01-01")
        #expect(silent.overdue().filter { $0.hasPrefix("annualReport") }.last == "annualReport 2029-03-31")
        let facts: JSONValue = ["reportPeriod": "2028"]
        history.step("2029-03-01", "reportAnnually", "operator", facts: facts, papers: ["annualReport"])
        let told = try history.replay(Self.pack, until: "2040-01-01")
        #expect(told.refusals.isEmpty)
        #expect(told.overdue().filter { $0.hasPrefix("annualReport") }.last == "annualReport 2028-03-31")
    }
}
