import ArgumentParser
import Primitives

/// `sluice peer remove`.
struct PeerRemove: ManagementCommand {
    static let configuration = CommandConfiguration(commandName: "remove", abstract: "Remove a peer. 移除对方。")

    @Argument(help: "Its participant identifier. 参与方编号。") var id: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await client.delete("peers", id)
        screen.say("removed \(id)", "已移除 \(id)")
        if screen.isJSON { try screen.data(JSONValue.object(["removed": .string(id)]).text) }
    }
}
