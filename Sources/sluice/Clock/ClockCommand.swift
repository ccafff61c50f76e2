import ArgumentParser
import Primitives

/// `sluice clock`: whether this connector believes its machine's clock.
struct ClockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock",
        abstract: "The connector's clock, and taking one that was set back. 连接器时钟。",
        subcommands: [ClockShow.self, ClockAccept.self]
    )

    static let fields = [
        Column("MACHINE", "本机时间", "machine"), Column("RECORDED", "已记录时间", "recorded"),
        Column("BEHIND (MS)", "落后（毫秒）", "lagMilliseconds"), Column("BELIEVED", "可信", "isBelieved"),
        Column("WENT BACK (MS)", "已回拨（毫秒）", "wentBackMilliseconds"),
    ]
}
