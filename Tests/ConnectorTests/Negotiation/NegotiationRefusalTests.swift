import Connector
import DataspaceProtocol
import Node
import Primitives
import ServerKit
import TestKit
import Testing

/// What is refused changes nothing: not the state, not the outbox, not the evidence.
struct NegotiationRefusalTests {
    private func first(_ fixture: Fixture, id: String = "urn:m:1", offer: String? = nil) -> JSONValue {
        var wire = TwoParties.wire(.manual, of: fixture.provider.name).objectValue ?? JSONObject()
        if let offer { wire["@id"] = .string(offer) }
        return ContractRequestMessage.json(
            id: id,
            consumerPid: "urn:pid:1",
            providerPid: nil,
            callbackAddress: "http://amber/dsp/2025-1",
            offer: .object(wire)
        )
    }

    @Test func `a request under an offer that nobody published is refused and leaves no trace`() async throws {
        let fixture = try await Fixture()
        try await fixture.expectUnchanged(fixture.provider) {
            let answer = await fixture.post("/negotiations/request", first(fixture, offer: "urn:offer:invented"))
            #expect(answer.status == 400)
        }
    }

    @Test func `a repeated message gets the stored answer and has no second effect`() async throws {
        let fixture = try await Fixture()
        let answer = await fixture.post("/negotiations/request", first(fixture))
        #expect(answer.status == 201)
        try await fixture.expectUnchanged(fixture.provider) {
            let again = await fixture.post("/negotiations/request", first(fixture))
            #expect(again.status == 201)
            let (one, two) = (try body(again), try body(answer))
            #expect(one == two)
        }
        try await fixture.expectUnchanged(fixture.provider) {
            #expect(await fixture.post("/negotiations/request", first(fixture, id: "urn:m:2")).status == 400)
        }
    }

    @Test func `without a message id the same bytes are a repeat, until the state has changed`() async throws {
        let fixture = try await Fixture()
        let asked = try await fixture.request(.manual)
        try await fixture.settle()
        let pid = try #require(try await fixture.negotiation(asked.id).peerPid)
        var object =
            NegotiationStepMessage.terminationJSON(
                StatedReason(),
                id: "x",
                providerPid: pid,
                consumerPid: asked.id.rawValue
            ).objectValue ?? JSONObject()
        object["@id"] = nil
        let message = JSONValue.object(object)
        let answer = await fixture.post("/negotiations/\(pid)/termination", message)
        #expect(answer.status == 200)
        #expect(try body(answer)["state"] == "TERMINATED")
        let again = await fixture.post("/negotiations/\(pid)/termination", message)
        #expect(again.status == 200)
        #expect(try body(again) == body(answer))
    }

    @Test func `illegal messages are 400 and change nothing`() async throws {
        let fixture = try await Fixture(automates: false)
        let asked = try await fixture.request(.manual)
        try await fixture.settle()
        let pid = try #require(try await fixture.negotiation(asked.id).peerPid)
        let consumerPid = asked.id.rawValue
        let messages: [(String, JSONValue)] = [
            (
                "events",
                NegotiationStepMessage.eventJSON(.accepted, id: "1", providerPid: pid, consumerPid: consumerPid)
            ),
            (
                "events",
                NegotiationStepMessage.eventJSON(.finalized, id: "2", providerPid: pid, consumerPid: consumerPid)
            ),
            (
                "agreement/verification",
                NegotiationStepMessage.verificationJSON(id: "3", providerPid: pid, consumerPid: consumerPid)
            ),
            (
                "request",
                ContractRequestMessage.json(
                    id: "4",
                    consumerPid: consumerPid,
                    providerPid: pid,
                    callbackAddress: nil,
                    offer: TwoParties.wire(.manual, of: fixture.provider.name)
                )
            ),
            ("termination", ["@type": "ContractNegotiationTerminationMessage"]),
            (
                "termination",
                NegotiationStepMessage.terminationJSON(
                    StatedReason(),
                    id: "5",
                    providerPid: pid,
                    consumerPid: "urn:uuid:of-somebody-else"
                )
            ),
        ]
        for (path, message) in messages {
            try await fixture.expectUnchanged(fixture.provider) {
                let answer = await fixture.post("/negotiations/\(pid)/\(path)", message)
                #expect(answer.status == 400, "\(path)")
            }
        }
    }

