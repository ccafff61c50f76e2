import Casework
import Primitives
import Testing

@Suite struct OperationPlaceTests {
    @Test(arguments: [
        ("2026-11-30T23:59:59+08:00", "cn-js.public-data-operation", 0),
        ("2026-12-01T00:00:00+08:00", "cn.public-data-operation", 1),
        ("2026-11-30T15:59:59Z", "cn-js.public-data-operation", 0),
        ("2026-11-30T16:00:00Z", "cn.public-data-operation", 1),
    ])
    func `the provincial measures end at midnight and the fallback is told`(
        moment: String,
        pack: String,
        notices: Int
    ) throws {
        let history = OperationHistory.planned(moment, places: ["authorisingBody": "CN-JS"])
        let file = try history.replay("cn-js.public-data-operation")
        #expect(file.pack.id == pack)
        let told = file.entries.count { if case .notice = $0.kind { true } else { false } }
        #expect(told == notices)
        #expect(file.record(of: "main")?.state == "feasibilityArgued")
    }

    @Test func `a case opened on the last day goes on under its pinned rules`() throws {
        var history = OperationHistory.planned("2026-11-30", places: ["authorisingBody": "CN-JS-NJ"])
        OperationHistory.agreed(&history, "2026-12-28")
        let file = try history.replay("cn-js.public-data-operation", until: "2027-07-01")
        #expect(file.pack.version == "2024-12-01")
        #expect(file.overdue().contains("periodicReport 2027-06-28"))
    }

    @Test(arguments: [("2026-09-01", 90), ("2026-10-31", 30), ("2026-11-23", 7), ("2026-11-30", 7)])
    func `warnings come ninety, thirty and seven days before the end`(day: String, threshold: Int) throws {
        let date = try #require(CivilDate(day))
        let pack = try #require(try RuleLibrary.embedded().edition(of: "cn-js.public-data-operation", on: date))
        #expect(pack.warning(on: date)?.threshold == threshold)
        #expect(pack.warning(on: date.adding(days: -1))?.threshold != threshold || day == "2026-11-30")
    }

    private func withVotes(_ votes: [String], drawn: Int = 9) throws -> CaseFile {
        var history = OperationHistory.planned("2025-12-01", places: ["authorisingBody": "CN-CQ"])
        let register: [JSONValue] =
            (0..<drawn).map { ["id": .string("e\($0)"), "interests": []] }
            + [["id": "biased", "interests": ["交通数据"]]]
        history.step(
            "2025-12-02",
            "drawExperts",
            "implementingBody",
            panel: ["register": .array(register), "seed": "公开种子"]
        )
        let file = try history.replay("cn.public-data-operation")
        let members = file.record(of: "main")?.panels["experts"]?.members ?? []
        #expect(!members.contains("biased"))
        for (member, vote) in zip(members, votes) {
            history.step("2025-12-03", "voteExpert", "expert", by: member, panel: ["vote": .string(vote)])
        }
        if let first = members.first {
            history.step("2025-12-03", "voteExpert", "expert", by: first, panel: ["vote": "yes"])
        }
        history.step("2025-12-03", "voteExpert", "expert", by: "biased", panel: ["vote": "yes"])
        history.step("2025-12-04", "decidePlan", "implementingBody", facts: ["meetingRecord": "纪要"])
        return try history.replay("cn.public-data-operation")
    }

    @Test func `a majority of a panel drawn by lot decides, one vote each`() throws {
        let passed = try withVotes(["yes", "yes", "yes", "no", "abstain"])
        #expect(passed.codes == ["CASE-PANEL", "CASE-PANEL"])
        #expect(passed.record(of: "main")?.state == "planDecided")
        let failed = try withVotes(["yes", "yes", "no", "no", "abstain"])
        #expect(failed.codes == ["CASE-PANEL", "CASE-PANEL", "CQ-OPS-EXPERTS"])
    }

    @Test func `too few free experts is refused, and the same seed draws the same panel`() throws {
        let names = (0..<50).map { "e\($0)" }
        #expect(Draw.order(names, seed: "s") == Draw.order(names.reversed(), seed: "s"))
        #expect(Draw.order(names, seed: "s") != Draw.order(names, seed: "t"))
        #expect(try withVotes([], drawn: 4).codes.first == "CASE-PANEL")
    }
}
