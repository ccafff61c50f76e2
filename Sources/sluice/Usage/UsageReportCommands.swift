import ArgumentParser
import Primitives
import ServerKit

/// `sluice usage reports`: what consumers state of use after delivery.
struct UsageReportList: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "reports",
        abstract: "What consumers report of use after delivery, signed, newest first. 列出使用方签名报告。"
    )

    @Flag(name: .long, help: "Go on and show each report as it comes. 持续显示新报告。") var follow = false
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    private static let columns = [
        Column("GRANT", "授权", "grant"), Column("CONSUMER", "使用方", "consumer"), Column("DATASET", "数据集", "dataset"),
        Column("STATE", "状态", "state"), Column("BY", "应用", "usedBy"), Column("USES", "使用次数", "uses"),
        Column("REFUSED", "拒绝次数", "refused"),
        .bytes("READ", "读取量", "bytes"), .time("DELETE BY", "删除期限", "dueForDeletion"),
        .time("DESTROYED", "销毁时间", "destroyed"), Column("SIGNATURE", "签名", "signature"),
        .time("REPORTED", "报告时间", "received"),
    ]

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await list.show("usage-reports", Self.columns, client, screen)
        guard follow else { return }
        let reader = EventReader(client, screen, after: nil, limit: nil) { record in
            guard record["type"]?.stringValue == "usage.reported", let grant = record["subject"]?["id"]?.stringValue
            else { return false }
            let report = try await client.get("usage-reports", grant)
            try screen.data(screen.isJSON ? report.text : UsageReportText.line(report, screen.language))
            return true
        }
        try await EventFollow.follow(reader, screen) {
            BilingualText(en: "what was reported meanwhile is in the list", zh: "其间的报告可在列表中查看")
        }
    }
}

/// Reports in words.
enum UsageReportText {
    /// Who used what how often, what was refused and why, and until when it has to be deleted.
    static func line(_ value: JSONValue, _ language: Language) -> String {
        let names = ["report.grant", "report.consumer", "report.dataset", "report.state"].map { path in
            CellText.show(value.at(path), language)
        }
        let due = value.at("report.due")?.stringValue.map { (language == .zh ? "删除期限 " : "delete by ") + $0 }
        let parts = names + uses(value, language) + [due].compactMap(\.self)
        return DisplayText.clean(parts.joined(separator: "  "))
    }

    static func uses(_ value: JSONValue, _ language: Language) -> [String] {
        (value.at("report.uses")?.arrayValue ?? []).map { use in
            let words = ["subject", "action"].compactMap { use[$0]?.stringValue }.joined(separator: " ")
            let uses = use["uses"]?.integerValue ?? 0
            let refused = use["refused"]?.integerValue ?? 0
            let why = (use["refusal"]?[language.rawValue]?.arrayValue ?? []).compactMap(\.stringValue)
            let line =
                language == .zh
                ? "\(words)：使用 \(uses) 次，拒绝 \(refused) 次" : "\(words): \(uses) uses, \(refused) refused"
            return why.isEmpty ? line : line + " (" + why.joined(separator: "; ") + ")"
        }
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
            let lines = UsageReportText.uses(value, language)
            return lines.isEmpty ? CellText.nothing : lines.joined(separator: "\n")
        },
        Column("RESULTS", "衍生数据") { value, language in
            let lines = (value.at("report.derived")?.arrayValue ?? []).map { result in
                let names = ["grant", "state", "application"].compactMap { result[$0]?.stringValue }
                let uses = (result["uses"]?.arrayValue ?? []).reduce(Int64(0)) { sum, use in
                    sum.addingReportingOverflow(use["uses"]?.integerValue ?? 0).partialValue
                }
                let text = names.joined(separator: "  ")
                return language == .zh ? "\(text)  使用 \(uses) 次" : "\(text)  \(uses) uses"
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
