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

/// Obligations are done, seen to be done, and broken when they are not; on real databases, with a receiver made by hand.
///
/// Well over 400 lines with its setting, which all of them share.
struct DutyRunningTests {
    private static let hook = "https://hook.example/notices"

    /// Two parties with one agreement, and whoever takes notices at an address of the policy.
    private struct Setting {
        let parties: TwoParties
        let agreement: String
        /// Identifiers of the notices that came, one for each attempt.
        let notices = Received()

        var provider: SimulatedParty { parties[1] }
        var consumer: SimulatedParty { parties[0] }

        init(
            _ obligation: [JSONValue],
            duties: [JSONValue] = [],
            crashing: Bool = false,
            id: String = "urn:agreement:duties"
        ) async throws {
            parties = try await TwoParties.make(seed: 9, crashing: crashing)
            agreement = id
            for (index, role) in [Role.consumer, .provider].enumerated() {
                let party = parties[index]
                let made = Self.agreement(id, role, obligation, duties)
                let moment = Moment(party.essentials.world)
                try await party.database.write { transaction in
                    try AgreementStore.insert(made, in: transaction)
                    var evidence = EvidenceWriter(moment, node: party.participant, in: transaction)
                    var draft = EvidenceDraft(
                        type: "negotiation.finalize.received",
                        subjectKind: "negotiation",
                        subjectID: "urn:n:duties"
                    )
                    draft.related = ["agreement": id, "role": role.rawValue]
                    try evidence.record(draft)
                }
            }
        }

        private static func agreement(
            _ id: String,
            _ role: Role,
            _ obligation: [JSONValue],
            _ duties: [JSONValue]
        ) -> Agreement {
            let (consumer, provider) = (SimulatedParty.participant("amber"), SimulatedParty.participant("birch"))
            let dataset = TwoParties.product(of: "birch").rawValue
            return Agreement(
                id: id,
                role: role,
                negotiation: "urn:n:duties",
                peer: role == .consumer ? provider : consumer,
                dataset: dataset,
                productVersion: nil,
                document: [
                    "@type": "Agreement", "@id": .string(id), "target": .string(dataset),
                    "assigner": .string(provider), "assignee": .string(consumer),
                    "profile": ["urn:tc609:6-2025-15", "urn:sluice:policy-1"],
                    "permission": [["action": "use", "duty": .array(duties)]], "obligation": .array(obligation),
                ],
                state: .active,
                created: SeededWorld.start
            )
        }

        /// Has the address of the policy answer so often with a failure, and then with a yes; never when nil.
        func answer(after failures: Int?) {
            let notices = notices
            parties.network.answer { request in
                guard request.url == DutyRunningTests.hook, let body = request.body else { return nil }
                #expect(request.authorization == nil)
                let count = notices.add(body)
                return PeerAnswer(status: failures.map { count > $0 } ?? false ? 204 : 503, body: [])
            }
        }

        /// A delivery begins at one side.
        func deliver(_ party: SimulatedParty, _ role: Role, _ transfer: String = "urn:transfer:1") async throws {
            try await record(
                party,
                role == .consumer ? "transfer.start.received" : "transfer.start.acknowledged",
                "transfer",
                transfer,
                ["role": role.rawValue]
            )
        }

        func record(
            _ party: SimulatedParty,
            _ type: String,
            _ kind: String,
            _ subject: String,
            _ related: [String: String] = [:],
            proof: Digest? = nil
        ) async throws {
            let moment = Moment(party.essentials.world)
            try await party.database.write { [agreement] transaction in
                var evidence = EvidenceWriter(moment, node: party.participant, in: transaction)
                var draft = EvidenceDraft(type: type, subjectKind: kind, subjectID: subject)
                draft.related = ["agreement": agreement].merging(related) { $1 }
                draft.digests["proof"] = proof
                try evidence.record(draft)
            }
        }

        /// One look and one round of work, then some time.
        func look(_ party: SimulatedParty, then milliseconds: Int64 = 0) async throws {
            try await party.duties.watch()
            try await party.duties.work()
            parties.world.advance(milliseconds: milliseconds)
        }

        /// Tells the other party how it stands; the report before may still be under way.
        func tell(_ party: SimulatedParty) async throws {
            for _ in 0..<2 {
                parties.world.advance(milliseconds: 2_000)
                try await party.duties.watch()
                try await parties.settle()
            }
        }

        func duties(_ party: SimulatedParty) async throws -> [Duty] {
            try await Duties(party.essentials).list(PageRequest(), agreement: "", state: "")
                .sorted { ($0.position, $0.path) < ($1.position, $1.path) }
        }

        func states(_ party: SimulatedParty) async throws -> [String] {
            try await duties(party).map(\.state.rawValue)
        }

