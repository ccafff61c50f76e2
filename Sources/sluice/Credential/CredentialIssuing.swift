import ArgumentParser
import Primitives

/// `sluice credential issue`.
struct CredentialIssue: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue",
        abstract: "Issue a credential; it is delivered to the holder's wallet. 签发凭证。"
    )

    @Argument(help: "The type, as the configuration has it. 凭证类型。") var type: String
    @Option(name: .long, help: "The holder's DID. 持有方 DID。") var to: String
    @Option(name: .long, help: "What it says, as NAME=VALUE, repeatable. 声明。") var claim: [String] = []
    @Option(name: .long, help: "vc20-bssl/jwt or vc11-sl2021/jwt. 格式。") var profile: String?
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let request = try await client.postOnce(
            "issuer",
            "credentials",
            body: [
                "type": .string(type), "holder": .string(to), "profile": .optional(profile),
                "claims": try CredentialCommand.claims(claim),
            ]
        )
        try screen.show(request, CredentialCommand.requestColumns)
        screen.say(
            "see `sluice credential list --issued` for how it goes on",
            "进展请用 `sluice credential list --issued` 查看"
        )
    }
}

/// `sluice credential offer`.
struct CredentialOffer: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "offer",
        abstract: "Tell a holder what it may request. 向持有方发出要约。"
    )

    @Argument(help: "The type, as the configuration has it. 凭证类型。") var type: String
    @Option(name: .long, help: "The holder's DID. 持有方 DID。") var to: String
    @Option(name: .long, help: "issuance, reissue or proof-key-revocation. 原因。") var reason: String?
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        _ = try await client.post(
            "issuer",
            "offers",
            body: ["type": .string(type), "holder": .string(to), "reason": .optional(reason)]
        )
        screen.say("offered \(type) to \(to)", "已向 \(to) 发出 \(type) 要约")
        if screen.isJSON { try screen.data(JSONValue.object(["offered": .string(type), "to": .string(to)]).text) }
    }
}

/// `sluice credential approve`.
struct CredentialApprove: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Grant a request that waits. 批准申请。"
    )

    @Argument(help: "The request. 申请编号。") var id: String
    @Option(name: .long, help: "What the credential says, as NAME=VALUE, repeatable. 声明。") var claim: [String] = []
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let body: JSONValue = ["claims": try CredentialCommand.claims(claim)]
        try screen.show(
            try await client.post("issuer", "requests", id, "approve", body: body),
            CredentialCommand.requestColumns
        )
    }
}

/// `sluice credential reject`.
struct CredentialReject: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject",
        abstract: "Refuse a request that waits. 拒绝申请。"
    )

    @Argument(help: "The request. 申请编号。") var id: String
    @Option(name: .long, help: "Why, for the holder. 原因。") var reason: String?
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try screen.show(
            try await client.post("issuer", "requests", id, "reject", body: ["reason": .optional(reason)]),
            CredentialCommand.requestColumns
        )
    }
}

/// What the changes of an issued credential have in common.
struct CredentialChangeOptions: ParsableArguments {
    @Argument(help: "The credential, as `credential list --issued` shows it. 凭证编号。") var id: String
    @Option(name: .long, help: "Why, for the record. 原因。") var reason: String?

    func change(_ verb: String, _ client: ManagementClient, _ screen: Screen) async throws {
        try screen.show(
            try await client.post("issuer", "credentials", id, verb, body: ["reason": .optional(reason)]),
            CredentialCommand.issuedFields
        )
    }
}

/// `sluice credential revoke`.
struct CredentialRevoke: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "End a credential for good. 吊销凭证。"
    )

    @OptionGroup var change: CredentialChangeOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await change.change("revoke", client, screen)
    }
}

/// `sluice credential suspend`.
struct CredentialSuspend: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "suspend",
        abstract: "Take a credential out of use for a time. 暂停凭证。"
    )

    @OptionGroup var change: CredentialChangeOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await change.change("suspend", client, screen)
    }
}

/// `sluice credential resume`.
struct CredentialResume: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Lift a suspension. 恢复凭证。"
    )

    @OptionGroup var change: CredentialChangeOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await change.change("resume", client, screen)
    }
}
