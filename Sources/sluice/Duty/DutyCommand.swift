import ArgumentParser
import Primitives
import ServerKit

/// `sluice duty`: what agreements demand before and while data flow.
struct DutyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duty",
        abstract: "See what agreements demand, say what was done, trace a marked file. 合约义务。",
        subcommands: [DutyList.self, DutyShow.self, DutyDone.self, DutyTrace.self]
    )

    static let columns = [
        Column("ID", "编号", "id"), Column("AGREEMENT", "合约", "agreement"), Column("PATH", "条款", "path"),
        Column("ACTION", "行为", "action"), Column("STATE", "状态", "state"), Column("NOTE", "说明", "note"),
        Column("BY", "登记人", "by"), .time("UPDATED", "更新时间", "updated"),
    ]
}

/// `sluice duty list`.
struct DutyList: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List duties that were required or done, newest first. 列出义务。"
    )

    @Option(name: .long, help: "Only those of an agreement. 合约编号。") var agreement: String?
    @Option(name: .long, help: "DUE or DONE. 状态。") var state: String?
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let query = [("agreement", agreement), ("state", state?.uppercased())]
        try await list.show("duties", DutyCommand.columns, query: query, client, screen)
    }
}

/// `sluice duty show`.
struct DutyShow: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Every duty of an agreement that we provide, who does it, and how it stands. 查看合约的义务。"
    )

    @Argument(help: "The agreement. 合约编号。") var id: String
    @OptionGroup var common: CommonOptions

    private static let columns = [
        Column("PATH", "条款", "path"), Column("ACTION", "行为", "action"), Column("WHEN", "时机", "moment"),
        Column("DONE BY", "执行方", "doneBy"), Column("STATE", "状态", "state"), Column("PAYMENT", "金额", "payment"),
        Column("NOTE", "说明", "note"),
    ]

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let found = try await client.get("agreements", id, "duties")
        try screen.list(found["items"]?.arrayValue ?? [], next: .null, Self.columns)
    }
}

/// `sluice duty done`.
struct DutyDone: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "done",
        abstract: "Say that people did a duty, such as obtaining consent. 登记义务已履行。"
    )

    @Argument(help: "The agreement. 合约编号。") var id: String
    @Argument(help: "The duty's path, as `duty show` lists it. 条款位置。") var path: String
    @Option(name: .long, help: "How it was done, for example a reference. 说明。") var note: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let body: JSONValue = ["path": .string(path), "note": .string(note)]
        try screen.show(try await client.post("agreements", id, "duties", body: body), DutyCommand.columns)
    }
}

/// `sluice duty trace`.
struct DutyTrace: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace",
        abstract: "Find the agreements under which a marked file was delivered. 追溯带水印的文件。"
    )

    /// Bytes of the file's beginning that are sent: hundreds of rows.
    private static let bytes = 128 << 10

    @Argument(help: "A CSV file with the column sluice_mark, or -. 文件。") var file: String
    @OptionGroup var common: CommonOptions

    private static let columns = [
        Column("AGREEMENT", "合约", "agreement"), Column("PEER", "对方", "peer"), Column("DATASET", "数据集", "dataset"),
        Column("STATE", "状态", "state"), Column("ROWS", "行数", "rows"),
    ]

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        var bytes = try Input.bytes(file)
        if bytes.count > Self.bytes {
            // Whole rows only: the last one would be cut.
            bytes = Array(bytes.prefix(Self.bytes))
            if let end = bytes.lastIndex(of: 10) { bytes = Array(bytes[...end]) }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Problem.invalid("`\(file)` is not text", "`\(file)` 不是文本")
        }
        let found = try await client.post("duties", "trace", body: ["text": .string(text)])
        try screen.list(found["items"]?.arrayValue ?? [], next: .null, Self.columns)
    }
}
