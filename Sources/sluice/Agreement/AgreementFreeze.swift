import ArgumentParser
import Primitives

/// `sluice agreement freeze`.
struct AgreementFreeze: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "freeze",
        abstract: "Stop all use under an agreement while it is disputed. 冻结合约。"
    )

    static let fields = [
        Column("AGREEMENT", "合约", "agreement"), Column("FROZEN", "已冻结", "frozen"),
        Column("REASON", "原因", "reason"), Column("BY", "操作人", "by"), .time("SINCE", "冻结时间", "at"),
    ]

    @Argument(help: "The agreement. 合约编号。") var id: String
    @Option(name: .long, help: "Why, for evidence and the other side. 原因。") var reason: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let frozen = try await client.post("agreements", id, "freeze", body: ["reason": .string(reason)])
        try screen.show(frozen, Self.fields)
    }
}

/// `sluice agreement release`.
struct AgreementRelease: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Let a frozen agreement go on. 解除冻结。"
    )

    @Argument(help: "The agreement. 合约编号。") var id: String
    @Option(name: .long, help: "Why, for evidence. 原因。") var reason: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let released = try await client.post("agreements", id, "release", body: ["reason": .string(reason)])
        try screen.show(released, AgreementFreeze.fields)
    }
}
