import ArgumentParser
import Casework
import Primitives

/// `sluice rank PACK SHEET LINE TABLE.json`: one worksheet for everybody, then places.
struct RankCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rank",
        abstract: "Rank by a line of a worksheet; equal values share a place. 排名。",
        discussion: "TABLE.json is {\"NAME\": {facts}}. Exit codes: 0 ranked, 1 somebody has no value, 2 wrong input."
    )

    @Argument(help: "The pack.") var pack: String
    @Argument(help: "The worksheet.") var sheet: String
    @Argument(help: "The line to rank by.") var line: String
    @Argument(help: "The facts of everybody.") var table: String
    @Option(help: "The day whose edition counts; without it, the newest.") var at: String?
    @OptionGroup var output: CaseworkOutput

    func run() async throws {
        let edition = try output.edition(pack, at)
        guard let members = try CaseworkOutput.document(at: table).objectValue?.members else {
            throw CaseworkExit.unreadable("`\(table)` must be an object of names", "`\(table)` 须为以名称为键的对象")
        }
        let calendar = try output.calendar()
        var values: [String: ExactDecimal] = [:]
        var missing: [String] = []
        for member in members {
            let facts = try output.facts(member.value, named: member.key, of: edition)
            let result = edition.calculate(sheet, facts, on: edition.effective.from, calendar: calendar)
            guard let result else {
                throw CaseworkExit.unreadable("`\(pack)` has no worksheet `\(sheet)`", "`\(pack)` 没有测算表 `\(sheet)`")
            }
            let value = result.refusals.isEmpty ? result.value(line).numberValue : nil
            if let value { values[member.key] = value } else { missing.append(member.key) }
        }
        write(values, missing)
        if !missing.isEmpty { throw CaseworkExit.refused }
    }

    private func write(_ values: [String: ExactDecimal], _ missing: [String]) {
        let places = Ranking.places(values)
        let ranked: [JSONValue] = places.map { name, place in
            ["place": .int(place), "name": .string(name), "value": .optional(values[name]?.description)]
        }
        output.write(["ranked": .array(ranked), "withoutValue": .strings(missing)]) { _ in
            (places.map { "\($0.place) \($0.name) \(values[$0.name]?.description ?? "")" } + missing.map { "? \($0)" })
                .joined(separator: "\n")
        }
    }
}
