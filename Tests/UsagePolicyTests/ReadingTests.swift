import Primitives
import Testing
import UsagePolicy

struct ReadingTests {
    @Test func `one or many, prefixes, full IRIs and @id objects are the same policy`() throws {
        let plain = try policy([
            "@type": "Offer", "@id": "o",
            "permission": [["action": "use", "constraint": [comparison("dateTime", "lteq", "2027-01-01T00:00Z")]]],
        ])
        let spelled = try policy([
            "@type": ["odrl:Offer"], "uid": "other", "odrl:target": ["@id": "x"],
            "http://www.w3.org/ns/odrl/2/permission": [
                "odrl:action": ["@id": "http://www.w3.org/ns/odrl/2/use"],
                "odrl:constraint": [
                    "odrl:leftOperand": ["@id": "odrl:dateTime"],
                    "operator": "http://www.w3.org/ns/odrl/2/lteq",
                    "rightOperand": ["@value": "2027-01-01T00:00Z"],
                ],
            ],
        ])
        #expect(plain.hasSameTerms(as: spelled))
        #expect(spelled.target == "x")
        #expect(spelled.id == "other")
    }

    @Test func `the original document is kept`() throws {
        let json = permitting(comparison("purpose", "eq", "research"))
        #expect(try policy(json).source == json)
    }

    @Test(arguments: ["remedy", "consequence", "refinement", "inheritFrom", "unit", "odrl:remedy", "dataType"])
    func `what is not supported is refused by name wherever it stands`(member: String) {
        var rule: JSONObject = ["action": "use"]
        rule[member] = "x"
        #expect(problem(["@type": "Set", "permission": .object(rule)])?.code == .unsupported)
        var whole: JSONObject = ["@type": "Set"]
        whole[member] = "x"
        #expect(problem(.object(whole))?.code == .unsupported)
        guard !["unit", "dataType"].contains(member) else { return }
        var constraint: JSONObject = ["leftOperand": "count", "operator": "lt", "rightOperand": "5"]
        constraint[member] = "x"
        let found = problem(permitting(.object(constraint)))
        #expect(found?.code == .unsupported)
        #expect(found?.path == "permission[0].constraint[0]")
    }

    @Test(
        arguments: [
            (["@type": "Set", "licence": "x"], .unknownMember, "$"),
            (["@type": "Set", "x:strange": "x"], .unknownMember, "$"),
            (["permission": []], .missingMember, "$"),
            (["@type": "Ticket"], .unknownType, "@type"),
            (["@type": "Set", "conflict": "maybe"], .unknownConflict, "conflict"),
            (["@type": "Agreement", "permission": [[:]]], .missingMember, "permission[0]"),
            (["@type": "Set", "obligation": [[:]]], .missingMember, "obligation[0]"),
            (["@type": "Set", "permission": ["action": []]], .emptyList, "permission.action"),
            (["@type": "Set", "permission": ["action": "*"]], .unsupported, "permission.action"),
            (["@type": "Set", "permission": "use"], .wrongType, "permission"),
            (["@type": "Set", "permission": nil, "prohibition": .null], .wrongType, "prohibition"),
            (["@type": "Set", "permission": ["action": ""]], .badText, "permission.action"),
            (
                ["@type": "Set", "permission": ["action": "use", "@type": "Prohibition"]], .unknownType,
                "permission.@type"
            ),
            (["@type": "Set", "prohibition": ["action": "use", "duty": []]], .unknownMember, "prohibition"),
            (["@type": "Set", "permission": [], "odrl:permission": []], .duplicateMember, "$"),
            ("policy", .wrongType, "$"),
        ] as [(JSONValue, PolicyProblem.Code, String)]
    )
    func `a document that is no policy is refused with code and path`(
        json: JSONValue,
        code: PolicyProblem.Code,
        path: String
    ) {
        #expect(problem(json)?.code == code)
        #expect(problem(json)?.path == path)
    }

    @Test(
        arguments: [
            ["and": []], ["leftOperand": "count", "operator": "lt", "rightOperand": "1", "and": []],
            ["and": [], "or": []], [:],
        ] as [JSONValue]
    )
    func `a constraint is exactly one comparison or one logical relation`(json: JSONValue) {
        #expect([.emptyList, .ambiguousConstraint].contains(problem(permitting(json))?.code))
    }

    @Test func `right operands keep value and type`() throws {
        let numbers = try policy(permitting(comparison("count", "lteq", 5)))
        let typed = try policy(permitting(comparison("count", "lteq", ["@value": "5", "@type": "xsd:integer"])))
        let text = try policy(permitting(comparison("count", "lteq", "5")))
        #expect(numbers.hasSameTerms(as: typed))
        #expect(!numbers.hasSameTerms(as: text))
        #expect(
            problem(permitting(comparison("purpose", "eq", ["@value": "a", "@language": "en"])))?.code == .unknownMember
        )
        #expect(problem(permitting(comparison("purpose", "eq", [["a"]])))?.code == .wrongType)
    }

    @Test func `descriptions are no terms`() throws {
        let plain: JSONValue = ["@type": "Set", "permission": ["action": "use"]]
        let titled: JSONValue = ["@type": "Set", "dct:title": "x", "permission": ["action": "use", "rdfs:label": "y"]]
        #expect(try policy(plain).hasSameTerms(as: policy(titled)))
    }

    @Test func `bounds hold`() {
        let rules = JSONValue.array(Array(repeating: ["action": "use"], count: 201))
        #expect(problem(["@type": "Set", "permission": rules])?.code == .tooManyRules)
        var deep = comparison("count", "lt", "5")
        for _ in 0..<60 { deep = ["and": [deep]] }
        #expect(problem(permitting(deep))?.code == .tooDeep)
        let many = JSONValue.array(Array(repeating: "x", count: 1_001))
        #expect(problem(permitting(comparison("purpose", "isAnyOf", many)))?.code == .tooManyValues)
        let wide = JSONValue.array(Array(repeating: comparison("count", "lt", "5"), count: 1_001))
        #expect(problem(permitting(["and": wide]))?.code == .tooManyConstraints)
    }

    @Test func `canonically equal but different bytes are different terms`() throws {
        let composed = try policy(permitting(comparison("purpose", "eq", "caf\u{E9}")))
        let decomposed = try policy(permitting(comparison("purpose", "eq", "cafe\u{301}")))
        #expect(!composed.hasSameTerms(as: decomposed))
        var asked = request()
        asked.purpose = "cafe\u{301}"
        #expect(outcome(composed.source, asked) == .refuse)
        #expect(outcome(decomposed.source, asked) == .permit)
    }
}