        func events(_ party: SimulatedParty) async throws -> [JSONValue] {
            try await party.database.read { try EvidenceStore.entries(after: 0, in: $0).map(\.record) }
                .filter { $0["subject"]?["kind"]?.stringValue == "duty" }
        }

        func decide(_ party: SimulatedParty, _ role: Role) async throws -> Decision {
            let now = parties.world.now
            var intent = UseIntent(.use)
            intent.action = "use"
            return try await party.database.read { [agreement, intent] transaction in
                let found = try #require(try AgreementStore.find(agreement, role: role, in: transaction))
                return try UsageControl(party.essentials).decide(intent, under: found, at: now, in: transaction)
                    .decision
            }
        }
    }

    private final class Received: Sendable {
        private let bodies = Mutex<[JSONValue]>([])

        func add(_ body: [UInt8]) -> Int {
            let json = (try? JSONReader.read(body)) ?? .null
            return bodies.withLock { bodies in
                bodies.append(json)
                return bodies.count
            }
        }

        var all: [JSONValue] { bodies.withLock { $0 } }
    }

    private static func inform(_ more: JSONObject = [:], within time: String? = nil) -> JSONValue {
        var constraints: [JSONValue] = [
            ["leftOperand": "odrl:recipient", "operator": "eq", "rightOperand": .string(hook)]
        ]
        if let time {
            constraints.append(["leftOperand": "elapsedTime", "operator": "lteq", "rightOperand": .string(time)])
        }
        var duty: JSONObject = ["action": "inform", "constraint": .array(constraints)]
        for member in more.members { duty[member.key] = member.value }
        return .object(duty)
    }

    @Test func `a notice is repeated under one name until it is taken, and done only then`() async throws {
        let setting = try await Setting([Self.inform()])
        setting.answer(after: 2)
        try await setting.look(setting.consumer)
        #expect(try await setting.duties(setting.consumer).isEmpty)
        try await setting.deliver(setting.consumer, .consumer)
        try await setting.look(setting.consumer)
        #expect(try await setting.states(setting.consumer) == ["RETRYING"])
        // Before its wait is over it is not tried.
        try await setting.look(setting.consumer, then: 1_000)
        #expect(setting.notices.all.count == 1)
        try await setting.look(setting.consumer, then: 1_999)
        try await setting.look(setting.consumer, then: 1)
        #expect(setting.notices.all.count == 2)
        try await setting.look(setting.consumer)
        let done = try #require(try await setting.duties(setting.consumer).first)
        #expect(done.state == .done && done.attempts == 2 && done.failure == nil && done.breached == nil)
        try await setting.look(setting.consumer, then: 100_000)
        try await setting.look(setting.consumer)
        let notices = setting.notices.all
        #expect(notices.count == 3 && Set(notices.map { $0["notice"]?["@id"]?.stringValue }).count == 1)
        #expect(notices[0]["notice"]?["transfer"]?.stringValue == "urn:transfer:1")
        #expect(notices[0]["notice"]?["log"] == nil)
        let events = try await setting.events(setting.consumer)
        #expect(events.compactMap { $0["type"]?.stringValue } == ["duty.required", "duty.failed", "duty.performed"])
        #expect(events[2]["digests"]?["effect"]?.stringValue != nil)
        // The provider bears nothing here, and each delivery has a notice of its own.
        try await setting.deliver(setting.provider, .provider)
        try await setting.look(setting.provider)
        #expect(try await setting.duties(setting.provider).isEmpty)
        try await setting.deliver(setting.consumer, .consumer, "urn:transfer:2")
        try await setting.look(setting.consumer)
        #expect(setting.notices.all.count == 4)
    }

    @Test func `what is not done in time is broken, and nothing may be used until it is made good`() async throws {
        let penalty: JSONValue = ["action": "acceptTracking"]
        let setting = try await Setting([Self.inform(["consequence": [penalty]], within: "PT10S")])
        setting.answer(after: nil)
        try await setting.deliver(setting.consumer, .consumer)
        try await setting.look(setting.consumer, then: 9_999)
        #expect(try await setting.states(setting.consumer) == ["RETRYING"])
        #expect(try await setting.decide(setting.consumer, .consumer).isPermitted)
        try await setting.look(setting.consumer, then: 1)
        try await setting.look(setting.consumer)
        #expect(try await setting.states(setting.consumer) == ["BREACHED", "DUE"])
        let refused = try await setting.decide(setting.consumer, .consumer)
        #expect(refused.outcome == .refuse && refused.reasons.map(\.code) == [.dutyViolated, .dutyOpen])
        // The provider hears of it and refuses too.
        #expect(try await setting.decide(setting.provider, .provider).isPermitted)
        try await setting.tell(setting.consumer)
        #expect(!(try await setting.decide(setting.provider, .provider)).isPermitted)
        let shown = try await Duties(setting.provider.essentials).duties(of: setting.agreement)
        #expect(shown.map { $0["atPeer"]?.stringValue } == ["BREACHED", "DUE"])
        #expect(shown.map { $0["bearer"]?.stringValue } == ["peer", "peer"])
        // The cause is repaired and a person has it tried again: that alone does not make it good.
        setting.answer(after: 0)
        let person = EvidenceActor(.person, "ann")
        let broken = try #require(try await setting.duties(setting.consumer).first { $0.state == .breached })
        let retried = try await Duties(setting.consumer.essentials).retry(broken.id, by: person)
        #expect(retried.deontic == .violated)
        try await setting.look(setting.consumer)
        let late = try await setting.duties(setting.consumer)
        #expect(late.map(\.state) == [.done, .due])
        #expect(late.first?.breached != nil && late.first?.deontic == .fulfilled)
        #expect(!(try await setting.decide(setting.consumer, .consumer)).isPermitted)
        _ = try await Duties(setting.consumer.essentials)
            .record(agreement: setting.agreement, path: late[1].path, note: "accepted", by: person)
        #expect(try await setting.decide(setting.consumer, .consumer).isPermitted)
        try await setting.tell(setting.consumer)
        #expect(try await setting.decide(setting.provider, .provider).isPermitted)
    }

