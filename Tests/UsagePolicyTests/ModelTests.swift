import Primitives
import Testing
import UsagePolicy

/// The parts of the information model that go beyond plain permissions and prohibitions.
struct ModelTests {
    private func set(_ members: JSONValue) -> JSONValue {
        var object: JSONObject = ["@type": "Set", "@id": "p", "target": "t"]
        for member in members.objectValue?.members ?? [] { object[member.key] = member.value }
        return .object(object)
    }

    private func done(
        _ action: String,
        at time: String = "2026-11-20T00:00Z",
        pays: KnownValue? = nil
    ) -> PerformedAction {
        PerformedAction(
            action: action,
            target: "t",
            party: "a",
            at: instant(time),
            parameters: pays.map { ["payAmount": [$0]] } ?? [:]
        )
    }

    @Test(
        arguments: [
            (nil, .refuse), (KnownValue("1000", unit: "urn:dpi"), .permit),
            (KnownValue("1300", unit: "urn:dpi"), .refuse),
            (KnownValue("1000"), .refuse), (KnownValue("1000", unit: "urn:lpi"), .refuse),
        ] as [(KnownValue?, Decision.Outcome)]
    )
    func `a refinement is judged on the way the action is done`(given: KnownValue?, expected: Decision.Outcome) {
        let bound: JSONValue = [
            "leftOperand": "resolution", "operator": "lteq", "rightOperand": "1200", "unit": "urn:dpi",
        ]
        let action: JSONValue = ["rdf:value": ["@id": "odrl:print"], "refinement": [bound]]
        var asked = request(action: "print")
        asked.parameters = given.map { ["resolution": [$0]] } ?? [:]
        #expect(outcome(set(["permission": ["action": action]]), asked) == expected)
        // What cannot be told never lifts a prohibition.
        let forbidden = set([
            "permission": ["action": "use"], "conflict": "prohibit", "prohibition": ["action": action],
        ])
        let lifted = given.map { $0.text == "1300" } ?? false
        #expect(outcome(forbidden, asked) == (lifted ? .permit : .refuse))
    }

    @Test func `units of one kind are compared exactly`() {
        let kilobyte = "http://qudt.org/vocab/unit/KiloBYTE"
        let json = set([
            "permission": [
                "action": "use",
                "constraint": [
                    "leftOperand": "absoluteSize", "operator": "lteq", "rightOperand": "2", "unit": .string(kilobyte),
                ],
            ]
        ])
        var asked = request()
        for (bytes, expected) in [("2000", Decision.Outcome.permit), ("2000.1", .refuse), ("1e3", .permit)] {
            asked.facts = ["absoluteSize": [KnownValue(bytes, unit: "http://qudt.org/vocab/unit/BYTE")]]
            #expect(outcome(json, asked) == expected)
        }
        asked.facts = ["absoluteSize": [KnownValue("1")]]
        #expect(codes(json, asked) == [.notComparable])
    }

    @Test(arguments: [
        ("PT24H", "lteq", "P1D", true), ("P1M", "lt", "P2M", true), ("P1M", "lt", "P31D", nil),
        ("P12M", "eq", "P1Y", true),
        ("PT90M", "gt", "PT1H", true), ("P7D", "eq", "P1W", true), ("P", "eq", "P1D", nil), ("PT", "eq", "P1D", nil),
        ("P1D2M", "eq", "P1D", nil), ("P9999999999D", "gt", "P1D", nil), ("-P1D", "lt", "P1D", true),
        ("PT0.5S", "eq", "PT0.500S", true), ("P1DT", "eq", "P1D", nil), ("1D", "eq", "P1D", nil),
    ])
    func `durations compare where they have a common measure`(
        given: String,
        relation: String,
        bound: String,
        holds: Bool?
    ) {
        var asked = request()
        asked.facts = ["elapsedTime": [KnownValue(given)]]
        let decided = codes(permitting(comparison("elapsedTime", relation, .string(bound))), asked)
        switch holds {
        case true?: #expect(decided == [.permissionApplies])
        case false?: #expect(decided == [.constraintFails])
        case nil: #expect(decided == [.notComparable] || decided == [.partlyTrue])
        }
    }

    @Test func `a duty is fulfilled by what was done before, in the way it says`() {
        let bound: JSONValue = [
            "leftOperand": "payAmount", "operator": "eq", "rightOperand": "5.00", "unit": "urn:euro",
        ]
        let duty: JSONValue = ["action": ["rdf:value": ["@id": "odrl:compensate"], "refinement": [bound]]]
        let json = set(["permission": ["action": "use", "duty": [duty]]])
        let waiting = evaluator.evaluate(reading: json, for: request())
        #expect(waiting.outcome == .refuse)
        #expect(waiting.preconditions.map(\.action.name) == ["compensate"])
        var asked = request()
        let five = KnownValue("5", unit: "urn:euro")
        for (act, expected) in [
            (done("compensate", pays: five), Decision.Outcome.permit), (done("inform", pays: five), .refuse),
            (done("compensate", pays: KnownValue("4.99", unit: "urn:euro")), .refuse),
            (done("compensate", at: "2026-12-01T00:00Z", pays: five), .refuse), (done("pay", pays: five), .permit),
        ] {
            asked.performed = [act]
            #expect(outcome(json, asked) == expected)
        }
    }

