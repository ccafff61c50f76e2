import ArgumentParser
import Primitives

/// `sluice token`: who may use the management API.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Tokens of the management API, and judging any token. 管理接口令牌；令牌验证。",
        subcommands: [TokenCreate.self, TokenList.self, TokenRevoke.self, TokenVerify.self]
    )

    static let columns = [
        Column("NAME", "名称", "name"), Column("ROLE", "角色", "role"), .time("CREATED", "创建时间", "created"),
        Column("SCOPES", "范围", "scopes"), .time("EXPIRES", "到期时间", "expires"),
    ]
}
