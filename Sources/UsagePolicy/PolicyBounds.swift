import Primitives

extension Policy {
    /// Whether nothing is permitted by this policy that `bounds` does not permit, as far as comparing rule by rule can tell.
    ///
    /// Each permission must be one of the bounds' with the same duties and parties, and with constraints at least as tight.
    /// Everything else (prohibitions, obligations, profiles, conflict strategy) must be the same: a further obligation might
    /// bind the one who set the bounds. False where it cannot be told.
    package func isWithin(_ bounds: Policy) -> Bool {
        guard !permissions.isEmpty, rest == bounds.rest else { return false }
        return permissions.allSatisfy { own in
            bounds.permissions.contains { own.isWithin($0, own: parties, bounds: bounds.parties) }
        }
    }

    /// The terms without the permissions, in canonical bytes.
    private var rest: [UInt8] {
        Policy(
            kind: kind,
            id: id,
            parties: parties,
            profiles: profiles,
            conflict: conflict,
            permissions: [],
            prohibitions: prohibitions,
            obligations: obligations,
            source: source
        ).canonicalTerms
    }
}

extension Rule {
    fileprivate func isWithin(_ bound: Rule, own: Parties, bounds: Parties) -> Bool {
        guard shape(in: own) == bound.shape(in: bounds) else { return false }
        return bound.constraints.allSatisfy { wanted in constraints.contains { $0.implies(wanted) } }
    }

    /// The rule's terms without its constraints.
    private func shape(in parties: Parties) -> [UInt8] {
        guard var object = terms(in: parties).objectValue else { return [] }
        object["constraint"] = nil
        return CanonicalJSON.bytes(of: .object(object))
    }
}

extension Constraint {
    /// Whether the other constraint holds wherever this one does.
    fileprivate func implies(_ other: Constraint) -> Bool {
        if CanonicalJSON.bytes(of: terms) == CanonicalJSON.bytes(of: other.terms) { return true }
        guard case .comparison(let own) = self, case .comparison(let bound) = other else { return false }
        return own.implies(bound)
    }
}

extension Comparison {
    fileprivate func implies(_ bound: Comparison) -> Bool {
        guard left == bound.left, unit == bound.unit, reference == nil, bound.reference == nil,
            let relation = self.operator, let wanted = bound.operator
        else { return false }
        switch wanted {
        case .lt, .lteq: return [.lt, .lteq, .eq].contains(relation) && isTighter(bound, isUpper: true)
        case .gt, .gteq: return [.gt, .gteq, .eq].contains(relation) && isTighter(bound, isUpper: false)
        case .eq, .isAnyOf:
            guard relation == .eq || relation == .isAnyOf, !right.values.isEmpty else { return false }
            return right.values.allSatisfy { own in bound.right.values.contains { $0.isSame(as: own) } }
        default: return false
        }
    }

    private func isTighter(_ bound: Comparison, isUpper: Bool) -> Bool {
        guard let own = right.single, let other = bound.right.single else { return false }
        if left == Vocabulary.dateTime {
            guard let one = edge(own, isUpper: isUpper), let two = bound.edge(other, isUpper: isUpper) else {
                return false
            }
            return isUpper ? one <= two : one >= two
        }
        let isNumber = [own, other].allSatisfy { $0.datatype == .plain || $0.datatype.isNumeric }
        guard isNumber, let one = DecimalNumber(own.lexical), let two = DecimalNumber(other.lexical) else {
            return false
        }
        if one == two { return self.operator == bound.operator || bound.operator == .lteq || bound.operator == .gteq }
        return isUpper ? one < two : two < one
    }

    /// Up to which instant, or from which on, a bound in time lets through.
    private func edge(_ literal: Literal, isUpper: Bool) -> Instant? {
        guard let moment = Moment(literal, zoneMinutes: nil) else { return nil }
        switch self.operator {
        case .lt, .gteq: return moment.start
        case .lteq, .gt: return moment.end
        default: return isUpper ? moment.end : moment.start
        }
    }
}

extension Literal {
    fileprivate func isSame(as other: Literal) -> Bool {
        datatype == other.datatype && lexical.hasSameBytes(as: other.lexical)
    }
}
