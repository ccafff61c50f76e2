import Primitives
import Testing
import UsagePolicy

/// JSON-LD says one thing in many forms: each must be read as the same policy, or refused by name.
struct LinkedPolicyTests {
    private static let odrl = "http://www.w3.org/ns/odrl/2/"

    /// Bob's reading of everything in the box is prohibited after New Year; Alice reads after paying.
    private static let forms: [String] = [
        """
        {"@type": "Set", "@id": "urn:p", "permission": [{"action": "read", "target": {"@type": "AssetCollection",
         "@id": "urn:box", "source": "urn:shelf"}, "duty": [{"action": "compensate"}], "constraint": [{"and": [
         {"leftOperand": "dateTime", "operator": "lt", "rightOperand": {"@value": "2027-01-01Z", "@type": "xsd:date"}}]}]}]}
        """,
        """
        {"@context": ["http://www.w3.org/ns/odrl.jsonld", {"u": "urn:", "allow": "odrl:permission",
         "until": {"@id": "odrl:rightOperand", "@type": "xsd:date"}, "type": "@type"}],
         "type": "Set", "uid": "u:p", "allow": {"action": "read", "target": {"type": "AssetCollection", "uid": "u:box",
         "source": "u:shelf"}, "duty": {"action": "odrl:compensate"}, "constraint": {"and": {"@list": [
         {"leftOperand": "dateTime", "operator": "odrl:lt", "until": "2027-01-01Z"}]}}}}
        """,
        """
        [{"@id": "urn:p", "@type": ["http://www.w3.org/ns/odrl/2/Set", "http://www.w3.org/ns/odrl/2/Policy"],
          "http://www.w3.org/ns/odrl/2/uid": [{"@id": "urn:p"}], "http://purl.org/dc/terms/title": [{"@value": "x"}],
          "http://www.w3.org/ns/odrl/2/permission": [{"@id": "_:r"}]},
         {"@id": "_:r", "@type": ["http://www.w3.org/ns/odrl/2/Permission"],
          "http://www.w3.org/ns/odrl/2/action": [{"@id": "http://www.w3.org/ns/odrl/2/read"}],
          "http://www.w3.org/ns/odrl/2/target": [{"@id": "urn:box"}],
          "http://www.w3.org/ns/odrl/2/duty": [{"@id": "_:d"}],
          "http://www.w3.org/ns/odrl/2/constraint": [{"@id": "_:l"}]},
         {"@id": "_:d", "http://www.w3.org/ns/odrl/2/action": [{"@id": "http://www.w3.org/ns/odrl/2/compensate"}]},
         {"@id": "_:l", "http://www.w3.org/ns/odrl/2/and": [{"@list": [{"@id": "_:c"}]}]},
         {"@id": "_:c", "http://www.w3.org/ns/odrl/2/leftOperand": [{"@id": "http://www.w3.org/ns/odrl/2/dateTime"}],
          "http://www.w3.org/ns/odrl/2/operator": [{"@id": "http://www.w3.org/ns/odrl/2/lt"}],
          "http://www.w3.org/ns/odrl/2/rightOperand": [{"@value": "2027-01-01Z",
           "@type": "http://www.w3.org/2001/XMLSchema#date"}]},
         {"@id": "urn:box", "@type": ["http://www.w3.org/ns/odrl/2/AssetCollection", "http://xmlns.com/foaf/0.1/Document"],
          "http://xmlns.com/foaf/0.1/name": [{"@value": "box"}],
          "http://www.w3.org/ns/odrl/2/source": [{"@id": "urn:shelf"}]}]
        """,
        """
        {"@context": {"o": "http://www.w3.org/ns/odrl/2/", "xsd": "http://www.w3.org/2001/XMLSchema#"}, "@graph": [
         {"@id": "urn:p", "@type": "o:Set", "o:permission": {"o:action": {"@id": "o:read"}, "o:target": {"@id": "urn:box",
          "@type": "o:AssetCollection", "o:source": {"@id": "urn:shelf"}}, "o:duty": {"o:action": {"@id": "o:compensate"}},
          "o:constraint": {"o:and": {"@list": [{"@id": "_:c"}]}}}},
         {"@id": "_:c", "o:leftOperand": {"@id": "o:dateTime"}, "o:operator": {"@id": "o:lt"},
          "o:rightOperand": {"@type": "xsd:date", "@value": "2027-01-01Z"}}]}
        """,
    ]

