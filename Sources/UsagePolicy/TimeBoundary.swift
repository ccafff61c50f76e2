package import Primitives

extension PolicyEvaluator {
    /// The next instant after which the decision may differ by time alone; nil when time changes nothing any more.
    ///
    /// A stream checks this one instant instead of the policy; at the instant itself the policy is evaluated again.
    package func nextTimeBoundary(of policy: Policy, after instant: Instant) -> Instant? {
        nextTimeBoundary(of: CompiledPolicy(policy, vocabulary, isForMany: false), after: instant)
    }

    package func nextTimeBoundary(of compiled: CompiledPolicy, after instant: Instant) -> Instant? {
        timeBoundaries(of: compiled).first { $0 > instant }
    }

    /// All instants at which time may change a decision, in order; who asks often asks for them once.
    package func timeBoundaries(of compiled: CompiledPolicy) -> [Instant] {
        let zone = compiled.zoneMinutes
        let rules = compiled.canonical.rules.flatMap(\.family)
        return rules.flatMap { $0.constraints + $0.refinements }.flatMap(\.comparisons)
            .flatMap { $0.timeBoundaries(zoneMinutes: zone) }
            .sorted()
    }
}

extension Constraint {
    /// Every comparison in the tree.
    var comparisons: [Comparison] {
        switch self {
        case .comparison(let comparison): [comparison]
        case .logical(_, let parts, _): parts.flatMap(\.comparisons)
        }
    }
}

extension Comparison {
    func timeBoundaries(zoneMinutes: Int64?) -> [Instant] {
        guard left == Vocabulary.dateTime, let literal = right.single,
            let moment = Moment(literal, zoneMinutes: zoneMinutes)
        else { return [] }
        return moment.boundaries(self.operator)
    }
}
