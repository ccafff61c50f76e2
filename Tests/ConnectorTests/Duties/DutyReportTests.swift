import Connector
import DataspaceProtocol
import EvidenceLog
import Node
import Primitives
import ServerKit
import Synchronization
import TestKit
import Testing
import UsagePolicy

/// What parties tell each other of their duties.
struct DutyReportTests {
    private typealias Setting = DutySetting

    @Test func `without an address the other party's connector is told, and knows a repeat`() async throws {
        let setting = try await Setting([["action": "inform"]])
        try await setting.deliver(setting.consumer, .consumer)
        try await setting.look(setting.consumer)
        #expect(try await setting.states(setting.consumer) == ["DONE"])
        let noticed = try await setting.provider.database.read {
            try EvidenceStore.entries(after: 0, in: $0).map(\.record)
        }
        .filter { $0["type"]?.stringValue == "duty.noticed" }
        #expect(noticed.count == 1 && noticed.first?["related"]?["path"]?.stringValue == "obligation[0]")
    }

    @Test func `somebody else's agreement takes no notice and no report`() async throws {
        let setting = try await Setting([["action": "inform"]])
        let caller = VerifiedParticipant(verifiedID: "urn:party:stranger")
        let reports = DutyReports(setting.provider.essentials)
        let notice: JSONValue = [
            "notice": [
                "@type": "sluice:DutyNotice", "@id": "urn:uuid:1", "agreement": .string(setting.agreement),
                "from": "urn:party:stranger", "path": "obligation[0]", "action": "inform",
            ]
        ]
        let report: JSONValue = [
            "report": [
                "@type": "sluice:DutyReport", "agreement": .string(setting.agreement), "role": "consumer",
                "sequence": 99, "duties": [], "outstanding": ["obligation[0]"],
            ]
        ]
        for body in [notice, report] {
            #expect(
                await problem { _ = try await reports.receive(body, about: setting.agreement, from: caller) }
                    == .notFound
            )
        }
        #expect(try await setting.decide(setting.provider, .provider).isPermitted)
    }

    @Test func `a report that says nonsense is refused, and an older one changes nothing`() async throws {
        let penalty: JSONValue = ["action": "acceptTracking"]
        let setting = try await Setting([DutySetting.inform(["consequence": [penalty]])])
        let caller = VerifiedParticipant(verifiedID: setting.consumer.participant)
        let reports = DutyReports(setting.provider.essentials)
        func report(_ more: JSONObject) -> JSONValue {
            var object: JSONObject = [
                "@type": "sluice:DutyReport", "agreement": .string(setting.agreement), "role": "consumer",
                "sequence": 1, "duties": [], "outstanding": [],
            ]
            for member in more.members { object[member.key] = member.value }
            return ["report": .object(object)]
        }
        let duty: JSONValue = ["path": "obligation[0]", "action": "inform", "state": "DONE"]
        let hostile: [JSONObject] = [
            ["role": "owner"], ["role": "provider"], ["sequence": -1], ["sequence": "9"], ["duties": "all"],
            ["duties": [[]]], ["duties": [["path": "a"]]], ["outstanding": [7]], ["outstanding": "x"],
            ["duties": .array(Array(repeating: duty, count: 1_001))], ["agreement": "urn:agreement:other"],
            ["duties": [["path": "a", "action": "b", "state": .string(String(repeating: "x", count: 5_000))]]],
        ]
        for more in hostile {
            await #expect(throws: (any Error).self, "\(more)") {
                _ = try await reports.receive(report(more), about: setting.agreement, from: caller)
            }
        }
        #expect(try await setting.decide(setting.provider, .provider).isPermitted)
        let broken: JSONObject = ["sequence": 5, "outstanding": ["obligation[0]", "permission[0]", ""]]
        #expect(try await reports.receive(report(broken), about: setting.agreement, from: caller))
        #expect(!(try await setting.decide(setting.provider, .provider)).isPermitted)
        #expect(try await reports.receive(report(["sequence": 4]), about: setting.agreement, from: caller))
        #expect(!(try await setting.decide(setting.provider, .provider)).isPermitted)
        #expect(try await reports.receive(report(["sequence": 6]), about: setting.agreement, from: caller))
        #expect(try await setting.decide(setting.provider, .provider).isPermitted)
    }
}
