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
struct DutyRunningTests {
    private typealias Setting = DutySetting

    @Test func `a notice is repeated under one name until it is taken, and done only then`() async throws {
        let setting = try await Setting([DutySetting.inform()])
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
        let setting = try await Setting([DutySetting.inform(["consequence": [penalty]], within: "PT10S")])
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
        let setting = try await Setting([DutySetting.inform(["consequence": [penalty]])])
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
        let setting = try await Setting([DutySetting.inform()], crashing: true)
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
        let setting = try await Setting([DutySetting.inform()], crashing: true)
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
        let log: JSONValue = ["action": "logRecordSend", "odrl:informedParty": .string(DutySetting.hook)]
        let setting = try await Setting([pay, DutySetting.inform(), log])
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
        let setting = try await Setting([DutySetting.inform([:], within: "PT10S")])
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
