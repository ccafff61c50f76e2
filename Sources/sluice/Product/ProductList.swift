import ArgumentParser

/// `sluice product list`.
struct ProductList: ManagementCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List products. 列出数据产品。")

    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await list.show("products", ProductCommand.columns, client, screen)
    }
}
