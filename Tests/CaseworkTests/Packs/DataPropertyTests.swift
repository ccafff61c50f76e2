import Casework
import Primitives
import Testing

@Suite struct DataPropertyTests {
    static let pack = "cn-ha.data-intellectual-property"
    static let facts: [String: JSONValue] = [
        "dataName": "粮价指数", "industry": "农业", "scenario": "预测", "dataSource": "自行采集", "structureAndScale": "10万条",
        "updateFrequency": "日", "processingRules": "清洗、聚合", "depositStatus": "deposited", "sampleDescription": "100条",
        "applicantName": "某公司", "applicantKind": "legalPerson", "lawfullyObtained": true, "processedByRules": true,
        "hasMarketValue": true, "intellectualAchievement": true, "rawData": false, "singleRecord": false,
        "ownershipDispute": false, "importantData": false,
    ]
    static let papers = ["depositProof", "sample", "authorisationChain"]

    private func submitted(_ changes: [String: JSONValue] = [:], papers: [String] = papers) -> History {
        var history = History(places: ["registry": "CN-HA"])
        let facts = TradingTests.facts(Self.facts, changes)
        history.step("2025-09-26", "submit", "applicant", opens: "registration", facts: facts, papers: papers)
        return history
    }

    private func registered() -> History {
        var history = submitted()
        history.step("2025-10-10", "passReview", "registry", by: "a")
        history.step("2025-10-27", "approve", "registry", by: "b", facts: Self.codes)
        history.step("2025-10-28", "certify", "registry", by: "b", facts: ["certificateSerial": 42])
        return history
    }

    static let codes: JSONValue = ["dataSourceCode": "A", "subjectTypeCode": "2", "registrationSequence": 1_234]

    @Test func `a certificate has seventeen digits and a registration sixteen characters with a check`() throws {
        let file = try registered().replay(Self.pack)
        let certificate = try #require(file.record(of: "main")?.credentials.first)
        #expect(certificate.number == "20251041000000042")
        #expect(certificate.number.count == 17)
        let number = try #require(certificate.claims["registrationNumber"]?.textValue)
        #expect(number.dropLast() == "2025A2000001234")
        #expect(number.last == NumberCheck.character(for: String(number.dropLast())))
        // The example of the standard for release identifiers, which use the same check.
        #expect(NumberCheck.character(for: "A12425GABC1234002") == "M")
    }

    @Test(
        arguments: [
            ["dataSourceCode": "AB", "subjectTypeCode": "2", "registrationSequence": 1],
            ["dataSourceCode": "a", "subjectTypeCode": "2", "registrationSequence": 1],
            ["dataSourceCode": "A", "subjectTypeCode": "2", "registrationSequence": 1_234_567_890],
        ] as [JSONValue]
    )
    func `a number that cannot be composed is refused`(codes: JSONValue) throws {
        var history = submitted()
        history.step("2025-10-10", "passReview", "registry", by: "a")
        history.step("2025-10-27", "approve", "registry", by: "b", facts: codes)
        #expect(try history.replay(Self.pack).codes == ["IP-NUMBER"])
        history = registered()
        history.events.removeLast()
        history.step("2025-10-28", "certify", "registry", by: "b", facts: ["certificateSerial": 12_345_678])
        #expect(try history.replay(Self.pack).codes == ["CASE-INCOMPLETE"])
    }

    @Test func `nine fields lead through review, publicity and approval to a certificate of three years`() throws {
        let file = try registered().replay(Self.pack, until: "2028-10-28")
        #expect(file.refusals.isEmpty)
        #expect(file.entered("publicised") == "2025-10-23")
        #expect(file.entered("registered") == "2025-10-28")
        #expect(file.record(of: "main")?.credentials.first?.through?.description == "2028-10-28")
        #expect(file.entered("expired") == "2028-10-28")
    }

