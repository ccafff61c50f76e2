import Connector
import DataspaceProtocol
import Node
import Primitives
import ServerKit
import TestKit
import Testing

/// Ending an agreement: the agreement, its transfers, their messages and the evidence are one step.
struct AgreementEndingTests {
    private func states(_ party: SimulatedParty) async throws -> [TransferTable.State?] {
        try await party.transfers.list(PageRequest(limit: 500), state: nil).map(\.state)
    }

    private func state(of agreement: Agreement, in party: SimulatedParty) async throws -> Agreement.State? {
        try await party.database.read { try AgreementStore.find(agreement.id, in: $0)?.state }
    }

    private func records(_ type: String, in party: SimulatedParty) async throws -> Int {
        try await party.database.read { transaction in
            try EvidenceStore.entries(after: 0, in: transaction).count { $0.record["type"]?.stringValue == type }
        }
    }

    @Test(arguments: [0, 1])
    func `either side ends it, and both show the agreement and its transfers as ended`(_ side: Int) async throws {
        let fixture = try await Fixture()
        let agreement = try await fixture.agree()
        for _ in 0..<3 { _ = try await fixture.transfer(agreement) }
        try await fixture.settle()
        _ = try await fixture.parties[side].agreements.end(agreement.id, reason: "enough")
        try await fixture.settle()
        for party in fixture.parties.all {
            #expect(try await state(of: agreement, in: party) == .ended)
            #expect(try await states(party) == [.terminated, .terminated, .terminated])
        }
    }

    @Test func `a crash right after the commit leaves nothing started`() async throws {
        let parties = try await TwoParties.make(seed: 3, crashing: true)
        let fixture = Fixture(parties: parties)
        let agreement = try await fixture.agree()
        for _ in 0..<4 { _ = try await fixture.transfer(agreement) }
        try await fixture.settle()
        // Nothing is sent any more, as if the machine had stopped at the commit.
        _ = try await parties[1].agreements.end(agreement.id, reason: "enough")
        try await parties.crash(1)
        let left = try await parties[1].transfers.list(PageRequest(limit: 500), state: nil)
        #expect(left.count == 4)
        #expect(left.allSatisfy { $0.process.pending?.event == .terminate })
        try await fixture.settle()
        for party in parties.all {
            #expect(try await state(of: agreement, in: party) == .ended)
            #expect(try await states(party) == Array(repeating: .terminated, count: 4))
        }
    }

    @Test func `more transfers than one transaction takes are finished after a crash`() async throws {
        let parties = try await TwoParties.make(seed: 4, crashing: true)
        let fixture = Fixture(parties: parties)
        let agreement = try await fixture.agree()
        let count = Agreements.endingBatch + 7
        for _ in 0..<count { _ = try await fixture.transfer(agreement) }
        // The crash comes between the first transaction and the rest: only the agreement is marked as ended.
        try await fixture.consumer.database.write { transaction in
            _ = try AgreementStore.end(agreement.id, role: .consumer, by: "me", reason: "enough", in: transaction)
        }
        try await parties.crash(0)
        try await parties[0].agreements.finishEndings()
        #expect(try await states(parties[0]) == Array(repeating: .terminated, count: count))
        #expect(try await records("transfer.terminate.intended", in: parties[0]) == count)
        try await parties[0].agreements.finishEndings()
        #expect(try await records("transfer.terminate.intended", in: parties[0]) == count)
    }

    @Test func `ending it again is no error and changes nothing`() async throws {
        let fixture = try await Fixture()
        let agreement = try await fixture.agree()
        _ = try await fixture.provider.agreements.end(agreement.id, reason: "enough")
        try await fixture.settle()
        try await fixture.expectUnchanged(fixture.provider) {
            let again = try await fixture.provider.agreements.end(agreement.id, reason: "again")
            #expect(again.state == .ended)
            #expect(again.endedReason == "enough")
        }
        try await fixture.expectUnchanged(fixture.consumer) {
            _ = try await fixture.consumer.agreements.end(agreement.id, reason: "me too")
        }
    }

    @Test func `one that is not finalized is not ended, and the peer's early message is asked to come again`()
        async throws
    {
        let fixture = try await Fixture()
        let asked = try await fixture.request(.manual)
        try await fixture.settle()
        let negotiation = try #require(try await fixture.provider.negotiations.list(PageRequest(), state: nil).first)
        _ = try await fixture.provider.negotiations.step(negotiation.id, .agree)
        let id = try #require(try await fixture.provider.negotiations.find(negotiation.id).agreementID)
        #expect(await problem { _ = try await fixture.provider.agreements.end(id, reason: "no") } == .conflict)
        // The consumer takes FINALIZED, its answer is lost, and it ends the agreement at once.
        for _ in 0..<40 {
            let shown = try await fixture.negotiation(asked.id)
            if shown.state == .finalized { break }
            fixture.parties.network.setWeather(.init())
            await fixture.consumer.outbox.drainOnce(atMost: 1)
            let waiting = try await fixture.provider.negotiations.find(negotiation.id).process.pending?.event
            if waiting == .finalize {
                var weather = SimulatedNetwork.Weather()
                weather.lostAnswers = 100
                fixture.parties.network.setWeather(weather)
            }
            await fixture.provider.outbox.drainOnce(atMost: 1)
        }
        #expect(try await fixture.negotiation(asked.id).state == .finalized)
        #expect(try await fixture.provider.negotiations.find(negotiation.id).state == .verified)
        fixture.parties.network.setWeather(.init())
        _ = try await fixture.consumer.agreements.end(id, reason: "changed my mind")
        await fixture.consumer.outbox.drainOnce(atMost: 1)
        #expect(try await fixture.provider.database.read { try AgreementStore.find(id, in: $0)?.state } == .pending)
        try await fixture.settle()
        #expect(try await fixture.provider.database.read { try AgreementStore.find(id, in: $0)?.state } == .ended)
    }

    @Test func `a stranger's termination of somebody else's agreement is an unknown agreement`() async throws {
        let fixture = try await Fixture()
        let agreement = try await fixture.agree()
        let message: JSONValue = [
            "@type": "sluice:AgreementTermination", "@id": "urn:m:1", "agreement": .string(agreement.id),
            "reason": "mine",
        ]
        try await fixture.expectUnchanged(fixture.provider) {
            let code = await problem {
                try await fixture.provider.agreements.receiveTermination(
                    agreement.id,
                    message,
                    from: fixture.stranger
                )
            }
            #expect(code == .notFound)
        }
    }
}