    @Test func `a duty that was taken on comes with the permit, a violated one blocks until it is made good`() {
        let duty: JSONValue = ["@id": "d", "action": "inform", "consequence": [["@id": "c", "action": "compensate"]]]
        let json = set(["permission": ["action": "use", "duty": duty]])
        var asked = request()
        asked.dutyStates = ["d": .notSet]
        let decision = evaluator.evaluate(reading: json, for: asked)
        #expect(decision.outcome == .permitWithDuties && decision.duties.compactMap(\.id) == ["d"])
        asked.dutyStates = ["d": .violated]
        #expect(codes(json, asked) == [.dutyViolated])
        asked.performed = [done("inform")]
        #expect(codes(json, asked) == [.dutyViolated])
        asked.dutyStates = ["d": .violated, "c": .fulfilled]
        #expect(outcome(json, asked) == .permit)
    }

    @Test func `an obligation whose time is over is violated, and its consequence is due`() {
        let late: JSONValue = [
            "action": "delete", "constraint": [comparison("dateTime", "lteq", "2026-11-21T00:00Z")],
            "consequence": ["action": "compensate"],
        ]
        let decision = evaluator.evaluate(
            reading: set(["permission": ["action": "use"], "obligation": late]),
            for: request()
        )
        #expect(decision.duties.map(\.path) == ["obligation", "obligation.consequence"])
        #expect(decision.rules.last?.states.contains(.violated) == true)
    }

    @Test func `a prohibition that was violated brings its remedy`() {
        let json = set([
            "permission": ["action": "read"],
            "prohibition": ["action": "distribute", "remedy": [["action": "anonymize"]]],
        ])
        var asked = request(action: "read")
        #expect(outcome(json, asked) == .permit)
        asked.performed = [done("distribute")]
        let decision = evaluator.evaluate(reading: json, for: asked)
        #expect(decision.outcome == .permitWithDuties && decision.duties.map(\.action.name) == ["anonymize"])
        asked.performed.append(done("anonymize"))
        #expect(outcome(json, asked) == .permit)
    }

    @Test func `collections cover their members, refined ones those that fit`() {
        let members: JSONValue = [
            "@type": "AssetCollection", "source": "box", "refinement": [comparison("fileFormat", "eq", "csv")],
        ]
        let json: JSONValue = ["@type": "Set", "permission": ["action": "use", "target": members]]
        var asked = request()
        #expect(outcome(json, asked) == .refuse)
        asked.memberships = ["t": ["shelf"], "shelf": ["box", "shelf"]]
        #expect(outcome(json, asked) == .refuse)
        asked.about = ["t": ["fileFormat": [KnownValue("csv")]]]
        #expect(outcome(json, asked) == .permit)
        asked.memberships = ["t": ["shelf"], "shelf": ["t"]]
        #expect(outcome(json, asked) == .refuse)
    }

    @Test func `compact policies are made atomic`() throws {
        let json: JSONValue = [
            "@type": "Set", "target": ["t", "u"], "action": ["read", "print"], "assignee": "a", "permission": [[:]],
        ]
        #expect(try Policy(json).permissions.count == 4)
        #expect(outcome(json, request(action: "print", target: "u")) == .permit)
        #expect(outcome(json, request(action: "print", target: "v")) == .refuse)
        #expect(outcome(json, request(action: "play")) == .refuse)
        #expect(outcome(json, request(action: "read", assignee: "b")) == .refuse)
    }

    @Test func `a child has its parents' rules and widens nothing`() throws {
        let parent: JSONValue = [
            "@type": "Set", "@id": "parent", "target": "u", "conflict": "perm", "permission": ["action": "read"],
            "prohibition": ["action": "print"],
        ]
        let child: JSONValue = [
            "@type": "Set", "@id": "child", "target": "t", "inheritFrom": "parent", "permission": ["action": "print"],
        ]
        let policy = try Policy(child, parents: [parent])
        func decided(_ action: String, _ target: String) -> Decision.Outcome {
            evaluator.evaluate(policy, for: request(action: action, target: target)).outcome
        }
        #expect(policy.conflict == .perm)
        #expect(decided("print", "t") == .permit && decided("read", "u") == .permit)
        #expect(decided("print", "u") == .refuse && decided("read", "t") == .refuse)
    }

