import ArgumentParser

/// `sluice negotiation list`.
struct NegotiationList: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List negotiations, newest first. 列出协商。"
    )

    @Option(name: .long, help: "A state such as FINALIZED, or INBOX. 状态。") var state: String?
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let query = [("state", state?.uppercased())]
        try await list.show("negotiations", NegotiationCommand.columns, query: query, client, screen)
    }
}

/// `sluice negotiation inbox`.
struct NegotiationInbox: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "inbox",
        abstract: "What awaits a person's decision. 待审批。"
    )

    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await list.show("negotiations", NegotiationCommand.columns, query: [("state", "INBOX")], client, screen)
    }
}
