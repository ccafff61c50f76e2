import ArgumentParser
import Primitives

/// `sluice agreement amend`.
struct AgreementAmend: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "amend",
        abstract: "Propose other terms for an agreement; the other side accepts or declines. 提出合约变更。"
    )

    @Argument(help: "The agreement. 合约编号。") var id: String
    @OptionGroup var terms: PolicyOptions
    @Option(name: .long, help: "Why, for the other side. 说明。") var note: String?
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if terms.isEmpty { throw ValidationError("say the terms: --policy FILE, or --permit, --until, --not-before") }
    }

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let body: JSONValue = ["terms": try terms.members(), "note": .optional(note)]
        let made = try await client.post("agreements", id, "amend", body: body)
        try screen.show(made, AmendmentColumns.fields)
    }
}

/// `sluice agreement accept`.
struct AgreementAccept: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Accept an amendment: its agreement takes the place of the old one. 接受合约变更。"
    )

    @Argument(help: "The amendment. 变更编号。") var id: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try screen.show(try await client.post("amendments", id, "accept"), AmendmentColumns.fields)
    }
}

/// `sluice agreement decline`.
struct AgreementDecline: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "decline",
        abstract: "Decline an amendment: the agreement stays as it is. 拒绝合约变更。"
    )

    @Argument(help: "The amendment. 变更编号。") var id: String
    @Option(name: .long, help: "Why, for the other side. 原因。") var reason: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let closed = try await client.post("amendments", id, "close", body: ["reason": .string(reason)])
        try screen.show(closed, AmendmentColumns.fields)
    }
}

/// `sluice agreement withdraw`.
struct AgreementWithdraw: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Take back an amendment that this side proposed. 撤回合约变更。"
    )

    @Argument(help: "The amendment. 变更编号。") var id: String
    @Option(name: .long, help: "Why, for the other side. 原因。") var reason: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let closed = try await client.post("amendments", id, "close", body: ["reason": .string(reason)])
        try screen.show(closed, AmendmentColumns.fields)
    }
}

/// `sluice agreement grounds`.
struct AgreementGrounds: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "grounds",
        abstract: "List the grounds on which one party ends an agreement. 列出终止事由。"
    )

    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    private static let columns = [
        Column("GROUND", "代码", "code"),
        Column("MEANING", "事由") { value, language in
            CellText.show(value.at(language == .zh ? "nameZh" : "name"), language)
        },
        Column("TC609 TYPE", "终止类型", "nationalType"),
    ]

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await list.show("agreement-grounds", Self.columns, client, screen)
    }
}
