import Casework
import Primitives
import Testing

@Suite struct RegistrationTests {
    static let pack = "cn.public-data-registration"
    static let facts: JSONValue = [
        "subjectName": "某市交通局", "subjectKind": "publicBody", "objectKind": "resource", "dataName": "公交到站数据",
        "briefContent": "线路、站点、到站时间", "sourceLegality": "依职责采集", "resourceDescription": "表 3 张",
        "scenario": "出行服务", "riskAssessment": "低", "businessReviewed": true,
    ]
    static let papers = ["depositProof", "sample", "sourceProof"]

    /// Applied, accepted and reviewed on the days of the reference vectors.
    static func published() -> History {
        var history = History()
        history.step("2025-09-26", "apply", "registrant", opens: "first", facts: facts, papers: papers)
        history.step("2025-09-30", "accept", "registry")
        history.step("2025-11-04", "passReview", "registry", by: "registry-2")
        return history
    }

    private func facts(_ changes: (inout JSONObject) -> Void) -> JSONValue {
        var object = Self.facts.objectValue ?? JSONObject()
        changes(&object)
        return .object(object)
    }

    @Test func `a registration runs from application to code with each deadline on its day`() throws {
        let file = try Self.published().replay(Self.pack, until: "2025-12-31")
        #expect(file.ends(of: "acceptance") == ["2025-09-30"])
        #expect(file.ends(of: "formReview") == ["2025-11-04"])
        #expect(file.ends(of: "publicity") == ["2025-11-18"])
        #expect(file.entered("registered") == "2025-11-18")
        #expect(file.record(of: "main")?.credentials.first?.through?.description == "2028-11-18")
        #expect(file.refusals.isEmpty)
        #expect(file.overdue().isEmpty)
    }

    @Test func `missed deadlines are reported on their last day and change no state`() throws {
        var history = History()
        history.step("2025-09-26", "apply", "registrant", opens: "first", facts: Self.facts, papers: Self.papers)
        let file = try history.replay(Self.pack, until: "2026-01-31")
        #expect(file.overdue() == ["acceptance 2025-09-30"])
        #expect(file.record(of: "main")?.state == "applied")
    }

    @Test func `what is missing is listed once, its clock starts with service, and acceptance starts anew`() throws {
        var history = History()
        history.step("2025-09-26", "apply", "registrant", opens: "first", facts: Self.facts, papers: Self.papers)
        let items: JSONValue = ["supplementItems": ["来源证明"]]
        history.step("2025-09-28", "requestSupplement", "registry", facts: items)
        history.step("2025-09-29", "serve", "registry", document: "supplementList")
        history.step("2025-10-10", "supplement", "registrant", papers: Self.papers)
        history.step("2025-10-11", "requestSupplement", "registry", facts: items)
        let file = try history.replay(Self.pack, until: "2025-10-13")
        #expect(file.ends(of: "supplement") == ["2025-10-20"])
        #expect(file.ends(of: "acceptance") == ["2025-09-30", "2025-10-14"])
        #expect(file.codes == ["REG-INCOMPLETE"])
    }

    @Test func `an anonymous objection is refused with its reason and a proper one stops the clock`() throws {
        var history = Self.published()
        let anonymous: JSONValue = ["objectionGrounds": "不实"]
        history.step(
            "2025-11-06",
            "object",
            "interestedParty",
            case: "o-1",
            opens: "objection",
            parent: "main",
            facts: anonymous,
            papers: ["objectionEvidence"]
        )
        let proper: JSONValue = ["objectionGrounds": "不实", "objectorName": "王某", "objectorInterest": "数据来源方"]
        history.step(
            "2025-11-10",
            "object",
            "interestedParty",
            case: "o-2",
            opens: "objection",
            parent: "main",
            facts: proper,
            papers: ["objectionEvidence"]
        )
        history.step("2025-11-20", "dismiss", "registry", case: "o-2", facts: ["reasons": "经核实属实"])
        let file = try history.replay(Self.pack, until: "2025-12-31")
        #expect(file.codes == ["REG-OBJECTION-ANONYMOUS"])
        #expect(file.record(of: "o-1") == nil)
        // Four of ten days had passed; six remain after 20 November.
        #expect(file.ends(of: "publicity") == ["2025-11-18", "2025-11-28"])
        #expect(file.entered("registered") == "2025-11-28")
    }

    @Test func `an upheld objection ends the registration without a code`() throws {
        var history = Self.published()
        let proper: JSONValue = ["objectionGrounds": "权属争议", "objectorName": "王某", "objectorInterest": "权利人"]
        history.step(
            "2025-11-10",
            "object",
            "interestedParty",
            case: "o-1",
            opens: "objection",
            parent: "main",
            facts: proper,
            papers: ["objectionEvidence"]
        )
        history.step("2025-11-20", "uphold", "registry", case: "o-1", facts: ["reasons": "成立"])
        let file = try history.replay(Self.pack, until: "2026-12-31")
        #expect(file.record(of: "main")?.state == "terminated")
        #expect(file.record(of: "main")?.credentials.isEmpty == true)
    }

