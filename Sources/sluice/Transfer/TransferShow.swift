import ArgumentParser

/// `sluice transfer show`.
struct TransferShow: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a transfer with its progress. 查看传输与进度。"
    )

    @Argument(help: "Its identifier. 编号。") var id: String
    @OptionGroup var waiting: WaitOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let transfer =
            waiting.wait
            ? try await TransferOutcome.attend(id, seconds: waiting.timeout, client, screen)
            : try await client.get("transfers", id)
        try screen.show(transfer, TransferCommand.fields)
    }
}
