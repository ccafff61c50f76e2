import ArgumentParser

@main
struct Sluice: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sluice",
        abstract: "Sluice (数闸): a trusted data space in one binary. 可信数据空间。",
        subcommands: [ConnectorCommand.self]
    )
}
