import Casework
import Primitives
import Testing

@Suite struct CrossBorderGateTests {
    private func decide(_ changes: [String: JSONValue], on day: String = "2026-06-01") throws -> GateDecision {
        var facts = JSONObject()
        for (name, value) in CrossBorderRouteTests.plain { facts[name] = value }
        facts["leavesMainland"] = true
        for (name, value) in changes { facts[name] = value }
        let context = try GateContext(["facts": .object(facts)])
        let calendar = try WorkCalendar.embedded()
        let date = try #require(CivilDate(day))
        return try RuleLibrary.only(CrossBorderCaseTests.pack).decide(
            .transferStart,
            context,
            on: date,
            calendar: calendar
        )
    }

    static let based: [String: JSONValue] = [
        "nonSensitive": 200_000, "basisKind": "contract", "basisEffectiveOn": "2026-05-01", "recipientInScope": true,
        "purposeInScope": true, "volumesSplit": false,
    ]

    @Test func `data that stays inside passes without any fact`() throws {
        #expect(try decide(["leavesMainland": false]).outcome == .permit)
    }

    @Test func `an exempt export passes with the duties that stay`() throws {
        let decision = try decide(["nonSensitive": 5])
        #expect(decision.outcome == .permitWithObligations)
        #expect(decision.obligations.map(\.id) == ["artTen", "reserveCount"])
    }

    @Test(arguments: [
        ([:] as [String: JSONValue], nil), (["basisKind": "none"], "XB-BASIS-REQUIRED"),
        (["basisEffectiveOn": "2026-06-02"], "XB-NOT-EFFECTIVE"), (["recipientInScope": false], "XB-SCOPE"),
        (["purposeInScope": .null], "XB-SCOPE"), (["volumesSplit": true], "XB-SPLIT"),
        (["nonSensitive": 1_000_000], "XB-ASSESS-REQUIRED"), (["nonSensitive": .null], "XB-BLOCKED"),
        (["basisKind": "certification", "basisThrough": "2026-05-31"], "XB-ASSESS-EXPIRED"),
    ])
    func `an export needs a basis that is in force and covers it`(
        changes: [String: JSONValue],
        code: String?
    ) throws {
        let decision = try decide(Self.based.merging(changes) { $1 })
        if let code {
            #expect(decision.refusals.map(\.code).contains(code))
        } else {
            #expect(decision.refusals == [])
        }
    }
}
