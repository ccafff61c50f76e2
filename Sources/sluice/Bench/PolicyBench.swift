import Primitives
import UsagePolicy

/// Decisions per second on one core: a compiled policy of five constraints, half of the requests refused.
struct PolicyBench: Sendable {
    private static let decisions = 2_000_000
    private static let policy: JSONValue = [
        "@type": "Agreement", "@id": "bench", "target": "dataset", "assigner": "provider", "assignee": "consumer",
        "permission": [
            [
                "action": "use",
                "constraint": [
                    ["leftOperand": "dateTime", "operator": "gteq", "rightOperand": "2026-01-01T00:00:00Z"],
                    ["leftOperand": "dateTime", "operator": "lt", "rightOperand": "2027-01-01T00:00:00Z"],
                    ["leftOperand": "count", "operator": "lteq", "rightOperand": "1000"],
                    ["leftOperand": "purpose", "operator": "isAnyOf", "rightOperand": ["research", "audit"]],
                    ["leftOperand": "spatial", "operator": "eq", "rightOperand": "CN-52"],
                ],
            ]
        ],
    ]

    func run() throws -> [BenchRow] {
        let evaluator = PolicyEvaluator()
        let compiled = evaluator.compile(try Policy(Self.policy))
        var permitted = EvaluationRequest(
            action: "read",
            target: "dataset",
            assignee: "consumer",
            now: Instant("2026-06-01T00:00:00Z") ?? Instant(milliseconds: 0)
        )
        permitted.usageCounts = ["use": 10, "read": 10]
        permitted.purpose = "audit"
        permitted.spatial = ["CN-52"]
        var refused = permitted
        refused.spatial = ["CN-11"]
        var permits = 0
        let start = ContinuousClock.now
        for number in 0..<Self.decisions {
            let request = number.isMultiple(of: 2) ? permitted : refused
            if evaluator.outcome(compiled, for: request) == .permit { permits += 1 }
        }
        let quick = (ContinuousClock.now - start).preciseMilliseconds
        let explained = Self.decisions / 20
        let again = ContinuousClock.now
        for number in 0..<explained {
            let decision = evaluator.evaluate(compiled, for: number.isMultiple(of: 2) ? permitted : refused)
            if decision.isPermitted { permits += 1 }
        }
        let whole = (ContinuousClock.now - again).preciseMilliseconds
        guard permits == (Self.decisions + explained) / 2 else { return [] }
        return [
            BenchRow(
                name: "policy decisions on one core, five constraints",
                value: Double(Self.decisions) / quick * 1000,
                unit: "/s",
                floor: 1_000_000,
                isUpperLimit: false
            ),
            BenchRow(
                name: "policy evaluation with reasons, five constraints",
                value: whole / Double(explained) * 1000,
                unit: "µs",
                floor: 100
            ),
        ]
    }
}
