import Primitives

/// Reads the papers of a dossier, replaying each history once.
struct DossierReader {
    let library: RuleLibrary
    let calendar: WorkCalendar
    let date: CivilDate
    /// The cases already replayed, by the paper that gave them.
    private var files: [String: CaseFile] = [:]

    init(library: RuleLibrary, calendar: WorkCalendar, date: CivilDate) {
        self.library = library
        self.calendar = calendar
        self.date = date
    }

    mutating func paper(_ fields: JSONFields) throws(DecodingProblem) -> Dossier.Paper {
        try fields.allowOnly([
            "id", "restsOn", "digest", "revokedOn", "pack", "history", "sameCaseAs", "credential", "document",
            "attachment",
        ])
        let id = try fields.identifier("id")
        let restsOn = try Self.names(fields, "restsOn")
        guard fields.optional("digest") == nil else {
            guard let digest = Digest(try fields.string("digest")) else {
                throw fields.problem("digest", "must be a SHA-256 digest, or the paper names its pack")
            }
            let content = Dossier.Content.deposit(revokedOn: try fields.optionalDate("revokedOn"))
            return Dossier.Paper(id: id, restsOn: restsOn, digest: digest, content: content, pack: "", cite: "")
        }
        guard fields.optional("revokedOn") == nil else {
            throw fields.problem("revokedOn", "belongs to a bare digest; a case says itself what was revoked")
        }
        let file = try file(fields, id)
        let (content, digest, cite) = try Self.content(fields, file)
        return Dossier.Paper(
            id: id,
            restsOn: restsOn,
            digest: digest,
            content: content,
            pack: file.pack.name,
            cite: cite ?? file.pack.citation
        )
    }

    private static func names(_ fields: JSONFields, _ key: String) throws(DecodingProblem) -> [String] {
        let values = try fields.optionalArray(key) ?? []
        let names = values.compactMap(\.stringValue)
        guard names.count == values.count else { throw fields.problem(key, "must hold the ids of earlier papers") }
        return names
    }

    private mutating func file(_ fields: JSONFields, _ id: String) throws(DecodingProblem) -> CaseFile {
        if let other = try fields.optionalIdentifier("sameCaseAs") {
            guard let file = files[other] else { throw fields.problem("sameCaseAs", "is no earlier paper with a case") }
            files[id] = file
            return file
        }
        let outcome = try CaseReplay.run(
            try CaseDocument(try fields.value("history")),
            pack: try fields.word("pack"),
            in: library,
            calendar: calendar,
            until: date
        )
        switch outcome {
        case .replayed(let file):
            files[id] = file
            return file
        case .refused(let refusal):
            throw fields.problem("pack", "has no rules for this history: \(refusal.code) \(refusal.text.en)")
        }
    }

    /// The newest paper of the asked kind in any case of the file.
    private static func content(
        _ fields: JSONFields,
        _ file: CaseFile
    ) throws(DecodingProblem) -> (Dossier.Content, Digest, cite: String?) {
        let asked = ["credential", "document", "attachment"].filter { fields.optional($0) != nil }
        guard asked.count == 1, let key = asked.first, let last = file.entries.last?.digest else {
            throw fields.problem("credential", "or `document` or `attachment` says which paper of the case it is")
        }
        let kind = try fields.word(key)
        let found: (Dossier.Content, Digest, cite: String?)? =
            switch key {
            case "credential":
                file.cases.flatMap(\.credentials).last { $0.kind == kind }.map {
                    (.credential($0), last, file.pack.credentials[kind]?.cite)
                }
            case "document":
                file.cases.flatMap(\.documents).last { $0.kind == kind }.map {
                    (.document($0), last, file.pack.documents[kind]?.cite)
                }
            default:
                file.cases.lazy.compactMap { $0.attachments[kind].flatMap { Digest($0) } }.last.map {
                    (.attachment, $0, nil)
                }
            }
        guard let found else {
            throw fields.problem(key, "was never issued or handed in: \(file.entries.compactMap(\.refusal?.code))")
        }
        return found
    }
}