    @Test(arguments: [
        (["a": "b", "b": "a"], PolicyProblem.Code.circular), (["a": "a"], .circular), (["a": "x"], .parentMissing),
    ])
    func `inheritance that ends nowhere is refused`(family: [String: String], code: PolicyProblem.Code) {
        let policies = family.map { id, parent -> JSONValue in
            ["@type": "Set", "@id": .string(id), "inheritFrom": .string(parent)]
        }
        let first = policies.first { $0["@id"] == "a" } ?? .null
        #expect(throws: PolicyProblem.self) { try Policy(first, parents: policies) }
        do throws(PolicyProblem) { _ = try Policy(first, parents: policies) } catch { #expect(error.code == code) }
    }

    @Test func `strategies that disagree void, and offers are not inherited into grants`() throws {
        let parent: JSONValue = ["@type": "Set", "@id": "q", "conflict": "prohibit"]
        let child: JSONValue = [
            "@type": "Set", "@id": "p", "conflict": "perm", "inheritFrom": "q", "permission": ["action": "use"],
            "prohibition": ["action": "read"],
        ]
        #expect(
            evaluator.evaluate(try Policy(child, parents: [parent]), for: request(action: "read")).outcome == .refuse
        )
        let offer: JSONValue = ["@type": "Offer", "@id": "q", "permission": ["action": "use"]]
        #expect(throws: PolicyProblem.self) { try Policy(child, parents: [offer]) }
    }

    @Test func `what is written is read again with all its parts`() throws {
        let bound: JSONValue = ["leftOperand": "payAmount", "operator": "eq", "rightOperand": "5", "unit": "urn:euro"]
        let json: JSONValue = [
            "@type": "Set", "@id": "p",
            "target": ["@type": "AssetCollection", "source": "box", "refinement": [bound]],
            "permission": [
                [
                    "@id": "r", "action": ["rdf:value": ["@id": "print"], "refinement": [bound]],
                    "duty": [["action": "inform", "informedParty": "x", "consequence": [["action": "compensate"]]]],
                ]
            ],
            "prohibition": [["action": "sell", "remedy": [["action": "delete"]]]],
        ]
        let read = try Policy(json)
        let again = try Policy(read.wireForm)
        #expect(read.hasSameTerms(as: again))
        #expect(again.wireForm == read.wireForm)
        for part in ["unit", "refinement", "remedy", "consequence", "informedParty"] {
            let without = CanonicalJSON.text(of: json).replacing("\"\(part)\"", with: "\"dct:\(part)\"")
            let weaker = try Policy(try JSONReader.read(Array(without.utf8)))
            #expect(!read.hasSameTerms(as: weaker), "\(part) is a term")
        }
    }
}

struct SentenceTests {
    @Test func `refinements, remedies, consequences and profile words are said in both languages`() throws {
        let policy = try Policy([
            "@type": "Set", "profile": "urn:tc609:6-2025-15",
            "permission": [
                [
                    "action": "desensitize",
                    "constraint": [["leftOperand": "executionEnv", "operator": "eq", "rightOperand": "02"]],
                    "duty": [["action": "logRecordSend", "consequence": [["action": "compensate"]]]],
                ]
            ],
            "prohibition": [["action": "sell", "remedy": [["action": "delete"]]]],
        ])
        #expect(
            policy.sentences(.english).dropLast() == [
                "Permitted: mask, if the execution environment is 02, once this is done: send the log.",
                "Prohibited: sell; whoever does it all the same must: delete.",
            ]
        )
        #expect(
            policy.sentences(.chinese).dropLast() == [
                "允许:脱敏,条件是:运行环境 等于 02,并须先:日志发送。", "禁止:出售;违反者须:删除。",
            ]
        )
    }
}

struct PublicationTests {
    @Test func `what a JSON-LD peer would lose is found`() {
        let bound: JSONValue = [
            "leftOperand": "odrl:payAmount", "operator": "eq", "rightOperand": "5", "unit": "urn:euro",
        ]
        let json: JSONValue = [
            "@type": "Offer", "@id": "o",
            "permission": [["action": "use", "constraint": [bound]]],
            "prohibition": [["action": "odrl:sell", "remedy": [["action": "odrl:delete"]]]],
        ]
        let lost = evaluator.lint(json).filter { $0.code == .wireLost }
        #expect(lost.map(\.operands.first) == ["unit", "remedy"])
    }

    @Test func `a duty that no connector can do is found`() {
        let json: JSONValue = [
            "@type": "Set", "permission": [["action": "use", "duty": [["action": "inform"]]]],
            "obligation": [["action": "delete"]],
        ]
        func paths(_ performed: [String]?) -> [String] {
            evaluator.lint(together: [json], performed: performed).filter { $0.code == .dutyUnperformed }.map(\.path)
        }
        #expect(paths(nil).isEmpty && paths(["inform", "delete"]).isEmpty)
        #expect(paths(["inform"]) == ["obligation[0]"])
        #expect(paths([]) == ["permission[0].duty[0]", "obligation[0]"])
    }
}

