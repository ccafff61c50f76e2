import ArgumentParser
import Primitives

/// `sluice token`: who may use the management API.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Tokens of the management API. 管理接口令牌。",
        subcommands: [TokenCreate.self, TokenList.self, TokenRevoke.self]
    )

    static let columns = [
        Column("NAME", "名称", "name"), Column("ROLE", "角色", "role"), .time("CREATED", "创建时间", "created"),
    ]
}
