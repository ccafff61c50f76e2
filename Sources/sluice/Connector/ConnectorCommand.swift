import ArgumentParser
import Foundation
import Logging
import ServerKit

/// `sluice connector`: a participant's connector.
struct ConnectorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "connector",
        abstract: "Run a participant's connector. 运行参与方的连接器。",
        subcommands: [ConnectorRun.self, ConnectorEndpoints.self]
    )
}

/// Options by which every command finds its configuration.
struct ConfigurationOptions: ParsableArguments {
    @Option(name: .long, help: "Configuration file (YAML); else SLUICE_CONFIG, else ./sluice.yaml. 配置文件。")
    var config: String?

    @Option(name: .customLong("set"), help: "Overrides one value: KEY=VALUE, repeatable. 覆盖配置项。")
    var overrides: [String] = []

    /// The file to read; nil when there is none and none was named.
    var file: String? {
        if let config { return config }
        let environment = ProcessInfo.processInfo.environment
        if let named = environment["SLUICE_CONFIG"] { return named }
        return FileManager.default.fileExists(atPath: "sluice.yaml") ? "sluice.yaml" : nil
    }

    func settings() throws -> ConnectorSettings {
        try ConnectorSettings(
            file: file,
            environment: ProcessInfo.processInfo.environment,
            overrides: overrides
        )
    }
}

struct ConnectorRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Start the connector and serve until it is stopped. 启动连接器。"
    )

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        let settings = try options.settings()
        let logger = Logging.logger(level: settings.logLevel)
        let server = try await ConnectorServer.build(settings, logger: logger) { name, port in
            logger.notice("listening", metadata: ["listener": "\(name)", "port": "\(port)"])
        }
        try await server.run()
    }
}

/// The log: one line per event on standard error.
enum Logging {
    static func logger(level: String) -> Logger {
        var logger = Logger(label: "sluice") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: level) ?? .info
        return logger
    }
}