struct ProfileTests {
    @Test func `a profile's words are known where it is named, and nowhere else`() throws {
        let named: JSONValue = [
            "@type": "Set", "profile": "urn:tc609:6-2025-15", "permission": ["action": "storage"],
        ]
        let bare: JSONValue = ["@type": "Set", "permission": ["action": "storage"]]
        #expect(outcome(named, request(action: "archive")) == .permit)
        #expect(outcome(named, request(action: "storage")) == .permit)
        #expect(codes(bare, request(action: "archive")) == [.actionUnknown])
        let strange: JSONValue = ["@type": "Set", "profile": "urn:who", "permission": ["action": "use"]]
        #expect(codes(strange) == [.profileUnknown])
        #expect(evaluator.lint(strange).map(\.code).contains(.profileUnknown))
    }

    @Test func `the national profile has twenty actions and eighteen constraints`() {
        let words = PolicyProfile.national.words
        // Table C.5 has twenty; `export` stands in the examples of annex D only.
        let actions = 20 + 1
        #expect(words.count == actions + 18)
        #expect(Set(words.map(\.name)).count == words.count)
        #expect(UsageClass.all.map(\.number) == Array(1...21))
    }

    @Test func `templates go out and come back, and refuse what does not fit`() throws {
        #expect(PolicyTemplate.builtIn.count >= 11)
        for template in PolicyTemplate.builtIn { #expect(try PolicyTemplate(template.json).json == template.json) }
        let uses = try #require(PolicyTemplate.builtIn.first { $0.id == "number-of-uses" })
        let policy = try Policy(try uses.filled(["count": "3"]))
        #expect(policy.permissions.first?.constraints.count == 1)
        for values in [[:], ["count": "many"], ["count": "-1"], ["count": "3", "other": "x"]] {
            #expect(throws: PolicyProblem.self) { try uses.filled(values) }
        }
        let lists = PolicyTemplate.builtIn.filter { $0.parameters.first?.kind == .list }
        #expect(lists.count >= 4)
        for template in lists {
            let name = try #require(template.parameters.first?.name)
            #expect(throws: PolicyProblem(.emptyList, at: name)) { try template.filled([name: ",,"]) }
        }
        var broken = uses.json.objectValue ?? JSONObject()
        broken["parameters"] = []
        #expect(throws: PolicyProblem.self) { try PolicyTemplate(.object(broken)) }
    }

    @Test func `a filled template can be published as it is`() throws {
        let samples: [PolicyTemplate.Parameter.Kind: String] = [
            .text: "urn:x", .list: "read,play", .count: "3", .time: "2036-01-01T00:00:00Z", .duration: "P1D",
        ]
        for template in PolicyTemplate.builtIn {
            let values = template.parameters.map { ($0.name, samples[$0.kind] ?? "x") }
            var offer = try #require(try template.filled(Dictionary(uniqueKeysWithValues: values)).objectValue)
            offer["@id"] = "urn:offer"
            offer["@type"] = "Offer"
            let judge = PolicyEvaluator(vocabulary: .whole)
            #expect(judge.lint(.object(offer)).filter { $0.severity == .error }.isEmpty, "\(template.id)")
        }
    }

    @Test func `the quick outcome is the evaluator's`() throws {
        var quick = 0
        for seed in UInt64(0)..<2_000 {
            var generator = SeededGenerator(seed: seed)
            let compiled = evaluator.compile(try Policy(generator.policy().json))
            let texts = [comparison("purpose", "eq", "x"), comparison("count", "lteq", "2"), generator.timeBound()]
            let plain = permitting(
                generator.pick(texts, or: .null),
                generator.pick(texts, or: .null),
                prohibition: [["action": "read", "constraint": generator.pick(texts, or: .null)]],
                conflict: generator.pick([nil, "perm", "prohibit"], or: nil)
            )
            var asked = request(action: generator.pick(["use", "read", "sell", "unheard"], or: "use"))
            asked.claims = ["level": ["yes"]]
            asked.purpose = generator.pick(["x", "y", nil], or: nil)
            asked.usageCounts = generator.pick([nil, [:], ["read": 2]], or: nil)
            for compiled in [compiled, evaluator.compile(try Policy(plain))] {
                let whole = evaluator.evaluate(compiled, for: asked).outcome
                #expect(evaluator.outcome(compiled, for: asked) == whole, "seed \(seed)")
                if whole == .permit { quick += 1 }
            }
        }
        #expect(quick > 100)
    }
}
