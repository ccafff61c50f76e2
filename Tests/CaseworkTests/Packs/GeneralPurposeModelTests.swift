import Casework
import Primitives
import Testing

@Suite struct GeneralPurposeModelTests {
    static let pack = "eu.general-purpose-ai"
    static let measures = [
        "documentationForOffice", "documentationForDownstream", "copyrightPolicy", "textAndDataMining",
        "copyrightTransparency", "riskTaxonomy", "safetyFramework", "riskIdentification", "riskAnalysis",
        "evidenceCollection", "lifecycleAssessment", "mitigations", "safetyReport", "goDecision", "ownership",
        "adequacyReview", "independentExperts", "seriousIncidents", "whistleblowing", "notifications",
        "documentationKeeping", "publicTransparency",
    ]
    static let form = [
        "formVersion", "legalName", "modelName", "authenticity", "releaseDate", "unionMarketDate", "dependencies",
        "architecture", "designSpecification", "inputModalities", "outputModalities", "totalParameters", "channels",
        "licence", "acceptableUse", "intendedUses", "systemTypes", "technicalMeans", "hardwareSoftware",
        "trainingProcess", "trainingDataTypes", "trainingDataCuration", "trainingDataCount", "trainingTime",
        "trainingCompute", "trainingEnergy", "inferenceBenchmark", "parameterBand",
    ]

    private func classified(_ zettaFlop: JSONValue, _ more: [String: JSONValue] = [:]) -> History {
        var history = History()
        let facts: [String: JSONValue] = ["trainingZettaFlop": zettaFlop, "modifier": false, "openSource": false]
        history.step("2026-01-05", "classify", "provider", opens: "model", facts: TradingTests.facts(facts, more))
        return history
    }

    private func placed(measures: [String] = measures) -> History {
        var history = classified(20_000)
        history.step("2026-01-06", "notify", "provider")
        let form = Dictionary(Self.form.map { ($0, JSONValue.string("x-\($0)")) }) { first, _ in first }
        history.step("2026-01-07", "document", "provider", facts: TradingTests.facts(form))
        let decision: JSONValue = ["goDecision": "go", "decisionBy": "董事会", "reasons": "可接受"]
        history.step("2026-01-08", "decide", "board", facts: decision)
        let facts: JSONValue = ["placedOn": "2026-01-09", "doneMeasures": .strings(measures)]
        history.step("2026-01-09", "place", "provider", facts: facts)
        return history
    }

    @Test(
        arguments: [
            (100, [:], "outOfScope"), (101, [:], "classified"), (10_000, [:], "classified"),
            (10_001, [:], "systemicToNotify"),
            (500, ["modifier": true, "modificationZettaFlop": 33, "originalZettaFlop": 100], "outOfScope"),
            (500, ["modifier": true, "modificationZettaFlop": 34, "originalZettaFlop": 100], "classified"),
        ] as [(JSONValue, [String: JSONValue], String)]
    )
    func `a model is classified by its compute`(flop: JSONValue, more: [String: JSONValue], state: String) throws {
        #expect(try classified(flop, more).replay(Self.pack).record(of: "main")?.state == state)
    }

    @Test func `a systemic model is notified in two weeks and placed with all twenty-two measures`() throws {
        let file = try placed().replay(Self.pack, until: "2027-02-01")
        #expect(file.ends(of: "notice") == ["2026-01-19"])
        #expect(file.record(of: "main")?.state == "maintained")
        #expect(file.overdue().contains("modelReport 2026-07-09"))
        #expect(file.overdue().contains("adequacy 2027-01-09"))
        let short = try placed(measures: Array(Self.measures.dropLast())).replay(Self.pack)
        #expect(short.codes == ["GPAI-MEASURES"])
    }

    @Test func `no calendar of business days is known there, so such a deadline stays provisional`() throws {
        let file = try placed().replay(Self.pack)
        let sent = file.record(of: "main")?.timers.first { $0.rule.id == "submission" }
        #expect(sent?.isProvisional == true)
        #expect(file.ends(of: "submission") == ["2026-01-16"])
    }

