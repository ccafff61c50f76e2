package import Primitives

/// What a policy would have decided over past accesses, and what another one before it would have.
package struct PolicySimulation: Sendable {
    package struct Step: Sendable {
        package let request: EvaluationRequest
        package let decision: Decision
        /// What the policy before would have decided; nil when there is none.
        package let before: Decision?

        package var isChanged: Bool { before.map { $0.outcome != decision.outcome } ?? false }
    }

    package let steps: [Step]

    /// Reads `{"policy": …, "before": …, "parents": […], "accesses": […]}` and runs it in the order given.
    package init(_ json: JSONValue, evaluator: PolicyEvaluator) throws(PolicyProblem) {
        guard let policy = json["policy"] else { throw PolicyProblem(.missingMember, at: "$", "policy") }
        guard let accesses = json["accesses"]?.arrayValue else {
            throw PolicyProblem(.missingMember, at: "$", "accesses")
        }
        let parents = json["parents"]?.oneOrMany ?? []
        let evaluator = evaluator.adding(try AddedWords(json["vocabulary"]))
        var now = Run(evaluator.compile(try Policy(linked: policy, parents: parents)))
        var earlier: Run?
        if let before = json["before"] {
            earlier = Run(evaluator.compile(try Policy(linked: before, parents: parents)))
        }
        var steps: [Step] = []
        for access in accesses {
            guard var object = access.objectValue else { throw PolicyProblem(.wrongType, at: "accesses", "objects") }
            object["policy"] = policy
            let request = try EvaluationCase(.object(object)).request
            let before = earlier?.decide(request, evaluator)
            steps.append(Step(request: request, decision: now.decide(request, evaluator), before: before))
        }
        self.steps = steps
    }

    /// One policy and the uses it has permitted so far, by assignee and target.
    private struct Run {
        let policy: CompiledPolicy
        private var uses: [Term: [String: Int64]] = [:]

        init(_ policy: CompiledPolicy) { self.policy = policy }

        mutating func decide(_ request: EvaluationRequest, _ evaluator: PolicyEvaluator) -> Decision {
            var asked = request
            let key = Term(literally: "\(request.assignee)\u{0}\(request.target)")
            if asked.usageCounts == nil { asked.usageCounts = uses[key] ?? [:] }
            let decision = evaluator.evaluate(policy, for: asked)
            if decision.isPermitted { uses[key, default: [:]][request.action, default: 0] += 1 }
            return decision
        }
    }

    private func count(_ outcome: Decision.Outcome) -> Int { steps.filter { $0.decision.outcome == outcome }.count }

    package func form(_ language: PolicyLanguage) -> JSONValue {
        [
            "accesses": .int(steps.count), "permit": .int(count(.permit)),
            "permitWithDuties": .int(count(.permitWithDuties)), "refuse": .int(count(.refuse)),
            "changed": .int(steps.filter(\.isChanged).count),
            "steps": .array(
                steps.map { step in
                    [
                        "at": .string(step.request.now.description), "assignee": .string(step.request.assignee),
                        "action": .string(step.request.action), "target": .string(step.request.target),
                        "decision": .string(step.decision.outcome.rawValue),
                        "before": .optional(step.before?.outcome.rawValue),
                        "reasons": .strings(step.decision.reasons.map { $0.text(language) }),
                    ]
                }
            ),
        ]
    }

    /// The sum, and every access that would be decided otherwise.
    package func lines(_ language: PolicyLanguage) -> [String] {
        let sums = Decision.Outcome.allCases.map { "\($0.text(language)): \(count($0))" }.joined(separator: ", ")
        let changes = steps.filter(\.isChanged).map { step in
            let before = step.before?.outcome.text(language) ?? ""
            let what = "\(step.request.now) \(Phrase.quote(step.request.assignee)) \(Phrase.quote(step.request.action))"
            let why = step.decision.reasons.map { $0.text(language) }.joined(separator: " ")
            return "\(what): \(before) → \(step.decision.outcome.text(language)). \(why)"
        }
        return [sums] + changes
    }
}
