import ArgumentParser
import Primitives

/// `sluice agreement end`.
struct AgreementEnd: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "end",
        abstract: "End an agreement; running transfers are terminated. 终止合约。"
    )

    @Argument(help: "The agreement. 合约编号。") var id: String
    @Option(name: .long, help: "Why, for the other side. 原因。") var reason: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let ended = try await client.post("agreements", id, "end", body: ["reason": .string(reason)])
        try screen.show(ended, AgreementCommand.fields)
    }
}