    @Test(arguments: [("2028-09-18", false), ("2028-09-19", true), ("2028-11-18", true)])
    func `renewal opens sixty calendar days before expiry`(day: String, isOpen: Bool) throws {
        var history = Self.published()
        history.step(day, "apply", "registrant", case: "r-1", opens: "renewal", parent: "main")
        let file = try history.replay(Self.pack)
        #expect(file.codes == (isOpen ? [] : ["REG-WINDOW"]))
    }

    @Test func `a renewed code runs on from the day after its end and an old one is deregistered`() throws {
        var history = Self.published()
        history.step("2028-10-09", "apply", "registrant", case: "r-1", opens: "renewal", parent: "main")
        history.step("2028-10-11", "accept", "registry", case: "r-1")
        history.step("2028-10-30", "renew", "registry", by: "registry-2", case: "r-1")
        let renewed = try history.replay(Self.pack, until: "2031-11-17")
        #expect(renewed.record(of: "main")?.credentials.first?.through?.description == "2031-11-18")
        #expect(renewed.record(of: "main")?.state == "registered")
        let lapsed = try history.replay(Self.pack, until: "2031-11-18")
        #expect(lapsed.entered("deregistered") == "2031-11-18")
        #expect(lapsed.record(of: "main")?.credentials.first?.status == .expired)
    }

    @Test func `a product in operation holds no longer than its operation`() throws {
        let product = facts {
            $0["objectKind"] = "product"
            $0["productDescription"] = "到站查询接口"
            $0["publicDataInOperation"] = true
            $0["deliveredOn"] = "2025-09-10"
            $0["agreementEnd"] = "2027-06-30"
        }
        var history = History()
        history.step("2025-09-26", "apply", "registrant", opens: "first", facts: product, papers: Self.papers)
        history.step("2025-09-30", "accept", "registry")
        history.step("2025-11-04", "passReview", "registry", by: "registry-2")
        let file = try history.replay(Self.pack, until: "2025-11-18")
        #expect(file.record(of: "main")?.credentials.first?.through?.description == "2027-06-30")
        #expect(file.record(of: "main")?.facts["appliedInTime"] == .flag(true))
    }

    @Test(arguments: [
        ("2025-01-10", "2025-04-14", true), ("2025-01-10", "2025-04-15", false), ("2025-03-03", "2025-03-31", true),
        ("2025-03-03", "2025-04-01", false),
    ])
    func `operations from before the rules have thirty working days and new ones twenty`(
        delivered: String,
        applied: String,
        isInTime: Bool
    ) throws {
        let operating = facts {
            $0["publicDataInOperation"] = true
            $0["deliveredOn"] = .string(delivered)
        }
        var history = History()
        history.step(applied, "apply", "registrant", opens: "first", facts: operating, papers: Self.papers)
        let file = try history.replay(Self.pack)
        #expect(file.record(of: "main")?.facts["appliedInTime"] == .flag(isInTime))
    }

    @Test func `change, correction, deregistration and revocation run as cases of the registration`() throws {
        var history = Self.published()
        let change: JSONValue = ["changedItems": ["scenario"], "reasons": "扩展", "scenario": "应急调度"]
        history.step(
            "2026-01-05",
            "apply",
            "registrant",
            case: "c-1",
            opens: "change",
            parent: "main",
            facts: change,
            papers: ["depositProof"]
        )
        history.step("2026-01-07", "accept", "registry", case: "c-1")
        history.step("2026-01-12", "passReview", "registry", by: "registry-2", case: "c-1")
        let correction: JSONValue = ["correctedItems": ["dataName"], "reasons": "笔误", "dataName": "公交到站"]
        history.step(
            "2026-03-02",
            "apply",
            "interestedParty",
            case: "k-1",
            opens: "correction",
            parent: "main",
            facts: correction,
            papers: ["consentOrProof"]
        )
        history.step("2026-03-03", "accept", "registry", case: "k-1")
        history.step("2026-03-04", "passReview", "registry", by: "registry-2", case: "k-1")
        history.step(
            "2026-05-06",
            "apply",
            "registrant",
            case: "d-1",
            opens: "deregistration",
            parent: "main",
            facts: ["deregistrationGround": "rightsEnded"],
            papers: ["groundProof"]
        )
        history.step("2026-05-07", "accept", "registry", case: "d-1")
        history.step("2026-05-08", "deregister", "registry", by: "registry-2", case: "d-1")
        let file = try history.replay(Self.pack, until: "2026-06-01")
        #expect(file.refusals.isEmpty)
        #expect(file.entered("changed", "c-1") == "2026-01-26")
        #expect(file.record(of: "main")?.facts["scenario"] == .text("应急调度"))
        #expect(file.record(of: "main")?.facts["dataName"] == .text("公交到站"))
        #expect(file.record(of: "main")?.state == "deregistered")
        #expect(file.ends(of: "deregistration", "d-1") == ["2026-05-20"])
    }

