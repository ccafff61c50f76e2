import ArgumentParser

/// `sluice offer show`.
struct OfferShow: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show an offer and its terms in words. 查看报价与条款。"
    )

    @Argument(help: "Its identifier. 编号。") var id: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try screen.show(try await client.get("offers", id), OfferCommand.fields)
    }
}
