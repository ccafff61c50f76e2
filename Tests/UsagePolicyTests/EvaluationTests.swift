import Primitives
import Testing
import UsagePolicy

struct EvaluationTests {
    @Test(arguments: [
        ("use", "use", true), ("use", "read", true), ("use", "display", true), ("play", "display", true),
        ("reproduce", "extract", true), ("use", "odrl:derive", true), ("transfer", "sell", true),
        ("use", "sell", false), ("read", "use", false), ("read", "display", false), ("use", "unheard", false),
        ("unheard", "unheard", false), ("derive", "https://example.org/train", true),
        ("use", "https://example.org/train", true), ("https://example.org/train", "derive", false),
    ])
    func `an action is permitted by the action that includes it`(rule: String, asked: String, isPermitted: Bool) {
        let json: JSONValue = ["@type": "Set", "target": "t", "permission": ["action": .string(rule)]]
        #expect((outcome(json, request(action: asked)) == .permit) == isPermitted)
    }

    @Test func `what is not permitted is refused`() {
        #expect(codes(["@type": "Set", "target": "t"]) == [.permissionNone])
        #expect(codes(permitting(), request(target: "other")) == [.targetDiffers])
        #expect(codes(["@type": "Agreement", "permission": ["action": "use"]]) == [.agreementIncomplete])
        let own: JSONValue = ["@type": "Set", "target": "t", "permission": ["action": "use", "assignee": "b"]]
        #expect(codes(own) == [.assigneeDiffers])
        #expect(codes("nonsense") == [.policyUnreadable])
    }

    @Test func `an offer never grants`() {
        let offer: JSONValue = ["@type": "Offer", "@id": "o", "target": "t", "permission": ["action": "use"]]
        #expect(codes(offer) == [.offerGrantsNothing])
    }

    @Test func `an agreement grants its assignee only, and only when it is complete`() {
        var agreement: JSONObject = [
            "@type": "Agreement", "@id": "g", "target": "t", "assigner": "p", "assignee": "a",
            "permission": ["action": "use"],
        ]
        #expect(outcome(.object(agreement)) == .permit)
        #expect(codes(.object(agreement), request(assignee: "b")) == [.assigneeDiffers])
        for member in ["target", "assigner", "assignee"] {
            var incomplete = agreement
            incomplete[member] = nil
            #expect(codes(.object(incomplete)) == [.agreementIncomplete])
        }
        agreement["permission"] = ["action": "use", "assignee": "b"]
        #expect(codes(.object(agreement), request(assignee: "b")) == [.assigneeDiffers])
    }

    @Test(
        arguments: [
            (comparison("weather", "eq", "fine"), .operandUnknown),
            (comparison("purpose", "like", "x"), .operatorUnknown),
            (comparison("purpose", "eq", "x"), .valueMissing), (comparison("level", "gteq", 3), .valueMissing),
            (comparison("count", "lteq", 3), .valueMissing), (comparison("spatial", "eq", "CN"), .valueMissing),
            (comparison("dateTime", "lteq", "2027-01-01T00:00:00"), .valueUnreadable),
            (comparison("dateTime", "lteq", "tomorrow"), .valueUnreadable),
            (comparison("count", "lteq", "many"), .valueUnreadable),
            (comparison("count", "lteq", .number(2.5)), .valueUnreadable),
            (comparison("dateTime", "lteq", ["2027-01-01Z", "2028-01-01Z"]), .severalValues),
            (comparison("dateTime", "isAnyOf", "2027-01-01Z"), .notComparable),
        ] as [(JSONValue, Reason.Code)]
    )
    func `what cannot be judged is not satisfied, and prohibits`(constraint: JSONValue, code: Reason.Code) {
        let decision = evaluator.evaluate(reading: permitting(constraint), for: request())
        #expect(decision.outcome == .refuse)
        #expect(decision.reasons.map(\.code) == [code])
        #expect(decision.reasons.first?.path == "permission[0].constraint[0]")
        let prohibited = permitting(prohibition: [["action": "use", "constraint": constraint]], conflict: "prohibit")
        #expect(codes(prohibited) == [.prohibitionMayApply, code])
    }

    @Test func `counts that are no counts are unknown, and sums never overflow`() {
        let json = permitting(comparison("count", "lteq", 5))
        for counts: [String: Int64] in [["use": -1], ["unheard": 1]] {
            var asked = request()
            asked.usageCounts = counts
            #expect(codes(json, asked) == [.valueMissing])
        }
        var asked = request()
        asked.usageCounts = ["use": .max, "read": .max]
        #expect(codes(json, asked) == [.constraintFails])
        asked.usageCounts = [:]
        #expect(outcome(json, asked) == .permit)
    }

