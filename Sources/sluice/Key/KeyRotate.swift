import ArgumentParser
import Primitives

/// `sluice key rotate`.
struct KeyRotate: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Put a new key in the place of an active one; what the old one signed stays good. 轮换密钥。"
    )

    @Argument(help: "The active key. 正在使用的密钥。") var id: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let rotated = try await client.post("keys", id, "rotate")
        if screen.isJSON { return try screen.data(rotated.text) }
        try screen.show(rotated["new"] ?? .null, KeyCommand.fields)
        screen.say("\(id) signs no more; its public part stays", "\(id) 已停用，其公钥保留")
    }
}
