import Primitives
import Testing
import UsagePolicy

/// Every word of the built-in profiles decides: what it says is permitted, something else and nothing known are refused.
struct WordTests {
    private let judge = PolicyEvaluator(vocabulary: .whole)

    private func outcome(
        _ profile: String,
        action: String = "read",
        _ constraint: JSONValue? = nil,
        asked: String? = nil,
        _ change: (inout EvaluationRequest) -> Void = { _ in }
    ) throws -> Decision.Outcome {
        let policy = try Policy([
            "@type": "Set", "profile": .string(profile),
            "permission": [["action": .string(action), "constraint": constraint]],
        ])
        var request = EvaluationRequest(action: asked ?? action, target: "t", assignee: "a", now: now)
        change(&request)
        return judge.evaluate(policy, for: request).outcome
    }

    @Test(
        arguments: [
            "transform", "anonymize", "desensitize", "access", "read", "reproduce", "storage", "download", "process",
            "jointDevelop", "distribute", "compute", "grantUse", "plicyTransmit", "delivery", "sell", "logRecordSend",
            "delete",
            "alert", "compensate",
        ],
        ["", "tc609:"]
    )
    func `each national action is itself and no other`(_ action: String, _ prefix: String) throws {
        let profile = "urn:tc609:6-2025-14"
        #expect(try outcome(profile, action: prefix + action, asked: action) == .permit)
        let other = action == "access" ? "alert" : "access"
        #expect(try outcome(profile, action: prefix + action, asked: other) == .refuse)
        #expect(try outcome(profile, action: prefix + action, asked: action + "x") == .refuse)
        #expect(try outcome(profile, action: "use", asked: prefix + action) == (action == "sell" ? .refuse : .permit))
        #expect(try outcome(profile, action: "access", asked: "export") == .refuse)
    }

