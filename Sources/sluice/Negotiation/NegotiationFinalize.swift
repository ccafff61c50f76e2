import ArgumentParser

/// `sluice negotiation finalize`.
struct NegotiationFinalize: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "finalize",
        abstract: "Finalize the agreement as provider. 合约生效。"
    )

    @OptionGroup var step: StepOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await step.take("finalize", client, screen)
    }
}
