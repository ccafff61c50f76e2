import Connector
import DataspaceProtocol
import Node
import Primitives
import ServerKit
import TestKit
import Testing

/// Transfers between two parties whose network is good.
struct TransferFlowTests {
    @Test func `a transfer under an active agreement starts, sleeps, wakes and completes on both sides`() async throws {
        let fixture = try await Fixture()
        let asked = try await fixture.transfer(try await fixture.agree())
        try await fixture.settle()
        let started = try await fixture.consumer.transfers.find(asked.id)
        #expect(started.state == .started)
        #expect(started.startAddress?.property("authorization") != nil)
        let walk: [(SimulatedParty, TransferTable.Event, TransferTable.State)] = [
            (fixture.provider, .suspend, .suspended), (fixture.provider, .start, .started),
            (fixture.consumer, .suspend, .suspended), (fixture.consumer, .start, .started),
            (fixture.consumer, .complete, .completed),
        ]
        for (party, event, state) in walk {
            let id = party.name == fixture.consumer.name ? asked.id : try await fixture.servedTransfer().id
            _ = try await party.transfers.step(id, event)
            try await fixture.settle()
            #expect(try await fixture.consumer.transfers.find(asked.id).state == state)
            #expect(try await fixture.servedTransfer().state == state)
        }
    }

    @Test func `data may flow exactly while the transfer is started and nothing of ours would stop it`() async throws {
        let fixture = try await Fixture()
        let asked = try await fixture.transfer(try await fixture.agree())
        try await fixture.settle()
        let id = try await fixture.servedTransfer().id
        _ = try await fixture.provider.transfers.access(id)
        _ = try await fixture.provider.transfers.step(id, .suspend)
        let cut = await problem { _ = try await fixture.provider.transfers.access(id) }
        #expect(cut == .forbidden)
        try await fixture.settle()
        _ = try await fixture.consumer.transfers.step(asked.id, .start)
        try await fixture.settle()
        _ = try await fixture.provider.transfers.access(id)
        let own = await problem { _ = try await fixture.consumer.transfers.access(asked.id) }
        #expect(own == .notFound)
    }

    @Test func `a number of uses is a number: two requests at once do not both get the last one`() async throws {
        let fixture = try await Fixture()
        let agreement = try await fixture.agree(on: [
            "permission": [
                [
                    "action": "use",
                    "constraint": [["leftOperand": "count", "operator": "lteq", "rightOperand": "1"]],
                ]
            ]
        ])
        let one = try await fixture.transfer(agreement)
        let two = try await fixture.transfer(agreement)
        try await fixture.settle()
        let states = [
            try await fixture.consumer.transfers.find(one.id).state,
            try await fixture.consumer.transfers.find(two.id).state,
        ]
        #expect(states.filter { $0 == .started }.count == 1)
        #expect(states.filter { $0 == .terminated }.count == 1)
    }

    @Test func `waking a transfer is judged by the policy as starting one is`() async throws {
        let fixture = try await Fixture()
        let agreement = try await fixture.agree(on: [
            "permission": [
                [
                    "action": "use",
                    "constraint": [
                        [
                            "leftOperand": "dateTime", "operator": "lt",
                            "rightOperand": ["@value": "2026-12-31T00:00:00Z", "@type": "xsd:dateTime"],
                        ]
                    ],
                ]
            ]
        ])
        let asked = try await fixture.transfer(agreement)
        try await fixture.settle()
        #expect(try await fixture.consumer.transfers.find(asked.id).state == .started)
        _ = try await fixture.consumer.transfers.step(asked.id, .suspend)
        try await fixture.settle()
        fixture.parties.world.advance(milliseconds: 60 * 86_400_000)
        _ = try await fixture.consumer.transfers.step(asked.id, .start)
        try await fixture.settle()
        #expect(try await fixture.consumer.transfers.find(asked.id).state == .terminated)
        #expect(try await fixture.servedTransfer().state == .terminated)
    }

    @Test func `a request that overtakes the acknowledgement of FINALIZED is early, not refused`() async throws {
        let fixture = try await Fixture()
        let asked = try await fixture.request()
        var weather = SimulatedNetwork.Weather()
        weather.lostAnswers = 100
        while try await fixture.negotiation(asked.id).state != .finalized {
            fixture.parties.world.advance(milliseconds: 1_000)
            for party in fixture.parties.all {
                let served = try await fixture.provider.negotiations.list(PageRequest(), state: nil).first
                let isLast = served?.process.pending?.event == .finalize
                fixture.parties.network.setWeather(isLast ? weather : .init())
                await party.outbox.drainOnce(atMost: 1)
            }
        }
        #expect(try await fixture.provided().state == .verified)
        let id = try #require(try await fixture.negotiation(asked.id).agreementID)
        let transfer = try await fixture.consumer.transfers.request(
            agreement: id,
            format: TransferFormat.pull.rawValue,
            sink: .application
        )
        fixture.parties.network.setWeather(.init())
        await fixture.consumer.outbox.drainOnce()
        #expect(try await fixture.consumer.transfers.find(transfer.id).process.pending?.event == .request)
        try await fixture.settle()
        #expect(try await fixture.consumer.transfers.find(transfer.id).state == .started)
    }

    @Test func `without an active agreement there is nothing to ask for`() async throws {
        let fixture = try await Fixture()
        let asked = try await fixture.request(.manual)
        try await fixture.settle()
        _ = asked
        try await fixture.expectUnchanged(fixture.consumer) {
            let code = await problem {
                _ = try await fixture.consumer.transfers.request(
                    agreement: "urn:a:none",
                    format: TransferFormat.pull.rawValue,
                    sink: .application
                )
            }
            #expect(code == .notFound)
        }
    }
}
