import ArgumentParser
import Primitives

/// `sluice user`: the people of this node.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "People who sign in. 人员账户。",
        subcommands: [
            UserAdd.self, UserList.self, UserShow.self, UserChange.self, UserReset.self, UserRemove.self,
            UserSignIn.self, UserSignOut.self, UserPassword.self, UserSecondFactor.self,
        ]
    )

    static let columns = [
        Column("NAME", "账户", "name"), Column("ROLE", "角色", "role"), Column("DISABLED", "停用", "disabled"),
        Column("SECOND FACTOR", "双因素", "secondFactor"), .time("LOCKED UNTIL", "锁定至", "lockedUntil"),
        .time("CREATED", "创建时间", "created"),
    ]
    static let handing = columns + [Column("PASSWORD TO HAND OVER", "初始密码", "password")]
}

/// `sluice user add`.
struct UserAdd: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Make an account; the password to hand over is shown this once. 创建账户。"
    )

    @Argument(help: "The account. 账户名。") var name: String
    @Option(name: .long, help: "owner, operator, approver or auditor. 角色。") var role: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let body: JSONValue = ["name": .string(name), "role": .string(role)]
        try screen.show(try await client.postOnce("users", body: body), UserCommand.handing)
    }
}

/// `sluice user list`.
struct UserList: ManagementCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List people. 列出账户。")

    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await list.show("users", UserCommand.columns, client, screen)
    }
}

/// `sluice user show`.
struct UserShow: ManagementCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show an account. 查看账户。")

    @Argument(help: "The account. 账户名。") var name: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try screen.show(try await client.get("users", name), UserCommand.columns)
    }
}

/// `sluice user change`.
struct UserChange: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "change",
        abstract: "Change the role, or disable or enable an account; its sessions end. 修改账户。"
    )

    @Argument(help: "The account. 账户名。") var name: String
    @Option(name: .long, help: "The new role. 新角色。") var role: String?
    @Flag(inversion: .prefixedNo, help: "Whether it may not sign in. 停用或启用。") var disabled: Bool?
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let body: JSONValue = ["role": .optional(role), "disabled": disabled.map { .bool($0) }]
        try screen.show(try await client.post("users", name, body: body), UserCommand.columns)
    }
}

/// `sluice user reset`.
struct UserReset: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "Give a new password to hand over, shown this once; sessions end. 重置密码。"
    )

    @Argument(help: "The account. 账户名。") var name: String
    @Flag(name: .long, help: "Also take the second factor away. 同时取消双因素。") var secondFactor = false
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let body: JSONValue = ["secondFactor": .bool(secondFactor)]
        try screen.show(try await client.postOnce("users", name, "reset", body: body), UserCommand.handing)
    }
}

/// `sluice user remove`.
struct UserRemove: ManagementCommand {
    static let configuration = CommandConfiguration(commandName: "remove", abstract: "Remove an account. 删除账户。")

    @Argument(help: "The account. 账户名。") var name: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await client.delete("users", name)
        screen.say("removed \(name)", "已删除 \(name)")
        if screen.isJSON { try screen.data(JSONValue.object(["removed": .string(name)]).text) }
    }
}
