import Connector
import DataspaceProtocol
import EvidenceLog
import Node
import Primitives
import ServerKit
import TestKit
import Testing

/// A stop of one side reaches the other, whatever the network does to its messages, and only the parties can send one.
struct FreezeSignalTests {
    private static let owner = EvidenceActor(.person, "owner")

    /// What a party says of an agreement's chain.
    private func words(_ party: SimulatedParty, _ agreement: Agreement, _ role: Role) async throws -> [UsageFreeze] {
        let own = try await party.database.read { try AgreementStore.find(agreement.id, role: role, in: $0) }
        let found = try #require(own)
        return try await party.database.read { try UsageFreeze.words(on: found, in: $0) }
    }

    private func isUsable(_ party: SimulatedParty, _ agreement: Agreement, _ role: Role) async throws -> Bool {
        let control = UsageControl(party.essentials)
        let now = party.essentials.world.now()
        return try await party.database.read { transaction in
            let found = try #require(try AgreementStore.find(agreement.id, role: role, in: transaction))
            do {
                return try control.decide(UseIntent(.use), under: found, at: now, in: transaction).isPermitted
            } catch let problem as Problem where problem.code == .unavailable {
                return false
            }
        }
    }

    private func records(_ type: String, in party: SimulatedParty) async throws -> [JSONValue] {
        try await party.database.read { transaction in
            try EvidenceStore.entries(after: 0, in: transaction).map(\.record)
                .filter { $0["type"]?.stringValue == type }
        }
    }

    private func signal(_ fixture: Fixture, _ agreement: Agreement, _ change: JSONObject = [:]) -> JSONValue {
        var object: JSONObject = [
            "@type": "sluice:AgreementFreeze", "@id": "urn:m:1", "agreement": .string(agreement.id),
            "role": "consumer", "participant": .string(fixture.consumer.participant), "sequence": 7, "frozen": true,
            "reason": "dispute", "at": "2026-11-23T00:00:00Z",
        ]
        for member in change.members { object[member.key] = member.value }
        return ["freeze": .object(object)]
    }

    private func path(_ id: String) -> String { "/sluice/agreements/\(id.percentEncoded)/freeze" }

    @Test(arguments: [0, 1])
    func `either side freezes, the other stops too and says why, and a release lets both go on`(
        _ side: Int
    )
        async throws
    {
        let fixture = try await Fixture()
        let agreement = try await fixture.agree()
        let roles: [Role] = [.consumer, .provider]
        let (party, other) = (fixture.parties[side], fixture.parties[1 - side])
        let said = try await party.freezing.freeze(agreement.id, reason: "an audit", by: Self.owner)
        #expect(said.told == .waiting)
        try await fixture.settle()
        #expect(try await words(party, agreement, roles[side]).first?.told == .taken)
        let heard = try #require(try await words(other, agreement, roles[1 - side]).first)
        #expect(heard.side == .peer && heard.isFrozen && heard.reason == "an audit" && heard.by == party.participant)
        for (index, role) in roles.enumerated() {
            #expect(try await !isUsable(fixture.parties[index], agreement, role))
        }
        // What the other side froze is not ours to release.
        let refused = await problem {
            _ = try await other.freezing.release(agreement.id, reason: "no", by: Self.owner)
        }
        #expect(refused == .conflict)
        _ = try await party.freezing.release(agreement.id, reason: "settled", by: Self.owner)
        try await fixture.settle()
        for (index, role) in roles.enumerated() {
            #expect(try await isUsable(fixture.parties[index], agreement, role))
        }
        for type in ["agreement.frozen", "agreement.released"] {
            #expect(try await records(type, in: party).count == 1)
            let told = try await records(type, in: other)
            #expect(told.count == 1 && told.first?["actor"]?["id"]?.stringValue == party.participant)
        }
        #expect(try await records("agreement.freeze.settled", in: party).count == 2)
    }

