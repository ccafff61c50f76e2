import ArgumentParser

/// `sluice negotiation show`.
struct NegotiationShow: ManagementCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a negotiation. 查看协商。")

    @Argument(help: "Its identifier. 编号。") var id: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try screen.show(try await client.get("negotiations", id), NegotiationCommand.fields)
    }
}
