import ArgumentParser

/// `sluice negotiation agree`.
struct NegotiationAgree: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "agree",
        abstract: "Agree to the consumer's terms: makes the agreement. 同意并形成合约。"
    )

    @OptionGroup var step: StepOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await step.take("agree", client, screen)
    }
}
