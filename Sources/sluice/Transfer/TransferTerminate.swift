import ArgumentParser

/// `sluice transfer terminate`.
struct TransferTerminate: ManagementCommand {
    static let configuration = CommandConfiguration(commandName: "terminate", abstract: "End a transfer. 终止传输。")

    @OptionGroup var step: TransferStepOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await step.take("terminate", client, screen)
    }
}
