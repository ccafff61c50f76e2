import ArgumentParser
import Primitives

/// `sluice catalog dataset`.
struct CatalogDataset: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "dataset",
        abstract: "Show a peer's dataset and its offers in words. 查看对方数据集与报价。"
    )

    @Argument(help: "The peer: id, name or address. 对方。") var peer: String
    @Argument(help: "The dataset. 数据集编号。") var id: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let peerID = try await PeerFinder.find(peer, client)["id"]?.stringValue ?? peer
        try screen.show(try await client.get("peers", peerID, "datasets", id), CatalogCommand.fields)
    }
}
