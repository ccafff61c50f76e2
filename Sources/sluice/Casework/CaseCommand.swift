import ArgumentParser
import Casework
import Primitives

/// `sluice case`: histories replayed under the rules of their day.
struct CaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case",
        abstract: "Replay cases under the rules of their application date. 办件回放。",
        subcommands: [CaseReplayCommand.self, CaseDossier.self]
    )
}

/// `sluice case replay PACK EVENTS.json --until DATE`.
struct CaseReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "The timeline of a history: states, deadlines, papers, credentials and refusals. "
            + "办件时间线：状态、期限、文书、凭证与不予受理。",
        discussion: """
            A history has at most 20,000 steps and 32 MiB; a rule file has at most 1 MiB. Exit codes: 0 replayed without
            refusals, 1 something was refused, 2 wrong arguments or unreadable data.
            """
    )

    @Argument(help: "The pack, such as cn.public-data-registration.") var pack: String
    @Argument(help: "The history: {\"places\": {…}, \"events\": […]}.") var events: String
    @Option(help: "Let time pass up to and including this day.") var until: String?
    @OptionGroup var output: CaseworkOutput

    func run() async throws {
        let file = try replay(pack, events, until: until, output)
        output.write(.array(file.entries.map(\.json))) { language in
            ([file.pack.stackName + " · " + file.pack.title.text(language)]
                + file.entries.map { $0.text(language, in: file) }
                + file.cases.map { "\($0.id): \($0.state)" }).joined(separator: "\n")
        }
        if file.entries.contains(where: { $0.refusal != nil }) { throw CaseworkExit.refused }
    }
}

/// `sluice case dossier PRODUCT.json --at DATE`: every paper with its article and what it rests on.
struct CaseDossier: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dossier",
        abstract: "The papers of one product with article and validity; a lost one shakes all that rest on it. "
            + "一个数据产品的全部文书、依据与效力。",
        discussion: """
            PRODUCT.json is {"papers": [{"id", "restsOn", "digest"} or {"id", "restsOn", "pack", "history", …}]}; a digest whose
            keeper cancelled it also has "revokedOn"; … is
            a "credential", "document" or "attachment" of that case; "sameCaseAs" names an earlier paper instead of pack
            and history. Exit codes: 0 all stand or are fulfilled, 1 a paper is lost or shaken, 2 wrong arguments or
            unreadable data.
            """
    )

    @Argument(help: "The papers of the product.") var product: String
    @Option(help: "The day on which to look.") var at: String
    @OptionGroup var output: CaseworkOutput

    func run() async throws {
        let date = try CaseworkOutput.date(at)
        let value = try CaseworkOutput.document(at: product)
        let library = try output.library()
        let calendar = try output.calendar()
        let dossier = try output.embedded { () throws(DecodingProblem) in
            try Dossier(value, in: library, calendar: calendar, on: date)
        }
        output.write(dossier.json(on: date)) { dossier.lines(on: date, $0).joined(separator: "\n") }
        let standings = dossier.standings(on: date).values
        if standings.contains(where: { $0 != .stands && $0 != .fulfilled }) { throw CaseworkExit.refused }
    }
}

/// Replays a history file, or ends with why not.
private func replay(_ pack: String, _ path: String, until: String?, _ output: CaseworkOutput) throws -> CaseFile {
    let end = try until.map { text in
        guard let date = CivilDate(text) else { throw ValidationError("`\(text)` is no date such as 2026-11-22") }
        return date
    }
    let value = try CaseworkOutput.document(at: path)
    let library = try output.library()
    let calendar = try output.calendar()
    let outcome = try output.embedded { () throws(DecodingProblem) in
        try CaseReplay.run(try CaseDocument(value), pack: pack, in: library, calendar: calendar, until: end)
    }
    switch outcome {
    case .replayed(let file): return file
    case .refused(let refusal):
        output.write(refusal.json) { output.line(refusal, $0) }
        throw CaseworkExit.refused
    }
}
