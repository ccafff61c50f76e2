import ArgumentParser
import Primitives

/// `sluice key revoke`.
struct KeyRevoke: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Distrust a key: it signs no more and leaves the DID document. 吊销密钥。"
    )

    @Argument(help: "The key. 密钥。") var id: String
    @Option(name: .long, help: "Why; it is kept as evidence. 原因（存证）。") var reason: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try screen.show(
            try await client.post("keys", id, "revoke", body: ["reason": .string(reason)]),
            KeyCommand.fields
        )
    }
}
