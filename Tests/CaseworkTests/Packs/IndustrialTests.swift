import Casework
import Primitives
import Testing

@Suite struct IndustrialTests {
    static let pack = "cn.industrial-data-security"
    static let items: [String: JSONValue] = [
        "dataName": "炉温", "source": "传感器", "dataClass": "production", "level": "important", "scale": "1亿条",
        "carrier": "时序库", "purposeAndMode": "监控", "scopeOfUse": "本厂", "responsibleBody": "某钢铁", "externalSharing": "无",
        "crossBorderTransfer": "无", "protectionMeasures": "加密",
    ]

    private func graded(_ impacts: JSONValue, _ level: JSONValue) throws -> CaseFile {
        var history = History()
        let named: JSONValue = ["dataName": "炉温", "dataClass": "production"]
        history.step("2026-01-05", "classify", "processor", opens: "grading", facts: named)
        history.step(
            "2026-01-06",
            "propose",
            "processor",
            facts: ["impacts": impacts, "elements": ["scale", "depth"]]
        )
        history.step("2026-01-07", "confirm", "reviewer", facts: ["level": level, "reasons": "复核"])
        return try history.replay(Self.pack)
    }

    @Test(
        arguments: [
            (["organisationRights:ordinary"], "general", "general", "confirmed"),
            (["organisationRights:severe"], "important", "general", "confirmed"),
            (["socialOrder:severe", "individualRights:ordinary"], "important", "important", "confirmed"),
            (["socialOrder:severe", "nationalSecurity:severe"], "core", "core", "confirmed"),
            (["socialOrder:severe"], "general", "important", "proposed"),
            (["economicOperation:especiallySevere"], "important", "core", "proposed"),
        ] as [([JSONValue], JSONValue, String, String)]
    )
    func `the strictest of all impacts and of both readings decides, and a person confirms it`(
        impacts: [JSONValue],
        level: JSONValue,
        standard: String,
        state: String
    ) throws {
        let file = try graded(.array(impacts), level)
        #expect(file.record(of: "main")?.facts["standardGrade"] == .text(standard))
        #expect(file.record(of: "main")?.state == state)
        #expect(file.codes == (state == "proposed" ? ["CLS-LEVEL"] : []))
    }

    @Test func `an impact that nobody knows cannot be graded`() throws {
        #expect(try graded(["weather:severe"], "general").codes == ["CLS-ELEMENTS", "CASE-STATE"])
    }

    private func filed() -> History {
        var history = History()
        history.step(
            "2026-01-05",
            "submit",
            "processor",
            opens: "filing",
            facts: TradingTests.facts(Self.items),
            papers: ["commitmentLetter"]
        )
        history.step("2026-01-20", "file", "localRegulator")
        return history
    }

    @Test func `a filing is reviewed in twenty working days and refused ones come back within fifteen`() throws {
        #expect(try filed().replay(Self.pack).ends(of: "review") == ["2026-02-02"])
        var refused = filed()
        refused.events.removeLast()
        refused.step("2026-01-20", "refuse", "localRegulator", facts: ["reasons": "不全"])
        refused.step("2026-01-21", "serve", "localRegulator", document: "filingRefusal")
        let file = try refused.replay(Self.pack, until: "2026-12-31")
        #expect(file.ends(of: "resubmission") == ["2026-02-11"])
        #expect(file.entered("lapsed") == "2026-02-11")
    }

    @Test(arguments: [("29.99", false, ["IND-NO-CHANGE"]), ("30", false, []), ("0", true, [])])
    func `a change is filed from thirty percent or when another item changes`(
        percent: String,
        other: Bool,
        codes: [String]
    ) throws {
        var history = filed()
        let change: JSONValue = [
            "scaleChangePercent": .string(percent), "otherItemChanged": .bool(other), "changedOn": "2026-03-10",
        ]
        history.step("2026-03-20", "notice", "processor", case: "c", opens: "change", parent: "main", facts: change)
        let file = try history.replay(Self.pack)
        #expect(file.codes == codes)
        #expect(file.ends(of: "change", "c") == (codes.isEmpty ? ["2026-06-10"] : []))
    }

    @Test func `an assessment is reported in ten working days and holds a year`() throws {
        var history = filed()
        history.step("2026-03-02", "start", "processor", case: "a", opens: "assessment", parent: "main")
        let points: JSONValue = [
            "legality", "policies", "organisation", "technicalProtection", "staff", "incidentImpact",
            "recipientCapability", "crossBorder",
        ]
        let done: JSONValue = ["assessmentPoints": points, "completedOn": "2026-03-09"]
        history.step("2026-03-10", "complete", "assessor", case: "a", facts: done)
        history.step("2026-03-16", "report", "processor", case: "a", papers: ["assessmentReport"])
        let file = try history.replay(Self.pack, until: "2027-12-31")
        #expect(file.ends(of: "report", "a") == ["2026-03-23"])
        let assessment = file.record(of: "main")?.credentials.last { $0.kind == "riskAssessment" }
        #expect(assessment?.through?.description == "2027-03-16")
        let missed = ["ministryReport 2026-12-25", "assessmentDue 2027-03-16", "ministryReport 2027-12-25"]
        #expect(file.overdue() == missed)
    }

