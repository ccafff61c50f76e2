import Primitives
import Testing
import UsagePolicy

/// Every operator with every type of value, through the whole evaluator.
struct OperatorTests {
    enum Answer { case holds, fails, unknown }

    /// A permission tells holds from not; a prohibition tells fails from not.
    private func answer(_ constraint: JSONValue, _ request: EvaluationRequest) -> Answer {
        let permitted = outcome(permitting(constraint), request) == .permit
        let prohibited =
            outcome(permitting(prohibition: ["action": "use", "constraint": constraint]), request) == .refuse
        return permitted ? .holds : prohibited ? .unknown : .fails
    }

    @Test(
        arguments: [
            ("lt", "past", .fails), ("lt", "same", .fails), ("lt", "next", .holds),
            ("lteq", "past", .fails), ("lteq", "same", .holds), ("lteq", "next", .holds),
            ("gt", "past", .holds), ("gt", "same", .fails), ("gt", "next", .fails),
            ("gteq", "past", .holds), ("gteq", "same", .holds), ("gteq", "next", .fails),
            ("eq", "past", .fails), ("eq", "same", .holds), ("eq", "next", .fails),
            ("neq", "past", .holds), ("neq", "same", .fails), ("neq", "next", .holds),
            ("isA", "same", .unknown), ("hasPart", "same", .unknown), ("isPartOf", "same", .unknown),
            ("isAllOf", "same", .unknown), ("isAnyOf", "same", .unknown), ("isNoneOf", "past", .unknown),
        ] as [(String, String, Answer)]
    )
    func `dateTime is compared to the millisecond, a date as its whole day`(
        relation: String,
        when: String,
        expected: Answer
    ) {
        let times = [
            "past": "2026-11-22T11:59:59.999Z", "same": "2026-11-22T20:00+08:00", "next": "2026-11-22T12:00:00.001Z",
        ]
        let dates = ["past": "2026-11-21Z", "same": "2026-11-22+08:00", "next": "2026-11-23Z"]
        for (table, type) in [(times, "xsd:dateTime"), (dates, "xsd:date")] {
            let text = table[when] ?? ""
            let typed: JSONValue = ["@value": .string(text), "@type": .string(type)]
            #expect(answer(comparison("dateTime", relation, .string(text)), request()) == expected)
            #expect(answer(comparison("dateTime", relation, typed), request()) == expected)
        }
    }

    @Test(
        arguments: [
            ("lt", 3, .holds), ("lt", 4, .fails), ("lteq", 5, .fails), ("lteq", 4, .holds), ("gt", 4, .fails),
            ("gt", 5, .holds), ("gteq", 3, .fails), ("gteq", 4, .holds), ("eq", 4, .holds), ("eq", 3, .fails),
            ("neq", 4, .fails), ("neq", 3, .holds), ("isAnyOf", 4, .unknown), ("isA", 4, .unknown),
        ] as [(String, Int64, Answer)]
    )
    func `count includes the use being asked for`(relation: String, used: Int64, expected: Answer) {
        var asked = request()
        asked.usageCounts = ["read": used - 1, "use": 1, "sell": 90]
        for limit: JSONValue in [5, "5", ["@value": "5", "@type": "xsd:nonNegativeInteger"], .number(5)] {
            #expect(answer(comparison("count", relation, limit), asked) == expected)
        }
    }

    @Test(
        arguments: [
            ("eq", "5.0", .holds), ("eq", "6", .fails), ("neq", "6", .holds), ("lt", "5.01", .holds),
            ("lt", "5", .fails),
            ("lteq", "5", .holds), ("gt", "4.999", .holds), ("gt", "1e2", .fails), ("gteq", "-7", .holds),
            ("gteq", "100000000000000000000000000000000000000", .fails), ("isAnyOf", "5.00", .holds),
            ("isNoneOf", "5.00", .fails), ("isAllOf", "5", .holds), ("hasPart", "5", .holds), ("isPartOf", "5", .holds),
            ("isA", "5", .holds), ("eq", "five", .unknown), ("lt", "1e99999", .unknown),
        ] as [(String, String, Answer)]
    )
    func `numbers compare exactly in any spelling`(relation: String, value: String, expected: Answer) {
        var asked = request()
        asked.claims["level"] = ["5"]
        let typed: JSONValue = ["@value": .string(value), "@type": "xsd:decimal"]
        #expect(answer(comparison("level", relation, typed), asked) == expected)
    }

