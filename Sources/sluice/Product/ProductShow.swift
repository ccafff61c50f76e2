import ArgumentParser

/// `sluice product show`.
struct ProductShow: ManagementCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a product. 查看数据产品。")

    @Argument(help: "Its identifier. 编号。") var id: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try screen.show(try await client.get("products", id), ProductCommand.fields)
    }
}
