import ArgumentParser

/// `sluice agreement list`.
struct AgreementList: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List agreements, newest first. 列出合约。"
    )

    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await list.show("agreements", AgreementCommand.columns, client, screen)
    }
}
