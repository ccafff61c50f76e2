import ArgumentParser

/// `sluice offer withdraw`.
struct OfferWithdraw: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Withdraw an offer; agreements stay. 撤回报价。"
    )

    @Argument(help: "The offer. 报价编号。") var id: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try screen.show(try await client.post("offers", id, "withdraw"), OfferCommand.fields)
    }
}
