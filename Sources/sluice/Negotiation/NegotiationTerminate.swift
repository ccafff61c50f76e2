import ArgumentParser
import Primitives

/// `sluice negotiation terminate`.
struct NegotiationTerminate: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "terminate",
        abstract: "End a negotiation. 终止协商。"
    )

    @OptionGroup var step: StepOptions
    @Option(name: .long, help: "Why, for the other side. 原因。") var reason: String?
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await step.take("terminate", body: ["reason": .optional(reason)], client, screen)
    }
}
