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
    @Option(name: .long, help: "A ground of `sluice agreement grounds`. 事由。") var ground: String?
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let body: JSONValue = ["reason": .string(reason), "ground": .optional(ground)]
        let ended = try await client.post("agreements", id, "end", body: body)
        try screen.show(ended, AgreementCommand.fields)
    }
}
