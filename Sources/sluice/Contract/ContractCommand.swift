import ArgumentParser
import Primitives

/// `sluice contract`: agreements with several parties that belong together.
struct ContractCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contract",
        abstract: "Group agreements of several parties into one contract. 多方合约。",
        subcommands: [ContractCreate.self, ContractList.self, ContractShow.self]
    )

    static let columns = [
        Column("ID", "编号", "id"), Column("NAME", "名称", "name"), Column("STATE", "状态", "state"),
        Column("PARTIES", "各方", "parties"), .time("CREATED", "创建时间", "created"),
    ]
    static let parts = [
        Column("AGREEMENT", "合约", "agreement"), Column("PROVIDER", "提供方", "provider"),
        Column("CONSUMER", "使用方", "consumer"), Column("TARGET", "数据集", "target"), Column("STATE", "状态", "state"),
        Column("IN FORCE", "现行", "inForce"),
    ]

    static func show(_ contract: JSONValue, _ screen: Screen) throws {
        if screen.isJSON { return try screen.data(contract.text) }
        try screen.show(contract, columns + [Column("DIGEST", "摘要", "digest")])
        try screen.data("")
        try screen.data(Table.text(contract["agreements"]?.arrayValue ?? [], parts, screen.language))
    }
}

/// `sluice contract create`.
struct ContractCreate: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a contract of active agreements. 创建多方合约。"
    )

    @Argument(help: "The agreements. 合约编号。") var agreements: [String]
    @Option(name: .long, help: "A name for people. 名称。") var name: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let body: JSONValue = ["name": .string(name), "agreements": .strings(agreements)]
        try ContractCommand.show(try await client.post("contracts", body: body), screen)
    }
}

/// `sluice contract list`.
struct ContractList: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List contracts, newest first. 列出多方合约。"
    )

    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await list.show("contracts", ContractCommand.columns, client, screen)
    }
}

/// `sluice contract show`.
struct ContractShow: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a contract: parties, agreements, and what is in force of each. 查看多方合约。"
    )

    @Argument(help: "The contract. 编号。") var id: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try ContractCommand.show(try await client.get("contracts", id), screen)
    }
}
