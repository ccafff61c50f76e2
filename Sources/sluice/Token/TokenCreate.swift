import ArgumentParser
import Primitives

/// `sluice token create`.
struct TokenCreate: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a token; it is shown this once. 创建令牌（仅显示一次）。"
    )

    @Argument(help: "Who or what uses it. 名称。") var name: String
    @Option(name: .long, help: "owner, operator or auditor. 角色。") var role: String
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: "A new file (mode 0600) instead of the screen. 写入新文件。"
    )
    var file: String?
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let made = try await client.postOnce("tokens", body: ["name": .string(name), "role": .string(role)])
        let token = made["token"]?.stringValue ?? ""
        guard let file else { return try screen.data(screen.isJSON ? made.text : token) }
        do {
            try DataFolder.writeSecret(token, to: Input.absolute(file))
        } catch {
            try await client.delete("tokens", name)
            throw error
        }
        screen.say("the token is in \(file)", "令牌已写入 \(file)")
        if screen.isJSON {
            let shown: JSONValue = [
                "name": .string(name), "role": .string(role), "file": .string(Input.absolute(file)),
            ]
            try screen.data(shown.text)
        }
    }
}
