import ArgumentParser
import Casework
import Primitives

/// `sluice rules count PACK COUNTER RECORDS.json --at DATE`.
struct RulesCount: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count",
        abstract: "Count records since the day a rule names, each person once, and find volumes that were split. "
            + "按规则累计数量并识别拆分。",
        discussion: """
            RECORDS.json is an array of {"date", "facts", "people": {"MEASURE": number or [names]}}.
            Exit codes: 0 counted, 1 something was split, 2 wrong arguments or unreadable data.
            """
    )

    @Argument(help: "The pack.") var pack: String
    @Argument(help: "The counter.") var counter: String
    @Argument(help: "The records.") var records: String
    @Option(help: "The day up to which to count.") var at: String
    @OptionGroup var output: CaseworkOutput

    func run() async throws {
        let edition = try output.edition(pack, at)
        let date = try CaseworkOutput.date(at)
        let value = try CaseworkOutput.document(at: records)
        let counted = try output.embedded { () throws(DecodingProblem) in
            try CountedRecord.list(value, of: edition)
        }
        let results = edition.count(counter, counted, on: date, calendar: try output.calendar())
        guard let results else {
            throw CaseworkExit.unreadable("`\(pack)` has no counter `\(counter)`", "`\(pack)` 没有计数器 `\(counter)`")
        }
        output.write(.array(results.map(\.json))) { language in
            results.map { result in
                let counts = result.counts.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
                let split = result.refusal.map { " " + output.line($0, language) } ?? ""
                return "\(counts.joined(separator: ", ")) → \(result.outcome ?? "-")\(split)"
            }.joined(separator: "\n")
        }
        if results.contains(where: { $0.refusal != nil }) { throw CaseworkExit.refused }
    }
}
