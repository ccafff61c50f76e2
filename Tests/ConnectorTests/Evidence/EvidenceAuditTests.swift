import Connector
import Node
import Primitives
import ServerKit
import TestKit
import Testing

struct EvidenceAuditTests {
    private func audit(_ party: SimulatedParty) async throws -> EvidenceAudit.Report {
        try await EvidenceAudit(database: party.database, kinds: AuditStore.kinds).run()
    }

    /// Parties with an agreement and a transfer under it.
    private func transferred() async throws -> Fixture {
        let fixture = try await Fixture()
        _ = try await fixture.transfer(try await fixture.agree())
        try await fixture.settle()
        return fixture
    }

    @Test func `what was done by the rules has evidence, and evidence names the states as they are`() async throws {
        let fixture = try await transferred()
        for party in [fixture.provider, fixture.consumer] {
            let report = try await audit(party)
            #expect(report.count == 0, "\(report.findings)")
            #expect(report.objects > 0)
        }
    }

    @Test(arguments: [
        ("UPDATE negotiation SET state = 'TERMINATED'", "the last evidence names another state"),
        ("DELETE FROM transfer", "evidence without state"),
        ("DELETE FROM evidence WHERE subject_kind = 'product'", "state without evidence"),
    ]) func `what was changed behind the evidence is found`(_ statement: String, _ problem: String) async throws {
        let fixture = try await transferred()
        _ = try await fixture.provider.database.write { try $0.execute(statement) }
        let report = try await audit(fixture.provider)
        #expect(report.count > 0)
        #expect(report.findings.allSatisfy { $0["problem"]?.stringValue == problem }, "\(report.findings)")
    }
}
