import Primitives
import Testing
import UsagePolicy

/// The JSON of TC609-6-2025-14 in and out, without a loss of meaning on either way.
struct NationalFormTests {
    private static let contract = """
        {"contractId": "urn:contract:1", "contractName": "n", "indate": "20361231235959", "contractPolicies": {
         "permissionPolicies": [
          {"subjectInfo": {"dataProductId": "urn:product", "dataProductName": "p"},
           "executionNodeInfo": {"providerNodeId": "urn:p", "consumerNodeId": "urn:c"}, "actions": ["read", "process"],
           "constraints": [
            {"constraintName": "count", "constraintOperator": "11", "constraintValue": "1000"},
            {"constraintName": "networkAddress", "constraintOperator": "isA", "constraintValue": "10.0.0.1"},
            {"constraintName": "dataField", "constraintOperator": "05", "constraintValue": ["name", "age"]},
            {"constraintName": "time", "constraintOperator": "03", "constraintValue": "20260101000000"},
            {"constraintName": "executionEnv", "constraintOperator": "01", "constraintValue": "06"},
            {"constraintName": "logRecordSend", "constraintOperator": "01", "constraintValue": "urn:p"}],
           "policyExpansion": [{"actions": ["desensitize"]}]},
          {"subjectInfo": {"dataProductId": "urn:product"},
           "executionNodeInfo": {"assignerId": "urn:p", "assigneeId": "urn:c"}, "actions": ["sell"], "constraints": [
            {"constraintName": "payAmount", "constraintOperator": "eq", "constraintValue": "100.00 CNY"},
            {"constraintName": "compensate", "constraintOperator": "01", "constraintValue": "10.00 CNY"}]}],
         "prohibitionPolicies": [
          {"subjectInfo": {"dataProductId": "urn:product"},
           "executionNodeInfo": {"providerNodeId": "urn:p", "consumerNodeId": "urn:c"}, "actions": ["plicyTransmit"],
           "policyExpansion": "[{\\"actions\\": [\\"alert\\"]}]"}],
         "obligationPolicies": [
          {"executionNodeInfo": {"providerNodeId": "urn:p", "consumerNodeId": "urn:c"}, "actions": ["delete"],
           "constraints": [{"constraintName": "dateRecord", "constraintOperator": "lteq", "constraintValue": "5"}],
           "policyExpansion": {"actions": ["compensate"]}}]}}
        """

    private func read(_ text: String) throws -> Policy { try Policy(linked: try JSONReader.read(text)) }

