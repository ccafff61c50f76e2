import ArgumentParser

/// `sluice product retire`.
struct ProductRetire: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire",
        abstract: "Take a product out of the catalogue; agreements stay. 下架。"
    )

    @Argument(help: "The product. 产品编号。") var id: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try screen.show(try await client.post("products", id, "retire"), ProductCommand.fields)
    }
}
