import ArgumentParser
import EvidenceLog
import Foundation
import Primitives
import ServerKit

/// `sluice evidence log`: the log's name, key and state.
struct EvidenceLogShow: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "The log: verifier key, directory, newest checkpoint, and whether it advances. 日志状态。"
    )

    @OptionGroup var common: CommonOptions

    static let fields = [
        Column("STATE", "状态", "state"), Column("ENTRIES", "库中条数", "entries"),
        Column("SIZE", "已签名条数", "current.size"), Column("ROOT", "根哈希", "current.root"),
        Column("ORIGIN", "日志名称", "current.origin"), Column("KEY", "验证公钥", "current.verifierKey"),
        Column("DIRECTORY", "目录", "current.directory"), Column("EPOCH", "纪元", "current.epoch"),
        Column("WITNESSED", "已见证条数", "current.witnessedSize"), Column("REASON", "原因", "reason"),
    ]

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try screen.show(try await client.get("evidence", "log"), Self.fields)
    }
}

/// A new file that only its owner reads, or standard output.
struct EvidenceOutput: ParsableArguments {
    @Option(name: [.customShort("o"), .customLong("output")], help: "A new file; else standard output. 输出文件。")
    var file: String?

    func write(_ bytes: [UInt8]) throws {
        let handle = try file.map { try EvidenceExport.create(Input.absolute($0)) } ?? FileHandle.standardOutput
        try handle.write(contentsOf: Data(bytes))
    }
}

/// `sluice evidence receipt`: a proof that a stranger checks offline.
struct EvidenceReceiptCommand: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt",
        abstract: "The receipt of an entry, as a .tlog-proof file. 导出回执。"
    )

    @Argument(help: "The entry's number. 存证序号。") var number: Int64
    @Flag(name: .long, help: "Only the leaf, not the record. 仅含叶子，不含记录。") var withoutRecord = false
    @OptionGroup var target: EvidenceOutput
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let answer = try await client.get(
            "evidence",
            "\(number)",
            "receipt",
            query: [("record", withoutRecord ? "false" : nil)]
        )
        guard let text = answer["receipt"]?.stringValue else { throw Problem.internalError }
        try target.write(screen.isJSON && target.file == nil ? Array((answer.text + "\n").utf8) : Array(text.utf8))
    }
}

/// `sluice evidence bundle`: everything about an agreement in one file.
struct EvidenceBundleCommand: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle",
        abstract: "An agreement with every step, record, salt and proof in one file. 导出合约证据包。"
    )

    @Argument(help: "The agreement. 合约编号。") var agreement: String
    @OptionGroup var target: EvidenceOutput
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let bundle = try await client.get("agreements", agreement, "bundle")
        try target.write(Array((bundle.text + "\n").utf8))
        let count = bundle["entries"]?.arrayValue?.count ?? 0
        screen.say("\(count) steps, each with its proof", "共 \(count) 步，均附证明")
    }
}

/// `sluice evidence fsck`: derives the log again and compares.
struct EvidenceFsck: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "fsck",
        abstract: "Derive the whole log again from files and database, and compare. 校验整个日志。",
        discussion: "Exit codes: 0 whole, 1 not. For a folder without its connector: sluice evidence verify FOLDER."
    )

    @OptionGroup var common: CommonOptions

    private static let columns = [
        Column("EPOCH", "纪元", "epoch"), Column("ENTRIES", "条数", "entries"), Column("FILES", "文件数", "files"),
        Column("HOLDS", "一致", "holds"), Column("PROBLEM", "问题", "problem"),
    ]

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let report = try await client.postOnce("evidence", "fsck", body: [:])
        if screen.isJSON {
            try screen.data(report.text)
        } else {
            try screen.list(report["epochs"]?.arrayValue ?? [], next: .null, Self.columns)
        }
        if report["holds"] != true { throw ExitCode(ExitStatus.unexpected.rawValue) }
    }
}

/// `sluice evidence erase`: removes a record whose time is over.
struct EvidenceErase: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Erase record and salt of an entry whose retention is over. 删除到期记录。"
    )

    @Argument(help: "The entry's number. 存证序号。") var number: Int64
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let entry = try await client.post("evidence", "\(number)", "erase")
        try screen.show(entry, [Column("NO", "序号", "sequence"), Column("LEAF", "叶子", "leaf")])
    }
}

/// `sluice evidence recover`: a new epoch for a log that cannot go on.
struct EvidenceRecover: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover",
        abstract: "Begin a new epoch when the log contradicts its database. 开始新纪元。",
        discussion: """
            The old log stays as it was signed; the first entry of the new one names its last checkpoint.
            旧日志保持原样；新纪元的首条存证写明其最后的检查点。
            """
    )

    @Option(name: .long, help: "Why, for the record. 原因。") var reason: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let log = try await client.postOnce("evidence", "recover", body: ["reason": .string(reason)])
        try screen.show(
            log,
            [
                Column("EPOCH", "纪元", "epoch"), Column("ORIGIN", "日志名称", "origin"),
                Column("KEY", "验证公钥", "verifierKey"), Column("DIRECTORY", "目录", "directory"),
            ]
        )
    }
}