    @Test(
        arguments: [
            ("eq", ["b"], "b", .holds), ("eq", ["a", "b"], "b", .holds), ("eq", ["a"], "b", .fails),
            ("neq", ["a", "b"], "b", .fails), ("neq", ["a"], "b", .holds), ("isA", ["b"], "b", .holds),
            ("isAnyOf", ["a"], ["a", "b"], .holds), ("isAnyOf", ["c"], ["a", "b"], .fails),
            ("isNoneOf", ["c"], ["a", "b"], .holds), ("isNoneOf", ["c", "a"], ["a", "b"], .fails),
            ("isAllOf", ["a", "b", "c"], ["a", "b"], .holds), ("isAllOf", ["a"], ["a", "b"], .fails),
            ("hasPart", ["a", "b"], "a", .holds), ("hasPart", ["a"], ["a", "b"], .fails),
            ("isPartOf", ["a"], ["a", "b"], .holds), ("isPartOf", ["a", "c"], ["a", "b"], .unknown),
            ("isPartOf", ["c"], ["a", "b"], .fails), ("eq", ["a"], ["a", "b"], .unknown), ("eq", ["a"], ["a"], .holds),
            ("isNoneOf", ["a"], [], .unknown), ("isAllOf", ["a"], [], .unknown), ("eq", [], "a", .unknown),
            ("eq", ["a"], ["@id": "a"], .holds), ("eq", ["true"], true, .holds), ("eq", ["1"], true, .holds),
            ("neq", ["no"], true, .unknown), ("eq", ["5"], 5, .holds), ("lt", ["10"], "9", .fails),
            ("lt", ["9"], "10", .holds), ("lt", ["abc"], "b", .unknown), ("lt", ["1", "2"], "3", .unknown),
            ("lt", ["a"], ["@value": "b", "@type": "xsd:string"], .holds),
            ("gt", ["a"], ["@value": "b", "@type": "xsd:string"], .fails),
            ("lt", ["2026-01-01Z"], "2027-01-01T00:00Z", .holds),
            ("eq", ["x"], ["@value": "P1D", "@type": "xsd:duration"], .unknown),
            ("gteq", ["a"], ["@id": "a"], .unknown), ("lt", ["true"], true, .unknown), ("sameAs", ["a"], "a", .unknown),
            ("term-lteq", ["1"], "2", .unknown), ("EQ", ["a"], "a", .unknown),
        ] as [(String, [String], JSONValue, Answer)]
    )
    func `claims are sets of which one value suffices`(
        relation: String,
        given: [String],
        right: JSONValue,
        expected: Answer
    ) {
        var asked = request()
        asked.claims["role"] = given
        #expect(answer(comparison("https://example.org/role", relation, right), asked) == expected)
    }

    @Test(
        arguments: [
            ("eq", ["CN"], "CN", .holds), ("eq", ["CN", "US"], "CN", .unknown), ("neq", ["CN", "US"], "CN", .unknown),
            ("isAnyOf", ["CN", "HK"], ["CN", "HK"], .holds), ("isAnyOf", ["CN", "US"], ["CN", "HK"], .unknown),
            ("isNoneOf", ["US"], ["CN", "HK"], .holds), ("isNoneOf", ["US", "CN"], ["CN", "HK"], .unknown),
            ("isPartOf", ["CN"], ["CN", "HK"], .holds), ("isAllOf", ["CN", "US"], ["CN"], .unknown),
            ("isAllOf", ["CN"], ["CN"], .holds), ("hasPart", ["CN", "US"], ["CN"], .holds),
            ("eq", ["US"], "CN", .fails),
        ] as [(String, [String], JSONValue, Answer)]
    )
    func `a use in several places must satisfy the policy in all of them`(
        relation: String,
        given: [String],
        right: JSONValue,
        expected: Answer
    ) {
        var asked = request()
        asked.spatial = given
        asked.recipients = given
        asked.events = given
        for operand in ["spatial", "recipient", "event"] {
            #expect(answer(comparison(operand, relation, right), asked) == expected)
        }
    }

    @Test(
        arguments: [
            ("2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z", .permit),
            ("2026-11-21T00:00:00Z", "2026-11-20T00:00:00Z", .refuse),
            ("2026-11-21T00:00:00Z", "2026-11-21T00:00:00Z", .permit), ("2026-11-21T00:00:00Z", nil, .permit),
            (nil, "2026-11-21T00:00:00Z", .refuse), (nil, nil, .permit),
            ("2026-11-20T00:00:00Z", "2026-11-23T00:00:00Z", .refuse),
        ] as [(String?, String?, Decision.Outcome)]
    )
    func `a sequence holds in its order only`(first: String?, second: String?, expected: Decision.Outcome) throws {
        var asked = request()
        asked.facts = [
            "industry": [KnownValue("asked", at: first.map(instant))],
            "media": [KnownValue("granted", at: second.map(instant))],
        ]
        let parts: JSONValue = [comparison("industry", "eq", "asked"), comparison("media", "eq", "granted")]
        let judge = PolicyEvaluator(vocabulary: .whole)
        let decision = judge.evaluate(try Policy(permitting(["andSequence": parts])), for: asked)
        #expect(decision.outcome == expected)
        #expect(judge.outcome(judge.compile(try Policy(permitting(["andSequence": parts]))), for: asked) == expected)
        let codes = decision.reasons.map(\.code)
        if first != nil, second != nil, expected == .refuse {
            #expect(codes == [.sequenceBroken] || codes == [.valueMissing])
        }
        if first == nil, second != nil { #expect(codes == [.sequenceUnwitnessed]) }
    }
}
