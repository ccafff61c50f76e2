import Primitives
import Testing
import UsagePolicy

/// A counter-offer inside the bounds may be accepted unseen: nothing may slip through that they do not permit.
struct BoundsTests {
    private func policy(_ constraints: JSONValue..., change: (inout JSONObject) -> Void = { _ in }) throws -> Policy {
        var object: JSONObject = [
            "@type": "Offer", "permission": [["action": "use", "constraint": .array(constraints)]],
        ]
        change(&object)
        return try Policy(.object(object))
    }

    private func limit(_ left: String, _ relation: String, _ right: JSONValue) -> JSONValue {
        ["leftOperand": .string(left), "operator": .string(relation), "rightOperand": right]
    }

    @Test(arguments: [
        ("count", "lteq", "10", "lteq", "10", true), ("count", "lteq", "10", "lteq", "9", true),
        ("count", "lteq", "10", "lt", "10", true), ("count", "lteq", "10", "eq", "10", true),
        ("count", "lt", "10", "lteq", "10", false), ("count", "lteq", "10", "lteq", "11", false),
        ("count", "lteq", "10", "gteq", "1", false), ("count", "lteq", "10", "lteq", "ten", false),
        ("count", "gteq", "2", "gt", "2", true), ("count", "gt", "2", "gteq", "2", false),
        ("dateTime", "lteq", "2026-12-31T00:00:00Z", "lteq", "2026-12-30T00:00:00Z", true),
        ("dateTime", "lteq", "2026-12-31T00:00:00Z", "lteq", "2026-12-31Z", false),
        ("dateTime", "lteq", "2026-12-31Z", "lteq", "2026-12-31T23:00:00Z", true),
        ("dateTime", "lt", "2026-12-31T08:00:00+08:00", "lt", "2026-12-31T00:00:00Z", true),
        ("dateTime", "lteq", "2026-12-31T00:00:00Z", "lteq", "2026-12-30T00:00:00", false),
        ("purpose", "eq", "research", "eq", "audit", false), ("purpose", "eq", "research", "neq", "audit", false),
    ])
    func `a constraint is inside another only when it is as tight`(
        _ left: String,
        _ bound: String,
        _ edge: String,
        _ relation: String,
        _ value: String,
        _ isInside: Bool
    ) throws {
        let bounds = try policy(limit(left, bound, .string(edge)))
        #expect(try policy(limit(left, relation, .string(value))).isWithin(bounds) == isInside)
    }

    @Test func `more constraints and fewer values are inside; fewer constraints and more values are not`() throws {
        let purposes = limit("purpose", "isAnyOf", ["research", "audit"])
        let bounds = try policy(purposes, limit("count", "lteq", "5"))
        let one = limit("purpose", "eq", "audit")
        #expect(try policy(one, limit("count", "lteq", "5"), limit("spatial", "eq", "CN-52")).isWithin(bounds))
        #expect(try !policy(purposes).isWithin(bounds))
        #expect(try !policy().isWithin(bounds))
        let more = limit("purpose", "isAnyOf", ["research", "marketing"])
        #expect(try !policy(more, limit("count", "lteq", "5")).isWithin(bounds))
    }

    @Test func `whatever else differs is outside`() throws {
        let bounds = try policy(limit("count", "lteq", "5")) { $0["prohibition"] = [["action": "distribute"]] }
        let same = { (object: inout JSONObject) in object["prohibition"] = [["action": "distribute"]] }
        let count = limit("count", "lteq", "4")
        #expect(try policy(count, change: same).isWithin(bounds))
        #expect(try !policy(count).isWithin(bounds), "a prohibition is gone")
        let changes: [(inout JSONObject) -> Void] = [
            { $0["obligation"] = [["action": "compensate", "assignee": "urn:party:provider"]] },
            { $0["conflict"] = "perm" },
            { $0["profile"] = "urn:tc609:6-2025-14" },
            { $0["permission"] = [["action": "read", "constraint": [count]]] },
            { $0["permission"] = [["action": "use", "constraint": [count], "duty": [["action": "delete"]]]] },
            { $0["permission"] = [["action": "use", "target": "urn:other", "constraint": [count]]] },
            { $0["permission"] = [["action": "use", "constraint": [count]], ["action": "use"]] },
        ]
        for change in changes {
            let other = try policy(count) { object in
                same(&object)
                change(&object)
            }
            #expect(!other.isWithin(bounds))
        }
    }

    /// The policy's own parties give way to those of the agreement: whom a rule names must not hide behind them.
    @Test func `a rule that is turned to nobody is outside, whoever stands at the top`() throws {
        let bounds = try policy(limit("count", "lteq", "5")) { object in
            object["prohibition"] = [["action": "distribute"]]
            object["obligation"] = [["action": "delete"]]
        }
        for top: JSONValue? in [nil, "urn:nobody", ["@id": "urn:nobody"], ["urn:nobody"]] {
            for role in ["prohibition", "obligation"] {
                for name in ["assignee", "assigner", "odrl:assignee", "http://www.w3.org/ns/odrl/2/assigner"] {
                    let other = try policy(limit("count", "lteq", "5")) { object in
                        object["prohibition"] = [["action": "distribute"]]
                        object["obligation"] = [["action": "delete"]]
                        object[name] = top
                        var rule: JSONObject = ["action": role == "prohibition" ? "distribute" : "delete"]
                        rule[name] = "urn:nobody"
                        object[role] = [.object(rule)]
                    }
                    #expect(!other.isWithin(bounds))
                    #expect(!other.hasSameTerms(as: bounds))
                }
            }
        }
    }

    @Test func `what is inside never permits what the bounds refuse`() throws {
        var inside = 0
        for seed in 1...800 as ClosedRange<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let bounds = generator.policy()
            var other = generator.policy()
            if seed.isMultiple(of: 2) {
                other = bounds
                for index in other.permissions.indices {
                    other.permissions[index].trees.append(generator.tree(depth: 1))
                }
                other.permissions = Array(other.permissions.dropLast(other.permissions.count > 1 ? 1 : 0))
            }
            guard try Policy(other.json).isWithin(Policy(bounds.json)) else { continue }
            inside += 1
            if outcome(other.json, GeneratedPolicy.request) == .permit {
                #expect(outcome(bounds.json, GeneratedPolicy.request) == .permit, "seed \(seed)")
            }
        }
        #expect(inside >= 200, "the law must be tried: \(inside)")
    }
}
