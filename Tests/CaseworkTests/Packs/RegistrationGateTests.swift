import Casework
import Primitives
import Testing

@Suite struct RegistrationGateTests {
    private func decide(_ gate: GateRule.Gate, _ facts: JSONValue, _ day: String) throws -> GateDecision {
        let context = try GateContext(["facts": facts, "places": [:]])
        let date = try #require(CivilDate(day))
        let calendar = try WorkCalendar.embedded()
        return try RuleLibrary.only(RegistrationTests.pack).decide(gate, context, on: date, calendar: calendar)
    }

    @Test func `data outside authorised operation passes`() throws {
        #expect(try decide(.publish, [:], "2026-01-05").outcome == .permit)
    }

    @Test(arguments: [("2025-09-29", true), ("2025-09-30", false)])
    func `an unregistered product may be published in its days of grace only`(day: String, isOpen: Bool) throws {
        let facts: JSONValue = ["publicDataInOperation": true, "deliveredOn": "2025-09-02"]
        let decision = try decide(.publish, facts, day)
        #expect(decision.outcome == (isOpen ? .permitWithObligations : .refuse))
        if !isOpen {
            #expect(decision.refusals.map(\.code) == ["REG-MISSING"])
            #expect(decision.refusals.allSatisfy { !$0.cite.isEmpty && !$0.remedy.en.isEmpty })
        }
    }

    @Test(arguments: [("2025-04-14", true), ("2025-04-15", false)])
    func `what was in operation before the rule has its thirty working days`(day: String, isOpen: Bool) throws {
        let facts: JSONValue = ["publicDataInOperation": true, "deliveredOn": "2024-06-01"]
        #expect(try decide(.publish, facts, day).outcome == (isOpen ? .permitWithObligations : .refuse))
        #expect(try decide(.agree, facts, day).outcome == (isOpen ? .permit : .refuse))
    }

    @Test func `a fact nobody gives refuses and is named`() throws {
        let decision = try decide(.agree, ["publicDataInOperation": true], "2026-01-05")
        #expect(decision.outcome == .refuse)
        #expect(decision.refusals.first?.missing.contains("deliveredOn") == true)
    }

    @Test(arguments: [("valid", "2026-01-05", true), ("valid", "2026-01-04", false), ("revoked", "2027-01-01", false)])
    func `a registration counts while it is valid and through its last day`(
        status: String,
        through: String,
        isOpen: Bool
    ) throws {
        let facts: JSONValue = [
            "publicDataInOperation": true, "registrationStatus": .string(status),
            "registrationThrough": .string(through), "deliveredOn": "2025-04-01",
        ]
        #expect(try decide(.agree, facts, "2026-01-05").outcome == (isOpen ? .permit : .refuse))
    }

    @Test func `all packs are asked together and the strictest wins`() throws {
        let facts: JSONValue = [
            "publicDataInOperation": true, "registrationStatus": "valid", "registrationThrough": "2027-01-01",
            "outputForm": "rawData", "withinScope": true, "leavesMainland": false,
        ]
        let date = try #require(CivilDate("2026-01-05"))
        let calendar = try WorkCalendar.embedded()
        let there = try GateContext(["facts": facts, "places": ["authorisingBody": "CN-JS"]])
        let decision = try RuleLibrary.embedded().decide(.transferStart, there, on: date, calendar: calendar)
        // The national pack and the provincial one both refuse raw data.
        #expect(decision.refusals.map(\.code) == ["OPS-RAW-EGRESS", "OPS-RAW-EGRESS"])
        let nowhere = try GateContext(["facts": facts])
        let unclear = try RuleLibrary.embedded().decide(.transferStart, nowhere, on: date, calendar: calendar)
        #expect(unclear.refusals.contains { $0.missing == ["place.authorisingBody"] })
    }

    @Test func `a lost registration obliges to hide the offer`() throws {
        let facts: JSONValue = ["publicDataInOperation": true, "registrationStatus": "revoked"]
        #expect(try decide(.lifecycle, facts, "2026-01-05").obligations.map(\.id) == ["hideOffer"])
    }
}
