import ArgumentParser
import Primitives

/// `sluice key create`.
struct KeyCreate: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a key for a purpose; the private part never leaves the node. 创建密钥。"
    )

    @Argument(help: "identity, agreements, evidence, witness or credentials. 用途。") var purpose: String
    @Option(name: .long, help: "ES256, EdDSA or SM2. 算法。") var algorithm = "ES256"
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let body: JSONValue = ["purpose": .string(purpose), "algorithm": .string(algorithm)]
        try screen.show(try await client.post("keys", body: body), KeyCommand.fields)
    }
}
