import ArgumentParser
import Primitives

/// How amendments are shown.
enum AmendmentColumns {
    static let list = [
        Column("ID", "编号", "id"), Column("AGREEMENT", "合约", "agreement"), Column("PEER", "对方", "peer"),
        Column("PROPOSED BY", "提出方", "proposedBy"), Column("STATE", "状态", "state"),
        Column("DECIDE", "待决定", "awaitsDecision"),
        Column("CHANGES", "变更") { value, language in
            CellText.show(.strings(value.sentences("difference", language)), language)
        },
        .time("UPDATED", "更新时间", "updated"),
    ]
    static let fields = [
        Column("ID", "编号", "id"), Column("AGREEMENT", "合约", "agreement"), Column("SUCCESSOR", "新合约", "successor"),
        Column("PEER", "对方", "peer"), Column("PROPOSED BY", "提出方", "proposedBy"), Column("STATE", "状态", "state"),
        Column("DECIDE", "待决定", "awaitsDecision"), Column("PENDING", "进行中", "pending"),
        Column("WAITS BECAUSE", "等待原因", "waiting.lastError"), Column("NOTE", "说明", "note"),
        Column("CHANGES", "变更") { value, language in
            value.sentences("difference", language).joined(separator: "\n")
        },
        Column("TERMS", "约定") { value, language in TermsText.lines(value, language) },
        Column("CLOSED BY", "关闭方", "closedBy"),
        Column("REASON", "原因") { value, language in
            CellText.show(value.at("reason.reasons") ?? value.at("reason.code"), language)
        },
        .time("CREATED", "提出时间", "created"), .time("UPDATED", "更新时间", "updated"),
    ]
}

/// `sluice agreement amendments`.
struct AgreementAmendments: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "amendments",
        abstract: "List amendments, newest first, with what they change in words. 列出合约变更。"
    )

    @Flag(name: .long, help: "Only what awaits a person's decision. 仅待决定。") var inbox = false
    @Option(name: .long, help: "A state such as ACCEPTED. 状态。") var state: String?
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let query = [("state", inbox ? "INBOX" : state?.uppercased())]
        try await list.show("amendments", AmendmentColumns.list, query: query, client, screen)
    }
}

/// `sluice agreement amendment`.
struct AgreementAmendment: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "amendment",
        abstract: "Show an amendment, its terms and what it changes in words. 查看合约变更。"
    )

    @Argument(help: "The amendment. 变更编号。") var id: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try screen.show(try await client.get("amendments", id), AmendmentColumns.fields)
    }
}

/// `sluice agreement history`.
struct AgreementHistory: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "The chain of agreements, what each changed, and all events. 合约变更历史。"
    )

    @Argument(help: "An agreement of the chain. 合约编号。") var id: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let history = try await client.get("agreements", id, "history")
        if screen.isJSON { return try screen.data(history.text) }
        for agreement in history["agreements"]?.arrayValue ?? [] {
            let name = agreement["id"]?.stringValue ?? "-"
            let state = agreement["state"]?.stringValue ?? "-"
            try screen.data(DisplayText.clean("\(name)  \(state)"))
            for change in agreement.sentences("difference", screen.language) {
                try screen.data("    " + DisplayText.clean(change))
            }
        }
        try screen.data("")
        try screen.data(Table.text(history["events"]?.arrayValue ?? [], EventColumns.record, screen.language))
    }
}
