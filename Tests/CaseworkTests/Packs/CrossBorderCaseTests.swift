import Casework
import Primitives
import Testing

@Suite struct CrossBorderCaseTests {
    static let pack = "cn.cross-border"

    private func facts(_ changes: [String: JSONValue]) -> JSONValue {
        var object: JSONObject = [
            "ciio": false, "containsPI": true, "importantData": false, "nonSensitive": 1_200_000, "sensitive": 0,
            "exporterGroup": "某集团", "recipient": "Acme Ltd", "country": "SG", "purpose": "售后服务",
            "dataClasses": ["姓名"], "retentionAbroad": "一年", "exemptActivity": false, "foreignOriginOnly": false,
            "inFreeTradeZone": false, "offNegativeList": false, "contractNecessity": false, "hrNecessity": false,
            "emergency": false,
        ]
        for (name, value) in changes { object[name] = value }
        return .object(object)
    }

    private func assessed() -> History {
        var history = History()
        let papers = ["application", "selfAssessment", "legalDocument"]
        history.step("2026-01-05", "submit", "exporter", opens: "assessment", facts: facts([:]), papers: papers)
        history.step("2026-01-12", "forward", "provincialRegulator")
        history.step("2026-01-15", "accept", "nationalRegulator")
        history.step("2026-01-16", "serve", "nationalRegulator", document: "acceptanceNotice")
        return history
    }

    @Test func `an assessment counts from service and holds three years`() throws {
        var history = assessed()
        history.step("2026-03-20", "pass", "nationalRegulator", by: "second")
        let file = try history.replay(Self.pack)
        #expect(file.ends(of: "completeness") == ["2026-01-12"])
        #expect(file.ends(of: "decision") == ["2026-03-26"])
        #expect(file.record(of: "main")?.credentials.first?.through?.description == "2029-03-20")
    }

    @Test(arguments: [("2026-04-13", "reassessing"), ("2026-04-14", "notPassed")])
    func `a failed assessment may be asked again for fifteen working days`(day: String, state: String) throws {
        var history = assessed()
        history.step("2026-03-20", "fail", "nationalRegulator", by: "second", facts: ["reasons": "风险"])
        history.step("2026-03-23", "serve", "nationalRegulator", document: "assessmentDecision")
        history.step(day, "requestReassessment", "exporter", facts: ["reasons": "已整改"])
        let file = try history.replay(Self.pack)
        #expect(file.ends(of: "reassessment") == ["2026-04-14"])
        #expect(file.record(of: "main")?.state == (day == "2026-04-13" ? state : "reassessing"))
        var late = history
        late.events[late.events.count - 1] = history.events[0]
        #expect(try late.replay(Self.pack, until: "2026-04-14").record(of: "main")?.state == "notPassed")
    }

    @Test(arguments: [(20, 0), (21, 1)])
    func `an extension needs its window and moderate growth, and adds three years`(growth: Int, refusals: Int) throws {
        var history = assessed()
        history.step("2026-03-20", "pass", "nationalRegulator", by: "second")
        history.step(
            "2029-02-01",
            "request",
            "exporter",
            case: "e-1",
            opens: "extension",
            parent: "main",
            facts: ["growthPercent": .int(growth)]
        )
        history.step("2029-02-20", "grant", "nationalRegulator", case: "e-1")
        let file = try history.replay(Self.pack)
        #expect(file.codes.count { $0 == "XB-GROWTH" } == refusals)
        let end = file.record(of: "main")?.credentials.first?.through?.description
        #expect(end == (refusals == 0 ? "2032-03-20" : "2029-03-20"))
    }

    @Test func `too early an extension is refused`() throws {
        var history = assessed()
        history.step("2026-03-20", "pass", "nationalRegulator", by: "second")
        history.step(
            "2028-10-02",
            "request",
            "exporter",
            case: "e-1",
            opens: "extension",
            parent: "main",
            facts: ["growthPercent": 0]
        )
        #expect(try history.replay(Self.pack).codes == ["XB-WINDOW"])
    }

    private func signed(_ day: String) -> History {
        var history = History()
        let facts = facts(["nonSensitive": 200_000, "volumesSplit": false])
        history.step("2026-01-05", "sign", "exporter", opens: "contract", facts: facts, papers: ["contract", "pipia"])
        history.step("2026-01-09", "takeEffect", "exporter", facts: ["effectiveOn": "2026-01-09"])
        let papers = [
            "creditCode", "legalRepresentativeID", "agentID", "powerOfAttorney", "commitment", "contract", "pipia",
        ]
        history.step(day, "file", "exporter", papers: papers)
        return history
    }

    @Test func `a contract is filed within ten working days and checked within fifteen`() throws {
        let file = try signed("2026-01-23").replay(Self.pack)
        #expect(file.ends(of: "filing") == ["2026-01-23"])
        #expect(file.ends(of: "check") == ["2026-02-13"])
        #expect(file.overdue() == [])
        #expect(try signed("2026-01-26").replay(Self.pack).overdue() == ["filing 2026-01-23"])
    }

    @Test func `a supplement that does not come ends the filing`() throws {
        var history = signed("2026-01-23")
        history.step("2026-01-26", "requestSupplement", "provincialRegulator", facts: ["missingItems": ["承诺书"]])
        history.step("2026-01-27", "serve", "provincialRegulator", document: "supplementNotice")
        let file = try history.replay(Self.pack, until: "2026-03-31")
        #expect(file.entered("lapsed") == "2026-02-10")
    }

    @Test func `an export of many persons cannot take the road of a contract`() throws {
        var history = History()
        let facts = facts(["volumesSplit": false])
        history.step("2026-01-05", "sign", "exporter", opens: "contract", facts: facts, papers: ["contract", "pipia"])
        #expect(try history.replay(Self.pack).codes == ["XB-WRONG-ROUTE"])
    }

    @Test(arguments: [("2025-12-31", false), ("2026-01-01", true)])
    func `certification exists from its first day on`(day: String, exists: Bool) throws {
        var history = History()
        let facts = facts(["nonSensitive": 200_000, "volumesSplit": false, "retentionAbroad": .null])
        let object = facts.objectValue?.members.filter { $0.key != "retentionAbroad" } ?? []
        var sent = JSONObject()
        for member in object { sent[member.key] = member.value }
        history.step(
            day,
            "apply",
            "exporter",
            opens: "certification",
            facts: .object(sent),
            papers: ["pipia", "legalDocument"]
        )
        let points: JSONValue = [
            "purpose", "foreignLaw", "protectionLevel", "bindingAgreement", "organisation", "other",
        ]
        history.step("2026-02-02", "evaluate", "certifier", facts: ["evaluationPoints": points])
        history.step("2026-02-03", "certify", "certifier", by: "second")
        let file = try history.replay(Self.pack, until: "2026-03-01")
        #expect(file.record(of: "main")?.credentials.first?.through?.description == (exists ? "2029-02-03" : nil))
        #expect(file.overdue() == (exists ? ["posting 2026-02-10"] : []))
    }

    @Test func `a notice of important data opens two months for the declaration`() throws {
        var history = History()
        history.step(
            "2026-01-31",
            "tell",
            "provincialRegulator",
            opens: "importantNotice",
            facts: ["dataClasses": ["a"]]
        )
        #expect(try history.replay(Self.pack, until: "2026-12-31").overdue() == ["declaration 2026-03-31"])
    }
}
