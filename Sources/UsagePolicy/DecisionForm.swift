package import Primitives

extension Decision {
    /// The decision in JSON: outcome, reasons in words, duties, and how it stands with each rule.
    package func form(_ language: PolicyLanguage) -> JSONValue {
        [
            "decision": .string(outcome.rawValue),
            "reasons": .array(
                reasons.map { reason in
                    [
                        "code": .string(reason.code.rawValue), "path": .string(reason.path),
                        "operands": .strings(reason.operands), "text": .string(reason.text(language)),
                    ]
                }
            ),
            "duties": .array(duties.map { $0.brief(language) }),
            "preconditions": .array(preconditions.map { $0.brief(language) }),
            "rules": .array(rules.map(\.form)),
        ]
    }
}

extension Rule {
    fileprivate func brief(_ language: PolicyLanguage) -> JSONValue {
        [
            "path": .string(path), "role": .string(role.rawValue), "id": .optional(id),
            "action": .string(action.name), "text": .string(sentence(language)),
        ]
    }
}

extension RuleState {
    /// The states of the W3C formal-semantics draft; `unknown` where it cannot be told.
    fileprivate var form: JSONValue {
        let isDuty = role.isDuty
        let deontic = states.contains(.fulfilled) ? "fulfilled" : states.contains(.violated) ? "violated" : "notSet"
        return [
            "path": .string(path), "role": .string(role.rawValue),
            "matches": .string(states.contains(.matches) ? "yes" : states.contains(.mayMatch) ? "unknown" : "no"),
            "activation": .string(
                states.contains(.active) ? "active" : states.contains(.mayBeActive) ? "unknown" : "inactive"
            ),
            "deontic": isDuty || role == .prohibition ? .string(deontic) : nil,
        ]
    }
}

extension PolicyEvaluator {
    /// Reads, decides and says why; an unreadable policy refuses.
    package func decide(_ asked: EvaluationCase) -> Decision {
        do throws(PolicyProblem) {
            let policy = try Policy(linked: asked.policy, parents: asked.parents)
            return adding(asked.vocabulary).evaluate(policy, for: asked.request)
        } catch { return .refusing(error) }
    }
}
