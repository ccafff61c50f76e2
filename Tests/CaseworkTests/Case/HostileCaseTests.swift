import Casework
import Primitives
import Testing

@Suite struct HostileCaseTests {
    static let pack = RegistrationTests.pack

    private func applied() -> History {
        var history = History()
        history.step(
            "2025-09-26",
            "apply",
            "registrant",
            opens: "first",
            facts: RegistrationTests.facts,
            papers: RegistrationTests.papers
        )
        return history
    }

    @Test(arguments: ["registrant", "interestedParty", "system", "nobody"])
    func `a decision by the wrong role is refused and changes nothing`(role: String) throws {
        var history = applied()
        history.step("2025-09-29", "accept", role)
        let file = try history.replay(Self.pack)
        #expect(file.codes == [role == "system" ? "CASE-UNKNOWN" : "CASE-ROLE"])
        #expect(file.record(of: "main")?.state == "applied")
    }

    @Test func `what is dated before the last step is refused and time does not go back`() throws {
        var history = applied()
        history.step("2025-09-25", "accept", "registry")
        let file = try history.replay(Self.pack)
        #expect(file.codes == ["CASE-BACKDATED"])
        #expect(file.now == file.pack.start(of: try #require(CivilDate("2025-09-26"))))
    }

    @Test func `a step taken twice, of another procedure, or in no case is refused`() throws {
        var history = applied()
        history.step("2025-09-29", "accept", "registry")
        history.step("2025-09-29", "accept", "registry")
        history.step("2025-09-29", "fly", "registry")
        history.step("2025-09-29", "accept", "registry", case: "other")
        history.step("2025-09-29", "publicityEnds", "registry")
        history.step("2025-09-29", "serve", "registrant", document: "supplementList")
        let file = try history.replay(Self.pack)
        #expect(file.codes == ["CASE-STATE", "CASE-EVENT", "CASE-UNKNOWN", "CASE-STATE", "CASE-SERVICE"])
    }

    @Test func `facts that a step does not take, or of the wrong kind, are refused`() throws {
        var history = History()
        var facts = RegistrationTests.facts.objectValue ?? JSONObject()
        facts["appliedInTime"] = true
        history.step(
            "2025-09-26",
            "apply",
            "registrant",
            opens: "first",
            facts: .object(facts),
            papers: RegistrationTests.papers
        )
        facts["appliedInTime"] = nil
        facts["businessReviewed"] = "yes"
        history.step(
            "2025-09-26",
            "apply",
            "registrant",
            opens: "first",
            facts: .object(facts),
            papers: RegistrationTests.papers
        )
        history.step(
            "2025-09-26",
            "apply",
            "registrant",
            opens: "first",
            facts: RegistrationTests.facts,
            papers: ["sample"]
        )
        let file = try history.replay(Self.pack)
        #expect(file.codes == ["CASE-UNEXPECTED", "REG-NOT-PREPARED", "REG-NO-DEPOSIT"])
        #expect(file.cases.isEmpty)
    }

    @Test func `a digest that is none is no paper`() throws {
        var history = applied()
        var event = history.events[0].objectValue ?? JSONObject()
        event["attachments"] = ["depositProof": "sha256:short", "sample": "x", "sourceProof": ""]
        history.events[0] = .object(event)
        #expect(try history.replay(Self.pack).codes == ["REG-NO-DEPOSIT"])
    }

    @Test func `sub-cases open in their parent's proper state and with new names only`() throws {
        var history = applied()
        let proper: JSONValue = ["objectionGrounds": "x", "objectorName": "x", "objectorInterest": "x"]
        for (name, parent) in [("o", "main"), ("main", "main"), ("o", "nobody")] {
            history.step(
                "2025-09-29",
                "object",
                "interestedParty",
                case: name,
                opens: "objection",
                parent: parent,
                facts: proper,
                papers: ["objectionEvidence"]
            )
        }
        let file = try history.replay(Self.pack)
        #expect(file.codes == ["CASE-STATE", "CASE-UNKNOWN", "CASE-UNKNOWN"])
        #expect(file.cases.count == 1)
    }

    @Test func `every refusal has its three parts in both languages`() throws {
        var history = applied()
        for event in ["accept", "fly", "passReview"] { history.step("2025-09-29", event, "registrant") }
        for refusal in try history.replay(Self.pack).refusals {
            #expect(!refusal.code.isEmpty && !refusal.cite.isEmpty)
            #expect(!refusal.text.zh.isEmpty && !refusal.text.en.isEmpty)
            #expect(!refusal.remedy.zh.isEmpty && !refusal.remedy.en.isEmpty)
        }
    }

    @Test func `the chain of digests is the same for the same history and differs after any change`() throws {
        let one = try RegistrationTests.published().replay(Self.pack, until: "2026-01-01").entries.map(\.digest)
        let two = try RegistrationTests.published().replay(Self.pack, until: "2026-01-01").entries.map(\.digest)
        #expect(one == two)
        var other = RegistrationTests.published()
        other.events[1] = applied().events[0]
        #expect(try other.replay(Self.pack, until: "2026-01-01").entries.map(\.digest) != one)
    }

    @Test(arguments: [
        #"{"events": []}"#, #"{"events": [{"at": "2026-01-01"}]}"#, #"{"places": {"a": 1}, "events": [{}]}"#, "[]",
        #"{"events": [{"at": "x", "event": "apply", "by": {"id": "a", "role": "b"}, "procedure": "first"}]}"#,
        #"{"events": [{"at": "2026-01-01", "event": "a b", "by": {"id": "a", "role": "b"}}]}"#,
    ])
    func `a history that cannot be read says where`(text: String) throws {
        let problem = #expect(throws: DecodingProblem.self) {
            _ = try CaseReplay.run(
                try CaseDocument(try JSONReader.read(text)),
                pack: Self.pack,
                in: try RuleLibrary.embedded(),
                calendar: try WorkCalendar.embedded(),
                until: nil
            )
        }
        #expect(problem?.path.isEmpty == false)
    }

    @Test func `a thousand cases pass a year in seconds even unoptimised`() throws {
        let file = try RegistrationTests.published().replay(Self.pack)
        let end = file.pack.start(of: try #require(CivilDate("2026-11-05")))
        var registered = 0
        let clock = ContinuousClock()
        let time = clock.measure {
            for number in 0..<1_000 {
                var copy = file
                copy.advance(to: end.advanced(milliseconds: Int64(number)))
                if copy.record(of: "main")?.state == "registered" { registered += 1 }
            }
        }
        #expect(registered == 1_000)
        #expect(time < .seconds(30))
    }
}
