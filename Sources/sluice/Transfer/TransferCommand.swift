import ArgumentParser
import Primitives

/// `sluice transfer`: data on its way under an agreement.
struct TransferCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transfer",
        abstract: "Move the data of agreements. 数据传输。",
        subcommands: [
            TransferStart.self, TransferList.self, TransferShow.self, TransferSuspend.self, TransferResume.self,
            TransferComplete.self, TransferTerminate.self, TransferAddress.self,
        ]
    )

    static let columns = [
        Column("ID", "编号", "id"), Column("ROLE", "角色", "role"), Column("PEER", "对方", "peer"),
        Column("DATASET", "数据集", "dataset"), Column("STATE", "状态", "state"),
        .time("UPDATED", "更新时间", "updated"),
    ]
    static let fields =
        columns + [
            Column("PENDING", "进行中", "pending"), Column("WAITS BECAUSE", "等待原因", "waiting.lastError"),
            Column("FORMAT", "方式", "format"),
            Column("AGREEMENT", "合约", "agreement"),
            Column("SINK", "去向") { value, language in
                CellText.show(value.at("sink.path") ?? value.at("sink.url") ?? value.at("sink.type"), language)
            },
            Column("PROGRESS", "进度") { value, language in
                let text = ProgressLine.details(value["delivery"], language)
                return text.isEmpty ? CellText.nothing : text
            },
            Column("FILE", "文件", "delivery.path"), Column("SHA-256", "SHA-256", "delivery.sha256"),
            Column("REASON", "原因") { value, language in
                CellText.show(value.at("reason.reasons") ?? value.at("reason.code"), language)
            },
            Column("ENDPOINT", "数据地址", "dataAddress.endpoint"),
            Column("AUTHORIZATION", "授权") { value, language in
                CellText.show(TransferAddress.property("authorization", value), language)
            },
            .time("CREATED", "创建时间", "created"),
        ]
}
