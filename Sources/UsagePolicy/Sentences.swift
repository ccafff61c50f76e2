extension Policy {
    /// The policy in plain words, one sentence per rule, for people who do not read ODRL.
    package func sentences(_ language: PolicyLanguage) -> [String] {
        let rules = self.rules.map { $0.sentence(language) }
        let closing =
            switch (language, conflict ?? .invalid) {
            case (.english, .perm): "Where a permission and a prohibition meet, the permission prevails."
            case (.english, .prohibit): "Where a permission and a prohibition meet, the prohibition prevails."
            case (.english, .invalid): "Everything else is refused; where a permission and a prohibition meet, too."
            case (.chinese, .perm): "许可与禁止冲突时,许可优先。"
            case (.chinese, .prohibit): "许可与禁止冲突时,禁止优先。"
            case (.chinese, .invalid): "其余一律拒绝;许可与禁止冲突时亦拒绝。"
            }
        return rules + [closing]
    }
}

extension Rule {
    /// The rule as one sentence.
    package func sentence(_ language: PolicyLanguage) -> String {
        let conditions = self.conditions(language)
        let duties = self.duties.map { $0.phrase(language) }.joined(separator: language == .english ? "; " : ";")
        let end = language == .english ? "." : "。"
        var text = opening(language)
        if !conditions.isEmpty { text += (language == .english ? ", if " : ",条件是:") + conditions }
        if !duties.isEmpty { text += (language == .english ? ", once this is done: " : ",并须先:") + duties }
        let failures = self.failures.map { $0.phrase(language) }.joined(separator: language == .english ? "; " : ";")
        if !failures.isEmpty { text += failureWords(language) + failures }
        return text + end
    }

    private func failureWords(_ language: PolicyLanguage) -> String {
        switch (language, role) {
        case (.english, .prohibition): "; whoever does it all the same must: "
        case (.english, _): "; if it is not done, also: "
        case (.chinese, .prohibition): ";违反者须:"
        case (.chinese, _): ";未履行时另须:"
        }
    }

    private func conditions(_ language: PolicyLanguage) -> String {
        constraints.map { $0.words(language) }.joined(separator: Lexicon.connective(.and, language))
    }

    /// A duty inside the sentence of its permission.
    private func phrase(_ language: PolicyLanguage) -> String {
        let action = refinedAction(language)
        guard !constraints.isEmpty else { return action }
        let conditions = self.conditions(language)
        return language == .english ? "\(action) (\(conditions))" : "\(action)(\(conditions))"
    }

    private func refinedAction(_ language: PolicyLanguage) -> String {
        Phrase.quote(Lexicon.action(action, language)) + refined(refinements, language)
    }

    private func refined(_ refinements: [Constraint], _ language: PolicyLanguage) -> String {
        guard !refinements.isEmpty else { return "" }
        let words = refinements.map { $0.words(language) }.joined(separator: Lexicon.connective(.and, language))
        return language == .english ? " (where \(words))" : "(其中\(words))"
    }

    private func opening(_ language: PolicyLanguage) -> String {
        let action = refinedAction(language)
        let who = parties.assignee.map { Phrase.quote($0) + refined(parties.assigneeRefinements, language) }
        let what = parties.target.map { Phrase.quote($0) + refined(parties.targetRefinements, language) }
        switch language {
        case .english:
            let scope = (who.map { " for \($0)" } ?? "") + (what.map { " on \($0)" } ?? "")
            return "\(role.english): \(action)\(scope)"
        case .chinese:
            let scope = (who.map { "(对象 \($0))" } ?? "") + (what.map { "(标的 \($0))" } ?? "")
            return "\(role.chinese):\(action)\(scope)"
        }
    }
}

extension Rule.Role {
    var english: String {
        switch self {
        case .permission: "Permitted"
        case .prohibition: "Prohibited"
        case .obligation: "Required"
        case .duty: "Required first"
        case .remedy: "Required after a violation"
        case .consequence: "Required if that is not done"
        }
    }

    var chinese: String {
        switch self {
        case .permission: "允许"
        case .prohibition: "禁止"
        case .obligation: "须履行"
        case .duty: "须先履行"
        case .remedy: "违反后须补救"
        case .consequence: "未履行时另须"
        }
    }
}

extension Constraint {
    func words(_ language: PolicyLanguage) -> String {
        switch self {
        case .comparison(let comparison): comparison.words(language)
        case .logical(let connective, let parts, _):
            "(" + parts.map { $0.words(language) }.joined(separator: Lexicon.connective(connective, language)) + ")"
        }
    }
}

extension Comparison {
    func words(_ language: PolicyLanguage) -> String {
        let operand = Phrase.quote(Lexicon.operand(left, language))
        let relation = Phrase.quote(Lexicon.relation(relation, language))
        let values = reference ?? right.values.map(\.lexical).joined(separator: language == .english ? ", " : "、")
        let measure = unit.map { " " + Phrase.quote($0.name) } ?? ""
        return "\(operand) \(relation) \(Phrase.quote(values))\(measure)"
    }
}
