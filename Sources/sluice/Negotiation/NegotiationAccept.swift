import ArgumentParser

/// `sluice negotiation accept`.
struct NegotiationAccept: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Accept the provider's terms. 接受对方条款。"
    )

    @OptionGroup var step: StepOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await step.take("accept", client, screen)
    }
}
