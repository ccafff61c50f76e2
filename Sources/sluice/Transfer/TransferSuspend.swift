import ArgumentParser

/// `sluice transfer suspend`.
struct TransferSuspend: ManagementCommand {
    static let configuration = CommandConfiguration(commandName: "suspend", abstract: "Pause a transfer. 暂停传输。")

    @OptionGroup var step: TransferStepOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await step.take("suspend", client, screen)
    }
}
