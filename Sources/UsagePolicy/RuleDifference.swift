import Primitives

/// Pairs the elements of two sets: equal ones drop out, alike ones are changes, the rest came or went.
struct SetDifference<Element> {
    private(set) var removed: [Element]
    private(set) var added: [Element] = []
    private(set) var changed: [(before: Element, after: Element)] = []

    init(_ old: [Element], _ new: [Element], isSame: (Element, Element) -> Bool, isAlike: (Element, Element) -> Bool) {
        removed = old
        var remaining: [Element] = []
        for element in new {
            let index = removed.firstIndex { isSame($0, element) }
            if let index { removed.remove(at: index) } else { remaining.append(element) }
        }
        for element in remaining {
            if let index = removed.firstIndex(where: { isAlike($0, element) }) {
                changed.append((removed.remove(at: index), element))
            } else {
                added.append(element)
            }
        }
    }
}

/// The difference between two sets of rules of one role.
struct RuleDifference {
    private(set) var changes: [TermChange] = []
    private let parties: (old: Parties, new: Parties)

    init(_ old: [Rule], _ new: [Rule], _ parties: (Parties, Parties)) {
        self.parties = parties
        let pairs = SetDifference(
            old.map { (rule: $0, terms: CanonicalJSON.bytes(of: $0.terms(in: parties.0))) },
            new.map { (rule: $0, terms: CanonicalJSON.bytes(of: $0.terms(in: parties.1))) },
            isSame: { $0.terms == $1.terms },
            isAlike: { $0.rule.action == $1.rule.action }
        )
        for pair in pairs.changed { compare(pair.before.rule, pair.after.rule) }
        changes += pairs.removed.map { TermChange($0.rule.path, side($0.rule), nil) }
        changes += pairs.added.map { TermChange($0.rule.path, nil, side($0.rule)) }
    }

    /// Names the part that differs; when only who or what is meant differs, the rules as a whole.
    private mutating func compare(_ old: Rule, _ new: Rule) {
        let before = changes.count
        constraints(old.constraints, new.constraints)
        changes += RuleDifference(old.duties, new.duties, parties).changes
        changes += RuleDifference(old.failures, new.failures, parties).changes
        guard changes.count == before || ownParties(old, parties.old) != ownParties(new, parties.new) else { return }
        changes.append(TermChange(new.path, side(old), side(new)))
    }

    private func ownParties(_ rule: Rule, _ policy: Parties) -> [UInt8] {
        let bare = Rule(
            role: rule.role,
            path: "",
            id: nil,
            action: rule.action,
            refinements: rule.refinements,
            parties: rule.parties,
            constraints: [],
            duties: [],
            failures: [],
            functions: rule.functions
        )
        return CanonicalJSON.bytes(of: bare.terms(in: policy))
    }

    private mutating func constraints(_ old: [Constraint], _ new: [Constraint]) {
        let pairs = SetDifference(
            old.map { (constraint: $0, terms: CanonicalJSON.bytes(of: $0.terms)) },
            new.map { (constraint: $0, terms: CanonicalJSON.bytes(of: $0.terms)) },
            isSame: { $0.terms == $1.terms },
            isAlike: { $0.constraint.isAlike($1.constraint) }
        )
        changes += pairs.changed.map {
            TermChange($0.after.constraint.path, side($0.before.constraint), side($0.after.constraint))
        }
        changes += pairs.removed.map { TermChange($0.constraint.path, side($0.constraint), nil) }
        changes += pairs.added.map { TermChange($0.constraint.path, nil, side($0.constraint)) }
    }

    private func side(_ rule: Rule) -> TermChange.Side {
        TermChange.Side(json: rule.wireForm, words: rule.sentence)
    }

    private func side(_ constraint: Constraint) -> TermChange.Side {
        TermChange.Side(json: constraint.wireForm, words: constraint.words)
    }
}

extension Constraint {
    /// Whether one can be read as an edit of the other.
    fileprivate func isAlike(_ other: Constraint) -> Bool {
        switch (self, other) {
        case (.comparison(let one), .comparison(let other)):
            one.left == other.left && one.relation == other.relation
        case (.logical(let one, _, _), .logical(let other, _, _)): one == other
        default: false
        }
    }
}
