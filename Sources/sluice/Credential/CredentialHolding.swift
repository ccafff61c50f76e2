import ArgumentParser
import Primitives

/// `sluice credential request`: we ask an issuer.
struct CredentialRequest: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "request",
        abstract: "Ask an issuer for a credential. 向签发方申请凭证。"
    )

    @Argument(help: "The type, for instance MembershipCredential. 凭证类型。") var type: String
    @Option(name: .long, help: "The issuer's DID. 签发方 DID。") var from: String
    @Option(name: .long, help: "vc20-bssl/jwt (default) or vc11-sl2021/jwt. 格式。") var profile: String?
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let request = try await client.post(
            "wallet",
            "requests",
            body: ["issuer": .string(from), "type": .string(type), "profile": .optional(profile)]
        )
        try screen.show(request, CredentialCommand.requestColumns)
        screen.say("see `sluice credential list` once it is issued", "签发后请用 `sluice credential list` 查看")
    }
}

/// `sluice credential requests`.
struct CredentialRequests: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "requests",
        abstract: "List requests for credentials: ours, or those made to us. 列出凭证申请。"
    )

    @Flag(name: .long, help: "Those that others made to us as issuer. 他方向本节点提出的申请。") var received = false
    @Option(name: .long, help: "With --received: received, approved, issued or rejected. 状态。") var state: String?
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await list.show(
            received ? "issuer/requests" : "wallet/requests",
            CredentialCommand.requestColumns,
            query: received ? [("state", state)] : [],
            client,
            screen
        )
    }
}

/// `sluice credential offers`.
struct CredentialOffers: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "offers",
        abstract: "List offers that issuers made us. 列出签发方的要约。"
    )

    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await list.show("wallet/offers", CredentialCommand.offerColumns, client, screen)
    }
}