    @Test func `a duty that was broken is done late, and with its consequence it is made good`() async throws {
        let penalty: JSONValue = ["action": "acceptTracking"]
        let setting = try await Setting([Self.inform(["consequence": [penalty]])])
        setting.answer(after: Int(DutyPatience.mostAttempts))
        try await setting.deliver(setting.consumer, .consumer)
        for _ in 0..<DutyPatience.mostAttempts { try await setting.look(setting.consumer, then: 3_600_000) }
        #expect(setting.notices.all.count == Int(DutyPatience.mostAttempts))
        #expect(try await setting.states(setting.consumer) == ["BREACHED", "DUE"])
        // Nobody tries any more by himself.
        try await setting.look(setting.consumer, then: 3_600_000)
        #expect(setting.notices.all.count == Int(DutyPatience.mostAttempts))
        let service = Duties(setting.consumer.essentials)
        let person = EvidenceActor(.person, "ann")
        let broken = try #require(try await setting.duties(setting.consumer).first { $0.state == .breached })
        _ = try await service.retry(broken.id, by: person)
        #expect(await problem { _ = try await service.retry(broken.id, by: person) } == .conflict)
        try await setting.look(setting.consumer)
        #expect(try await setting.states(setting.consumer) == ["DONE", "DUE"])
        #expect(!(try await setting.decide(setting.consumer, .consumer)).isPermitted)
        let path = "obligation[0].consequence[0]"
        _ = try await service.record(agreement: setting.agreement, path: path, note: "paid", by: person)
        #expect(try await setting.decide(setting.consumer, .consumer).isPermitted)
    }

    @Test func `killed between the effect and its commit, it is done again under the same name and noted once`()
        async throws
    {
        let setting = try await Setting([Self.inform()], crashing: true)
        setting.answer(after: 0)
        try await setting.deliver(setting.consumer, .consumer)
        try await setting.consumer.duties.watch()
        let victim = setting.consumer
        setting.parties.network.interruptOnce { moment in
            if moment == .beforeAnswer { try? victim.kill() }
        }
        await #expect(throws: (any Error).self) { try await victim.duties.work() }
        try await setting.parties.restart(0)
        #expect(try await setting.states(setting.consumer) == ["DUE"])
        try await setting.look(setting.consumer)
        try await setting.look(setting.consumer)
        #expect(try await setting.states(setting.consumer) == ["DONE"])
        let notices = setting.notices.all
        #expect(notices.count == 2 && notices[0]["notice"] == notices[1]["notice"])
        let events = try await setting.events(setting.consumer)
        #expect(events.compactMap { $0["type"]?.stringValue } == ["duty.required", "duty.performed"])
    }

    @Test func `what is owed is found again after a crash, and written down once`() async throws {
        let setting = try await Setting([Self.inform()], crashing: true)
        setting.answer(after: 0)
        try await setting.deliver(setting.consumer, .consumer)
        try await setting.parties.crash(0)
        for _ in 0..<3 { try await setting.look(setting.consumer) }
        try await setting.parties.crash(0)
        for _ in 0..<3 { try await setting.look(setting.consumer) }
        #expect(try await setting.states(setting.consumer) == ["DONE"])
        #expect(setting.notices.all.count == 1)
    }

