import ArgumentParser
import Primitives

/// `sluice negotiation thread`.
struct NegotiationThread: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "thread",
        abstract: "All terms that were on the table, and what changed. 协商往来与条款差异。"
    )

    @Argument(help: "The negotiation. 协商编号。") var id: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let thread = try await client.get("negotiations", id, "thread")
        if screen.isJSON { return try screen.data(thread.text) }
        try screen.show(thread["negotiation"] ?? .null, NegotiationCommand.columns)
        for (number, round) in (thread["rounds"]?.arrayValue ?? []).enumerated() {
            try screen.data(Self.title(number + 1, round, screen.language))
            let changes = round.sentences("difference", screen.language)
            for change in changes { try screen.data("    " + DisplayText.clean(change)) }
            if changes.isEmpty { try screen.data("    " + DisplayText.clean(round["offer"]?.text ?? "")) }
        }
        try screen.data("")
        try screen.data(Table.text(thread["events"]?.arrayValue ?? [], EventColumns.record, screen.language))
    }

    private static func title(_ number: Int, _ round: JSONValue, _ language: Language) -> String {
        let by = round["by"]?.stringValue ?? "-"
        let time = round["time"]?.stringValue ?? "-"
        return language == .zh ? "\n第 \(number) 轮，\(by)，\(time)" : "\nround \(number), by the \(by), \(time)"
    }
}

/// Columns of evidence records.
enum EventColumns {
    static let record = [
        Column.time("TIME", "时间", "time"), Column("EVENT", "事件", "type"), Column("BY", "行为方", "actor.id"),
        Column("STATE", "状态", "newState"), Column("SUBJECT", "对象", "subject.id"),
    ]
}
