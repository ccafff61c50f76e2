import ArgumentParser

/// `sluice token list`.
struct TokenList: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List tokens, without the tokens themselves. 列出令牌。"
    )

    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await list.show("tokens", TokenCommand.columns, client, screen)
    }
}