    @Test(arguments: [
        ("larger", "critical", true, "general", "dueCritical", "2026-05-01T02:30:00.000Z"),
        ("major", "stateOrgan", true, "general", "dueOrgan", "2026-05-01T03:30:00.000Z"),
        ("especiallyMajor", "other", true, "general", "dueOther", "2026-05-01T05:30:00.000Z"),
        ("ordinary", "other", false, "important", "dueAtOnce", "2026-05-01T02:30:00.000Z"),
        ("ordinary", "critical", true, "general", "responding", nil),
    ])
    func `incidents take the clock of their kind, in hours`(
        level: String,
        kind: String,
        isNetwork: Bool,
        affected: String,
        state: String,
        due: String?
    ) throws {
        var history = History()
        let facts: JSONValue = [
            "incidentLevel": .string(level), "operatorKind": .string(kind), "networkIncident": .bool(isNetwork),
            "affectedLevel": .string(affected), "incidentText": "勒索", "usersHarmed": true,
        ]
        history.step("2026-05-01T09:30:00+08:00", "detect", "processor", opens: "incident", facts: facts)
        let file = try history.replay(Self.pack)
        #expect(file.record(of: "main")?.state == state)
        #expect(file.record(of: "main")?.timers.first?.due?.description == due)
    }

    @Test(arguments: [
        ("major", "critical", "dueMinutes", "2026-05-01T02:30:00.000Z"),
        ("major", "stateOrgan", "dueHour", "2026-05-01T03:00:00.000Z"),
        ("larger", "critical", "noted", nil),
    ])
    func `the regulator forwards what is major in half an hour or an hour`(
        level: String,
        kind: String,
        state: String,
        due: String?
    ) throws {
        var history = History()
        let facts: JSONValue = [
            "incidentLevel": .string(level), "operatorKind": .string(kind), "networkIncident": true,
            "affectedLevel": "general", "incidentText": "勒索", "usersHarmed": false,
        ]
        history.step("2026-05-01T09:30:00+08:00", "detect", "processor", opens: "incident", facts: facts)
        history.step("2026-05-01T10:00:00+08:00", "report", "processor", papers: ["incidentReport"])
        history.step(
            "2026-05-01T10:00:00+08:00",
            "receive",
            "localRegulator",
            case: "f",
            opens: "forwarding",
            parent: "main"
        )
        let file = try history.replay(Self.pack)
        #expect(file.refusals.isEmpty)
        #expect(file.record(of: "f")?.state == state)
        #expect(file.record(of: "f")?.timers.first?.due?.description == due)
    }

    @Test func `an incident closes after users were told and the summary was sent`() throws {
        var history = History()
        let facts: JSONValue = [
            "incidentLevel": "major", "operatorKind": "other", "networkIncident": true, "affectedLevel": "important",
            "incidentText": "泄露", "usersHarmed": true,
        ]
        history.step("2026-05-01T09:30:00+08:00", "detect", "processor", opens: "incident", facts: facts)
        history.step("2026-05-01T14:00:00+08:00", "report", "processor", papers: ["incidentReport"])
        history.step("2026-05-03", "finish", "processor")
        history.step("2026-05-04", "summarise", "processor", papers: ["summaryReport"])
        history.step("2026-05-04", "notifyUsers", "processor")
        history.step("2026-05-04", "summarise", "processor", papers: ["summaryReport"])
        let file = try history.replay(Self.pack)
        #expect(file.overdue() == ["report 2026-05-01"])
        #expect(file.codes == ["IND-SUMMARY-USERS"])
        #expect(file.ends(of: "summary") == ["2026-06-02"])
        #expect(file.record(of: "main")?.isClosed == true)
    }

    @Test func `a cryptography test expires and a provincial programme counts its own targets`() throws {
        var history = History()
        history.step("2026-01-05", "request", "processor", opens: "cryptography", facts: ["systemName": "MES"])
        history.step("2026-02-05", "pass", "cryptoTester", facts: ["scoreOfTest": "59.99"], papers: ["testReport"])
        history.step("2026-02-05", "pass", "cryptoTester", facts: ["scoreOfTest": 60], papers: ["testReport"])
        let file = try history.replay(Self.pack, until: "2027-03-01")
        #expect(file.codes == ["IND-CRYPTO-FAIL"])
        #expect(file.entered("expired") == "2027-02-05")
        let library = try RuleLibrary.embedded()
        let day = try #require(CivilDate("2026-06-01"))
        let selection = library.selection(Self.pack, on: day, places: ["processor": "CN-LN-SY"])
        guard case .inForce(let pack, _) = selection else { return }
        let names = (0...1_000).map { FactValue.text("e\($0)") }
        let inputs: [String: FactValue] = [
            "gradedEnterprises": .list(names), "typicalCases": .list(Array(names.prefix(14))),
            "trainedPersons": .number(ExactDecimal(5_000)), "talents": .list(Array(names.prefix(200))),
            "topEnterprises": .list(Array(names.prefix(3))), "topEnterprisesGraded": .list(Array(names.prefix(9))),
        ]
        let calendar = try WorkCalendar.embedded()
        let result = try #require(pack.calculate("liaoningTargets", inputs, on: day, calendar: calendar))
        let met = ["gradedMet", "casesMet", "trainingMet", "talentsMet", "topCovered"].map {
            result.value($0).flagValue
        }
        #expect(met == [true, false, true, false, true])
    }
}
