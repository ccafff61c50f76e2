import DataspaceProtocol
import EvidenceLog
import Node
import Primitives
import ServerKit
import TestKit
import Testing

@testable import Connector

/// Reports of use: no application makes them too large to be taken, and no single refusal silences them.
@Suite struct VaultReportTests {
    typealias Setting = VaultUseTests.Setting

    /// As many and as long as an application can ask for.
    private static let flood = (0..<1_500).map { "x\($0)-" + String(repeating: "Z", count: 900) }

    /// The report that is under way.
    private static func underWay(_ setting: Setting) async throws -> OutboxMessage? {
        try await setting.party.essentials.database.read { transaction in
            try transaction.first("SELECT report_message FROM vault_grant WHERE id = ?", [SQLValue(setting.id)])?
                .optionalText("report_message").flatMap { try OutboxStore.find($0, in: transaction) }
        }
    }

    /// The report that goes out after the pause; nil when none does.
    private static func sent(
        _ setting: Setting,
        after milliseconds: Int64 = 1_001
    ) async throws -> (message: OutboxMessage, report: JSONValue)? {
        setting.clock.advance(milliseconds: milliseconds)
        try await VaultReports(setting.vault).sendDue()
        guard let message = try await underWay(setting) else { return nil }
        #expect(message.body.utf8.count < Limits.jsonBytes)
        let body = try JSONReader.read(Array(message.body.utf8))
        let report = try #require(body["report"])
        _ = try UsageReport(report)
        return (message, report)
    }

    private static func settle(_ setting: Setting, _ message: OutboxMessage, refused status: Int? = nil) async throws {
        let outcome = status.map { DeliveryOutcome.refused(status: $0, reasons: ["no"]) } ?? .accepted(.null)
        try await VaultReports(setting.vault).settle(message, outcome)
    }

    private static func read(_ setting: Setting) async throws {
        await (try await setting.use(setting.ask())).settle(7)
    }

    private static func end(_ setting: Setting) async throws {
        try await setting.vault.end(setting.id, .byOwner)
        setting.clock.advance(milliseconds: 1_001)
        try await VaultWarden(setting.vault).look()
        #expect(try await setting.vault.find(setting.id.rawValue).state == .destroyed)
    }

    private static func row(_ report: JSONValue, _ action: String) -> JSONValue? {
        report["uses"]?.arrayValue?.first { $0["action"]?.stringValue == action }
    }

    @Test("words that nobody knows are refused at the door, and the report has the read and the proof")
    func unknownActions() async throws {
        try await VaultUseTests.run(VaultUseTests.read([])) { setting in
            for action in Self.flood {
                let code = await problem { _ = try await setting.use(setting.ask { $0.action = action }) }
                #expect(code == .invalid)
            }
            #expect(await problem { _ = try await setting.uses.judge(setting.ask { $0.action = "x" }) } == .invalid)
            #expect(try await setting.report().isEmpty)
            try await Self.read(setting)
            let first = try #require(try await Self.sent(setting))
            #expect(Self.row(first.report, "read")?["uses"]?.integerValue == 1)
            #expect(first.report["uses"]?.arrayValue?.count == 1)
            try await Self.settle(setting, first.message)
            try await Self.end(setting)
            let last = try #require(try await Self.sent(setting))
            #expect(last.report["state"]?.stringValue == "DESTROYED")
            #expect(last.report["destruction"]?["document"] != nil)
        }
    }

