import Primitives
import Testing
import UsagePolicy

/// Laws that hold for every policy, tried on generated ones; a failure names its seed.
struct LawTests {
    private static let rounds: ClosedRange<UInt64> = 1...800

    private func isPermitted(_ policy: GeneratedPolicy) -> Bool {
        outcome(policy.json, GeneratedPolicy.request) == .permit
    }

    @Test func `the evaluator agrees with the oracle`() {
        var permitted = 0
        for seed in Self.rounds {
            var generator = SeededGenerator(seed: seed)
            let policy = generator.policy()
            #expect(isPermitted(policy) == policy.isPermitted, "seed \(seed)")
            permitted += policy.isPermitted ? 1 : 0
        }
        #expect((80...720).contains(permitted), "the generator must try both answers: \(permitted)")
    }

    @Test func `a further prohibition or condition never turns a refusal into a permit`() {
        for seed in Self.rounds {
            var generator = SeededGenerator(seed: seed)
            let policy = generator.policy()
            guard !isPermitted(policy) else { continue }
            var stricter = policy
            stricter.prohibitions.append(generator.rule())
            #expect(!isPermitted(stricter), "seed \(seed)")
            stricter = policy
            for index in stricter.permissions.indices {
                stricter.permissions[index].trees.append(generator.tree(depth: 2))
            }
            #expect(!isPermitted(stricter), "seed \(seed)")
            stricter = policy
            stricter.permissions = Array(policy.permissions.dropFirst())
            #expect(!isPermitted(stricter), "seed \(seed)")
        }
    }

    @Test func `order changes neither decision nor terms`() throws {
        for seed in Self.rounds {
            var generator = SeededGenerator(seed: seed)
            let policy = generator.policy()
            var shuffled = policy
            shuffled.permissions.shuffle(using: &generator)
            shuffled.prohibitions.shuffle(using: &generator)
            for index in shuffled.permissions.indices { shuffled.permissions[index].trees.shuffle(using: &generator) }
            #expect(isPermitted(policy) == isPermitted(shuffled), "seed \(seed)")
            #expect(try Policy(policy.json).hasSameTerms(as: Policy(shuffled.json)), "seed \(seed)")
        }
    }

    @Test func `reading what was written gives the same policy`() throws {
        for seed in Self.rounds {
            var generator = SeededGenerator(seed: seed)
            let read = try Policy(generator.policy().json)
            let again = try Policy(read.wireForm)
            #expect(read.hasSameTerms(as: again), "seed \(seed)")
            #expect(again.wireForm == read.wireForm, "seed \(seed)")
            #expect(read.kind == again.kind && read.target == again.target, "seed \(seed)")
        }
    }

    @Test func `a difference is empty exactly when the terms are the same`() throws {
        for seed in Self.rounds {
            var generator = SeededGenerator(seed: seed)
            let one = generator.policy()
            let two = Bool.random(using: &generator) ? generator.policy() : one
            let (old, new) = (try Policy(one.json), try Policy(two.json))
            let difference = PolicyDifference(from: old, to: new)
            #expect(difference.isEmpty == old.hasSameTerms(as: new), "seed \(seed)")
            #expect(difference.changes.count == PolicyDifference(from: new, to: old).changes.count, "seed \(seed)")
        }
    }

    @Test func `what would be permitted now is never excluded beforehand`() throws {
        for seed in Self.rounds {
            var generator = SeededGenerator(seed: seed)
            let policy = generator.policy()
            guard isPermitted(policy) else { continue }
            let judgement = evaluator.evaluateTerms(of: try Policy(policy.json), for: GeneratedPolicy.request)
            #expect(!judgement.isExcluded, "seed \(seed)")
        }
    }

    @Test func `between two time boundaries the decision stands`() throws {
        for seed in Self.rounds {
            var generator = SeededGenerator(seed: seed)
            let bounds = JSONValue.array([generator.timeBound(), generator.timeBound()])
            let connective = generator.pick(Connective.allCases, or: .and)
            let rules: JSONValue = ["action": "use", "constraint": .object([connective.rawValue: bounds])]
            let whole: JSONValue = [
                "@type": "Set", "target": "t", "permission": rules, "conflict": "prohibit",
                "prohibition": ["action": "use", "constraint": generator.timeBound()],
            ]
            let policy = try Policy(whole)
            let boundary = evaluator.nextTimeBoundary(of: policy, after: now) ?? now.advanced(seconds: 864_000)
            #expect(boundary > now, "seed \(seed)")
            var asked = request()
            let first = evaluator.evaluate(policy, for: asked).outcome
            let length = boundary.milliseconds - now.milliseconds
            for step in [Int64.random(in: 0..<length, using: &generator), length - 1] {
                asked.now = now.advanced(milliseconds: step)
                #expect(evaluator.evaluate(policy, for: asked).outcome == first, "seed \(seed)")
            }
        }
    }

    @Test func `no document makes the reader or the evaluator fall over`() {
        let words: [JSONValue] = [
            .null, true, 0, .number(1e300), "", "use", "odrl:", "@id", [:], [], ["@id": "x"], ["@value": .null],
            ["@list": []], .integer(.max), .number(-.infinity), "\u{0}", "9999-12-31T23:59:59.999Z", "0001-01-01",
        ]
        let keys = [
            "@type", "permission", "prohibition", "constraint", "and", "leftOperand", "operator", "rightOperand",
            "action", "duty", "target", "profile", "conflict", "@value", "@id", "assignee",
        ]
        for seed in Self.rounds {
            var generator = SeededGenerator(seed: seed)
            func document(_ depth: Int, _ generator: inout SeededGenerator) -> JSONValue {
                guard depth > 0 else { return generator.pick(words, or: .null) }
                var object = JSONObject()
                for _ in 0..<4 { object[generator.pick(keys, or: "x")] = document(depth - 1, &generator) }
                if depth == 4 { object["@type"] = "Set" }
                return Bool.random(using: &generator) ? [.object(object)] : .object(object)
            }
            let json = document(4, &generator)
            _ = evaluator.lint(json)
            #expect(!evaluator.evaluate(reading: json, for: request(target: "elsewhere")).isPermitted, "seed \(seed)")
        }
    }
}
