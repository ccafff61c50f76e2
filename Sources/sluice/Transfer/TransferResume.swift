import ArgumentParser

/// `sluice transfer resume`.
struct TransferResume: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Go on with a suspended transfer, or start one that was asked for. 继续或启动传输。"
    )

    @OptionGroup var step: TransferStepOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await step.take("start", client, screen)
    }
}
