import Primitives
import Testing
import UsagePolicy

/// Who does a duty, when, towards whom, and what follows when it is not done.
struct DutyPlanTests {
    private func plans(_ obligations: JSONValue..., duties: JSONValue = []) throws -> [DutyPlan] {
        let json: JSONValue = [
            "@type": "Agreement", "@id": "a", "target": "t", "assigner": "provider", "assignee": "consumer",
            "profile": ["urn:tc609:6-2025-15"],
            "permission": [["action": "use", "duty": duties]], "obligation": .array(obligations),
        ]
        return PolicyEvaluator().compile(try Policy(json)).duties
    }

    @Test func `times count from the occasion or stand by themselves`() throws {
        let occasion = instant("2026-11-22T12:00:00Z")
        let cases: [(JSONValue, start: String, deadline: String?)] = [
            (comparison("elapsedTime", "lteq", "PT10S"), "2026-11-22T12:00:00Z", "2026-11-22T12:00:10Z"),
            (comparison("timeInterval", "lt", "P1D"), "2026-11-22T12:00:00Z", "2026-11-23T12:00:00Z"),
            (comparison("delayPeriod", "eq", "PT1H"), "2026-11-22T13:00:00Z", nil),
            (comparison("elapsedTime", "gteq", "PT1H"), "2026-11-22T13:00:00Z", nil),
            (
                comparison("dateTime", "lteq", "2026-11-22T14:00:00Z"), "2026-11-22T12:00:00Z",
                "2026-11-22T14:00:00.001Z"
            ),
            (comparison("dateTime", "gteq", "2026-11-22T14:00:00Z"), "2026-11-22T14:00:00Z", nil),
            (comparison("dateTime", "gteq", "2026-11-20T14:00:00Z"), "2026-11-22T12:00:00Z", nil),
            (comparison("purpose", "eq", "x"), "2026-11-22T12:00:00Z", nil),
        ]
        for (constraint, start, deadline) in cases {
            let plan = try #require(try plans(["action": "inform", "constraint": [constraint]]).first)
            #expect(plan.start(since: occasion) == instant(start))
            #expect(plan.deadline(since: occasion) == deadline.map(instant), "\(constraint)")
        }
        // The first of several deadlines counts, and what may or may not hold bounds nothing.
        let both = try plans([
            "action": "inform",
            "constraint": [comparison("elapsedTime", "lteq", "PT9S"), comparison("elapsedTime", "lteq", "PT5S")],
        ])
        #expect(both.first?.deadline(since: occasion) == instant("2026-11-22T12:00:05Z"))
        let either = try plans([
            "action": "inform", "constraint": [["or": [comparison("elapsedTime", "lteq", "PT9S")]]],
        ])
        #expect(either.first?.deadline(since: occasion) == nil)
    }

    @Test func `a duty is done by whom it names and towards whom it names`() throws {
        let found = try plans(
            ["action": "inform"],
            ["action": "inform", "informingParty": "provider", "informedParty": "https://x.example"],
            ["action": "inform", "constraint": [comparison("recipient", "eq", "consumer")]],
            ["action": "inform", "constraint": [comparison("recipient", "isAnyOf", ["a", "b"])]],
            ["action": "inform", "informedParty": "a", "constraint": [comparison("recipient", "eq", "b")]],
            ["action": "inform", "assignee": "provider"]
        )
        #expect(found.map(\.bearer) == [nil, "provider", nil, nil, nil, "provider"])
        #expect(found.map(\.recipient) == [nil, "https://x.example", "consumer", nil, nil, nil])
    }

    @Test func `consequences stand behind their duty and are borne like it`() throws {
        let found = try plans(
            [
                "action": "logRecordSend", "informingParty": "provider",
                "consequence": [["action": "compensate", "constraint": [comparison("payAmount", "eq", "5.50")]]],
            ],
            duties: [["action": "inform"]]
        )
        #expect(found.map(\.moment) == [.before, .obligation])
        #expect(found.map(\.path) == ["permission[0].duty[0]", "obligation[0]"])
        #expect(found[1].spelled == "logRecordSend" && found[1].action == "inform")
        let consequence = try #require(found[1].consequences.first)
        #expect(consequence.parent == "obligation[0]" && consequence.bearer == "provider")
        #expect(consequence.moment == .consequence && consequence.price == "5.50")
    }

    @Test func `nothing is permitted while a broken obligation is not made good`() throws {
        let json: JSONValue = [
            "@type": "Set", "@id": "p", "target": "t", "permission": [["action": "use"]],
            "obligation": [["action": "inform", "consequence": [["action": "compensate"]]]],
        ]
        var asked = request()
        #expect(outcome(json, asked) == .permitWithDuties)
        asked.outstanding = ["obligation[0]"]
        #expect(outcome(json, asked) == .refuse)
        #expect(codes(json, asked) == [.dutyViolated, .dutyOpen])
        let compiled = evaluator.compile(try policy(json))
        #expect(evaluator.outcome(compiled, for: asked) == .refuse)
        #expect(evaluator.evaluate(compiled, for: asked).preconditions.isEmpty)
        // A path that the policy does not have breaks nothing, however alike it looks.
        asked.outstanding = ["obligation[1]", "obligatio\u{6E}[0] "]
        #expect(outcome(json, asked) == .permitWithDuties)
    }

    @Test func `an amount says how a duty is done, and is no question that nobody answers`() throws {
        func codes(_ duty: JSONValue) throws -> [Finding.Code] {
            evaluator.lint([
                "@type": "Set", "@id": "urn:p", "target": "t", "permission": [["action": "use", "duty": [duty]]],
            ]).map(\.code)
        }
        let amount = comparison("odrl:payAmount", "eq", "5")
        #expect(!(try codes(["action": "odrl:compensate", "constraint": [amount]])).contains(.operandUnknown))
        #expect(try codes(["action": "odrl:inform", "constraint": [amount]]).contains(.operandUnknown))
    }

    @Test func `what the assigner has to do does not put the data under control`() throws {
        func controls(_ obligation: JSONValue) throws -> Bool {
            let json: JSONValue = [
                "@type": "Agreement", "@id": "a", "target": "t", "assigner": "provider", "assignee": "consumer",
                "permission": [["action": "use"]], "obligation": [obligation],
            ]
            return try #require(evaluator.useAfterDelivery(reading: json)).isControlling
        }
        #expect(try controls(["action": "inform"]))
        #expect(try controls(["action": "inform", "informingParty": "somebody"]))
        #expect(!(try controls(["action": "inform", "informingParty": "provider"])))
    }
}