    @Test func `false material revokes the code, decided by somebody other than who alleged it`() throws {
        var history = Self.published()
        history.step(
            "2026-01-05",
            "allege",
            "registry",
            by: "a",
            case: "v-1",
            opens: "revocation",
            parent: "main",
            facts: ["misconduct": "falseMaterial"],
            papers: ["misconductEvidence"]
        )
        history.step("2026-01-06", "revoke", "registry", by: "a", case: "v-1", facts: ["reasons": "查实"])
        history.step("2026-01-06", "revoke", "registry", by: "b", case: "v-1", facts: ["reasons": "查实"])
        history.step("2026-01-07", "revoke", "registry", by: "b", case: "v-1", facts: ["reasons": "查实"])
        let file = try history.replay(Self.pack)
        #expect(file.codes == ["CASE-FOUR-EYES", "CASE-STATE"])
        #expect(file.record(of: "main")?.state == "revoked")
        #expect(file.record(of: "main")?.credentials.first?.status == .revoked)
    }

    @Test func `in one municipality an account is needed and no fee may be taken`() throws {
        var history = History(places: ["authorisingBody": "CN-CQ"])
        history.step("2025-09-26", "apply", "registrant", opens: "first", facts: Self.facts, papers: Self.papers)
        let local = facts {
            $0["platformAccount"] = "acc-1"
            $0["thirdPartyName"] = "无"
        }
        history.step("2025-09-26", "apply", "registrant", opens: "first", facts: local, papers: Self.papers)
        history.step("2025-09-30", "accept", "registry", facts: ["feeCharged": 100])
        history.step("2025-09-30", "accept", "registry", facts: ["feeCharged": 0])
        let file = try history.replay("cn-cq.public-data-registration")
        #expect(file.codes == ["CASE-INCOMPLETE", "CQ-REG-FREE"])
        #expect(file.refusals.first?.missing == ["platformAccount", "thirdPartyName"])
        #expect(file.record(of: "main")?.state == "accepted")
    }

    @Test(arguments: ["2025-02-28", "2030-03-01"])
    func `no case begins before the rules or after them`(day: String) throws {
        var history = History()
        history.step(day, "apply", "registrant", opens: "first", facts: Self.facts, papers: Self.papers)
        let problem = #expect(throws: History.NotReplayed.self) { try history.replay(Self.pack) }
        #expect(problem?.refusal.code == (day < "2026" ? "RULE-NOT-YET" : "RULE-LAPSED"))
    }

    @Test func `a case opened under the rules goes on after they lapse`() throws {
        var history = History()
        history.step("2030-02-27", "apply", "registrant", opens: "first", facts: Self.facts, papers: Self.papers)
        history.step("2030-03-01", "accept", "registry")
        history.step("2030-03-20", "passReview", "registry", by: "registry-2")
        let file = try history.replay(Self.pack, until: "2030-04-30")
        #expect(file.record(of: "main")?.state == "registered")
    }

    @Test func `a product is not renewed beyond its operation`() throws {
        var history = History()
        let product = facts {
            $0["objectKind"] = "product"
            $0["productDescription"] = "指数"
            $0["agreementEnd"] = "2027-06-30"
        }
        history.step("2025-09-26", "apply", "registrant", opens: "first", facts: product, papers: Self.papers)
        history.step("2025-09-30", "accept", "registry")
        history.step("2025-10-31", "passReview", "registry", by: "second")
        for (name, end) in [("same", "2027-06-30"), ("longer", "2029-06-30")] {
            history.step(
                "2027-05-06",
                "apply",
                "registrant",
                case: name,
                opens: "renewal",
                parent: "main",
                facts: ["agreementEnd": .string(end)]
            )
        }
        history.step("2027-05-07", "accept", "registry", case: "longer")
        history.step("2027-05-10", "renew", "registry", by: "second", case: "longer")
        let file = try history.replay(Self.pack)
        #expect(file.codes == ["REG-NO-TERM"])
        #expect(file.record(of: "main")?.credentials.first?.through?.description == "2029-06-30")
    }

    @Test func `who never supplements may be refused, and a registry is supervised itself`() throws {
        var history = History()
        history.step("2025-09-26", "apply", "registrant", opens: "first", facts: Self.facts, papers: Self.papers)
        history.step("2025-09-28", "requestSupplement", "registry", facts: ["supplementItems": ["样例"]])
        history.step("2025-12-01", "refuse", "registry", facts: ["reasons": "未补正"])
        #expect(try history.replay(Self.pack).entered("refused") == "2025-12-01")
        var supervised = History()
        supervised.step(
            "2026-01-05",
            "find",
            "supervisor",
            by: "a",
            opens: "supervision",
            facts: ["registryMisconduct": "falseRegistration"],
            papers: ["misconductEvidence"]
        )
        supervised.step("2026-01-06", "interview", "supervisor", by: "a")
        supervised.step("2026-01-07", "remove", "supervisor", by: "a", facts: ["reasons": "查实"])
        supervised.step("2026-01-07", "remove", "supervisor", by: "b", facts: ["reasons": "查实"])
        let file = try supervised.replay(Self.pack)
        #expect(file.codes == ["CASE-FOUR-EYES"])
        #expect(file.record(of: "main")?.state == "removed")
    }
}
