import ArgumentParser

/// `sluice agreement show`.
struct AgreementShow: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show an agreement and its terms in words. 查看合约与约定。"
    )

    @Argument(help: "Its identifier. 编号。") var id: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try screen.show(try await client.get("agreements", id), AgreementCommand.fields)
    }
}
