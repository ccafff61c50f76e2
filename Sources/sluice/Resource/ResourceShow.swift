import ArgumentParser

/// `sluice resource show`.
struct ResourceShow: ManagementCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a resource. 查看数据资源。")

    @Argument(help: "Its identifier. 编号。") var id: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try screen.show(try await client.get("resources", id), ResourceCommand.fields)
    }
}
