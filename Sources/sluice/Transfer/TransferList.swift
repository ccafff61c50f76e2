import ArgumentParser

/// `sluice transfer list`.
struct TransferList: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List transfers, newest first. 列出传输。"
    )

    @Option(name: .long, help: "A state such as COMPLETED. 状态。") var state: String?
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let query = [("state", state?.uppercased())]
        try await list.show("transfers", TransferCommand.columns, query: query, client, screen)
    }
}
