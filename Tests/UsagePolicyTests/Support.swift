import Primitives
import Testing
import UsagePolicy

let now = instant("2026-11-22T12:00:00Z")

func instant(_ text: String) -> Instant { Instant(text) ?? Instant(milliseconds: 0) }

func comparison(_ left: String, _ relation: String, _ right: JSONValue) -> JSONValue {
    ["leftOperand": .string(left), "operator": .string(relation), "rightOperand": right]
}

/// A Set on target `t` with one permission to `use` under these constraints.
func permitting(_ constraints: JSONValue..., prohibition: JSONValue? = nil, conflict: String? = nil) -> JSONValue {
    [
        "@type": "Set", "@id": "p", "target": "t", "conflict": .optional(conflict),
        "permission": [["action": "use", "constraint": .array(constraints)]],
        "prohibition": prohibition,
    ]
}

func policy(_ json: JSONValue) throws -> Policy { try Policy(json) }

func request(action: String = "use", target: String = "t", assignee: String = "a") -> EvaluationRequest {
    EvaluationRequest(action: action, target: target, assignee: assignee, now: now)
}

let vocabulary = PolicyVocabulary(
    claimOperands: ["level": "level", "https://example.org/role": "role"],
    profileZones: ["https://example.org/tc609": 480],
    actions: ["https://example.org/train": "derive"]
)
let evaluator = PolicyEvaluator(vocabulary: vocabulary)

func outcome(_ json: JSONValue, _ request: EvaluationRequest = request()) -> Decision.Outcome {
    evaluator.evaluate(reading: json, for: request).outcome
}

func codes(_ json: JSONValue, _ request: EvaluationRequest = request()) -> [Reason.Code] {
    evaluator.evaluate(reading: json, for: request).reasons.map(\.code)
}

func problem(_ json: JSONValue) -> PolicyProblem? {
    do throws(PolicyProblem) {
        _ = try Policy(json)
        return nil
    } catch { return error }
}

/// SplitMix64: the same seed gives the same policies on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func pick<Element>(_ elements: [Element], or fallback: Element) -> Element {
        elements.randomElement(using: &self) ?? fallback
    }
}
