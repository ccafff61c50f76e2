import ArgumentParser
import Primitives
import ServerKit

/// `sluice user sign-in`.
struct UserSignIn: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign-in",
        abstract: "Begin a session; its token works wherever an API token does. 登录。",
        discussion:
            "The password is read from a file or standard input; use the token with SLUICE_TOKEN or --token-file."
    )

    @Argument(help: "The account. 账户名。") var name: String
    @Option(name: .long, help: "File with the password; - for standard input. 密码文件。") var passwordFile = "-"
    @Option(name: .long, help: "The one-time code, with a second factor. 验证码。") var code: String?
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: "A new file (mode 0600) for the token instead of the screen. 写入新文件。"
    )
    var file: String?
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let body: JSONValue = [
            "name": .string(name), "password": .string(try Input.secret(passwordFile)), "code": .optional(code),
        ]
        let session = try await client.postOnce("sessions", body: body)
        if session["mustChangePassword"]?.boolValue == true {
            screen.say("change the password first: `sluice user password`", "请先修改密码：`sluice user password`")
        }
        let token = session["token"]?.stringValue ?? ""
        guard let file else { return try screen.data(screen.isJSON ? session.text : token) }
        try DataFolder.writeSecret(token, to: Input.absolute(file))
        screen.say("the session token is in \(file)", "会话令牌已写入 \(file)")
    }
}

/// `sluice user sign-out`.
struct UserSignOut: ManagementCommand {
    static let configuration = CommandConfiguration(commandName: "sign-out", abstract: "End this session. 退出登录。")

    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        _ = try await client.postOnce("account", "sign-out", body: [:])
        screen.say("signed out", "已退出登录")
    }
}

/// `sluice user password`.
struct UserPassword: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "password",
        abstract: "Change one's own password; all one's sessions end. 修改本人密码。"
    )

    @Option(name: .long, help: "File with the present password. 当前密码文件。") var old: String
    @Option(name: .long, help: "File with the new one, 12 characters or more. 新密码文件。") var new: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let body: JSONValue = ["old": .string(try Input.secret(old)), "new": .string(try Input.secret(new))]
        _ = try await client.postOnce("account", "password", body: body)
        screen.say("changed; sign in again", "密码已修改，请重新登录")
    }
}

/// `sluice user second-factor`.
struct UserSecondFactor: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "second-factor",
        abstract: "Begin one's own second factor, or confirm it with --code. 启用双因素。"
    )

    @Option(name: .long, help: "The first code of the new secret. 首个验证码。") var code: String?
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        guard let code else {
            let made = try await client.postOnce("account", "second-factor", body: [:])
            return try screen.show(made, [Column("SECRET", "密钥", "secret"), Column("ADDRESS", "地址", "address")])
        }
        _ = try await client.postOnce("account", "second-factor", "confirm", body: ["code": .string(code)])
        screen.say("the second factor counts from now on", "双因素已启用")
    }
}

/// `sluice security-log`.
struct SecurityLogCommand: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "security-log",
        abstract: "What was refused, newest first. 安全日志。"
    )

    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let columns = [
            Column.time("TIME", "时间", "time"), Column("KIND", "类型", "kind"), Column("WHO", "主体", "who"),
            Column("PLACE", "位置", "place"), Column("ADDRESS", "来源", "address"), Column("DETAIL", "详情", "detail"),
            Column("COUNT", "次数", "count"),
        ]
        try await list.show("security-log", columns, client, screen)
    }
}