    @Test(
        arguments: [
            (["rawData": true], "IP-RAW"), (["singleRecord": true], "IP-SINGLE"),
            (["hasMarketValue": false], "IP-OBJECT"),
            (["depositStatus": "none"], "IP-NO-EVIDENCE"), (["duplicateOf": "X1"], "IP-DUPLICATE"),
            (["ownershipDispute": true], "IP-DISPUTE"), (["importantData": true], "IP-IMPORTANT"),
            (["agentName": "某代理"], "IP-AGENT"), (["industry": .null], "CASE-INCOMPLETE"),
        ] as [([String: JSONValue], String)]
    )
    func `what may not be registered is refused by its own code`(change: [String: JSONValue], code: String) throws {
        #expect(try submitted(change).replay(Self.pack).codes == [code])
    }

    @Test func `a correction is asked once and its clock starts with service`() throws {
        var history = submitted()
        history.step("2025-09-28", "requestCorrection", "registry", facts: ["correctionItems": ["规则"]])
        history.step("2025-09-29", "serve", "registry", document: "correctionNotice")
        let file = try history.replay(Self.pack, until: "2025-12-31")
        #expect(file.entered("refused") == "2025-10-27")
        history.step("2025-10-09", "correct", "applicant", papers: ["sample"])
        history.step("2025-10-10", "requestCorrection", "registry", facts: ["correctionItems": ["规则"]])
        #expect(try history.replay(Self.pack).codes == ["IP-ONCE"])
    }

    @Test func `an upheld objection refuses and a dismissed one lets publicity run on`() throws {
        var history = submitted()
        history.step("2025-10-10", "passReview", "registry")
        let facts: JSONValue = ["objectorName": "王某", "objectionGrounds": "抄袭"]
        history.step(
            "2025-10-15",
            "object",
            "objector",
            case: "o",
            opens: "objection",
            parent: "main",
            facts: facts,
            papers: ["objectionEvidence"]
        )
        var upheld = history
        upheld.step("2025-10-20", "uphold", "registry", case: "o", facts: ["reasons": "成立"])
        #expect(try upheld.replay(Self.pack).record(of: "main")?.state == "refused")
        history.step("2025-10-20", "dismiss", "registry", case: "o", facts: ["reasons": "不成立"])
        #expect(try history.replay(Self.pack, until: "2025-12-31").entered("publicised") == "2025-10-28")
    }

    @Test func `renewal, transfer, change, cancellation and revocation change the certificate`() throws {
        var history = registered()
        history.step(
            "2026-01-05",
            "apply",
            "applicant",
            case: "t",
            opens: "transfer",
            parent: "main",
            facts: ["transferee": "另一公司"],
            papers: ["transferContract"]
        )
        history.step("2026-01-06", "approve", "registry", case: "t")
        history.step("2026-02-05", "apply", "applicant", case: "early", opens: "renewal", parent: "main")
        history.step("2028-08-29", "apply", "applicant", case: "r", opens: "renewal", parent: "main")
        history.step("2028-09-05", "approve", "registry", case: "r")
        var revoked = history
        revoked.step(
            "2029-01-05",
            "allege",
            "objector",
            case: "v",
            opens: "revocation",
            parent: "main",
            facts: ["reasons": "虚假"],
            papers: ["falseEvidence"]
        )
        revoked.step("2029-01-08", "revoke", "registry", case: "v")
        let file = try revoked.replay(Self.pack)
        #expect(file.codes == ["IP-WINDOW"])
        #expect(file.record(of: "main")?.facts["applicantName"] == .text("另一公司"))
        #expect(file.record(of: "main")?.credentials.first?.through?.description == "2031-10-28")
        #expect(file.record(of: "main")?.credentials.first?.status == .revoked)
        history.step(
            "2029-01-05",
            "apply",
            "applicant",
            case: "c",
            opens: "cancellation",
            parent: "main",
            facts: ["reasons": "放弃"]
        )
        history.step("2029-01-08", "approve", "registry", case: "c")
        #expect(try history.replay(Self.pack).record(of: "main")?.state == "cancelled")
    }
}
