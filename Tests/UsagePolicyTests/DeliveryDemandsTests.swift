import Primitives
import Testing
import UsagePolicy

/// What a policy demands of the data on their way, read once.
struct DeliveryDemandsTests {
    private func demands(_ rules: JSONObject) throws -> DeliveryDemands {
        var policy: JSONObject = ["@type": "Set", "profile": ["urn:tc609:6-2025-15"]]
        for member in rules.members { policy[member.key] = member.value }
        return PolicyEvaluator().compile(try Policy(.object(policy))).deliveryDemands
    }

    private func fields(_ relation: String, _ names: JSONValue) -> JSONValue {
        ["leftOperand": "tc609:dataField", "operator": .string(relation), "rightOperand": names]
    }

    private func duty(_ action: String, _ constraints: JSONValue...) -> JSONValue {
        ["action": .string(action), "constraint": constraints.isEmpty ? nil : .array(constraints)]
    }

    @Test func `duties and obligations name what is hidden`() throws {
        let found = try demands([
            "permission": [
                ["action": "use", "duty": [duty("tc609:desensitize", fields("isAnyOf", ["name", "phone"]))]]
            ],
            "obligation": [duty("odrl:anonymize", fields("eq", "id")), duty("odrl:watermark")],
        ])
        #expect(found.masked == ["name", "phone"])
        #expect(found.pseudonymized == ["id"])
        #expect(found.isWatermarked && found.unclear.isEmpty && !found.isNothing)
        #expect(found.fulfilled.count == 3)
    }

    @Test func `a condition beside the fields is not waited for`() throws {
        let time: JSONValue = [
            "leftOperand": "odrl:dateTime", "operator": "gt",
            "rightOperand": ["@value": "2099-01-01T00:00:00Z", "@type": "xsd:dateTime"],
        ]
        let found = try demands([
            "permission": [["action": "use"]],
            "obligation": [["action": "odrl:anonymize", "constraint": [time, fields("eq", "id")]]],
        ])
        #expect(found.pseudonymized == ["id"])
    }

    @Test func `a demand without fields is unclear, and fulfils nothing`() throws {
        for action in ["odrl:anonymize", "tc609:desensitize"] {
            let found = try demands(["permission": [["action": "use", "duty": [duty(action)]]]])
            #expect(found.unclear.count == 1 && found.fulfilled.isEmpty && !found.isNothing)
        }
        let none = try demands(["permission": [["action": "use", "duty": [duty("odrl:inform")]]]])
        #expect(none.isNothing)
    }

    @Test func `fields are limited only where every permission limits them`() throws {
        let limited: JSONValue = ["action": "use", "constraint": [fields("isAnyOf", ["a", "b"])]]
        #expect(try demands(["permission": [limited]]).only == ["a", "b"])
        #expect(try demands(["permission": [limited, ["action": "use"]]]).only == nil)
        let without: JSONValue = ["action": "use", "constraint": [fields("isNoneOf", ["c"])]]
        #expect(try demands(["permission": [without]]).without == ["c"])
    }
}
