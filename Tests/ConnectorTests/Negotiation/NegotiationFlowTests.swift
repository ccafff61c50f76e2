import Connector
import DataspaceProtocol
import Primitives
import ServerKit
import TestKit
import Testing

/// Negotiations between two parties whose network is good: what goes on by itself, and what waits for a person.
struct NegotiationFlowTests {
    private static let other: JSONValue = [
        "permission": [["action": "use"]], "prohibition": [["action": "distribute"]],
    ]

    @Test func `a request under an automatic offer ends with one agreement that is active on both sides`() async throws
    {
        let fixture = try await Fixture()
        let asked = try await fixture.request()
        #expect(asked.state == nil)
        try await fixture.settle()
        let negotiation = try await fixture.negotiation(asked.id)
        #expect(negotiation.state == .finalized)
        let id = try #require(negotiation.agreementID)
        for (party, role) in [(fixture.consumer, Role.consumer), (fixture.provider, .provider)] {
            let agreement = try await party.database.read { try AgreementStore.find(id, role: role, in: $0) }
            #expect(agreement?.state == .active)
            #expect(agreement?.productVersion != nil)
        }
    }

    @Test func `under a manual offer nothing is agreed until a person says so`() async throws {
        let fixture = try await Fixture()
        let asked = try await fixture.request(.manual)
        try await fixture.settle()
        #expect(try await fixture.negotiation(asked.id).state == .requested)
        let waiting = try await fixture.provider.negotiations.list(PageRequest(), state: "INBOX")
        #expect(waiting.count == 1)
        _ = try await fixture.provider.negotiations.step(try #require(waiting.first).id, .agree)
        try await fixture.settle()
        #expect(try await fixture.negotiation(asked.id).state == .finalized)
    }

    @Test func `rules refuse whom they do not accept, and say so`() async throws {
        let fixture = try await Fixture()
        let asked = try await fixture.request(.rules)
        try await fixture.settle()
        let ended = try await fixture.negotiation(asked.id)
        #expect(ended.state == .terminated)
        #expect(ended.reason?.code == "rules")
    }

    @Test func `other terms than published are answered with the published ones once, and then the negotiation ends`()
        async throws
    {
        let fixture = try await Fixture()
        let asked = try await fixture.request(.automatic, policy: Self.other)
        try await fixture.settle()
        let offered = try await fixture.negotiation(asked.id)
        #expect(offered.state == .offered)
        #expect(offered.terms.by == .provider)
        let again = TwoParties.wire(.automatic, of: fixture.provider.name, policy: Self.other)
        _ = try await fixture.consumer.negotiations.step(asked.id, .request, terms: again)
        try await fixture.settle()
        let ended = try await fixture.negotiation(asked.id)
        #expect(ended.state == .terminated)
        #expect(ended.reason?.code == "terms")
    }

    @Test func `narrower terms than published are agreed as they were asked for`() async throws {
        let fixture = try await Fixture()
        let narrower: JSONValue = [
            "permission": [
                [
                    "action": "use",
                    "constraint": [["leftOperand": "count", "operator": "lteq", "rightOperand": "3"]],
                ]
            ]
        ]
        let asked = try await fixture.request(.automatic, policy: narrower)
        try await fixture.settle()
        let negotiation = try await fixture.negotiation(asked.id)
        #expect(negotiation.state == .finalized)
        let id = try #require(negotiation.agreementID)
        let agreement = try await fixture.provider.database.read {
            try AgreementStore.find(id, role: .provider, in: $0)
        }
        #expect(agreement?.document["permission"] == narrower["permission"])
    }

    @Test func `a consumer accepts the published terms, and both sign`() async throws {
        let fixture = try await Fixture()
        let asked = try await fixture.request(.automatic, policy: Self.other)
        try await fixture.settle()
        _ = try await fixture.consumer.negotiations.step(asked.id, .accept)
        try await fixture.settle()
        #expect(try await fixture.negotiation(asked.id).state == .finalized)
    }

    @Test func `a provider starts a negotiation, and the consumer decides`() async throws {
        let fixture = try await Fixture()
        _ = try await fixture.provider.negotiations.offer(
            to: fixture.consumer.participant,
            offer: TwoParties.offer(.manual, of: fixture.provider.name)
        )
        try await fixture.settle()
        let received = try #require(try await fixture.consumer.negotiations.list(PageRequest(), state: "INBOX").first)
        #expect(received.state == .offered)
        _ = try await fixture.consumer.negotiations.step(received.id, .accept)
        try await fixture.settle()
        #expect(try await fixture.negotiation(received.id).state == .finalized)
        #expect(try await fixture.provided().state == .finalized)
    }

    @Test func `a negotiation whose deadline has passed ends on both sides, with that reason`() async throws {
        let fixture = try await Fixture()
        let asked = try await fixture.request(.manual)
        try await fixture.settle()
        #expect(try await fixture.provider.negotiations.endOverdue() == 0)
        fixture.parties.world.advance(milliseconds: 15 * 86_400_000)
        #expect(try await fixture.provider.negotiations.endOverdue() == 1)
        try await fixture.settle()
        let ended = try await fixture.negotiation(asked.id)
        #expect(ended.state == .terminated)
        #expect(ended.reason?.code == "deadline")
        #expect(try await fixture.consumer.negotiations.endOverdue() == 0)
    }

    @Test func `an agreement that says something else than the terms is not verified but ended`() async throws {
        let fixture = try await Fixture(automates: false)
        let asked = try await fixture.request(.manual)
        try await fixture.settle()
        var negotiation = try await fixture.negotiation(asked.id)
        let body = ContractAgreementMessage.json(
            id: "urn:m:1",
            providerPid: try #require(negotiation.peerPid),
            consumerPid: asked.id.rawValue,
            agreement: [
                "@type": "Agreement", "@id": "urn:a:1", "assigner": .string(fixture.provider.participant),
                "assignee": .string(fixture.consumer.participant), "target": .string(asked.dataset),
                "permission": [["action": "use"], ["action": "distribute"]],
            ]
        )
        let automatic = Negotiations(fixture.consumer.essentials.automating)
        _ = try await automatic.receiveAgreement(asked.id.rawValue, body, from: .init(verifiedID: asked.peer))
        negotiation = try await fixture.negotiation(asked.id)
        #expect(negotiation.process.pending?.event == .terminate)
        #expect(negotiation.reason?.code == "terms")
    }

    @Test func `a negotiation that is ended before its first answer ends at the peer too`() async throws {
        let fixture = try await Fixture()
        let asked = try await fixture.request(.manual)
        var weather = SimulatedNetwork.Weather()
        weather.lostAnswers = 100
        fixture.parties.network.setWeather(weather)
        await fixture.consumer.outbox.drainOnce()
        let ended = try await fixture.consumer.negotiations.step(asked.id, .terminate)
        #expect(ended.state == .terminated)
        #expect(try await fixture.provided().state == .requested)
        try await fixture.settle()
        #expect(try await fixture.provided().state == .terminated)
    }
}

extension Essentials {
    /// The same connector with automation on.
    var automating: Essentials {
        Essentials(
            identity: identity,
            database: database,
            world: world,
            bell: bell,
            peers: peers,
            client: client,
            addressGuard: addressGuard,
            evaluator: evaluator,
            automates: true
        )
    }
}