    @Test func `what is published or given downstream leaves out what is not theirs`() throws {
        var history = placed()
        let secret: JSONValue = ["requester": "某公司", "fieldsAsked": ["trainingEnergy"]]
        history.step(
            "2026-02-02",
            "ask",
            "downstream",
            case: "q",
            opens: "downstreamRequest",
            parent: "main",
            facts: secret
        )
        let fair: JSONValue = ["requester": "某公司", "fieldsAsked": ["parameterBand"]]
        history.step(
            "2026-02-02",
            "ask",
            "downstream",
            case: "q",
            opens: "downstreamRequest",
            parent: "main",
            facts: fair
        )
        history.step("2026-02-10", "answer", "provider", case: "q")
        let file = try history.replay(Self.pack)
        #expect(file.codes == ["GPAI-DP-FIELD"])
        #expect(file.ends(of: "answer", "q") == ["2026-02-16"])
        let published = file.entries.compactMap { entry -> [String: FactValue]? in
            if case .published(let facts) = entry.kind { facts } else { nil }
        }
        #expect(published.count == 2)
        for facts in published {
            for name in ["totalParameters", "trainingEnergy", "authenticity"] { #expect(facts[name] == nil) }
        }
        #expect(published.last?["parameterBand"] == .text("x-parameterBand"))
        #expect(published.first?["parameterBand"] == nil)
    }

    @Test(arguments: [
        ("criticalInfrastructure", "2026-02-04"), ("cybersecurity", "2026-02-07"), ("death", "2026-02-12"),
        ("seriousHarm", "2026-02-17"),
    ])
    func `each kind of incident has its days, then four weeks and sixty days`(harm: String, due: String) throws {
        var history = placed()
        let facts: JSONValue = ["harm": .string(harm), "incidentText": "x", "awareAt": "2026-02-02"]
        history.step(
            "2026-02-02",
            "becomeAware",
            "provider",
            case: "i",
            opens: "incident",
            parent: "main",
            facts: facts
        )
        history.step("2026-02-03", "reportFirst", "provider", case: "i", papers: ["initialReport"])
        history.step("2026-03-02", "reportAgain", "provider", case: "i", papers: ["intermediateReport"])
        history.step("2026-03-10", "resolve", "provider", case: "i", facts: ["resolutionText": "x", "rootCause": "x"])
        let file = try history.replay(Self.pack)
        #expect(file.ends(of: "initial", "i") == [due])
        #expect(file.ends(of: "intermediate", "i") == ["2026-03-03", "2026-03-30"])
        #expect(file.ends(of: "final", "i") == ["2026-05-09"])
    }

    @Test func `every measure has an owner, a due day, evidence and its place in the final text`() throws {
        var history = classified(20_000)
        for (number, measure) in Self.measures.enumerated() {
            let facts: JSONValue = [
                "measure": .string(measure), "owner": "o", "recordName": "r", "measureDue": "2026-03-01",
            ]
            history.step(
                "2026-01-06",
                "assign",
                "provider",
                case: "m\(number)",
                opens: "measure",
                parent: "main",
                facts: facts
            )
        }
        let evidence: JSONValue = ["evidenceDigest": .string(History.digest)]
        history.step("2026-02-01", "evidence", "provider", case: "m0", facts: evidence)
        history.step("2026-02-02", "review", "provider", by: "second", case: "m0")
        let file = try history.replay(Self.pack, until: "2026-03-01")
        #expect(file.refusals.isEmpty)
        #expect(file.cases.count { $0.facts["finalPlace"]?.textValue?.isEmpty == false } == 22)
        #expect(file.record(of: "m0")?.state == "done")
        #expect(file.overdue("m1") == ["due 2026-03-01"])
    }

    @Test func `documents are kept ten years, reports are answered without retaliation, reservations refuse training`()
        throws
    {
        var history = placed()
        history.step("2026-06-01", "withdraw", "provider", facts: ["reasons": "x"])
        history.step("2036-01-09", "dispose", "provider")
        history.step("2036-01-10", "dispose", "provider")
        #expect(try history.replay(Self.pack).codes == ["GPAI-RETENTION"])
        var report = History()
        report.step("2026-01-05", "report", "staff", opens: "whistle", facts: ["channel": "internal", "concern": "x"])
        report.step("2026-01-06", "examine", "protector")
        report.step("2026-01-07", "answer", "protector", facts: ["answer": "x", "retaliation": true])
        #expect(try report.replay(Self.pack).codes == ["GPAI-RETALIATION"])
        let context = try GateContext(["facts": ["trainingUse": true, "rightsReserved": true]])
        let date = try #require(CivilDate("2026-06-01"))
        let calendar = try WorkCalendar.embedded()
        let library = try RuleLibrary.only(Self.pack)
        let codes = library.decide(.agree, context, on: date, calendar: calendar).refusals.map(\.code)
        #expect(codes == ["GPAI-RIGHTS-RESERVED"])
    }
}
