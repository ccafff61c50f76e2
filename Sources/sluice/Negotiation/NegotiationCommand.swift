import ArgumentParser
import Primitives

/// `sluice negotiation`: how terms become an agreement.
struct NegotiationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "negotiation",
        abstract: "Negotiate terms; decide what awaits a person. 合约协商。",
        subcommands: [
            NegotiationStart.self, NegotiationList.self, NegotiationInbox.self, NegotiationShow.self,
            NegotiationThread.self, NegotiationAccept.self, NegotiationAgree.self, NegotiationOffer.self,
            NegotiationCounter.self, NegotiationVerify.self, NegotiationFinalize.self, NegotiationTerminate.self,
        ]
    )

    static let columns = [
        Column("ID", "编号", "id"), Column("ROLE", "角色", "role"), Column("PEER", "对方", "peer"),
        Column("DATASET", "数据集", "dataset"), Column("STATE", "状态", "state"),
        Column("DECIDE", "待决定", "awaitsDecision"), .time("UPDATED", "更新时间", "updated"),
    ]
    static let fields =
        columns + [
            Column("PENDING", "进行中", "pending"), Column("WAITS BECAUSE", "等待原因", "waiting.lastError"),
            Column("OFFER", "报价", "offer.@id"),
            Column("OFFERED BY", "提出方", "offeredBy"), Column("ROUNDS", "轮次", "rounds"),
            Column("AGREEMENT", "合约", "agreement"),
            Column("REASON", "原因") { value, language in
                CellText.show(value.at("reason.reasons") ?? value.at("reason.code"), language)
            },
            Column("PROVIDER PID", "提供方编号", "providerPid"), Column("CONSUMER PID", "使用方编号", "consumerPid"),
            .time("CREATED", "创建时间", "created"), .time("DEADLINE", "截止时间", "deadline"),
        ]
}
