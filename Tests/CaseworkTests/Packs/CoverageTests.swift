import Casework
import Primitives
import Testing

@Suite struct CoverageTests {
    static let pack = "us.critical-infrastructure-ai"

    @Test
    func `three categories, five areas and five roles make seventy-five cells, each covered, open or not applicable`()
        throws
    {
        let pack = try #require(try RuleLibrary.embedded().editions(of: Self.pack).last)
        let applicable: [FactValue] = [
            .text("attacksOnAI:dataGovernance:operator"), .text("attacksUsingAI:monitoring:cloud"),
            .text("designFailures:safeDeployment:developer"),
        ]
        let inputs: [String: FactValue] = ["applicable": .list(applicable), "evidenced": .list([applicable[0]])]
        let calendar = try WorkCalendar.embedded()
        let result = try #require(pack.calculate("coverage", inputs, on: pack.effective.from, calendar: calendar))
        #expect(result.lines.count == 81)
        #expect(result.value("share").numberValue?.description == "33.33")
        #expect(result.value("attacksOnAI-dataGovernance-operator") == .text("covered"))
        #expect(result.value("attacksUsingAI-monitoring-cloud") == .text("CI-GAP"))
        #expect(result.value("attacksUsingAI-monitoring-operator") == .text("notApplicable"))
    }

    @Test func `gaps warn and never refuse`() throws {
        let act: JSONValue = [
            "criticalInfrastructureAI": true,
            "applicable": ["attacksOnAI:dataGovernance:operator", "attacksUsingAI:monitoring:cloud"],
            "evidenced": ["attacksUsingAI:monitoring:cloud"],
        ]
        let date = try #require(CivilDate("2026-06-01"))
        let calendar = try WorkCalendar.embedded()
        let library = try RuleLibrary.only(Self.pack)
        for facts: JSONValue in [act, ["criticalInfrastructureAI": true], [:]] {
            let decision = library.decide(.publish, try GateContext(["facts": facts]), on: date, calendar: calendar)
            #expect(decision.refusals.isEmpty)
        }
        let decision = library.decide(.publish, try GateContext(["facts": act]), on: date, calendar: calendar)
        #expect(decision.obligations.map(\.id) == ["CI-GAP-operator-dataGovernance"])
    }

    @Test func `a checklist is reviewed every year and gaps are shown, not refused`() throws {
        var history = History()
        let system: JSONValue = [
            "systemName": "调度", "sector": "energy", "ciScale": "sectoral", "riskCategories": ["attacksOnAI"],
            "suppliers": ["sbom-1"], "modelReference": "m", "humanOverride": true, "contact": "x",
        ]
        history.step("2026-01-05", "register", "coordinator", opens: "checklist", facts: system)
        let roles: JSONValue = ["heldRoles": ["operator"], "applicable": ["attacksOnAI:dataGovernance:operator"]]
        history.step("2026-01-06", "assign", "coordinator", facts: roles)
        history.step("2026-01-07", "giveEvidence", "coordinator", facts: ["evidenced": []], papers: ["evidence"])
        history.step("2026-01-08", "review", "reviewer", facts: ["gapsAccepted": "来年补"])
        let file = try history.replay(Self.pack, until: "2027-02-01")
        #expect(file.refusals.isEmpty)
        #expect(file.overdue() == ["review 2027-01-08"])
    }
}
