import ArgumentParser

/// `sluice clock accept`.
struct ClockAccept: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Take the machine's time as it is, although it stands behind the recorded one. 接受本机时钟。"
    )

    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try screen.show(try await client.post("clock", "accept"), ClockCommand.fields)
    }
}
