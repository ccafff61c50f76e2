import ArgumentParser

/// `sluice peer list`.
struct PeerList: ManagementCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List peers. 列出对方。")

    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await list.show("peers", PeerCommand.columns, client, screen)
    }
}
