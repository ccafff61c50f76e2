import ArgumentParser
import Primitives

/// `sluice trust`: whose credentials count.
struct TrustCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trust",
        abstract: "Whose credentials count, by type. 受信任的凭证签发方。",
        subcommands: [TrustList.self, TrustAdd.self, TrustRemove.self]
    )

    static let columns = [
        Column("ISSUER", "签发方", "issuer"), Column("TYPE", "凭证类型", "type"), Column("FROM", "来源", "origin"),
        Column.time("ADDED", "添加时间", "added"),
    ]
}

/// `sluice trust list`.
struct TrustList: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List trusted issuers. 列出受信任的签发方。"
    )

    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await list.show("trust", TrustCommand.columns, client, screen)
    }
}

/// `sluice trust add`.
struct TrustAdd: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Trust an issuer for types of credentials. 信任某签发方的指定类型凭证。"
    )

    @Argument(help: "The issuer's DID. 签发方 DID。") var issuer: String
    @Argument(help: "Types of credentials, for instance MembershipCredential. 凭证类型。") var types: [String]
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let added = try await client.post("trust", body: ["issuer": .string(issuer), "types": .strings(types)])
        try screen.show(
            added,
            [Column("ISSUER", "签发方", "issuer"), Column("TYPES", "凭证类型", "types")]
        )
    }
}

/// `sluice trust remove`.
struct TrustRemove: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Trust an issuer no longer. 取消信任。"
    )

    @Argument(help: "The issuer's DID. 签发方 DID。") var issuer: String
    @Option(name: .long, help: "Only for this type. 仅针对该类型。") var type: String?
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await client.delete("trust", issuer, query: [("type", type)])
        screen.say("removed \(issuer)", "已取消信任 \(issuer)")
        if screen.isJSON { try screen.data(JSONValue.object(["removed": .string(issuer)]).text) }
    }
}
