import ArgumentParser
import Primitives

/// `sluice negotiation offer`.
struct NegotiationOffer: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "offer",
        abstract: "Answer with an offer: these terms, or the current ones. 提出报价。"
    )

    @OptionGroup var step: StepOptions
    @OptionGroup var terms: PolicyOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let body: JSONValue = ["offer": terms.isEmpty ? nil : try terms.members()]
        try await step.take("offer", body: body, client, screen)
    }
}
