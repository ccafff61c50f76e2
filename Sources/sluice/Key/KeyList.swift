import ArgumentParser

/// `sluice key list`.
struct KeyList: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List keys, also those that sign no more. 列出密钥。"
    )

    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await list.show("keys", KeyCommand.columns, client, screen)
    }
}
