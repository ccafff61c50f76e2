import ArgumentParser
import Primitives

/// `sluice key`: the keys that this node signs with.
struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Signing keys of this node. 本节点签名密钥。",
        subcommands: [KeyCreate.self, KeyList.self, KeyShow.self, KeyRotate.self, KeyRevoke.self]
    )

    static let columns = [
        Column("KEY", "密钥", "id"), Column("PURPOSE", "用途", "purpose"), Column("ALGORITHM", "算法", "algorithm"),
        Column("STATE", "状态", "state"), .time("CREATED", "创建时间", "created"), .time("ENDED", "停用时间", "ended"),
    ]
    static let fields =
        columns + [
            Column("THUMBPRINT", "指纹", "thumbprint"), Column("PUBLIC KEY", "公钥", "publicKey"),
            Column("REASON", "原因", "reason"),
        ]
}