    @Test func `both may freeze, and nothing is used until both have released`() async throws {
        let fixture = try await Fixture()
        let agreement = try await fixture.agree()
        for party in fixture.parties.all {
            _ = try await party.freezing.freeze(agreement.id, reason: party.name, by: Self.owner)
        }
        try await fixture.settle()
        _ = try await fixture.provider.freezing.release(agreement.id, reason: "ours", by: Self.owner)
        try await fixture.settle()
        #expect(try await !isUsable(fixture.provider, agreement, .provider))
        #expect(try await !isUsable(fixture.consumer, agreement, .consumer))
        _ = try await fixture.consumer.freezing.release(agreement.id, reason: "ours too", by: Self.owner)
        try await fixture.settle()
        #expect(try await isUsable(fixture.provider, agreement, .provider))
        #expect(try await isUsable(fixture.consumer, agreement, .consumer))
    }

    @Test(arguments: 1...12)
    func `lost, repeated, late and crossing words end alike on both sides`(_ seed: Int) async throws {
        let fixture = try await Fixture(seed: UInt64(seed))
        let agreement = try await fixture.agree()
        let parties = fixture.parties
        parties.network.setWeather(.storm)
        for _ in 0..<40 {
            let party = parties[parties.dice.below(2)]
            switch parties.dice.below(4) {
            case 0: _ = try await party.freezing.freeze(agreement.id, reason: "dispute", by: Self.owner)
            case 1:
                _ = await problem {
                    _ = try await party.freezing.release(agreement.id, reason: "settled", by: Self.owner)
                }
            case 2: _ = await parties.network.deliverHeld()
            default:
                parties.world.advance(milliseconds: Int64(parties.dice.below(700)))
                await party.outbox.drainOnce(atMost: 1)
            }
        }
        try await fixture.settle()
        let pairs: [(SimulatedParty, Role)] = [(fixture.consumer, .consumer), (fixture.provider, .provider)]
        for (index, (party, role)) in pairs.enumerated() {
            let (other, otherRole) = pairs[1 - index]
            let said = try await words(party, agreement, role).first { $0.side == .own }
            let heard = try await words(other, agreement, otherRole).first { $0.side == .peer }
            #expect(said?.isFrozen == heard?.isFrozen && said?.sequence == heard?.sequence, "seed \(seed)")
            #expect(said?.told ?? .taken == .taken, "seed \(seed)")
        }
        #expect(
            try await isUsable(fixture.consumer, agreement, .consumer)
                == isUsable(fixture.provider, agreement, .provider),
            "seed \(seed)"
        )
    }

    @Test func `while the other side is away the newest word waits, and only that one arrives`() async throws {
        let fixture = try await Fixture()
        let agreement = try await fixture.agree()
        let network = fixture.parties.network
        network.answer { request in request.url.hasSuffix("/freeze") ? PeerAnswer(status: 503, body: []) : nil }
        for round in 0..<3 {
            _ = try await fixture.provider.freezing.freeze(agreement.id, reason: "\(round)", by: Self.owner)
            await fixture.provider.outbox.drainOnce()
            _ = try await fixture.provider.freezing.release(agreement.id, reason: "\(round)", by: Self.owner)
            await fixture.provider.outbox.drainOnce()
        }
        _ = try await fixture.provider.freezing.freeze(agreement.id, reason: "last", by: Self.owner)
        #expect(try await fixture.parties.waiting() == 1)
        #expect(try await words(fixture.provider, agreement, .provider).first?.told == .waiting)
        network.answer(by: nil)
        try await fixture.settle()
        #expect(try await words(fixture.consumer, agreement, .consumer).first?.reason == "last")
        #expect(try await records("agreement.frozen", in: fixture.consumer).count == 1)
        #expect(try await !isUsable(fixture.consumer, agreement, .consumer))
    }

    @Test func `a connector that does not take freezes cannot be told, and both commands say so`() async throws {
        let fixture = try await Fixture()
        let agreement = try await fixture.agree()
        fixture.parties.network.answer { request in
            request.url.hasSuffix("/freeze") ? PeerAnswer(status: 404, body: []) : nil
        }
        _ = try await fixture.provider.freezing.freeze(agreement.id, reason: "dispute", by: Self.owner)
        try await fixture.settle()
        let said = try #require(try await words(fixture.provider, agreement, .provider).first)
        #expect(said.told == .refused && said.toldReason?.contains("does not take freezes") == true)
        #expect(try await !isUsable(fixture.provider, agreement, .provider))
        // Asked again it is told again: the other side may have been replaced by one that understands.
        fixture.parties.network.answer(by: nil)
        let again = try await fixture.provider.freezing.freeze(agreement.id, reason: "other", by: Self.owner)
        #expect(again.told == .waiting && again.reason == "dispute")
        try await fixture.settle()
        #expect(try await words(fixture.provider, agreement, .provider).first?.told == .taken)
        #expect(try await !isUsable(fixture.consumer, agreement, .consumer))
    }

    @Test func `a freeze holds for what the agreement is amended to, and may name any of the chain`() async throws {
        let fixture = try await Fixture()
        let old = try await fixture.agree()
        let terms: JSONValue = ["permission": [["action": "use"]], "prohibition": [["action": "odrl:sell"]]]
        let proposed = try await fixture.consumer.amendments.propose(old.id, terms: terms)
        try await fixture.settle()
        _ = try await fixture.provider.amendments.accept(proposed.id)
        try await fixture.settle()
        let found = try await fixture.provider.database.read {
            try AgreementStore.find(proposed.successor, role: .provider, in: $0)
        }
        let new = try #require(found)
        _ = try await fixture.provider.freezing.freeze(new.id, reason: "dispute", by: Self.owner)
        try await fixture.settle()
        #expect(try await !isUsable(fixture.consumer, new, .consumer))
        _ = try await fixture.provider.freezing.release(new.id, reason: "settled", by: Self.owner)
        try await fixture.settle()
        #expect(try await isUsable(fixture.consumer, new, .consumer))
    }

    @Test func `an older word and a repeat change nothing and are answered with the one that counts`() async throws {
        let fixture = try await Fixture()
        let agreement = try await fixture.agree()
        let newest = signal(fixture, agreement, ["sequence": 9, "frozen": false])
        #expect(await fixture.post(path(agreement.id), newest).status == 200)
        try await fixture.expectUnchanged(fixture.provider) {
            let late = await fixture.post(path(agreement.id), signal(fixture, agreement))
            #expect(late.status == 200)
            let counting = try body(late)
            #expect(counting == ["sequence": 9, "frozen": false])
            #expect(await fixture.post(path(agreement.id), newest).status == 200)
        }
        #expect(try await isUsable(fixture.provider, agreement, .provider))
    }

    @Test func `what is malformed, of somebody else or about nothing is refused without a trace`() async throws {
        let fixture = try await Fixture()
        let agreement = try await fixture.agree()
        let changes: [(JSONObject, Int)] = [
            (["participant": "urn:party:stranger"], 404), (["participant": .string(fixture.provider.participant)], 404),
            // Each speaks in its own role: the other one is not there.
            (["role": "provider"], 404), (["role": "owner"], 400), (["agreement": "urn:other"], 404),
            (["sequence": 0], 400), (["sequence": -1], 400), (["sequence": .integer(.max)], 400),
            (["sequence": "7"], 400), (["sequence": .null], 400), (["frozen": "yes"], 400), (["frozen": .null], 400),
            (["reason": .null], 400), (["reason": .string(String(repeating: "x", count: 100_000))], 400),
            (["at": "yesterday"], 400), (["@type": "sluice:AgreementTermination"], 400), (["@id": ""], 400),
        ]
        try await fixture.expectUnchanged(fixture.provider) {
            for (change, status) in changes {
                let answer = await fixture.post(path(agreement.id), signal(fixture, agreement, change))
                #expect(answer.status == status, "\(change)")
            }
            #expect(await fixture.post(path(agreement.id), ["freeze": []]).status == 400)
            #expect(await fixture.post(path(agreement.id), [:]).status == 400)
            #expect(await fixture.post(path("urn:none"), signal(fixture, agreement)).status == 404)
            var forged = signal(fixture, agreement).objectValue ?? JSONObject()
            forged["sluice:signature"] = "x..y"
            #expect(await fixture.post(path(agreement.id), .object(forged)).status == 400)
            let stranger = await problem {
                _ = try await fixture.provider.freezing.receive(
                    signal(fixture, agreement, ["participant": "urn:party:stranger"]),
                    about: agreement.id,
                    from: fixture.stranger
                )
            }
            #expect(stranger == .notFound)
        }
    }
}
