import ArgumentParser
import Casework
import Primitives

/// `sluice rules table PACK TABLE FACTS.json`.
struct RulesTable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "table",
        abstract: "Ask a decision table: the row that answers, its article and its outcome. 查决策表。",
        discussion: """
            FACTS.json is an object of facts; what it leaves out is unknown. Exit codes: 0 answered, 2 wrong arguments or
            unreadable data.
            """
    )

    @Argument(help: "The pack.") var pack: String
    @Argument(help: "The table.") var table: String
    @Argument(help: "The facts.") var facts: String
    @Option(help: "The day whose edition answers; without it, the newest.") var at: String?
    @OptionGroup var output: CaseworkOutput

    func run() async throws {
        let edition = try output.edition(pack, at)
        let known = try output.facts(facts, of: edition)
        guard let rule = edition.tables[table] else {
            throw CaseworkExit.unreadable("`\(pack)` has no table `\(table)`", "`\(pack)` 没有决策表 `\(table)`")
        }
        guard let row = rule.answer({ known[$0] ?? edition.facts[$0]?.absent ?? .unknown }) else {
            throw CaseworkExit.unreadable("no row of `\(table)` answers", "`\(table)` 没有对应的行")
        }
        var outcome = JSONObject()
        for (name, word) in row.then.sorted(by: { $0.key < $1.key }) { outcome[name] = .string(word) }
        let result: JSONValue = ["row": .string(row.id), "cite": .string(row.cite), "outcome": .object(outcome)]
        output.write(result) { _ in
            let words = row.then.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
            return "\(row.id): \(words.joined(separator: ", ")) 〔\(row.cite)〕"
        }
    }
}
