import Primitives
import Testing
import UsagePolicy

struct LintTests {
    private func codes(_ json: JSONValue) -> [Finding.Code] { evaluator.lint(json).map(\.code) }

    /// A policy as DSP wants it, around one constraint.
    private func offer(_ constraints: JSONValue...) -> JSONValue {
        ["@type": "Offer", "@id": "o", "permission": [["action": "use", "constraint": .array(constraints)]]]
    }

    @Test func `a good offer has no findings`() {
        #expect(codes(offer(comparison("odrl:dateTime", "lteq", "2027-01-01T00:00Z"))).isEmpty)
        #expect(codes(["@type": "Offer", "@id": "o", "permission": [["action": "use"]]]).isEmpty)
    }

    @Test(
        arguments: [
            (comparison("odrl:weather", "eq", "x"), [.operandUnknown]),
            (comparison("odrl:purpose", "term-lteq", "x"), [.operatorUnknown, .wireOperator]),
            (comparison("odrl:dateTime", "isAnyOf", "2027-01-01Z"), [.operatorUnfit]),
            (comparison("odrl:dateTime", "lteq", "2027-01-01T00:00:00"), [.zoneMissing]),
            (comparison("odrl:dateTime", "lteq", "2027-01-01"), [.zoneMissing]),
            (comparison("odrl:dateTime", "lteq", "soon"), [.valueUnfit]),
            (comparison("odrl:count", "lteq", "2.5"), [.valueUnfit]),
            (comparison("odrl:count", "lteq", 5), [.wireLiteral]),
            (comparison("odrl:level", "eq", true), [.wireLiteral]),
            (comparison("odrl:level", "gt", ["@id": "x"]), [.valueUnfit]),
            (comparison("odrl:level", "eq", ["@value": "x", "@type": "xsd:duration"]), [.valueUnfit]),
            (comparison("odrl:purpose", "isAnyOf", []), [.valueMissing]),
            (comparison("odrl:purpose", "eq", ["a", "b"]), [.valueSeveral]),
            (comparison("purpose", "eq", "a"), [.wireTerm]),
            (comparison("odrl:purpose", "odrl:eq", "a"), [.wireOperator]),
            (["andSequence": [comparison("odrl:purpose", "eq", "a")]], [.sequenceUnwitnessed]),
        ] as [(JSONValue, [Finding.Code])]
    )
    func `a constraint that would fail is found`(constraint: JSONValue, expected: [Finding.Code]) {
        #expect(codes(offer(constraint)) == expected)
    }

    @Test(
        arguments: [
            [comparison("odrl:dateTime", "gteq", "2027-01-01Z"), comparison("odrl:dateTime", "lt", "2027-01-01Z")],
            [
                comparison("odrl:dateTime", "gt", "2027-01-01T00:00Z"),
                comparison("odrl:dateTime", "lteq", "2027-01-01T00:00Z"),
            ],
            [comparison("odrl:count", "lt", "1")], [comparison("odrl:count", "lteq", "0")],
            [comparison("odrl:count", "gt", "5"), comparison("odrl:count", "lteq", "5")],
            [comparison("odrl:purpose", "eq", "a"), comparison("odrl:purpose", "eq", "b")],
            [comparison("odrl:spatial", "eq", "a"), comparison("odrl:spatial", "isNoneOf", ["a", "b"])],
            [["or": [comparison("odrl:count", "lt", "1"), comparison("odrl:count", "lt", "9")]]],
            [comparison("odrl:purpose", "isAnyOf", ["a", "b"]), comparison("odrl:purpose", "isNoneOf", ["a", "b"])],
            [comparison("odrl:purpose", "isAnyOf", ["a"]), comparison("odrl:purpose", "eq", "b")],
            [comparison("odrl:elapsedTime", "gt", "P2D"), comparison("odrl:elapsedTime", "lt", "PT47H")],
            [["xone": [comparison("odrl:purpose", "eq", "a"), comparison("odrl:purpose", "eq", "a")]]],
            [
                comparison("odrl:purpose", "eq", "a"),
                ["or": [comparison("odrl:purpose", "eq", "b"), comparison("odrl:purpose", "eq", "c")]],
            ],
        ] as [[JSONValue]]
    )
    func `what can never be satisfied is found`(constraints: [JSONValue]) {
        let json: JSONValue = [
            "@type": "Offer", "@id": "o", "permission": [["action": "use", "constraint": .array(constraints)]],
        ]
        #expect(codes(json) == [.neverSatisfied])
    }

    @Test func `a span that is not empty is fine`() {
        let day = [
            comparison("odrl:dateTime", "gteq", "2027-01-01Z"), comparison("odrl:dateTime", "lteq", "2027-01-01Z"),
        ]
        #expect(codes(offer(["and": .array(day)])).isEmpty)
    }

