import ArgumentParser
import Primitives
import ServerKit

/// `sluice token create`.
struct TokenCreate: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a token; it is shown this once. 创建令牌（仅显示一次）。"
    )

    @Argument(help: "Who or what uses it. 名称。") var name: String
    @Option(name: .long, help: "owner, operator, approver or auditor. 角色。") var role: String
    @Option(name: .long, help: "What it may be used for, such as products:read; repeatable. 使用范围。")
    var scope: [String] = []
    @Option(name: .long, help: "Days until it expires. 有效天数。") var days: Int64?
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: "A new file (mode 0600) instead of the screen. 写入新文件。"
    )
    var file: String?
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let expires = days.map { JSONValue.string(World.real.now().advanced(seconds: $0 * 86_400).description) }
        let body: JSONValue = [
            "name": .string(name), "role": .string(role), "scopes": scope.isEmpty ? nil : .strings(scope),
            "expires": expires,
        ]
        let made = try await client.postOnce("tokens", body: body)
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
