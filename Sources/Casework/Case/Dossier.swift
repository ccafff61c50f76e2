package import Primitives

/// The papers of one product, each with its article, its validity and the papers it rests on.
///
/// A paper that is lost shakes every paper above it, however far.
package struct Dossier: Sendable {
    package struct Paper: Sendable {
        package let id: String
        package let restsOn: [String]
        /// The digest of what was deposited, of an attachment, or of the last entry of the case that gave the paper.
        package let digest: Digest
        package let content: Content
        package let pack: String
        package let cite: String
    }

    /// What a paper is: a bare deposit, or something that a case gave or was given.
    package enum Content: Sendable {
        /// Cancelled by its keeper from a day on, or never.
        case deposit(revokedOn: CivilDate?)
        case credential(IssuedCredential)
        case document(IssuedDocument)
        /// A paper handed in with a step, such as a contract.
        case attachment
    }

    package enum Standing: Hashable, Sendable {
        case stands
        /// It has served its purpose, as a pledge has after repayment; what rests on it stands while its grounds do.
        case fulfilled
        /// Revoked, suspended, expired, not yet begun or past its last day.
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
            let shaken = paper.restsOn.filter { standings[$0] != .stands && standings[$0] != .fulfilled }
            let own = Self.standing(of: paper, on: date)
            standings[paper.id] = own != .lost && !shaken.isEmpty ? .shaken(by: shaken) : own
        }
        return standings
    }

    private static func standing(of paper: Paper, on date: CivilDate) -> Standing {
        if case .deposit(let day?) = paper.content, day <= date { return .lost }
        guard case .credential(let credential) = paper.content else { return .stands }
        if credential.status == .discharged { return .fulfilled }
        let holds = credential.from <= date && credential.through.map { date <= $0 } ?? true
        return credential.status == .valid && holds ? .stands : .lost
    }
}

extension Dossier {
    /// Reads `{"papers": […]}` and replays every history up to a day.
    ///
    /// A paper is `{"id", "restsOn"}` with a `digest` (and `revokedOn` once its keeper cancelled it), or with a `pack` and `history` (or `sameCaseAs`, an earlier paper)
    /// and what of that case it is: a `credential`, a `document` or an `attachment`.
    package init(
        _ value: JSONValue,
        in library: RuleLibrary,
        calendar: WorkCalendar,
        on date: CivilDate
    ) throws(DecodingProblem) {
        let fields = try JSONFields(value)
        try fields.allowOnly(["papers"])
        var reader = DossierReader(library: library, calendar: calendar, date: date)
        try self.init(try fields.list("papers") { field throws(DecodingProblem) in try reader.paper(field) })
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
                    "document": paper.document.map { ["kind": .string($0.kind), "number": .string($0.number)] },
                ]
            }
        )
    }

    static func word(_ standing: Standing?) -> String {
        switch standing {
        case .stands: "stands"
        case .fulfilled: "fulfilled"
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
                case .fulfilled: Bilingual(zh: "已履行完毕", en: "fulfilled").text(language)
                case .shaken(let bases):
                    Bilingual(zh: "动摇", en: "shaken").text(language) + " (\(bases.joined(separator: ", ")))"
                case .lost, nil: Bilingual(zh: "失效", en: "lost").text(language)
                }
            let term =
                paper.credential.map { "№ \($0.number) \($0.from)…\($0.through?.description ?? "")" }
                ?? paper.document.map { "№ \($0.number) \($0.issued)" } ?? paper.digest.description
            let bases = paper.restsOn.isEmpty ? "" : " ← \(paper.restsOn.joined(separator: ", "))"
            let cite = paper.cite.isEmpty ? "" : " 〔\(paper.cite)〕"
            return "\(paper.id) · \(mark) · \(term)\(cite)\(bases)"
        }
    }
}

extension Dossier.Paper {
    var credential: IssuedCredential? { if case .credential(let credential) = content { credential } else { nil } }
    var document: IssuedDocument? { if case .document(let document) = content { document } else { nil } }
}
