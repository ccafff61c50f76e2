import ArgumentParser
import Primitives

/// `sluice vault`: data under control after its delivery.
struct VaultCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vault",
        abstract: "Data under control after delivery: look, use, export, destroy, prove. 数据保险库。",
        subcommands: [
            VaultList.self, VaultShow.self, VaultRead.self, VaultDerive.self, VaultExport.self, VaultDestroy.self,
            VaultProof.self,
        ]
    )

    static let columns = [
        Column("ID", "编号", "id"), Column("STATE", "状态", "state"), Column("PROVIDER", "提供方", "peer"),
        Column("DATASET", "数据集", "dataset"), .bytes("SIZE", "大小", "bytes"), .time("DUE", "销毁期限", "due"),
        .time("RECEIVED", "接收时间", "received"),
    ]
    static let fields =
        columns + [
            Column("TERMS", "约定") { value, language in TermsText.lines(value, language) },
            Column("FILES", "文件") { value, _ in
                (value["files"]?.arrayValue ?? []).map { file in
                    let name = file["path"]?.stringValue ?? ""
                    let bytes = Amount.bytes(file["bytes"]?.integerValue ?? 0)
                    return (name.isEmpty ? "" : name + "  ") + bytes + "  " + (file["mediaType"]?.stringValue ?? "")
                }.joined(separator: "\n")
            },
            Column("USED", "使用情况") { value, language in
                let lines = (value["uses"]?.arrayValue ?? []).map { use in
                    let words = ["subject", "action"].compactMap { use[$0]?.stringValue }.joined(separator: " ")
                    let uses = use["uses"]?.integerValue ?? 0
                    let refused = use["refused"]?.integerValue ?? 0
                    return language == .zh
                        ? "\(words)：使用 \(uses) 次，拒绝 \(refused) 次" : "\(words): \(uses) uses, \(refused) refused"
                }
                return lines.isEmpty ? CellText.nothing : lines.joined(separator: "\n")
            },
            Column("MADE FROM", "来源") { value, language in LineageText.made(value, language) },
            Column("RESULTS", "衍生数据", "results"),
            Column("AGREEMENT", "合约", "agreement"), Column("TRANSFER", "传输", "transfer"),
            Column("SHA-256", "SHA-256", "sha256"), Column("SEALED WITH", "加密方式", "sealedWith"),
            Column("KEY", "密钥", "key"), Column("CAUSE", "终止原因", "cause"), .time("ENDED", "终止时间", "ended"),
        ]
}

/// What a result was made from, in words.
enum LineageText {
    static func made(_ value: JSONValue, _ language: Language) -> String {
        guard let derivation = value["derivation"] else { return CellText.nothing }
        let inputs = (derivation["inputs"]?.arrayValue ?? []).map { input in
            let digest = (input["sha256"]?.stringValue ?? "").prefix(16)
            let names = ["grant", "dataset", "provider"].compactMap { input[$0]?.stringValue }
            return names.joined(separator: "  ") + "  sha256:" + digest
        }
        let names = ["application", "version"].compactMap { derivation[$0]?.stringValue }.joined(separator: "@")
        let at = (derivation["at"]?.stringValue ?? "").prefix(19) + "Z"
        let by = language == .zh ? "由 \(names) 于 \(at) 生成" : "by \(names) at \(at)"
        return (inputs + [by]).joined(separator: "\n")
    }
}

/// `sluice vault list`.
struct VaultList: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List what is in the vault, newest first. 列出数据保险库内容。"
    )

    @Option(name: .long, help: "RECEIVING, READY, ENDING, KEY_DESTROYED or DESTROYED. 状态。") var state: String?
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await list.show("vault", VaultCommand.columns, query: [("state", state)], client, screen)
    }
}

/// `sluice vault show`.
struct VaultShow: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a grant: its rules in words, its files, who used it. 查看授权、规则与使用情况。"
    )

    @Argument(help: "The grant. 授权编号。") var id: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try screen.show(try await client.get("vault", id), VaultCommand.fields)
    }
}

/// `sluice vault destroy`.
struct VaultDestroy: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "destroy",
        abstract: "Destroy a grant's data now, key first. 立即销毁数据（先销毁密钥）。"
    )

    @Argument(help: "The grant. 授权编号。") var id: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try screen.show(try await client.post("vault", id, "destroy"), VaultCommand.fields)
    }
}

/// `sluice vault proof`.
struct VaultProof: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "proof",
        abstract: "The signed proof that a grant was destroyed. 销毁证明。"
    )

    @Argument(help: "The grant. 授权编号。") var id: String
    @OptionGroup var common: CommonOptions

    static let fields = [
        Column("GRANT", "授权", "document.grant"), Column("DATASET", "数据集", "document.dataset"),
        Column("AGREEMENT", "合约", "document.agreement"), Column("PROVIDER", "提供方", "document.provider"),
        Column("CONSUMER", "使用方", "document.consumer"), Column("CAUSE", "原因", "document.cause"),
        Column("KEY", "密钥", "document.key"), Column("CONTENT", "内容摘要", "document.content"),
        .bytes("SIZE", "大小", "document.bytes"), .time("DESTROYED", "销毁时间", "document.destroyed"),
        Column("DIGEST", "证明摘要", "digest"), Column("SIGNATURE", "签名", "signature"),
    ]

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try screen.show(try await client.get("vault", id, "proof"), Self.fields)
    }
}

/// `sluice vault export`.
struct VaultExport: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a file out, marked and recorded, where the agreement names copying. 按合约导出副本。"
    )

    @Argument(help: "The grant. 授权编号。") var id: String
    @Option(name: [.customShort("o"), .customLong("output")], help: "A new file of the connector's machine. 输出文件。")
    var output: String
    @Option(name: .long, help: "The file of a folder; none for a single file. 目录中的文件。") var file: String?
    @Option(name: .long, help: "What it is for. 用途。") var purpose: String?
    @OptionGroup var common: CommonOptions

    private static let fields = [
        Column("FILE", "文件", "path"), Column("MARK", "标记", "mark"), .bytes("SIZE", "大小", "bytes"),
        Column("SHA-256", "SHA-256", "sha256"),
    ]

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let body: JSONValue = [
            "path": .string(Input.absolute(output)), "file": .optional(file), "purpose": .optional(purpose),
        ]
        try screen.show(try await client.postOnce("vault", id, "export", body: body), Self.fields)
    }
}
