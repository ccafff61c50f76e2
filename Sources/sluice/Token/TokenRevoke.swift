import ArgumentParser
import Primitives

/// `sluice token revoke`.
struct TokenRevoke: ManagementCommand {
    static let configuration = CommandConfiguration(commandName: "revoke", abstract: "Revoke a token. 吊销令牌。")

    @Argument(help: "Its name. 名称。") var name: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await client.delete("tokens", name)
        screen.say("revoked \(name)", "已吊销 \(name)")
        if screen.isJSON { try screen.data(JSONValue.object(["revoked": .string(name)]).text) }
    }
}
