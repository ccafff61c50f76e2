package import Primitives

/// One difference between two offers of terms, for people who negotiate them.
package struct TermChange: Sendable {
    package enum Kind: String, Sendable, CaseIterable { case added, removed, changed }

    package let kind: Kind
    /// Where it stands: in the new policy, or in the old one for what was removed.
    package let path: String
    package let before: JSONValue?
    package let after: JSONValue?
    private let words: [PolicyLanguage: (before: String, after: String)]

    init(_ path: String, _ before: Side?, _ after: Side?) {
        kind = before == nil ? .added : after == nil ? .removed : .changed
        self.path = path
        self.before = before?.json
        self.after = after?.json
        words = Dictionary(
            uniqueKeysWithValues: PolicyLanguage.allCases.map {
                ($0, (before?.words($0) ?? "", after?.words($0) ?? ""))
            }
        )
    }

    /// One side of a change: its JSON and how to say it.
    struct Side {
        let json: JSONValue
        let words: (PolicyLanguage) -> String
    }

    /// The change as a sentence.
    package func sentence(_ language: PolicyLanguage) -> String {
        let (before, after) = words[language] ?? ("", "")
        switch (language, kind) {
        case (.english, .added): return "Added: \(after)"
        case (.english, .removed): return "Removed: \(before)"
        case (.english, .changed): return "Changed: \(before) → \(after)"
        case (.chinese, .added): return "新增:\(after)"
        case (.chinese, .removed): return "删除:\(before)"
        case (.chinese, .changed): return "变更:\(before) → \(after)"
        }
    }
}

/// The difference of terms between two policies; empty exactly when they have the same terms.
package struct PolicyDifference: Sendable {
    package let changes: [TermChange]

    package init(from old: Policy, to new: Policy) {
        let parties = (old.parties, new.parties)
        changes =
            Self.conflict(old, new) + Self.profiles(old, new)
            + RuleDifference(old.permissions, new.permissions, parties).changes
            + RuleDifference(old.prohibitions, new.prohibitions, parties).changes
            + RuleDifference(old.obligations, new.obligations, parties).changes
    }

    package var isEmpty: Bool { changes.isEmpty }

    package func sentences(_ language: PolicyLanguage) -> [String] { changes.map { $0.sentence(language) } }

    private static func conflict(_ old: Policy, _ new: Policy) -> [TermChange] {
        let before = old.conflict ?? .invalid
        let after = new.conflict ?? .invalid
        guard before != after else { return [] }
        return [TermChange("conflict", text("conflict", before.rawValue), text("conflict", after.rawValue))]
    }

    private static func profiles(_ old: Policy, _ new: Policy) -> [TermChange] {
        var (removed, added) = (old.profiles, [String]())
        for profile in new.profiles {
            let index = removed.firstIndex { $0.hasSameBytes(as: profile) }
            if let index { removed.remove(at: index) } else { added.append(profile) }
        }
        return removed.map { TermChange("profile", text("profile", $0), nil) }
            + added.map { TermChange("profile", nil, text("profile", $0)) }
    }

    private static func text(_ name: String, _ value: String) -> TermChange.Side {
        TermChange.Side(json: .string(value)) { language in
            let label = language == .english ? name : name == "profile" ? "配置规范" : "冲突处理"
            return "\(label) \(Phrase.quote(value))"
        }
    }
}
