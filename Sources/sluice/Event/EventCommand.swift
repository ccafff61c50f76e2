import ArgumentParser

/// `sluice event`: what happens.
struct EventCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "event",
        abstract: "Follow what happens. 事件。",
        subcommands: [EventFollow.self]
    )
}
