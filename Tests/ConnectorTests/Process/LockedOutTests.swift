import Connector
import DataspaceProtocol
import Node
import Primitives
import ServerKit
import TestKit
import Testing

/// Answers that speak of tokens and of load, not of the message: they must not end a process, in either role.
struct LockedOutTests {
    private func records(_ type: String, in party: SimulatedParty) async throws -> [JSONValue] {
        try await party.database.read { transaction in
            try EvidenceStore.entries(after: 0, in: transaction).map(\.record)
                .filter { $0["type"]?.stringValue == type }
        }
    }

    /// Runs both outboxes for a while, with time going on.
    private func run(_ fixture: Fixture, rounds: Int = 5) async {
        for _ in 0..<rounds {
            fixture.parties.world.advance(milliseconds: 61_000)
            for party in fixture.parties.all { await party.outbox.drainOnce() }
        }
    }

    /// Answers everything that goes to `host` below a path with a status.
    private func refuse(_ host: String, _ path: String, _ status: Int, in fixture: Fixture) {
        fixture.parties.network.answer { request in
            request.url.hasPrefix("http://\(host)/") && request.url.contains(path)
                ? PeerAnswer(status: status, body: []) : nil
        }
    }

    @Test(arguments: [401, 403], ["birch", "amber"])
    func `a rotated token ends no negotiation: it waits, says why, and goes on`(
        _ status: Int,
        _ host: String
    )
        async throws
    {
        let fixture = try await Fixture()
        refuse(host, "/negotiations", status, in: fixture)
        let asked = try await fixture.request()
        await run(fixture)
        let sender = host == "birch" ? fixture.consumer : fixture.provider
        let waiting = try #require(try await sender.negotiations.list(PageRequest(), state: nil).first)
        let pending = try #require(waiting.process.pending)
        #expect(waiting.state != .terminated)
        let message = try await sender.database.read { try OutboxStore.find(pending.messageID, in: $0) }
        #expect(message?.isLockedOut == true)
        #expect(message?.lastError?.contains("\(status)") == true)
        let told = try await records("negotiation.delivery.lockedOut", in: sender)
        #expect(told.count == 1, "one alarm, not one per attempt")
        #expect(told.first?["decision"]?["outcome"] == "postponed")
        fixture.parties.network.answer(by: nil)
        try await fixture.settle()
        #expect(try await fixture.negotiation(asked.id).state == .finalized)
    }

    @Test(arguments: [401, 403], ["birch", "amber"])
    func `nor a transfer`(_ status: Int, _ host: String) async throws {
        let fixture = try await Fixture()
        let agreement = try await fixture.agree()
        refuse(host, "/transfers", status, in: fixture)
        let asked = try await fixture.transfer(agreement)
        await run(fixture)
        let sender = host == "birch" ? fixture.consumer : fixture.provider
        #expect(try await records("transfer.delivery.lockedOut", in: sender).count == 1)
        fixture.parties.network.answer(by: nil)
        try await fixture.settle()
        #expect(try await fixture.consumer.transfers.find(asked.id).state == .started)
    }

    @Test func `only the deadline ends what stays locked out`() async throws {
        let fixture = try await Fixture()
        refuse("birch", "/transfers", 401, in: fixture)
        let asked = try await fixture.transfer(try await fixture.agree())
        fixture.parties.world.advance(milliseconds: 2 * 86_400_000)
        await run(fixture)
        #expect(try await fixture.consumer.transfers.find(asked.id).state == nil)
        fixture.parties.world.advance(milliseconds: 13 * 86_400_000)
        await run(fixture)
        let ended = try await fixture.consumer.transfers.find(asked.id)
        #expect(ended.state == .terminated)
        #expect(ended.reason?.reasons.first?.contains("401") == true)
    }

    @Test func `a peer that is busy says when to come again, and is believed`() async throws {
        let fixture = try await Fixture()
        fixture.parties.network.answer { _ in PeerAnswer(status: 429, body: [], headers: ["retry-after": "120"]) }
        _ = try await fixture.request()
        await fixture.consumer.outbox.drainOnce()
        let sent = fixture.parties.network.requestCount
        fixture.parties.world.advance(milliseconds: 119_000)
        await fixture.consumer.outbox.drainOnce()
        #expect(fixture.parties.network.requestCount == sent)
        fixture.parties.world.advance(milliseconds: 1_000)
        await fixture.consumer.outbox.drainOnce()
        #expect(fixture.parties.network.requestCount == sent + 1)
    }

    @Test func `a resume that the policy refuses is in evidence, and the transfer sleeps on`() async throws {
        let fixture = try await Fixture()
        let agreement = try await fixture.agree(on: [
            "permission": [
                [
                    "action": "use",
                    "constraint": [
                        [
                            "leftOperand": "dateTime", "operator": "lt",
                            "rightOperand": ["@value": "2026-11-23T00:00:00Z", "@type": "xsd:dateTime"],
                        ]
                    ],
                ]
            ]
        ])
        let asked = try await fixture.transfer(agreement)
        try await fixture.settle()
        _ = try await fixture.consumer.transfers.step(asked.id, .suspend)
        try await fixture.settle()
        fixture.parties.world.advance(milliseconds: 86_400_000)
        let pid = try #require(try await fixture.consumer.transfers.find(asked.id).peerPid)
        let start = TransferStepMessage.json(.start, id: "1", providerPid: pid, consumerPid: asked.id.rawValue)
        #expect(await fixture.post("/transfers/\(pid)/start", start).status == 400)
        let declined = try await records("transfer.start.declined", in: fixture.provider)
        #expect(declined.count == 1)
        #expect(declined.first?["decision"]?["outcome"] == "refuse")
        #expect(declined.first?["newState"] == "SUSPENDED")
        #expect(try await fixture.servedTransfer().state == .suspended)
    }
}
