import ArgumentParser
import Primitives

/// `sluice evidence audit`: compares every state with its evidence.
struct EvidenceAuditCommand: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Find states without evidence, and evidence without states. 核对状态与存证。",
        discussion: "Exit codes: 0 nothing found, 1 findings."
    )

    @OptionGroup var common: CommonOptions

    private static let columns = [
        Column("KIND", "类别", "kind"), Column("ID", "编号", "id"), Column("PROBLEM", "问题", "problem"),
        Column("STATE", "状态", "state"), Column("EVIDENCE", "存证状态", "evidence"),
    ]

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let report = try await client.get("evidence", "audit")
        let (objects, count) = (report["objects"]?.integerValue ?? 0, report["count"]?.integerValue ?? 0)
        if screen.isJSON {
            try screen.data(report.text)
        } else {
            screen.say("\(objects) objects compared, \(count) findings", "核对 \(objects) 个对象，发现 \(count) 处问题")
            if count > 0 { try screen.list(report["findings"]?.arrayValue ?? [], next: .null, Self.columns) }
        }
        if count > 0 { throw ExitCode(ExitStatus.unexpected.rawValue) }
    }
}
