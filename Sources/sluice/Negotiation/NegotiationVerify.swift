import ArgumentParser

/// `sluice negotiation verify`.
struct NegotiationVerify: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Confirm the agreement as consumer. 确认合约。"
    )

    @OptionGroup var step: StepOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await step.take("verify", client, screen)
    }
}
