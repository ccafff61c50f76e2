import ArgumentParser
import Primitives
import ServerKit

/// `sluice duty`: what agreements demand before, while and after data flow, and whether it was done.
struct DutyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duty",
        abstract: "See what agreements demand, say what was done, trace a marked file. 合约义务。",
        subcommands: [
            DutyList.self, DutyShow.self, DutyDone.self, DutyConfirm.self, DutyRetry.self, DutyTrace.self,
        ]
    )

    static let columns = [
        Column("ID", "编号", "id"), Column("AGREEMENT", "合约", "agreement"), Column("PATH", "条款", "path"),
        Column("ACTION", "行为", "action"), Column("STATE", "状态", "state"), .time("DEADLINE", "期限", "deadline"),
        Column("NOTE", "说明", "note"), Column("FAILURE", "失败原因", "failure"), Column("BY", "登记人", "by"),
        .time("UPDATED", "更新时间", "updated"),
    ]
}

/// `sluice duty list`.
struct DutyList: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List duties that were required or done, newest first. 列出义务。"
    )

    @Option(name: .long, help: "Only those of an agreement. 合约编号。") var agreement: String?
    @Option(name: .long, help: "DUE, RETRYING, DONE, BREACHED or RELEASED. 状态。") var state: String?
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
        abstract: "Every duty of an agreement, or one duty: who does it, and how it stands on both sides. 查看义务。"
    )

    @Argument(help: "The agreement, or a duty by its ID. 合约或义务编号。") var id: String
    @OptionGroup var common: CommonOptions

    private static let columns = [
        Column("PATH", "条款", "path"), Column("ACTION", "行为", "action"), Column("WHEN", "时机", "moment"),
        Column("BEARER", "义务方", "bearer"), Column("DONE BY", "执行方式", "doneBy"), Column("STATE", "状态", "state"),
        Column("AT PEER", "对方状态", "atPeer"), Column("PAYMENT", "金额", "payment"),
        Column("NOTE", "说明", "note"), Column("FAILURE", "失败原因", "failure"), Column("DUTY", "义务编号", "duty"),
    ]

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        if id.hasPrefix("duty-") { return try screen.show(try await client.get("duties", id), DutyCommand.columns) }
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

/// `sluice duty confirm`.
struct DutyConfirm: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm",
        abstract: "Confirm with one's second factor what waits for it, for some minutes. 以第二因素确认。",
        discussion: "Needs a session of `sluice user sign-in`: a token is no person."
    )

    @Argument(help: "The agreement. 合约编号。") var id: String
    @Argument(help: "The duty's path, as `duty show` lists it. 条款位置。") var path: String
    @Option(name: .long, help: "The one-time code of the authenticator. 验证码。") var code: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let body: JSONValue = ["path": .string(path), "code": .string(code)]
        try screen.show(
            try await client.postOnce("agreements", id, "duties", "confirm", body: body),
            DutyCommand.columns
        )
    }
}

/// `sluice duty retry`.
struct DutyRetry: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Have a broken duty tried again, after its cause was repaired. 重新履行。"
    )

    @Argument(help: "The duty's ID. 义务编号。") var id: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try screen.show(try await client.post("duties", id, "retry", body: [:]), DutyCommand.columns)
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

/// The duties of an agreement in few words: what, by whom, how it stands here, and at the other side.
enum DutyText {
    static func lines(_ duties: JSONValue?) -> String {
        (duties?.arrayValue ?? []).map { duty in
            let text = ["path", "action", "bearer", "state"].compactMap { duty[$0]?.stringValue }.joined(separator: " ")
            return duty["atPeer"]?.stringValue.map { "\(text) / peer \($0)" } ?? text
        }
        .joined(separator: "; ")
    }
}