    @Test func `payments are metered once for each delivery by whoever owes them`() async throws {
        let pay: JSONValue = [
            "action": "compensate",
            "constraint": [["leftOperand": "payAmount", "operator": "eq", "rightOperand": "5.50", "unit": "urn:cny"]],
        ]
        let setting = try await Setting([pay])
        for _ in 0..<2 {
            try await setting.deliver(setting.consumer, .consumer)
            try await setting.look(setting.consumer)
        }
        #expect(try await setting.states(setting.consumer) == ["DONE"])
        let performed = try await setting.events(setting.consumer).filter {
            $0["type"]?.stringValue == "duty.performed"
        }
        #expect(performed.count == 1)
        #expect(performed.first?["related"]?["amount"]?.stringValue == "5.50")
        #expect(performed.first?["related"]?["unit"]?.stringValue == "urn:cny")
    }

    @Test func `they are begun in the policy's order, and one that fails does not hold up the next`() async throws {
        let pay: JSONValue = ["action": "compensate"]
        let log: JSONValue = ["action": "logRecordSend", "odrl:informedParty": .string(Self.hook)]
        let setting = try await Setting([pay, Self.inform(), log])
        setting.answer(after: 1)
        try await setting.deliver(setting.consumer, .consumer)
        try await setting.look(setting.consumer)
        #expect(try await setting.states(setting.consumer) == ["DONE", "RETRYING", "DUE"])
        try await setting.look(setting.consumer)
        #expect(try await setting.states(setting.consumer) == ["DONE", "RETRYING", "DONE"])
        let notices = setting.notices.all
        #expect(notices.map { $0["notice"]?["action"]?.stringValue } == ["inform", "logRecordSend"])
        #expect(notices[1]["notice"]?["log"]?.arrayValue != nil)
    }

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
        let setting = try await Setting([Self.inform(["consequence": [penalty]])])
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

    @Test func `a use waits for a confirmation at the place of use, and it ends`() async throws {
        let duty: JSONValue = [
            "action": "sluice:secondAuthentication",
            "constraint": [["leftOperand": "elapsedTime", "operator": "lteq", "rightOperand": "PT2M"]],
        ]
        let setting = try await Setting([], duties: [duty], id: "urn:agreement:confirmed")
        let refused = try await setting.decide(setting.consumer, .consumer)
        #expect(refused.preconditions.map(\.path) == ["permission[0].duty[0]"])
        let service = Duties(setting.consumer.essentials)
        let path = "permission[0].duty[0]"
        _ = try await service.confirm(agreement: setting.agreement, path: path, by: "ann")
        #expect(try await setting.decide(setting.consumer, .consumer).isPermitted)
        #expect(!(try await setting.decide(setting.provider, .provider)).isPermitted)
        setting.parties.world.advance(milliseconds: 120_000)
        #expect(try await setting.decide(setting.consumer, .consumer).isPermitted)
        setting.parties.world.advance(milliseconds: 1)
        #expect(!(try await setting.decide(setting.consumer, .consumer)).isPermitted)
        #expect(
            await problem { try await service.checkConfirmable(agreement: setting.agreement, path: "x") } == .notFound
        )
    }

    @Test func `a deletion is done by the vault's proof and broken a minute after its time`() async throws {
        let setting = try await Setting([["action": "delete"]])
        let proof = Digest(of: "proof")
        try await setting.record(setting.consumer, "vault.received", "vault", "urn:g:1", ["transfer": "urn:transfer:1"])
        try await setting.look(setting.consumer)
        #expect(try await setting.states(setting.consumer) == ["DUE"])
        try await setting.record(
            setting.consumer,
            "vault.destroyed",
            "vault",
            "urn:g:1",
            ["transfer": "urn:transfer:1"],
            proof: proof
        )
        try await setting.look(setting.consumer)
        #expect(try await setting.states(setting.consumer) == ["DONE"])
        let performed = try await setting.events(setting.consumer).last
        #expect(performed?["digests"]?["effect"]?.stringValue == proof.description)
    }

    @Test func `with a clock that stands back nothing is done and nothing broken`() async throws {
        let setting = try await Setting([Self.inform([:], within: "PT10S")])
        setting.answer(after: 0)
        try await setting.deliver(setting.consumer, .consumer)
        try await setting.consumer.duties.watch()
        let (world, essentials) = (setting.parties.world, setting.consumer.essentials)
        let back = World(
            now: { world.now.advanced(milliseconds: -60_000) },
            random: essentials.world.random,
            checkClock: { throw Problem(.unavailable, BilingualText(en: "the clock stands back", zh: "时钟倒退")) }
        )
        let standing = Essentials(
            identity: essentials.identity,
            database: essentials.database,
            world: back,
            bell: essentials.bell,
            peers: essentials.peers,
            client: essentials.client,
            addressGuard: essentials.addressGuard
        )
        let warden = DutyWarden(standing, logger: setting.consumer.logger)
        try await warden.work()
        #expect(setting.notices.all.isEmpty)
        #expect(try await setting.states(setting.consumer) == ["DUE"])
        try await setting.look(setting.consumer)
        #expect(try await setting.states(setting.consumer) == ["DONE"])
    }
}
