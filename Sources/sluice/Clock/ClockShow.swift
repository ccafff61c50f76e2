import ArgumentParser

/// `sluice clock show`.
struct ClockShow: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the machine's time and the latest recorded one. 查看时钟。"
    )

    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try screen.show(try await client.get("clock"), ClockCommand.fields)
    }
}
