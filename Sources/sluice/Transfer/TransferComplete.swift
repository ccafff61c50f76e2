import ArgumentParser

/// `sluice transfer complete`.
struct TransferComplete: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "complete",
        abstract: "Say that everything is there. 完成传输。"
    )

    @OptionGroup var step: TransferStepOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await step.take("complete", client, screen)
    }
}