    @Test(arguments: [
        (nil, Decision.Outcome.refuse), ("invalid", .refuse), ("prohibit", .refuse), ("perm", .permit),
        ("odrl:perm", .permit),
    ])
    func `a conflict is settled as the policy says, and voids when it says nothing`(
        conflict: String?,
        expected: Decision.Outcome
    ) {
        let json = permitting(prohibition: [["action": "read"]], conflict: conflict)
        #expect(outcome(json, request(action: "read")) == expected)
        #expect(outcome(json, request(action: "print")) == .permit)
        if conflict == nil {
            #expect(codes(json, request(action: "read")) == [.conflictInvalid, .prohibitionApplies])
        }
    }

    @Test func `a prohibition of an unknown action covers everything`() {
        #expect(codes(permitting(prohibition: ["action": "x:y"])).contains(.prohibitionMayApply))
        #expect(outcome(permitting(prohibition: ["action": "x:y", "target": "elsewhere"])) == .permit)
        #expect(outcome(permitting(prohibition: ["action": "use", "assignee": "b"])) == .permit)
    }

    @Test func `an unreadable prohibition denies`() {
        #expect(codes(permitting(prohibition: ["action": "use", "scope": [:]])) == [.policyUnreadable])
    }

    @Test func `a duty of a permission comes first`() {
        let duty: JSONValue = ["action": "compensate", "constraint": comparison("payAmount", "eq", "5")]
        let json: JSONValue = ["@type": "Set", "target": "t", "permission": [["action": "use", "duty": [duty]]]]
        #expect(codes(json) == [.dutyOpen])
        var asked = request()
        asked.fulfilledDuties = ["permission[0].duty[0]"]
        #expect(outcome(json, asked) == .permit)
        let past = comparison("dateTime", "lt", "2020-01-01Z")
        let lapsed: JSONValue = ["action": "inform", "constraint": past]
        #expect(outcome(["@type": "Set", "target": "t", "permission": ["action": "use", "duty": lapsed]]) == .permit)
    }

    @Test func `obligations come with the permit until they are fulfilled`() {
        let json: JSONValue = [
            "@type": "Set", "target": "t", "permission": ["action": "use"],
            "obligation": [["action": "delete"], ["action": "inform", "assignee": "b"]],
        ]
        let decision = evaluator.evaluate(reading: json, for: request())
        #expect(decision.outcome == .permitWithDuties)
        #expect(decision.duties.map(\.path) == ["obligation[0]"])
        var asked = request()
        asked.fulfilledDuties = ["obligation[0]"]
        #expect(outcome(json, asked) == .permit)
    }

    @Test func `one permission of several is enough`() {
        let json: JSONValue = [
            "@type": "Set", "target": "t",
            "permission": [["action": "print"], ["action": "use", "constraint": comparison("purpose", "eq", "x")]],
        ]
        #expect(codes(json) == [.actionDiffers, .valueMissing])
        var asked = request()
        asked.purpose = "x"
        #expect(codes(json, asked) == [.permissionApplies])
    }

    @Test func `a profile may fix the zone, two that disagree do not`() {
        var json: JSONObject = [
            "@type": "Set", "target": "t", "profile": "https://example.org/tc609",
            "permission": ["action": "use", "constraint": comparison("dateTime", "lteq", "2026-11-22T20:00")],
        ]
        #expect(outcome(.object(json)) == .permit)
        json["permission"] = ["action": "use", "constraint": comparison("dateTime", "lt", "2026-11-22T20:00")]
        #expect(outcome(.object(json)) == .refuse)
        json["profile"] = nil
        #expect(codes(.object(json)) == [.valueUnreadable])
    }

    @Test func `a reason speaks both languages, and a peer's text cannot forge it`() {
        var asked = request()
        asked.purpose = "x{path}\u{202E}\n"
        let reason = evaluator.evaluate(reading: permitting(comparison("purpose", "eq", "y")), for: asked).reasons.first
        #expect(
            reason?.text(.english)
                == "`permission[0].constraint[0]` is not satisfied: purpose eq y, but it is x{path}\u{FFFD}\u{FFFD}."
        )
        #expect(
            reason?.text(.chinese) == "`permission[0].constraint[0]` 不满足:要求 purpose eq y,实际为 x{path}\u{FFFD}\u{FFFD}。"
        )
    }
}
