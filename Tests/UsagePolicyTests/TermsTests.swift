import Primitives
import Testing
import UsagePolicy

struct TermsTests {
    private func isExcluded(_ constraint: JSONValue, claims: [String: [String]] = [:]) throws -> Bool {
        var asked = request()
        asked.claims = claims
        let offer: JSONValue = [
            "@type": "Offer", "@id": "o", "permission": ["action": "use", "constraint": constraint],
        ]
        return evaluator.evaluateTerms(of: try Policy(offer), for: asked).isExcluded
    }

    @Test func `an offer without a target can be weighed, and is never a grant`() throws {
        let offer = try policy(["@type": "Offer", "@id": "o", "permission": ["action": "use"]])
        let judgement = evaluator.evaluateTerms(of: offer, for: request())
        #expect(!judgement.isExcluded)
        #expect(judgement.reasons.map(\.code) == [.permissionIsAdmissible])
        #expect(evaluator.evaluate(offer, for: request()).outcome == .refuse)
    }

    @Test(arguments: [
        ("lteq", "2026-11-22T11:00Z", true), ("lt", "2026-11-22T11:00Z", true), ("eq", "2026-11-01Z", true),
        ("lteq", "2027-01-01Z", false), ("gteq", "2027-01-01Z", false), ("eq", "2027-01-01Z", false),
        ("neq", "2026-11-22Z", false), ("gt", "2020-01-01Z", false), ("lteq", "2027-01-01", true),
    ])
    func `a time that is over excludes, a time to come does not`(relation: String, time: String, excluded: Bool) throws
    {
        #expect(try isExcluded(comparison("dateTime", relation, .string(time))) == excluded)
    }

    @Test func `what belongs to the use is open, what belongs to the party is judged`() throws {
        #expect(try !isExcluded(comparison("count", "lteq", "5")))
        #expect(try !isExcluded(comparison("purpose", "eq", "research")))
        #expect(try !isExcluded(comparison("spatial", "isAnyOf", ["CN"])))
        #expect(try isExcluded(comparison("level", "gteq", 3)))
        #expect(try isExcluded(comparison("level", "gteq", 3), claims: ["level": ["2"]]))
        #expect(try !isExcluded(comparison("level", "gteq", 3), claims: ["level": ["3"]]))
        #expect(try isExcluded(comparison("weather", "eq", "fine")))
    }

    @Test func `a purpose that is stated is judged`() throws {
        var asked = request()
        asked.purpose = "marketing"
        let terms = try policy(permitting(comparison("purpose", "eq", "research")))
        #expect(evaluator.evaluateTerms(of: terms, for: asked).isExcluded)
    }

    @Test func `prohibitions exclude when they stand or cannot be judged, not when they may pass`() throws {
        let lasting = comparison("dateTime", "gteq", "2020-01-01Z")
        let passing = comparison("dateTime", "lt", "2027-01-01Z")
        let unknown = comparison("weather", "eq", "fine")
        for (constraint, excluded) in [(lasting, true), (passing, false), (unknown, true)] {
            let json = permitting(prohibition: ["action": "use", "constraint": constraint])
            #expect(evaluator.evaluateTerms(of: try Policy(json), for: request()).isExcluded == excluded)
            let prevailing = permitting(prohibition: ["action": "use", "constraint": constraint], conflict: "perm")
            #expect(!evaluator.evaluateTerms(of: try Policy(prevailing), for: request()).isExcluded)
        }
    }

    @Test func `duties are open`() throws {
        let json: JSONValue = [
            "@type": "Set", "target": "t", "permission": ["action": "use", "duty": ["action": "inform"]],
        ]
        let judgement = evaluator.evaluateTerms(of: try Policy(json), for: request())
        #expect(!judgement.isExcluded)
        #expect(judgement.open.map(\.code) == [.dutyOpen])
    }
}

struct TimeBoundaryTests {
    @Test(
        arguments: [
            ("lt", "2026-12-01T00:00Z", "2026-12-01T00:00:00.000Z"),
            ("lteq", "2026-12-01T00:00Z", "2026-12-01T00:00:00.001Z"),
            ("gteq", "2026-12-01T08:00+08:00", "2026-12-01T00:00:00.000Z"),
            ("gt", "2026-12-01Z", "2026-12-02T00:00:00.000Z"),
            ("eq", "2026-12-01Z", "2026-12-01T00:00:00.000Z"), ("lteq", "2020-01-01Z", nil), ("lt", "soon", nil),
            ("isAnyOf", "2026-12-01Z", nil),
        ] as [(String, String, String?)]
    )
    func `the boundary is the first instant of the new answer`(relation: String, time: String, expected: String?) throws
    {
        let policy = try policy(permitting(["or": [comparison("dateTime", relation, .string(time))]]))
        #expect(evaluator.nextTimeBoundary(of: policy, after: now)?.description == expected)
    }

    @Test func `prohibitions, obligations and duties have boundaries too`() throws {
        let bound = comparison("dateTime", "lt", "2026-12-01Z")
        let ruled: JSONValue = ["action": "use", "constraint": bound]
        for json: JSONValue in [
            ["@type": "Set", "prohibition": ruled], ["@type": "Set", "obligation": ruled],
            ["@type": "Set", "permission": ["action": "use", "duty": ruled]],
        ] {
            #expect(evaluator.nextTimeBoundary(of: try Policy(json), after: now) != nil)
        }
    }
}
