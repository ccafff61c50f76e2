import ArgumentParser
import Primitives

/// `sluice usage`: who used what.
struct UsageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "usage",
        abstract: "Who used what, how often, and what was refused. 使用记录。",
        subcommands: [UsageList.self, UsageReportList.self, UsageReportShow.self]
    )
}

/// `sluice usage list`.
struct UsageList: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List usage by agreement, subject, action and dataset, last used first. 列出使用情况。"
    )

    private static let columns = [
        Column("AGREEMENT", "合约", "agreement"), Column("ROLE", "角色", "role"), Column("SUBJECT", "使用方", "subject"),
        Column("ACTION", "行为", "action"), Column("DATASET", "数据集", "target"), Column("USES", "使用次数", "uses"),
        Column("ACCESSES", "访问次数", "accesses"), .bytes("VOLUME", "数据量", "bytes"),
        Column("REFUSED", "拒绝次数", "refused"), Column("OPEN", "进行中", "open"), .time("LAST", "最近使用", "last"),
        Column("FROZEN", "冻结原因", "frozen"),
        Column("LAST REFUSAL", "最近拒绝原因") { value, language in
            let reasons = value.sentences("refusal", language)
            return reasons.isEmpty ? CellText.nothing : reasons.joined(separator: "; ")
        },
    ]

    @Option(name: .long, help: "Only under this agreement. 仅该合约。") var agreement: String?
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await list.show("usage", Self.columns, query: [("agreement", agreement)], client, screen)
    }
}
