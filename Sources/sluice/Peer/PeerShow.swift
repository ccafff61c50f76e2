import ArgumentParser

/// `sluice peer show`.
struct PeerShow: ManagementCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a peer. 查看对方。")

    @Argument(help: "The peer: id, name or address. 对方。") var peer: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try screen.show(try await PeerFinder.find(peer, client), PeerCommand.fields)
    }
}
