import ArgumentParser
import Primitives

/// `sluice peer`: who we do business with.
struct PeerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peer",
        abstract: "Know other participants, and test the way to them. 对方参与者。",
        subcommands: [PeerAdd.self, PeerList.self, PeerShow.self, PeerCheck.self, PeerRemove.self]
    )

    static let columns = [
        Column("ID", "编号", "id"), Column("NAME", "名称", "name"), Column("ADDRESS", "地址", "address"),
        Column("TOKEN IN", "入站令牌", "hasTokenIn"), Column("TOKEN OUT", "出站令牌", "hasTokenOut"),
        Column("FROM", "来源", "origin"),
    ]
    static let fields = columns + [Column("CLAIMS", "声明", "claims")]
}
