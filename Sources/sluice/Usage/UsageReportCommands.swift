import ArgumentParser
import Primitives

/// `sluice usage reports`: what consumers state of use after delivery.
struct UsageReportList: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "reports",
        abstract: "What consumers report of use after delivery, signed, newest first. 列出使用方签名报告。"
    )

    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    private static let columns = [
        Column("GRANT", "授权", "grant"), Column("CONSUMER", "使用方", "consumer"), Column("DATASET", "数据集", "dataset"),
        Column("STATE", "状态", "state"), Column("USES", "使用次数", "uses"), Column("REFUSED", "拒绝次数", "refused"),
        .bytes("READ", "读取量", "bytes"), .time("DELETE BY", "删除期限", "dueForDeletion"),
        .time("DESTROYED", "销毁时间", "destroyed"), Column("SIGNATURE", "签名", "signature"),
        .time("REPORTED", "报告时间", "received"),
    ]

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await list.show("usage-reports", Self.columns, client, screen)
    }
}

/// `sluice usage report`.
struct UsageReportShow: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "The newest report about a grant, with its proof of destruction. 查看使用报告与销毁证明。"
    )

    @Argument(help: "The grant, as the consumer names it. 授权编号。") var id: String
    @OptionGroup var common: CommonOptions

    private static let fields = [
        Column("GRANT", "授权", "report.grant"), Column("AGREEMENT", "合约", "report.agreement"),
        Column("CONSUMER", "使用方", "report.consumer"), Column("DATASET", "数据集", "report.dataset"),
        Column("STATE", "状态", "report.state"), .time("DELETE BY", "删除期限", "report.due"),
        Column("USED", "使用情况") { value, language in
            let lines = (value.at("report.uses")?.arrayValue ?? []).map { use in
                let words = ["subject", "action"].compactMap { use[$0]?.stringValue }.joined(separator: " ")
                let uses = use["uses"]?.integerValue ?? 0
                let refused = use["refused"]?.integerValue ?? 0
                let why = (use["refusal"]?[language.rawValue]?.arrayValue ?? []).compactMap(\.stringValue)
                let line =
                    language == .zh
                    ? "\(words)：使用 \(uses) 次，拒绝 \(refused) 次" : "\(words): \(uses) uses, \(refused) refused"
                return why.isEmpty ? line : line + " (" + why.joined(separator: "; ") + ")"
            }
            return lines.isEmpty ? CellText.nothing : lines.joined(separator: "\n")
        },
        Column("CAUSE", "终止原因", "report.cause"),
        .time("DESTROYED", "销毁时间", "report.destruction.document.destroyed"),
        Column("PROOF", "销毁证明", "report.destruction.digest"), Column("SIGNATURE", "签名", "checked"),
        .time("REPORTED", "报告时间", "received"),
    ]

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try screen.show(try await client.get("usage-reports", id), Self.fields)
    }
}