    @Test("however many refusals there are, what was used has its row and the report stays below what a peer reads")
    func manyRefusals() async throws {
        try await VaultUseTests.run(VaultUseTests.read([])) { setting in
            let now = setting.party.essentials.world.now()
            let words: JSONValue = [
                "en": .strings(Array(repeating: String(repeating: "e", count: 9_000), count: 20)),
                "zh": .strings(Array(repeating: String(repeating: "数", count: 9_000), count: 20)),
            ]
            try await setting.party.essentials.database.write { transaction in
                for (index, action) in Self.flood.enumerated() {
                    // Subjects that sort before the one that reads.
                    try VaultUseStore.note(
                        setting.id,
                        "a:\(index % 3)",
                        action,
                        .init(refused: 1),
                        refusal: words,
                        at: now,
                        in: transaction
                    )
                }
            }
            try await Self.read(setting)
            let stored = try await setting.party.essentials.database.read {
                try $0.first("SELECT COUNT(*) AS count FROM vault_use")?.integer("count")
            }
            #expect(stored == Int64(VaultUseStore.refusedRows + 2))
            let first = try #require(try await Self.sent(setting))
            let rows = try #require(first.report["uses"]?.arrayValue)
            #expect(rows.first?["action"]?.stringValue == "read" && rows.first?["bytes"]?.integerValue == 7)
            #expect(rows.reduce(0) { $0 + ($1["refused"]?.integerValue ?? 0) } == 1_500)
            let leftOut = try #require(rows.last?["leftOut"]?.integerValue)
            #expect(leftOut + Int64(rows.count - 1) == Int64(VaultUseStore.refusedRows + 2))
            try await Self.settle(setting, first.message)
            try await Self.end(setting)
            let last = try #require(try await Self.sent(setting))
            #expect(last.report["destruction"]?["document"] != nil && Self.row(last.report, "read") != nil)
        }
    }

    @Test("a refused report does not silence the next one", arguments: [413, 400, 409, 0])
    func refusedOnce(_ status: Int) async throws {
        try await VaultUseTests.run(VaultUseTests.read([])) { setting in
            try await Self.read(setting)
            try await Self.settle(setting, try #require(try await Self.sent(setting)).message, refused: status)
            #expect(try await Self.sent(setting) == nil)
            try await Self.read(setting)
            let next = try #require(try await Self.sent(setting))
            #expect(Self.row(next.report, "read")?["uses"]?.integerValue == 2)
            try await Self.settle(setting, next.message)
            // An end that is refused is told again, and once it was taken no more.
            try await Self.end(setting)
            try await Self.settle(setting, try #require(try await Self.sent(setting)).message, refused: status)
            #expect(try await Self.sent(setting) == nil)
            let again = try #require(try await Self.sent(setting, after: VaultReports.repeatMilliseconds))
            #expect(again.report["destruction"]?["document"] != nil)
            try await Self.settle(setting, again.message)
            #expect(try await Self.sent(setting, after: VaultReports.repeatMilliseconds) == nil)
        }
    }

    @Test("a foreign connector is left alone, but told of the end", arguments: [404, 405, 501])
    func foreign(_ status: Int) async throws {
        try await VaultUseTests.run(VaultUseTests.read([])) { setting in
            try await Self.read(setting)
            try await Self.settle(setting, try #require(try await Self.sent(setting)).message, refused: status)
            try await Self.read(setting)
            #expect(try await Self.sent(setting) == nil)
            try await Self.end(setting)
            let last = try #require(try await Self.sent(setting))
            #expect(last.report["destruction"]?["document"] != nil)
            try await Self.settle(setting, last.message, refused: status)
            #expect(try await Self.sent(setting, after: VaultReports.repeatMilliseconds) == nil)
        }
    }

    @Test("reports on duties go on after a refusal, unless there is no such address", arguments: [413, 400, 404, 501])
    func duties(_ status: Int) async throws {
        try await VaultUseTests.run(VaultUseTests.read([])) { setting in
            let (essentials, id) = (setting.party.essentials, "urn:agreement:duties")
            let now = essentials.world.now()
            let message = OutboxMessage(
                id: "urn:message:1",
                topic: DutyReports.topic,
                subject: id,
                peer: "urn:test:provider",
                url: "http://127.0.0.1:2/",
                body: "{}",
                created: now
            )
            try await essentials.database.write { transaction in
                try DutyReportStore.changed(id, .consumer, in: transaction)
                _ = try DutyReportStore.sent(id, .consumer, upTo: 1, as: message.id, at: now, in: transaction)
                try OutboxStore.insert(message, in: transaction)
                try DutyReportStore.changed(id, .consumer, in: transaction)
            }
            try await DutyReports(essentials).settle(message, .refused(status: status, reasons: ["no"]))
            let due = try await essentials.database.read { try DutyReportStore.due(before: now, limit: 10, in: $0) }
            #expect(due.contains { $0.agreement == id } == (status < 404 || status == 413))
        }
    }
}
