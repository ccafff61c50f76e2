package import Primitives

/// The papers of one product, each with its article, its validity and the papers it rests on.
///
/// A paper that is lost shakes every paper above it, however far.
package struct Dossier: Sendable {
    package struct Paper: Sendable {
        package let id: String
        package let restsOn: [String]
        /// The digest of what was deposited, or of the last entry of the case that gave the paper.
        package let digest: Digest
        /// What the case gave; nil for a deposit, which is a digest alone.
        package let credential: IssuedCredential?
        package let pack: String
        package let cite: String
    }

    package enum Standing: Hashable, Sendable {
        case stands
        /// Revoked, suspended, expired or past its last day.
        case lost
        /// Valid by itself, but resting on lost papers.
        case shaken(by: [String])
    }

    package let papers: [Paper]

    /// Papers of one product: the longest known way has nine.
    static let mostPapers = 200

    /// Takes papers in the order in which they were given; each rests on earlier ones only.
    package init(_ papers: [Paper]) throws(DecodingProblem) {
        var seen: Set<String> = []
        for paper in papers {
            for base in paper.restsOn where !seen.contains(base) {
                throw DecodingProblem(path: paper.id, message: "rests on `\(base)`, which no paper before it is")
            }
            guard seen.insert(paper.id).inserted else {
                throw DecodingProblem(path: paper.id, message: "is named twice")
            }
        }
        guard papers.count <= Self.mostPapers else {
            throw DecodingProblem(path: "papers", message: "more than \(Self.mostPapers)")
        }
        self.papers = papers
    }

    /// How every paper stands on a day.
    package func standings(on date: CivilDate) -> [String: Standing] {
        var standings: [String: Standing] = [:]
        for paper in papers {
            let shaken = paper.restsOn.filter { standings[$0] != .stands }
            if !Self.isValid(paper, on: date) {
                standings[paper.id] = .lost
            } else {
                standings[paper.id] = shaken.isEmpty ? .stands : .shaken(by: shaken)
            }
        }
        return standings
    }

    private static func isValid(_ paper: Paper, on date: CivilDate) -> Bool {
        guard let credential = paper.credential else { return true }
        return credential.status == .valid && credential.through.map { date <= $0 } ?? true
    }
}

extension Dossier {
    /// Reads `{"papers": [{"id", "restsOn", "digest"} or {"id", "restsOn", "pack", "credential", "history"}]}` and replays
    /// every history up to a day.
    package init(
        _ value: JSONValue,
        in library: RuleLibrary,
        calendar: WorkCalendar,
        on date: CivilDate
    ) throws(DecodingProblem) {
        let fields = try JSONFields(value)
        try fields.allowOnly(["papers"])
        try self.init(
            try fields.list("papers") { field throws(DecodingProblem) in
                try Self.paper(field, library, calendar, date)
            }
        )
    }

    private static func paper(
        _ fields: JSONFields,
        _ library: RuleLibrary,
        _ calendar: WorkCalendar,
        _ date: CivilDate
    ) throws(DecodingProblem) -> Paper {
        try fields.allowOnly(["id", "restsOn", "digest", "pack", "credential", "history"])
        let id = try fields.identifier("id")
        let restsOn = try fields.optionalArray("restsOn")?.compactMap(\.stringValue) ?? []
        guard fields.optional("pack") != nil else {
            guard let digest = Digest(try fields.string("digest")) else {
                throw fields.problem("digest", "must be a SHA-256 digest, or the paper names its pack")
            }
            return Paper(id: id, restsOn: restsOn, digest: digest, credential: nil, pack: "", cite: "")
        }
        let kind = try fields.word("credential")
        let pack = try fields.word("pack")
        let outcome = try CaseReplay.run(
            try CaseDocument(try fields.value("history")),
            pack: pack,
            in: library,
            calendar: calendar,
            until: date
        )
        guard case .replayed(let file) = outcome else { throw fields.problem("pack", "has no rules for this history") }
        let issued = file.cases.flatMap(\.credentials).last { $0.kind == kind }
        guard let issued, let digest = file.entries.last?.digest else {
            throw fields.problem("credential", "was never issued: \(file.entries.compactMap(\.refusal?.code))")
        }
        return Paper(
            id: id,
            restsOn: restsOn,
            digest: digest,
            credential: issued,
            pack: file.pack.name,
            cite: file.pack.credentials[kind]?.cite ?? file.pack.citation
        )
    }

    /// Every paper with how it stands.
    package func json(on date: CivilDate) -> JSONValue {
        let standings = standings(on: date)
        return .array(
            papers.map { paper in
                [
                    "id": .string(paper.id), "standing": .string(Self.word(standings[paper.id])),
                    "restsOn": .strings(paper.restsOn), "digest": .string(paper.digest.description),
                    "pack": paper.pack.isEmpty ? nil : .string(paper.pack),
                    "cite": paper.cite.isEmpty ? nil : .string(paper.cite), "credential": paper.credential?.json,
                ]
            }
        )
    }

    static func word(_ standing: Standing?) -> String {
        switch standing {
        case .stands: "stands"
        case .lost, nil: "lost"
        case .shaken: "shaken"
        }
    }

    /// One line for each paper.
    package func lines(on date: CivilDate, _ language: Language) -> [String] {
        let standings = standings(on: date)
        return papers.map { paper in
            let mark =
                switch standings[paper.id] {
                case .stands: Bilingual(zh: "有效", en: "stands").text(language)
                case .shaken(let bases):
                    Bilingual(zh: "动摇", en: "shaken").text(language) + " (\(bases.joined(separator: ", ")))"
                case .lost, nil: Bilingual(zh: "失效", en: "lost").text(language)
                }
            let term =
                paper.credential.map { "\($0.from)…\($0.through?.description ?? "")" } ?? paper.digest.description
            let bases = paper.restsOn.isEmpty ? "" : " ← \(paper.restsOn.joined(separator: ", "))"
            return "\(paper.id) · \(mark) · \(term) 〔\(paper.cite)〕\(bases)"
        }
    }
}
