import Primitives
import Testing
import UsagePolicy

struct DifferenceTests {
    private func changes(_ old: JSONValue, _ new: JSONValue) throws -> [TermChange] {
        PolicyDifference(from: try Policy(old), to: try Policy(new)).changes
    }

    @Test func `a changed value is one change, said in both languages`() throws {
        let changes = try changes(
            permitting(comparison("count", "lteq", "5")),
            permitting(comparison("count", "lteq", "10"))
        )
        #expect(changes.map(\.kind) == [.changed])
        #expect(changes.map(\.path) == ["permission[0].constraint[0]"])
        #expect(changes.first?.after == comparison("odrl:count", "lteq", "10"))
        #expect(
            changes.map { $0.sentence(.english) } == [
                "Changed: the number of uses is at most 5 → the number of uses is at most 10"
            ]
        )
        #expect(changes.map { $0.sentence(.chinese) } == ["变更:使用次数 不超过 5 → 使用次数 不超过 10"])
    }

    @Test func `constraints, rules, duties, profiles and conflicts come and go`() throws {
        let bare = permitting()
        let limited = permitting(comparison("purpose", "eq", "research"))
        #expect(try changes(bare, limited).map(\.kind) == [.added])
        #expect(try changes(limited, bare).map(\.kind) == [.removed])
        let guarded = permitting(prohibition: ["action": "sell"], conflict: "perm")
        #expect(try changes(bare, guarded).map(\.path) == ["conflict", "prohibition"])
        #expect(try changes(bare, guarded).last?.sentence(.chinese) == "新增:禁止:出售。")
        let profiled: JSONValue = ["@type": "Set", "target": "t", "profile": "x", "permission": ["action": "use"]]
        #expect(try changes(bare, profiled).map { $0.sentence(.english) } == ["Added: profile x"])
        let dutiful: JSONValue = [
            "@type": "Set", "target": "t", "permission": ["action": "use", "duty": ["action": "inform"]],
        ]
        #expect(try changes(bare, dutiful).map(\.path) == ["permission.duty"])
    }

    @Test func `names and order are no difference, a rule's own target is`() throws {
        let old: JSONValue = ["@type": "Offer", "@id": "1", "permission": ["action": "use"]]
        let new: JSONValue = [
            "@type": "Agreement", "@id": "2", "target": "t", "assignee": "a", "assigner": "p",
            "permission": [["action": "odrl:use", "target": "t"]], "prohibition": [],
        ]
        #expect(try changes(old, new).isEmpty)
        let elsewhere: JSONValue = ["@type": "Offer", "permission": ["action": "use", "target": "u"]]
        #expect(try changes(old, elsewhere).map(\.kind) == [.changed])
    }

    @Test func `a sequence is neither a conjunction nor its own reverse`() throws {
        let parts = [comparison("purpose", "eq", "a"), comparison("spatial", "eq", "b")]
        let sequence = permitting(["andSequence": .array(parts)])
        #expect(try !changes(sequence, permitting(["and": .array(parts)])).isEmpty)
        #expect(try !changes(sequence, permitting(["andSequence": .array(parts.reversed())])).isEmpty)
        #expect(try changes(permitting(["and": .array(parts)]), permitting(["and": .array(parts.reversed())])).isEmpty)
    }

    @Test func `a policy speaks in plain words`() throws {
        let json: JSONValue = [
            "@type": "Set", "target": "t",
            "permission": [
                [
                    "action": "use",
                    "constraint": ["or": [comparison("purpose", "eq", "research"), comparison("count", "lt", "3")]],
                    "duty": ["action": "inform"],
                ]
            ],
            "prohibition": ["action": "distribute"],
            "obligation": ["action": "delete", "assignee": "a"],
        ]
        #expect(
            try policy(json).sentences(.english) == [
                "Permitted: use, if (the purpose is research or the number of uses is before or below 3), "
                    + "once this is done: inform.",
                "Prohibited: distribute.", "Required: delete for a.",
                "Everything else is refused; where a permission and a prohibition meet, too.",
            ]
        )
        #expect(
            try policy(json).sentences(.chinese) == [
                "允许:使用,条件是:(用途 等于 research 或 使用次数 早于或小于 3),并须先:通知。", "禁止:分发。",
                "须履行:删除(对象 a)。", "其余一律拒绝;许可与禁止冲突时亦拒绝。",
            ]
        )
    }
}
