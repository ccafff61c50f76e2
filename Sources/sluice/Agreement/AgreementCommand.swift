import ArgumentParser
import Primitives

/// `sluice agreement`: what was agreed.
struct AgreementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreement",
        abstract: "Look at agreements, amend, freeze and end them. 数字合约。",
        subcommands: [
            AgreementList.self, AgreementShow.self, AgreementHistory.self, AgreementAmend.self,
            AgreementAmendments.self, AgreementAmendment.self, AgreementAccept.self, AgreementDecline.self,
            AgreementWithdraw.self, AgreementFreeze.self, AgreementRelease.self, AgreementEnd.self,
            AgreementGrounds.self,
        ]
    )

    static let columns = [
        Column("ID", "编号", "id"), Column("ROLE", "角色", "role"), Column("PEER", "对方", "peer"),
        Column("DATASET", "数据集", "dataset"), Column("STATE", "状态", "state"),
        .time("CREATED", "签订时间", "created"),
    ]
    static let fields =
        columns + [
            Column("TERMS", "约定") { value, language in TermsText.lines(value, language) },
            Column("FROZEN", "冻结") { value, language in FreezeText.lines(value, language) },
            Column("DUTIES", "义务") { value, _ in DutyText.lines(value["duties"]) },
            Column("VERSION", "产品版本", "productVersion"), Column("DIGEST", "合约摘要", "digest"),
            Column("NEGOTIATION", "协商", "negotiation"), Column("ENDED BY", "终止方", "endedBy"),
            Column("REASON", "原因", "endedReason"), Column("SUPERSEDES", "取代", "supersedes"),
            Column("SUPERSEDED BY", "被取代为", "supersededBy"),
        ]
}
