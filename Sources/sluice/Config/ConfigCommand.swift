import ArgumentParser
import Primitives
import ServerKit

/// `sluice config`: what holds, and why.
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Look at the configuration. 配置。",
        subcommands: [ConfigShow.self, ConfigCheck.self]
    )
}

/// `sluice config show`.
struct ConfigShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Every value with its source; secrets hidden. 显示配置及来源。"
    )

    private static let columns = [
        Column("KEY", "配置项", "key"), Column("VALUE", "值", "value"), Column("SOURCE", "来源", "source"),
        Column("MEANING", "含义", "meaning"),
    ]

    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let items = try options.settings().entries.map { entry -> JSONValue in
            [
                "key": .string(entry.key), "value": .optional(entry.value) ?? .null,
                "default": .optional(entry.standard) ?? .null, "source": .string("\(entry.source)"),
                "variable": .string(entry.variable), "meaning": .string(entry.description),
            ]
        }
        try output.screen.list(items, next: .null, Self.columns)
    }
}

/// `sluice config check`.
struct ConfigCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Whether the connector would start with it. 检查配置。"
    )

    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let settings = try options.settings()
        let file = options.file ?? "-"
        output.screen.say("the configuration is valid: \(file)", "配置有效：\(file)")
        guard output.json else { return }
        let shown: JSONValue = ["valid": true, "file": .string(file), "participant": .string(settings.participant)]
        try output.screen.data(shown.text)
    }
}
