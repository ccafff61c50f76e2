import ArgumentParser
import Primitives
import ServerKit

/// `sluice app`: programs that may use data in the vault.
struct AppCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "app",
        abstract: "Register programs that use data in the vault. 应用登记。",
        subcommands: [AppAdd.self, AppList.self, AppShow.self, AppRemove.self]
    )

    static let columns = [
        Column("ID", "标识", "id"), Column("VERSION", "版本", "version"), Column("PURPOSES", "用途", "purposes"),
        .time("CREATED", "登记时间", "created"), Column("BY", "登记人", "createdBy"),
    ]
    static let fields =
        columns + [
            Column("SHA-256", "SHA-256", "sha256"), Column("PROVES ITSELF BY", "认证方式", "authentication"),
            Column("KEY", "公钥", "key"),
        ]
}

/// `sluice app add`.
struct AppAdd: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Register an application; its token is shown this once. 登记应用（令牌仅显示一次）。"
    )

    @Argument(help: "The name by which policies speak of it. 应用标识。") var id: String
    @Option(name: .customLong("app-version"), help: "Which build. 版本。") var version: String
    @Option(name: .long, help: "SHA-256 of the program. 程序的 SHA-256。") var sha256: String?
    @Option(name: .long, help: "What it may say it uses data for; repeatable. 用途。") var purpose: [String] = []
    @Option(
        name: .long,
        help: "A file with its public JWK: it signs a token for each request, and gets none. 公钥文件（JWK）。"
    )
    var key: String?
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: "A new file (mode 0600) for the token, instead of the screen. 令牌写入新文件。"
    )
    var file: String?
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard key == nil || file == nil else {
            throw ValidationError("--key and --output exclude each other: an application with a key gets no token")
        }
    }

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let made = try await client.postOnce(
            "apps",
            body: [
                "id": .string(id), "version": .string(version), "sha256": .optional(sha256),
                "purposes": .strings(purpose), "key": try key.map { try Input.object($0) },
            ]
        )
        guard key == nil else { return try screen.show(made, AppCommand.fields) }
        let token = made["token"]?.stringValue ?? ""
        guard let file else { return try screen.data(screen.isJSON ? made.text : token) }
        do {
            try DataFolder.writeSecret(token, to: Input.absolute(file))
        } catch {
            try await client.delete("apps", id)
            throw error
        }
        screen.say("the token is in \(file)", "令牌已写入 \(file)")
        guard screen.isJSON else { return }
        var shown = made.objectValue ?? JSONObject()
        shown["token"] = nil
        shown["file"] = .string(Input.absolute(file))
        try screen.data(JSONValue.object(shown).text)
    }
}

/// `sluice app list`.
struct AppList: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List registered applications. 列出应用。"
    )

    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await list.show("apps", AppCommand.columns, client, screen)
    }
}

/// `sluice app show`.
struct AppShow: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a registered application. 查看应用。"
    )

    @Argument(help: "The application. 应用标识。") var id: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try screen.show(try await client.get("apps", id), AppCommand.fields)
    }
}

/// `sluice app remove`.
struct AppRemove: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove an application; what it has open is cut. 移除应用。"
    )

    @Argument(help: "The application. 应用标识。") var id: String
    @OptionGroup var common: CommonOptions

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        try await client.delete("apps", id)
        screen.say("removed", "已移除")
    }
}
