import ArgumentParser
import Primitives
import ServerKit

/// `sluice get`: one dataset, from discovery to a verified file, through the running connector.
struct GetCommand: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "get",
        abstract: "Get a dataset: negotiate, transfer, verify, write the file. 获取数据集。",
        discussion: """
            The running connector does the work; this command tells it what to do and waits. Interrupted, it goes on where it was when run again.
            由正在运行的连接器完成协商与传输；中断后再次执行同一命令即可继续。
            """
    )

    @Argument(help: "The peer: id, name or protocol address. 对方编号、名称或地址。") var address: String
    @Argument(help: "The dataset. 数据集编号。") var dataset: String
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: "File or folder; else named after the dataset. 输出文件。"
    )
    var file: String?
    @Option(name: .long, help: "The offer to take; else the first. 报价编号。") var offer: String?
    @Flag(name: .long, help: "Negotiate a new agreement although an active one is there. 重新协商。") var new = false
    @Flag(name: .long, help: "Replace an existing file. 覆盖已有文件。") var force = false
    @Option(name: .long, help: "Most seconds to wait for each step. 每一步最长等待秒数。") var timeout: Int?
    @OptionGroup var common: CommonOptions

    func validate() throws { try Waiting.check(timeout) }

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let session = GetSession(self, client, screen)
        let result = try await Interruptible.run(hint: { session.hint }) { try await session.run() }
        if screen.isJSON { return try screen.data(result.text) }
        try screen.data(Table.description(result, Self.fields, screen.language))
    }

    private static let fields = [
        Column("FILE", "文件", "file"), .bytes("SIZE", "大小", "bytes"), Column("SHA-256", "SHA-256", "sha256"),
        Column("VERIFIED", "校验") { value, language in
            let isVerified = value["verified"]?.boolValue == true
            return language == .zh
                ? (isVerified ? "与目录一致" : "目录未给出摘要，无从比对")
                : (isVerified ? "as the catalogue says" : "the catalogue states no digest to compare with")
        },
        Column("AGREEMENT", "合约", "agreement"),
        Column("TERMS", "约定") { value, language in TermsText.lines(value, language) },
        Column("EVIDENCE", "存证", "evidence"),
    ]
}