    @Test func `strangers see what nobody sees`() async throws {
        let fixture = try await Fixture()
        let asked = try await fixture.request(.manual)
        try await fixture.settle()
        let pid = try #require(try await fixture.negotiation(asked.id).peerPid)
        let end = NegotiationStepMessage.terminationJSON(
            StatedReason(),
            id: "1",
            providerPid: pid,
            consumerPid: asked.id.rawValue
        )
        try await fixture.expectUnchanged(fixture.provider) {
            for id in [pid, "urn:uuid:unknown"] {
                let seen = await problem { _ = try await fixture.provider.negotiations.show(id, to: fixture.stranger) }
                #expect(seen == .notFound)
                let ended = await problem {
                    _ = try await fixture.provider.negotiations.receiveTermination(id, end, from: fixture.stranger)
                }
                #expect(ended == .notFound)
            }
        }
        #expect(await fixture.post("/negotiations/\(pid)/termination", end, token: "wrong-token-wrong").status == 401)
    }

    @Test func `an agreement between other parties or about another dataset is not taken`() async throws {
        let fixture = try await Fixture(automates: false)
        let asked = try await fixture.request(.manual)
        try await fixture.settle()
        let pid = try #require(try await fixture.negotiation(asked.id).peerPid)
        let right: JSONObject = [
            "@type": "Agreement", "@id": "urn:a:1", "assigner": .string(fixture.provider.participant),
            "assignee": .string(fixture.consumer.participant), "target": .string(asked.dataset),
            "permission": [["action": "use"]],
        ]
        for member in ["assigner", "assignee", "target"] {
            var wrong = right
            wrong[member] = "urn:somebody:else"
            let message = ContractAgreementMessage.json(
                id: "urn:m:9",
                providerPid: pid,
                consumerPid: asked.id.rawValue,
                agreement: .object(wrong)
            )
            try await fixture.expectUnchanged(fixture.consumer) {
                let code = await problem {
                    _ = try await fixture.consumer.negotiations.receiveAgreement(
                        asked.id.rawValue,
                        message,
                        from: .init(verifiedID: fixture.provider.participant)
                    )
                }
                #expect(code == .invalid, "\(member)")
            }
        }
    }

    @Test func `of two changes that read the same version the second is a conflict`() async throws {
        let fixture = try await Fixture()
        let asked = try await fixture.request(.manual)
        try await fixture.settle()
        let stale = try await fixture.negotiation(asked.id)
        _ = try await fixture.consumer.negotiations.step(asked.id, .terminate)
        try await fixture.expectUnchanged(fixture.consumer) {
            let moment = Moment(fixture.parties.world.world)
            let code = await problem {
                try await fixture.consumer.database.write { transaction in
                    var negotiation = stale
                    var evidence = EvidenceWriter(moment, node: "x", in: transaction)
                    let change = try negotiation.intend(
                        .terminate,
                        messageID: "m",
                        ContractNegotiation.Content(),
                        now: moment.now
                    )
                    try NegotiationStore.save(change, with: &evidence)
                }
            }
            #expect(code == .conflict)
        }
    }

    @Test func `a callback inside is refused before anything is stored`() async throws {
        let network = SimulatedNetwork(seed: 1)
        var setting = SimulatedParty.Setting(
            name: "amber",
            peers: [SimulatedParty.peer("birch", of: "amber")],
            world: SeededWorld(seed: 1).world
        )
        setting.refusedAddresses = ["http://127."]
        let party = try await SimulatedParty.open(setting, on: network)
        let before = try await party.snapshot()
        let message = ContractRequestMessage.json(
            id: "1",
            consumerPid: "urn:pid:1",
            providerPid: nil,
            callbackAddress: "http://127.0.0.1/dsp",
            offer: TwoParties.wire(.manual, of: "amber")
        )
        let code = await problem {
            _ = try await party.negotiations.receiveRequest(message, from: .init(verifiedID: "urn:party:birch"))
        }
        #expect(code == .invalid)
        #expect(try await party.snapshot() == before)
    }

    @Test func `a person cannot take a step that is not open, and terms do not go on for ever`() async throws {
        let fixture = try await Fixture(automates: false)
        let asked = try await fixture.request(.manual)
        try await fixture.settle()
        try await fixture.expectUnchanged(fixture.consumer) {
            for event in NegotiationTable.Event.allCases where event != .terminate {
                let code = await problem { _ = try await fixture.consumer.negotiations.step(asked.id, event) }
                #expect(code == .invalid, "\(event)")
            }
        }
    }
}
