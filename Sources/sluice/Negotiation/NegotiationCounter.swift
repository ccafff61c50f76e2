import ArgumentParser
import Primitives

/// `sluice negotiation counter`.
struct NegotiationCounter: ManagementCommand {
    static let configuration = CommandConfiguration(commandName: "counter", abstract: "Ask under other terms. 提出不同条款。")

    @OptionGroup var step: StepOptions
    @OptionGroup var terms: PolicyOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if terms.isEmpty { throw ValidationError("say the terms: --policy FILE, or --permit, --until, --not-before") }
    }

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let body: JSONValue = ["offer": terms.isEmpty ? nil : try terms.members()]
        try await step.take("counter", body: body, client, screen)
    }
}
