import Primitives
import UsagePolicy

/// A constraint tree whose atoms are known to hold, fail or be unknowable, and its JSON.
indirect enum Tree {
    case atom(Bool?)
    case node(Connective, [Tree])

    var json: JSONValue {
        switch self {
        case .atom(true?): comparison("level", "eq", "yes")
        case .atom(false?): comparison("level", "eq", "no")
        case .atom(nil): comparison("weather", "eq", "fine")
        case .node(let connective, let parts): .object([connective.rawValue: .array(parts.map(\.json))])
        }
    }

    /// The oracle: the truth values that the tree can take when each unknown atom may be either.
    var possible: Set<Bool> {
        switch self {
        case .atom(let value): return value.map { [$0] } ?? [true, false]
        case .node(let connective, let parts):
            var worlds: [[Bool]] = [[]]
            for part in parts { worlds = worlds.flatMap { world in part.possible.map { world + [$0] } } }
            return Set(worlds.map { Tree.truth(connective, $0) })
        }
    }

    private static func truth(_ connective: Connective, _ world: [Bool]) -> Bool {
        switch connective {
        case .and, .andSequence: !world.contains(false)
        case .or: world.contains(true)
        case .xone: world.filter { $0 }.count == 1
        }
    }
}

struct GeneratedRule {
    var action: String
    var trees: [Tree]

    var json: JSONValue { ["action": .string(action), "constraint": .array(trees.map(\.json))] }

    /// Whether it covers `use`, and with it the truth values its constraints can take together.
    var possible: Set<Bool> {
        action == "use" ? Tree.node(.and, [.atom(true)] + trees).possible : [false]
    }
}

struct GeneratedPolicy {
    var permissions: [GeneratedRule]
    var prohibitions: [GeneratedRule]
    var conflict: Policy.Conflict?

    var json: JSONValue {
        [
            "@type": "Set", "target": "t", "conflict": .optional(conflict?.rawValue),
            "permission": .array(permissions.map(\.json)), "prohibition": .array(prohibitions.map(\.json)),
        ]
    }

    /// The oracle's decision, from the definitions alone.
    var isPermitted: Bool {
        let grants = permissions.contains { $0.possible == [true] }
        let denies = prohibitions.contains { $0.possible.contains(true) }
        return grants && (!denies || conflict == .perm)
    }

    /// What the evaluator is told: the atoms `yes` hold.
    static var request: EvaluationRequest {
        var asked = UsagePolicyTests.request()
        asked.claims = ["level": ["yes"]]
        return asked
    }
}

extension SeededGenerator {
    mutating func tree(depth: Int) -> Tree {
        guard depth > 0, Int.random(in: 0..<3, using: &self) > 0 else {
            return .atom(pick([true, true, false, nil], or: nil))
        }
        let connective = pick(Connective.allCases, or: .and)
        return .node(connective, (0..<Int.random(in: 1...3, using: &self)).map { _ in tree(depth: depth - 1) })
    }

    mutating func rule() -> GeneratedRule {
        let trees = (0..<Int.random(in: 0...2, using: &self)).map { _ in tree(depth: 3) }
        return GeneratedRule(action: pick(["use", "use", "use", "read", "sell"], or: "use"), trees: trees)
    }

    mutating func policy() -> GeneratedPolicy {
        GeneratedPolicy(
            permissions: (0..<Int.random(in: 0...3, using: &self)).map { _ in rule() },
            prohibitions: (0..<pick([0, 0, 0, 1, 2], or: 0)).map { _ in rule() },
            conflict: pick([nil, nil, .perm, .prohibit, .invalid], or: nil)
        )
    }

    /// A time bound around `now`.
    mutating func timeBound() -> JSONValue {
        let relation = pick(["lt", "lteq", "gt", "gteq", "eq", "neq"], or: "lt")
        let moment = now.advanced(milliseconds: Int64.random(in: -3...3, using: &self) * 43_200_000)
        let date: JSONValue = ["@value": .string("\(moment.description.prefix(10))Z"), "@type": "xsd:date"]
        return comparison("dateTime", relation, pick([date, .string(moment.description)], or: date))
    }
}
