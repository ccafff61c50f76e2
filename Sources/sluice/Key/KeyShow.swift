import ArgumentParser

/// `sluice key show`.
struct KeyShow: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a key's public part and state. 查看密钥（公开部分）。"
    )

    @Argument(help: "The key. 密钥。") var id: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try screen.show(try await client.get("keys", id), KeyCommand.fields)
    }
}
