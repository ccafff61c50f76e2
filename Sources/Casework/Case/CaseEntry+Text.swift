package import Primitives

/// How a line of history reads to a person.
extension CaseEntry {
    package func text(_ language: Language, in file: CaseFile) -> String {
        let name = caseID.isEmpty ? "" : "\(caseID) "
        return "\(date) \(name)· \(what(language, in: file)) · \(by)"
    }

    private func what(_ language: Language, in file: CaseFile) -> String {
        switch kind {
        case .notice(let notice):
            let mark = Bilingual(zh: "规则已于 \(notice.lapsedOn) 届满", en: "rules lapsed after \(notice.lapsedOn)")
            return "\(notice.pack) \(mark.text(language)) → \(notice.fallback ?? "-"): \(notice.note.text(language))"
        case .moved(let event, let from, let to, let cite):
            let label = step(event, file)?.label.text(language) ?? event
            return "\(label): \(state(from, language, file)) → \(state(to, language, file)) 〔\(cite)〕"
        case .refused(let event, let refusal): return refused(event, refusal, language)
        case .clockStarted(let id, let due, let isProvisional, let cite, let basis):
            let mark = Bilingual(zh: isProvisional ? "（暂定）" : "", en: isProvisional ? " (provisional)" : "")
            let doubt = basis.map { $0.mark(language) } ?? ""
            return "⏱ \(clock(id, language, file)) → \(due)\(mark.text(language))\(doubt) 〔\(cite)〕"
        case .clockStopped(let id, let other):
            return "⏸ \(clock(id, language, file)) (\(other))"
        case .overdue(let id, let who, let cite):
            let mark = Bilingual(zh: "逾期", en: "missed")
            return "⚠ \(mark.text(language)): \(clock(id, language, file)), \(role(who, language, file)) 〔\(cite)〕"
        case .document(let kind, let number):
            return "\(file.pack.documents[kind]?.label.text(language) ?? kind) № \(number)"
        case .served(let number): return "\(Bilingual(zh: "送达", en: "served").text(language)) № \(number)"
        case .credential(let credential, let change): return text(of: credential, change, language, file)
        case .published(let facts):
            let list = facts.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value.json.text)" }
            return "\(Bilingual(zh: "公示", en: "published").text(language)): \(list.joined(separator: ", "))"
        case .panel(let id, let detail): return "\(id): \(detail.joined(separator: " "))"
        }
    }

    private func refused(_ event: String, _ refusal: Refusal, _ language: Language) -> String {
        let mark = Bilingual(zh: "拒绝", en: "refused").text(language)
        return "✗ \(mark) \(event): \(refusal.code) \(refusal.text.text(language)) 〔\(refusal.cite)〕 → "
            + refusal.remedy.text(language)
    }

    private func text(
        of credential: IssuedCredential,
        _ change: String,
        _ language: Language,
        _ file: CaseFile
    ) -> String {
        let label = file.pack.credentials[credential.kind]?.label.text(language) ?? credential.kind
        let end = credential.through.map { " … \($0)" } ?? ""
        return "★ \(label) № \(credential.number) \(change): \(credential.from)\(end)"
    }

    private func procedure(_ file: CaseFile) -> Procedure? {
        file.record(of: caseID).flatMap { file.pack.procedures[$0.procedure] }
    }

    private func step(_ event: String, _ file: CaseFile) -> Procedure.Transition? {
        procedure(file)?.transitions.first { $0.event == event }
    }

    private func state(_ id: String, _ language: Language, _ file: CaseFile) -> String {
        let start = Bilingual(zh: "（开始）", en: "(start)")
        return id == Procedure.new
            ? start.text(language) : procedure(file)?.state(id)?.label.text(language) ?? id
    }

    private func clock(_ id: String, _ language: Language, _ file: CaseFile) -> String {
        let rules = procedure(file)?.states.flatMap(\.timers) ?? []
        return rules.first { $0.id == id }?.label.text(language) ?? id
    }

    private func role(_ id: String, _ language: Language, _ file: CaseFile) -> String {
        file.pack.roles[id]?.text(language) ?? id
    }
}

extension CaseRecord {
    /// The case as it stands, for dossiers and screens.
    package var json: JSONValue {
        var known = JSONObject()
        for (name, value) in facts.sorted(by: { $0.key < $1.key }) { known[name] = value.json }
        return [
            "case": .string(id), "procedure": .string(procedure), "parent": .optional(parent), "state": .string(state),
            "closed": .bool(isClosed), "facts": .object(known), "credentials": .array(credentials.map(\.json)),
            "documents": .array(
                documents.map {
                    [
                        "kind": .string($0.kind), "number": .string($0.number),
                        "issued": .string($0.issued.description),
                        "served": .optional($0.served?.description),
                    ]
                }
            ),
        ]
    }
}
