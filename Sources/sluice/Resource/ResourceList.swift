import ArgumentParser

/// `sluice resource list`.
struct ResourceList: ManagementCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List resources. 列出数据资源。")

    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await list.show("resources", ResourceCommand.columns, client, screen)
    }
}
