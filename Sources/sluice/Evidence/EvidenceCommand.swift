import ArgumentParser
import Primitives

/// `sluice evidence`: what can be proven.
struct EvidenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence",
        abstract: "Read, prove and check evidence. 存证。",
        subcommands: [
            EvidenceList.self, EvidenceExport.self, EvidenceLogShow.self, EvidenceReceiptCommand.self,
            EvidenceBundleCommand.self, EvidenceVerify.self, EvidenceAuditCommand.self, EvidenceFsck.self,
            EvidenceErase.self,
            EvidenceRecover.self, EvidenceGenerate.self,
        ]
    )

    static let columns = [
        Column("NO", "序号", "sequence"), Column.time("TIME", "时间", "record.time"),
        Column("EVENT", "事件", "record.type"), Column("BY", "行为方", "record.actor.id"),
        Column("STATE", "状态", "record.newState"), Column("SUBJECT", "对象", "record.subject.id"),
    ]
}