    @Test func `a contract is an agreement that decides as it says`() throws {
        let policy = try read(Self.contract)
        #expect(policy.kind == .agreement)
        #expect(policy.permissions.count == 3 && policy.prohibitions.count == 1 && policy.obligations.count == 1)
        let evaluator = PolicyEvaluator(vocabulary: .whole)
        var asked = EvaluationRequest(action: "derive", target: "urn:product", assignee: "urn:c", now: now)
        asked.usageCounts = ["read": 998]
        asked.facts = [
            "virtualLocation": [KnownValue("10.0.0.1")], "dataField": [KnownValue("age")],
            "executionEnv": [KnownValue("06")],
        ]
        #expect(
            evaluator.evaluate(policy, for: asked).preconditions.map(\.action.name).sorted() == [
                "desensitize", "inform",
            ]
        )
        asked.dutyStates = ["permission[0].duty[0]": .fulfilled, "permission[0].duty[1]": .fulfilled]
        #expect(evaluator.evaluate(policy, for: asked).outcome == .permitWithDuties)
        var later = asked
        later.now = instant("2036-12-31T16:00:00Z")
        #expect(evaluator.evaluate(policy, for: later).outcome == .refuse, "the validity ends at midnight of Beijing")
        asked.facts["dataField"] = [KnownValue("age"), KnownValue("income")]
        #expect(evaluator.evaluate(policy, for: asked).outcome == .refuse)
    }

    @Test func `what is written is read again as the same, both ways`() throws {
        let policy = try read(Self.contract)
        let form = try NationalForm.form(of: policy)
        let again = try Policy(linked: form)
        #expect(try NationalForm.form(of: again) == form)
        let evaluator = PolicyEvaluator(vocabulary: .whole)
        #expect(PolicyDifference(from: try Policy(linked: policy.wireForm), to: policy).isEmpty)
        #expect(try NationalForm.form(of: try Policy(linked: policy.wireForm)) == form)
        #expect(evaluator.lint(again).filter { $0.severity == .error && !"\($0.code)".hasPrefix("wire") }.isEmpty)
    }

    @Test func `every action and every constraint has its word`() throws {
        for word in PolicyProfile.national.words {
            var strategy: JSONObject = ["subjectInfo": ["dataProductId": "urn:x"], "actions": ["read"]]
            switch word.meaning {
            case .action: strategy["actions"] = [.string(word.name)]
            case .same, .operand:
                let value: JSONValue = word.name == "time" ? "20360101000000" : "5"
                let isAction = PolicyProfile.national.words.prefix(21).contains { $0.name == word.name }
                if isAction {
                    strategy["actions"] = [.string(word.name)]
                } else {
                    strategy["constraints"] = [
                        ["constraintName": .string(word.name), "constraintOperator": "11", "constraintValue": value]
                    ]
                }
            }
            let policy = try Policy(linked: .object(strategy))
            let form = try NationalForm.form(of: policy)
            #expect(try NationalForm.form(of: try Policy(linked: form)) == form, "\(word.name)")
        }
    }

    @Test(arguments: [
        #"{"strategy": {"actions": ["read"], "colour": 1}}"#, #"{"strategy": {"subjectInfo": {}}}"#,
        #"{"strategy": {"actions": ["read"], "constraints": [{"constraintName": "count", "constraintValue": "1"}]}}"#,
        #"{"strategy": {"actions": ["read"], "constraints": [{"constraintName": "count", "constraintOperator": "13", "constraintValue": "1"}]}}"#,
        #"{"strategy": {"actions": ["read"], "constraints": [{"constraintName": "payAmount", "constraintOperator": "01", "constraintValue": "much"}]}}"#,
        #"{"strategy": {"actions": ["read"], "policyExpansion": "be nice"}}"#,
        #"{"strategy": {"actions": ["read"], "policyExpansion": [{"actions": ["delete"], "policyExpansion": [{"actions": ["alert"], "policyExpansion": [{"actions": ["alert"]}]}]}]}}"#,
        #"{"contractPolicies": {"permissionPolicies": [], "more": []}}"#, #"{"contractPolicies": [], "strategy": {}}"#,
    ])
    func `what is not understood is refused`(_ text: String) throws {
        #expect(throws: PolicyProblem.self) { try Policy(linked: try JSONReader.read(text)) }
    }

    @Test(arguments: [
        #"{"@type": "Set", "permission": [{"action": "use"}]}"#,
        #"{"@type": "Set", "conflict": "perm", "permission": [{"action": "read"}]}"#,
        #"{"@type": "Set", "permission": [{"action": "read", "constraint": [{"leftOperand": "purpose", "operator": "eq", "rightOperand": "x"}]}]}"#,
        #"{"@type": "Set", "permission": [{"action": "read", "constraint": [{"or": [{"leftOperand": "count", "operator": "lt", "rightOperand": "5"}]}]}]}"#,
        #"{"@type": "Set", "permission": [{"action": "read", "constraint": [{"leftOperand": "dateTime", "operator": "lt", "rightOperand": "2036-01-01T00:00:00.5Z"}]}]}"#,
        #"{"@type": "Set", "permission": [{"action": {"rdf:value": {"@id": "read"}, "refinement": [{"leftOperand": "count", "operator": "lt", "rightOperand": "5"}]}}]}"#,
    ])
    func `what has no national word is not said by another`(_ text: String) throws {
        let policy = try read(text)
        #expect(throws: PolicyProblem.self) { try NationalForm.form(of: policy) }
    }
}
