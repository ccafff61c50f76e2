/// A policy bound to a vocabulary once, so that each decision only judges.
///
/// Words of its profiles stand under their ODRL names, and what keeps the policy from ever granting is found already.
package struct CompiledPolicy: Sendable {
    /// As it was read.
    package let policy: Policy
    let canonical: Policy
    let vocabulary: PolicyVocabulary
    let zoneMinutes: Int64?
    /// Why the policy grants nothing at all; nil when it may.
    let obstacle: Reason?
    /// The plain part, where the whole policy is plain.
    let quick: QuickPolicy?

    /// Binds it; only many decisions pay for what a quick one needs.
    init(_ policy: Policy, _ base: PolicyVocabulary, isForMany: Bool) {
        self.policy = policy
        var obstacle = Self.formalObstacle(policy)
        var vocabulary = base
        do throws(UnknownProfile) { vocabulary = try base.scoped(to: policy) } catch {
            obstacle = Reason(.profileUnknown, at: "profile", [error.name])
        }
        self.vocabulary = vocabulary
        self.obstacle = obstacle
        canonical = vocabulary.hasSynonyms ? policy.canonical(in: vocabulary) : policy
        zoneMinutes = vocabulary.zoneMinutes(of: policy)
        quick = !isForMany ? nil : QuickPolicy(canonical, vocabulary, zoneMinutes: zoneMinutes)
    }

    /// Whether an action is a word where this policy is judged, its profiles' words among them.
    package func knows(action: String) -> Bool { vocabulary.knows(action: action) }

    /// What keeps a policy from granting anything: an Offer (formal semantics), an Agreement without its parties (DSP).
    private static func formalObstacle(_ policy: Policy) -> Reason? {
        switch policy.kind {
        case .set: nil
        case .offer: Reason(.offerGrantsNothing, at: "@type")
        case .agreement: policy.missingParty.map { Reason(.agreementIncomplete, at: $0, [$0]) }
        }
    }
}

extension Policy {
    /// The same policy under the words that the evaluator judges by.
    func canonical(in vocabulary: PolicyVocabulary) -> Policy {
        Policy(
            kind: kind,
            id: id,
            parties: parties.canonical(in: vocabulary),
            profiles: profiles,
            conflict: conflict,
            permissions: permissions.map { $0.canonical(in: vocabulary) },
            prohibitions: prohibitions.map { $0.canonical(in: vocabulary) },
            obligations: obligations.map { $0.canonical(in: vocabulary) },
            source: source
        )
    }
}

extension Parties {
    fileprivate func canonical(in vocabulary: PolicyVocabulary) -> Parties {
        var parties = self
        parties.targetRefinements = targetRefinements.map { $0.canonical(in: vocabulary) }
        parties.assigneeRefinements = assigneeRefinements.map { $0.canonical(in: vocabulary) }
        return parties
    }
}

extension Rule {
    fileprivate func canonical(in vocabulary: PolicyVocabulary) -> Rule {
        Rule(
            role: role,
            path: path,
            id: id,
            action: vocabulary.canonical(action),
            refinements: refinements.map { $0.canonical(in: vocabulary) },
            parties: parties.canonical(in: vocabulary),
            constraints: constraints.map { $0.canonical(in: vocabulary) },
            duties: duties.map { $0.canonical(in: vocabulary) },
            failures: failures.map { $0.canonical(in: vocabulary) },
            functions: functions
        )
    }
}

extension Constraint {
    fileprivate func canonical(in vocabulary: PolicyVocabulary) -> Constraint {
        switch self {
        case .comparison(let comparison):
            .comparison(
                Comparison(
                    path: comparison.path,
                    left: vocabulary.canonical(comparison.left),
                    relation: comparison.relation,
                    right: comparison.right,
                    unit: comparison.unit,
                    reference: comparison.reference
                )
            )
        case .logical(let connective, let parts, let path):
            .logical(connective, parts.map { $0.canonical(in: vocabulary) }, path: path)
        }
    }
}
