import ArgumentParser
import Casework
import Primitives

/// `sluice score PACK ANSWERS.json`.
struct ScoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "Score a questionnaire: points of every part, total and level. 评分。",
        discussion: "Exit codes: 0 scored, 1 questions without an answer, 2 wrong arguments or unreadable data."
    )

    @Argument(help: "The pack.") var pack: String
    @Argument(help: "The answers by fact.") var answers: String
    @Option(help: "The scorecard; without it, the only one.") var card: String?
    @Option(help: "The day whose edition scores; without it, the newest.") var at: String?
    @OptionGroup var output: CaseworkOutput

    func run() async throws {
        let edition = try output.edition(pack, at)
        guard let name = card ?? edition.scorecards.keys.only, let card = edition.scorecards[name] else {
            let names = edition.scorecards.keys.sorted().joined(separator: ", ")
            throw CaseworkExit.unreadable("`\(pack)` needs --card, one of: \(names)", "`\(pack)` 需要 --card，可选：\(names)")
        }
        let facts = try output.facts(answers, of: edition)
        let result = card.run(facts, pack: edition, calendar: try output.calendar())
        let value: JSONValue = [
            "score": .string(result.score.description), "level": .optional(result.level?.id),
            "parts": .array(result.parts.map(\.json)), "unanswered": .strings(result.unanswered),
            "parameters": .array(result.parameters.map(\.json)),
        ]
        output.write(value) { language in
            let none = Bilingual(zh: "未评级", en: "not rated")
            let parts = result.parts.map { "  \($0.label.text(language)): \($0.points) / \($0.most)" }
            let level = (result.level?.label ?? none).text(language)
            let doubts = result.parameters.compactMap { $0.doubt(language) }
            return (["\(result.score) · \(level)"] + parts + result.unanswered.map { "? \($0)" } + doubts)
                .joined(separator: "\n")
        }
        if !result.unanswered.isEmpty { throw CaseworkExit.refused }
    }
}

/// `sluice ledger PACK SHEET INPUTS.json`.
struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Work out a worksheet of a pack with exact decimals, and check that it balances. 测算。",
        discussion: "Exit codes: 0 worked out, 1 a check failed, 2 wrong arguments or unreadable data."
    )

    @Argument(help: "The pack.") var pack: String
    @Argument(help: "The worksheet.") var sheet: String
    @Argument(help: "The inputs by fact.") var inputs: String
    @Option(help: "The day of the calculation; it also chooses the edition.") var at: String?
    @OptionGroup var output: CaseworkOutput

    func run() async throws {
        let edition = try output.edition(pack, at)
        let date = try at.map(CaseworkOutput.date) ?? edition.effective.from
        let facts = try output.facts(inputs, of: edition)
        let result = edition.calculate(sheet, facts, on: date, calendar: try output.calendar())
        guard let result else {
            throw CaseworkExit.unreadable("`\(pack)` has no worksheet `\(sheet)`", "`\(pack)` 没有测算表 `\(sheet)`")
        }
        output.write(result.json) { language in
            let lines = result.lines.map { line in
                "\(line.label.text(language)) = \(line.value.json.stringValue ?? line.value.json.text) 〔\(line.cite)〕"
            }
            let doubts = result.parameters.compactMap { $0.doubt(language) }
            return (lines + result.refusals.map { output.line($0, language) } + doubts).joined(separator: "\n")
        }
        if !result.refusals.isEmpty { throw CaseworkExit.refused }
    }
}

extension Collection {
    /// The only element, when there is exactly one.
    fileprivate var only: Element? { count == 1 ? first : nil }
}
