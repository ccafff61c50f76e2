import ArgumentParser
import Casework
import Primitives

/// Rules, days and facts as the command line gives them.
extension CaseworkOutput {
    func library() throws -> RuleLibrary {
        let files = try rules.map(Self.ruleFiles) ?? EmbeddedRules.files
        return try embedded { () throws(DecodingProblem) in try RuleLibrary(files: files) }
    }

    /// The edition of a pack on a day with its base below it, or the newest.
    func edition(_ id: String, _ day: String?) throws -> Pack {
        let library = try library()
        let date = try day.map(Self.date)
        let edition = date.map { library.edition(of: id, on: $0) } ?? library.editions(of: id).last
        guard let edition else { throw CaseworkExit.unreadable("no edition of `\(id)` holds", "没有生效的 `\(id)` 版本") }
        return library.base(of: edition).map { $0.stacked(under: edition) } ?? edition
    }

    /// Facts from a file, each of its declared kind.
    func facts(_ path: String, of pack: Pack) throws -> [String: FactValue] {
        try facts(try Self.document(at: path), named: path, of: pack)
    }

    func facts(_ value: JSONValue, named name: String, of pack: Pack) throws -> [String: FactValue] {
        guard let members = value.objectValue?.members else {
            throw CaseworkExit.unreadable("`\(name)` must be an object of facts", "`\(name)` 须为事实对象")
        }
        var facts: [String: FactValue] = [:]
        for member in members {
            guard let value = pack.facts[member.key]?.read(member.value) else {
                throw CaseworkExit.unreadable(
                    "`\(member.key)` is no fact of `\(pack.id)`, or of the wrong kind",
                    "`\(member.key)` 不是 `\(pack.id)` 的事实，或类型、范围不符"
                )
            }
            facts[member.key] = value
        }
        return facts
    }

    /// A refusal with its three parts, on one line.
    func line(_ refusal: Refusal, _ language: CaseLanguage) -> String {
        let missing = refusal.missing.isEmpty ? "" : " [\(refusal.missing.joined(separator: ", "))]"
        return "✗ \(refusal.code) \(refusal.text.text(language)) 〔\(refusal.cite)〕 → "
            + refusal.remedy.text(language) + missing
    }

    static func date(_ text: String) throws -> CivilDate {
        guard let date = CivilDate(text) else { throw ValidationError("`\(text)` is no date such as 2026-11-22") }
        return date
    }

    static func places(_ texts: [String]) throws -> [String: String] {
        var places: [String: String] = [:]
        for text in texts {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw ValidationError("`\(text)` must be name=place") }
            places[parts[0]] = parts[1]
        }
        return places
    }
}