    @Test func `one policy in four forms is one policy`() throws {
        let policies = try Self.forms.map { try Policy(linked: try JSONReader.read($0)) }
        let first = try #require(policies.first)
        for policy in policies {
            #expect(policy.hasSameTerms(as: first), "\(policy.wireForm.prettyText)")
            #expect(policy.id == "urn:p")
        }
    }

    @Test func `a member of a collection is one under its id and under its source`() throws {
        var asked = request(action: "read", target: "urn:x")
        for group in ["urn:box", "urn:shelf", "urn:other"] {
            asked.memberships = ["urn:x": [group]]
            asked.dutyStates = ["permission[0].duty[0]": .fulfilled]
            let policy = try Policy(linked: try JSONReader.read(try #require(Self.forms.first)))
            #expect((evaluator.evaluate(policy, for: asked).outcome == .permit) == (group != "urn:other"))
        }
    }

    @Test(arguments: [
        (#"{"permission": "odrl:prohibition"}"#, "permission"), (#"{"use": "odrl:read"}"#, "use"),
        (#"{"@vocab": "urn:x:"}"#, "@vocab"), (#"{"@base": "urn:x:"}"#, "@base"), (#"{"lt": "odrl:gt"}"#, "lt"),
        (#"{"read": {"@id": "odrl:use", "@type": "@id"}}"#, "read"), (#"{"use": null}"#, "use"),
        (#"{"x": {"@reverse": "odrl:permission"}}"#, "@reverse"),
        (#"{"x": {"@id": "urn:x", "@context": {}}}"#, "@context"),
    ])
    func `a context that would change what our words mean is refused by name`(_ context: String, _ name: String) throws
    {
        let json: JSONValue = [
            "@context": try JSONReader.read(context), "@type": "Set", "permission": ["action": "use"],
        ]
        #expect(throws: PolicyProblem.self) { try Policy(linked: json) }
        do { _ = try Policy(linked: json) } catch { #expect(error.description.contains("`\(name)`")) }
    }

    @Test func `a prefix that is bound to another vocabulary makes its words foreign`() throws {
        let json: JSONValue = [
            "@context": ["odrl": "urn:evil:"], "@type": "Set", "permission": [["action": "odrl:use"]],
        ]
        #expect(evaluator.evaluate(try Policy(linked: json), for: request()).outcome == .refuse)
    }

    @Test func `graphs that circle or multiply end with a reason`() throws {
        let circle = try JSONReader.read(
            #"{"@graph": [{"@id": "p", "@type": "Set", "permission": {"@id": "r"}}, {"@id": "r", "action": "use", "#
                + #""constraint": {"@id": "c"}}, {"@id": "c", "and": [{"@id": "c"}]}]}"#
        )
        #expect(throws: PolicyProblem(.circular, at: "and", "c")) { try Policy(linked: circle) }
        var nodes: [JSONValue] = [
            ["@id": "p", "@type": "Set", "permission": ["@id": "r"]],
            ["@id": "r", "action": "use", "constraint": ["@id": "c0"]],
        ]
        for level in 0..<7 {
            let next: JSONValue = ["@id": .string("c\(level + 1)")]
            nodes.append(["@id": .string("c\(level)"), "and": .array(Array(repeating: next, count: 20))])
        }
        nodes.append(["@id": "c7", "leftOperand": "purpose", "operator": "eq", "rightOperand": "x"])
        let laughing: JSONValue = ["@graph": .array(nodes)]
        #expect(throws: PolicyProblem.self) { try Policy(linked: laughing) }
    }

    @Test func `several policies, or none, are not one`() throws {
        let set: JSONValue = ["@id": "a", "@type": ["Set"], "permission": [["action": "use"]]]
        let other: JSONValue = ["@id": "b", "@type": ["Set"], "permission": [["action": "use"]]]
        #expect(throws: PolicyProblem.self) { try Policy(linked: [set, other]) }
        #expect(throws: PolicyProblem.self) { try Policy(linked: []) }
        #expect(try LinkedPolicies([set, other]).policies.count == 2)
    }

    @Test func `what things are part of comes with the graph, also under a second name`() throws {
        let graph: JSONValue = [
            ["@id": "p", "@type": ["Set"], "permission": [["action": "read", "target": [["@id": "box"]]]]],
            ["@id": "box", "@type": ["AssetCollection"], "uid": [["@id": "crate"]]],
            ["@id": "x", "partOf": [["@id": "crate"]]],
        ]
        #expect(try LinkedPolicies(graph).memberships == ["x": ["crate"], "box": ["crate"], "crate": ["box"]])
    }

    @Test func `parents of parents do not multiply without end`() throws {
        var parents: [JSONValue] = []
        for level in 0..<7 {
            let next = (0..<10).map { "l\(level + 1)_\($0)" }
            for index in 0..<10 {
                parents.append([
                    "@id": .string("l\(level)_\(index)"), "@type": "Set", "permission": [["action": "use"]],
                    "inheritFrom": level < 6 ? .strings(next) : nil,
                ])
            }
        }
        let child: JSONValue = ["@type": "Set", "inheritFrom": .strings((0..<10).map { "l0_\($0)" })]
        #expect(throws: PolicyProblem(.tooManyValues, at: "inheritFrom", "64")) { try Policy(child, parents: parents) }
    }

    @Test(arguments: ["target", "assignee"])
    func `a list of nobody is not everybody`(_ name: String) throws {
        let rule: JSONObject = ["action": "use"]
        var empty = rule
        empty[name] = .array([])
        #expect(throws: PolicyProblem(.emptyList, at: "permission[0].\(name)")) {
            try Policy(["@type": "Set", "permission": [.object(empty)]])
        }
        var shared: JSONObject = ["@type": "Set", "permission": [.object(rule)]]
        shared[name] = .array([])
        #expect(throws: PolicyProblem(.emptyList, at: name)) { try Policy(.object(shared)) }
    }

    @Test func `an agreement may name its parties in each of its rules`() throws {
        let rule: JSONObject = ["action": "use", "target": "d", "assigner": "p", "assignee": "a"]
        func outcome(_ rules: JSONObject...) throws -> Decision.Outcome {
            let json: JSONValue = ["@type": "Agreement", "@id": "x", "permission": .array(rules.map { .object($0) })]
            return evaluator.evaluate(try Policy(json), for: request(action: "use", target: "d", assignee: "a")).outcome
        }
        #expect(try outcome(rule) == .permit)
        for name in ["target", "assigner", "assignee"] {
            var open = rule
            open[name] = nil
            #expect(try outcome(open) == .refuse)
            #expect(try outcome(rule, open) == .refuse)
        }
    }

    @Test func `words of the asker's own are words, and cannot change ODRL's`() throws {
        let words = try AddedWords(["actions": ["ex:sign": "use", "sell": "use"], "operands": ["ex:day": "text"]])
        let own = PolicyEvaluator(vocabulary: .whole).adding(words)
        let policy = try Policy([
            "@type": "Set",
            "permission": [["action": "use", "constraint": [comparison("ex:day", "eq", "Sunday")]]],
        ])
        for (action, expected) in [("ex:sign", Decision.Outcome.permit), ("sell", .refuse), ("ex:other", .refuse)] {
            var asked = request(action: action)
            asked.facts = ["ex:day": [KnownValue("Sunday")]]
            #expect(own.evaluate(policy, for: asked).outcome == expected)
            #expect(PolicyEvaluator(vocabulary: .whole).evaluate(policy, for: asked).outcome == .refuse)
        }
        #expect(throws: PolicyProblem.self) { try AddedWords(["operands": ["x": "colour"]]) }
    }
}