    @Test(
        arguments: [
            (["@type": "Offer", "permission": [["action": "use"]]], [.wireIdentifier]),
            (["@type": "Offer", "@id": "o", "permission": ["action": "use"]], [.wireList]),
            (["@type": "Offer", "@id": "o", "permission": [["action": "use"]], "prohibition": []], [.wireEmptyList]),
            (["@type": "Offer", "@id": "o", "permission": [["action": "read"]]], [.wireTerm]),
            (["@type": "Offer", "@id": "o", "permission": [["action": ["@id": "odrl:use"]]]], [.wireAction]),
            (["@type": "Offer", "@id": "o", "odrl:permission": [["action": "use"]]], [.wireMember]),
            (["@type": "Offer", "@id": "o", "permission": [["action": "use", "target": "x"]]], [.wireTarget]),
            (["@type": "Offer", "@id": "o", "permission": [["action": "use"]], "conflict": "perm"], [.wireConflict]),
            (["@type": "Offer", "@id": "o"], [.nothingPermitted, .wireRules]),
            (["@type": "Offer", "@id": "o", "permission": [["action": "x:y"]]], [.actionUnknown]),
            (["@type": "Agreement", "@id": "o", "target": "t", "permission": [["action": "use"]]], [.partyMissing]),
            (
                ["@type": "Offer", "@id": "o", "permission": [["action": "use"]], "prohibition": [["action": "use"]]],
                [.conflictUnresolved]
            ),
            (
                [
                    "@type": "Offer", "@id": "o",
                    "permission": [
                        [
                            "action": "use",
                            "duty": [
                                [
                                    "action": "odrl:inform",
                                    "constraint": [comparison("odrl:dateTime", "lt", "2027-01-01Z")],
                                ]
                            ],
                        ]
                    ],
                ], [.dutyLapses]
            ),
            (["@type": "Set", "permission": [["action": "use", "remedy": []]]], [.unreadable]),
        ] as [(JSONValue, [Finding.Code])]
    )
    func `what a peer would refuse or lose is found`(json: JSONValue, expected: [Finding.Code]) {
        #expect(codes(json) == expected)
    }

    @Test func `the wire form of a policy has no finding about the wire`() throws {
        let loose: JSONValue = [
            "@type": "Set", "@id": "o", "target": "t", "conflict": "prohibit", "prohibition": [],
            "permission": ["action": "read", "constraint": comparison("count", "odrl:lteq", 5)],
        ]
        #expect(codes(loose).contains { $0.rawValue.hasPrefix("wire") })
        #expect(codes(try Policy(loose).wireForm).isEmpty)
    }

    @Test func `findings, problems and reasons speak both languages`() {
        let findings = evaluator.lint(offer(comparison("odrl:dateTime", "lteq", "soon")))
        #expect(
            findings.map { $0.message(.english) } == [
                "`permission[0].constraint[0]`: dateTime needs another kind of value than soon"
            ]
        )
        #expect(findings.map { $0.message(.chinese) } == ["`permission[0].constraint[0]`:dateTime 的取值类型不能是 soon"])
        #expect(findings.map(\.severity) == [.error])
        let refused = problem(["@type": "Set", "remedy": "x"])
        #expect(refused?.description == "`$` uses `remedy`, which is not supported yet; refusing rather than weakening")
        #expect(refused?.text(.chinese) == "`$` 使用了尚不支持的 `remedy`;宁可拒绝,不可放宽")
    }

    @Test(
        arguments: [
            [comparison("odrl:purpose", "isAnyOf", ["a", "b"]), comparison("odrl:purpose", "isNoneOf", ["b", "c"])],
            [comparison("odrl:purpose", "isAnyOf", ["a", "b"]), comparison("odrl:purpose", "isAnyOf", ["b", "c"])],
            [comparison("odrl:elapsedTime", "gteq", "P2D"), comparison("odrl:elapsedTime", "lteq", "PT48H")],
            [comparison("odrl:elapsedTime", "gteq", "P1M"), comparison("odrl:elapsedTime", "lteq", "P30D")],
            [["xone": [comparison("odrl:purpose", "eq", "a"), comparison("odrl:purpose", "eq", "b")]]],
            [
                comparison("odrl:purpose", "eq", "a"),
                ["or": [comparison("odrl:purpose", "eq", "b"), comparison("odrl:purpose", "eq", "a")]],
            ],
            // A claim may hold several values, of which one is enough.
            [comparison("odrl:level", "eq", "a"), comparison("odrl:level", "eq", "b")],
        ] as [[JSONValue]]
    )
    func `what can be satisfied is not called impossible`(constraints: [JSONValue]) {
        let json: JSONValue = [
            "@type": "Offer", "@id": "o", "permission": [["action": "use", "constraint": .array(constraints)]],
        ]
        #expect(!codes(json).contains(.neverSatisfied))
    }

    @Test func `ways of acting and parts of collections are looked at too`() {
        let impossible: JSONValue = [
            comparison("odrl:resolution", "gt", "10"), comparison("odrl:resolution", "lt", "5"),
        ]
        let unknown: JSONValue = [comparison("ex:dots", "gt", "10")]
        for (refinement, code) in [(impossible, Finding.Code.neverSatisfied), (unknown, .operandUnknown)] {
            let way: JSONValue = ["rdf:value": ["@id": "odrl:print"], "odrl:refinement": refinement]
            let group: JSONValue = ["@type": "odrl:AssetCollection", "odrl:source": "x", "odrl:refinement": refinement]
            for json: JSONValue in [
                ["@type": "Set", "permission": [["action": way]]],
                ["@type": "Set", "target": group, "permission": [["action": "use"]]],
                ["@type": "Set", "permission": [["action": "use", "target": group]]],
            ] { #expect(PolicyEvaluator(vocabulary: .whole).lint(json).map(\.code).contains(code)) }
        }
    }
}