    @Test(
        arguments: [
            ("timeWindow", "timeInterval", "lteq", "P7D", "P6D", "P8D"),
            ("region", "spatial", "eq", "520100", "520100", "520200"),
            ("networkAddress", "virtualLocation", "isA", "10.0.0.1", "10.0.0.1", "10.0.0.2"),
            ("physicalAddress", "systemDevice", "eq", "00-1B", "00-1B", "00-1b"),
            ("frequency", "frequency", "lteq", "10", "9.5", "10.5"),
            ("dataSize", "dataSize", "lteq", "1e3", "1000", "1001"),
            ("dateRecord", "dataRecord", "lt", "5", "4", "5"), ("dataRecord", "dataRecord", "lt", "5", "4", "5"),
            ("dataField", "dataField", "isAnyOf", "name", "name", "Name"),
            ("valueExpression", "valueExpression", "eq", "age>18", "age>18", "age > 18"),
            ("application", "application", "eq", "urn:a:1", "urn:a:1", "urn:a:2"),
            ("algorithm", "algorithm", "eq", "sha", "sha", "sha2"),
            ("machineLearningModels", "machineLearningModels", "isNoneOf", "m1", "m2", "m1"),
            ("executionEnv", "executionEnv", "isA", "06", "06", "6"),
            ("encryptMode", "encryptMode", "eq", "02", "02", "01"),
            ("deliveryMethod", "deliveryChannel", "eq", "01", "01", "02"),
            ("payAmount", "payAmount", "gteq", "100.00", "100", "99.99"),
        ],
        ["", "tc609:"]
    )
    func `each national constraint holds for what it says`(
        _ row: (word: String, operand: String, relation: String, right: String, inside: String, outside: String),
        _ prefix: String
    ) throws {
        let constraint = comparison(prefix + row.word, row.relation, .string(row.right))
        for (value, expected) in [(row.inside, Decision.Outcome.permit), (row.outside, .refuse)] {
            #expect(
                try outcome("urn:tc609:6-2025-15", constraint) { $0.facts[row.operand] = [KnownValue(value)] }
                    == expected
            )
        }
        #expect(try outcome("urn:tc609:6-2025-15", constraint) == .refuse, "nothing is known")

    }

    @Test func `national times are Beijing's, and counts are counted`() throws {
        for (bound, expected) in [("20261122200001", Decision.Outcome.permit), ("20261122200000", .refuse)] {
            #expect(try outcome("urn:tc609:6-2025-14", comparison("time", "lt", .string(bound))) == expected)
        }
        let limit = comparison("count", "lteq", "3")
        for (used, expected) in [(2, Decision.Outcome.permit), (3, .refuse)] as [(Int64, Decision.Outcome)] {
            #expect(try outcome("urn:tc609:6-2025-14", limit) { $0.usageCounts = ["read": used] } == expected)
        }
    }

    @Test func `each operand of Catena-X holds for what it says`() throws {
        var texts = 0
        for word in PolicyProfile.catenaX.words {
            guard case .operand(let kind) = word.meaning else { continue }
            texts += 1
            let (right, inside, outside) = kind == .number ? ("30", "30.0", "31") : ("active:1", "active:1", "Active:1")
            let constraint = comparison("cx-policy:" + word.name, "eq", .string(right))
            for (value, expected) in [(inside, Decision.Outcome.permit), (outside, .refuse)] {
                let found = try outcome("cx-policy:profile2405", constraint) {
                    $0.facts["cx-policy:" + word.name] = [KnownValue(value)]
                }
                #expect(found == expected, "\(word.name)")
            }
        }
        #expect(texts == 30)
    }

    /// One policy of each of the 21 classes of the IDSA position paper.
    private static let classes: [(number: Int, rule: JSONObject)] = [
        (1, ["action": "idsc:USE"]), (2, ["constraint": [comparison("idsc:CONNECTOR", "eq", "urn:c")]]),
        (3, ["constraint": [comparison("idsc:APPLICATION", "eq", "urn:a")]]),
        (4, ["constraint": [comparison("idsc:USER", "eq", "admin")]]),
        (5, ["constraint": [comparison("idsc:ABSOLUTE_SPATIAL_POSITION", "eq", "EU")]]),
        (6, ["constraint": [comparison("idsc:PURPOSE", "eq", "x")]]),
        (7, ["constraint": [comparison("idsc:EVENT", "eq", "x")]]),
        (8, ["constraint": [comparison("idsc:SECURITY_LEVEL", "eq", "high")]]),
        (9, ["constraint": [comparison("idsc:POLICY_EVALUATION_TIME", "lt", "2036-01-01Z")]]),
        (10, ["constraint": [comparison("idsc:ELAPSED_TIME", "lteq", "P1D")]]),
        (11, ["constraint": [comparison("idsc:COUNT", "lteq", "5")]]), (12, ["duty": [["action": "idsc:DELETE"]]]),
        (13, ["duty": [["action": "idsc:ENCRYPT"]]]), (14, ["duty": [["action": "idsc:MODIFY"]]]),
        (15, ["duty": [["action": "idsc:LOG"]]]), (16, ["duty": [["action": "idsc:NOTIFY"]]]),
        (17, ["duty": [["action": "idsc:NEXT_POLICY"]]]),
        (18, ["constraint": [comparison("idsc:ARTIFACT_STATE", "eq", "anonymized")]]),
        (19, ["duty": [["action": "idsc:COMPENSATE"]]]), (20, ["action": "odrl:sell"]),
        (21, ["constraint": [comparison("idsc:STATE", "eq", "contract-terminated")]]),
    ]

    @Test(arguments: 0..<21)
    func `each class of usage control is read as itself and decides`(_ index: Int) throws {
        let (number, members) = Self.classes[index]
        var rule = members
        if rule["action"] == nil { rule["action"] = "idsc:USE" }
        let policy = try Policy([
            "@type": "Set", "profile": "https://w3id.org/idsa/core/", "permission": [.object(rule)],
        ])
        #expect(UsageClass.classes(of: policy).map(\.number) == [number])
        #expect(judge.lint(policy).filter { $0.severity == .error && !$0.code.rawValue.hasPrefix("wire") }.isEmpty)
        var asked = EvaluationRequest(action: number == 20 ? "sell" : "use", target: "t", assignee: "a", now: now)
        asked.usageCounts = ["use": 4]
        let facts = [
            "idsc:CONNECTOR": "urn:c", "idsc:APPLICATION": "urn:a", "idsc:USER": "admin", "spatial": "EU",
            "purpose": "x",
            "event": "x", "idsc:SECURITY_LEVEL": "high", "elapsedTime": "PT2H", "idsc:ARTIFACT_STATE": "anonymized",
            "idsc:STATE": "contract-terminated",
        ]
        for (name, value) in facts { asked.facts[name] = [KnownValue(value)] }
        asked.dutyStates = ["permission[0].duty[0]": .fulfilled]
        #expect(judge.evaluate(policy, for: asked).outcome == .permit)
        var other = asked
        for name in facts.keys { other.facts[name] = [KnownValue("P9D")] }
        other.usageCounts = ["use": 5]
        other.now = instant("2036-01-01T00:00:00Z")
        other.dutyStates = [:]
        if number == 20 { other.action = "idsc:USE" }
        if number == 1 { other.action = "sell" }
        #expect(judge.evaluate(policy, for: other).outcome == .refuse)
    }
}
