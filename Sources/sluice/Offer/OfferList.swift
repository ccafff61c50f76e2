import ArgumentParser

/// `sluice offer list`.
struct OfferList: ManagementCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List offers. 列出报价。")

    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await list.show("offers", OfferCommand.columns, client, screen)
    }
}
