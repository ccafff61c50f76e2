import Connector
import DataspaceProtocol
import Node
import Primitives
import ServerKit
import TestKit
import Testing

/// An agreement's terms are replaced by others: on both sides or on neither, whatever happens on the way.
struct AmendmentTests {
    private static let narrower: JSONValue = [
        "permission": [["action": "use"]], "prohibition": [["action": "odrl:distribute"]],
    ]
    /// Terms under which nothing may flow after the past.
    private static let over: JSONValue = [
        "permission": [
            [
                "action": "use",
                "constraint": [
                    [
                        "leftOperand": "odrl:dateTime", "operator": "lt",
                        "rightOperand": ["@value": "2020-01-01T00:00:00Z", "@type": "xsd:dateTime"],
                    ]
                ],
            ]
        ]
    ]

    private func agreements(_ party: SimulatedParty) async throws -> [String: Agreement.State] {
        let all = try await party.database.read { try AgreementStore.list(PageRequest(limit: 500), in: $0) }
        return Dictionary(all.map { ($0.id, $0.state) }, uniquingKeysWith: { first, _ in first })
    }

    private func amendment(_ id: String, in party: SimulatedParty) async throws -> Amendment {
        try await party.amendments.find(id)
    }

    private func records(_ type: String, in party: SimulatedParty) async throws -> Int {
        try await party.database.read { transaction in
            try EvidenceStore.entries(after: 0, in: transaction).count { $0.record["type"]?.stringValue == type }
        }
    }

    /// Both sides show the same: which of them is in force, and how the amendment ended.
    private func expect(
        _ fixture: Fixture,
        _ old: Agreement,
        _ amendment: Amendment,
        old oldState: Agreement.State,
        new newState: Agreement.State
    ) async throws {
        for party in fixture.parties.all {
            let states = try await agreements(party)
            #expect(states[old.id] == oldState, "\(party.name)")
            #expect(states[amendment.successor] == newState, "\(party.name)")
            #expect(try await self.amendment(amendment.id, in: party).process.pending == nil)
        }
    }

    @Test(arguments: [0, 1])
    func `either side proposes, the other accepts, and both replace the agreement`(_ side: Int) async throws {
        let fixture = try await Fixture()
        let old = try await fixture.agree()
        let proposed = try await fixture.parties[side].amendments.propose(old.id, terms: Self.narrower, note: "why")
        try await fixture.settle()
        let other = fixture.parties[1 - side]
        let inbox = try await other.amendments.list(PageRequest(), state: "INBOX")
        #expect(inbox.map(\.id) == [proposed.id])
        #expect(inbox.first?.note == "why")
        #expect(try await fixture.parties[side].amendments.list(PageRequest(), state: "INBOX").isEmpty)
        _ = try await other.amendments.accept(proposed.id)
        try await fixture.settle()
        try await expect(fixture, old, proposed, old: .superseded, new: .active)
        var documents: Set<String> = []
        for party in fixture.parties.all {
            let found = try await party.database.read { try AgreementStore.find(proposed.successor, in: $0) }
            let new = try #require(found)
            documents.insert(new.document.text)
            #expect(new.document["sluice:supersedes"]?.stringValue == old.id)
            #expect(new.document["sluice:supersededDigest"]?.stringValue == old.digest.description)
            #expect(new.root == old.id)
            #expect(try await records("agreement.superseded", in: party) == 1)
            #expect(try await records("agreement.amended", in: party) == 1)
        }
        #expect(documents.count == 1)
        let history = try await fixture.consumer.amendments.history(of: old.id)
        let chain = try #require(history["agreements"]?.arrayValue)
        #expect(chain.count == 2)
        let change = try #require(chain.last?["difference"]?["en"]?.arrayValue?.first?.stringValue)
        #expect(change.hasPrefix("Added: "))
        #expect(chain.last?["difference"]?["zh"]?.arrayValue?.first?.stringValue?.hasPrefix("新增") == true)
    }

    @Test(arguments: [0, 1])
    func `declined or withdrawn, the agreement stays as it was`(_ closer: Int) async throws {
        let fixture = try await Fixture()
        let old = try await fixture.agree()
        let proposed = try await fixture.consumer.amendments.propose(old.id, terms: Self.narrower)
        try await fixture.settle()
        _ = try await fixture.parties[closer].amendments.close(proposed.id, reason: "no")
        try await fixture.settle()
        try await expect(fixture, old, proposed, old: .active, new: .void)
        for party in fixture.parties.all {
            let closed = try await amendment(proposed.id, in: party)
            #expect(closed.state == .closed)
            #expect(closed.closedBy == (closer == 0 ? .consumer : .provider))
            #expect(closed.reason?.code == (closer == 0 ? "withdrawn" : "declined"))
        }
        #expect(await problem { _ = try await fixture.provider.amendments.accept(proposed.id) } == .invalid)
        _ = try await fixture.provider.amendments.propose(old.id, terms: Self.narrower)
        try await fixture.settle()
    }

    @Test func `running transfers go on where the new terms permit, and end with the reason where not`() async throws {
        for (terms, expected) in [(Self.narrower, TransferTable.State.started), (Self.over, .terminated)] {
            let fixture = try await Fixture()
            let old = try await fixture.agree()
            let transfer = try await fixture.transfer(old)
            try await fixture.settle()
            #expect(try await fixture.consumer.transfers.find(transfer.id).state == .started)
            let proposed = try await fixture.consumer.amendments.propose(old.id, terms: terms)
            try await fixture.settle()
            _ = try await fixture.provider.amendments.accept(proposed.id)
            try await fixture.settle()
            let left = try await fixture.consumer.transfers.find(transfer.id)
            #expect(left.state == expected)
            #expect(try await fixture.servedTransfer().state == expected)
            if expected == .terminated { #expect(left.reason?.code == "amended") }
            // What is asked for anew is asked for under the agreement in force.
            #expect(await problem { _ = try await fixture.transfer(old) } == .conflict)
            // What runs under the old one ends with the new one.
            _ = try await fixture.provider.agreements.end(proposed.successor, reason: "enough")
            try await fixture.settle()
            #expect(try await fixture.consumer.transfers.find(transfer.id).state == .terminated)
        }
    }

    @Test func `proposals that cross leave one: the provider's`() async throws {
        let fixture = try await Fixture()
        let old = try await fixture.agree()
        let mine = try await fixture.consumer.amendments.propose(old.id, terms: Self.narrower)
        let theirs = try await fixture.provider.amendments.propose(old.id, terms: Self.over)
        try await fixture.settle()
        #expect(try await amendment(mine.id, in: fixture.consumer).state == .closed)
        #expect(try await amendment(theirs.id, in: fixture.consumer).awaitsDecision)
        #expect(await problem { _ = try await amendment(mine.id, in: fixture.provider) } == .notFound)
        _ = try await fixture.consumer.amendments.accept(theirs.id)
        try await fixture.settle()
        try await expect(fixture, old, theirs, old: .superseded, new: .active)
        #expect(try await agreements(fixture.consumer)[mine.successor] == .void)
    }

    @Test func `nobody accepts another's proposal beside an own one without answer`() async throws {
        let fixture = try await Fixture()
        let old = try await fixture.agree()
        let mine = try await fixture.consumer.amendments.propose(old.id, terms: Self.narrower)
        let theirs = try await fixture.provider.amendments.propose(old.id, terms: Self.over)
        // Only the provider's message arrives.
        await fixture.provider.outbox.drainOnce()
        #expect(try await amendment(theirs.id, in: fixture.consumer).awaitsDecision)
        #expect(await problem { _ = try await fixture.consumer.amendments.accept(theirs.id) } == .conflict)
        #expect(try await amendment(mine.id, in: fixture.consumer).isOpen)
    }

    @Test func `a proposal and its acceptance survive lost answers, repeats and crashes`() async throws {
        for victim in [0, 1] {
            let parties = try await TwoParties.make(seed: 7, crashing: true)
            let fixture = Fixture(parties: parties)
            let old = try await fixture.agree()
            let proposed = try await parties[0].amendments.propose(old.id, terms: Self.narrower)
            var weather = SimulatedNetwork.Weather()
            weather.lostAnswers = 100
            weather.repeats = 100
            parties.network.setWeather(weather)
            await parties[0].outbox.drainOnce()
            try await parties.crash(victim)
            parties.world.advance(milliseconds: 2_000)
            // The consumer has not read that its proposal arrived; the provider accepts it, and that answer is lost too.
            _ = try await parties[1].amendments.accept(proposed.id)
            await parties[1].outbox.drainOnce()
            try await parties.crash(victim)
            try await fixture.settle()
            try await expect(fixture, old, proposed, old: .superseded, new: .active)
            for party in parties.all { #expect(try await records("agreement.superseded", in: party) == 1) }
        }
    }

    @Test func `an ending that crosses an acceptance ends what took the agreement's place`() async throws {
        let fixture = try await Fixture()
        let old = try await fixture.agree()
        let proposed = try await fixture.consumer.amendments.propose(old.id, terms: Self.narrower)
        try await fixture.settle()
        _ = try await fixture.provider.amendments.accept(proposed.id)
        var weather = SimulatedNetwork.Weather()
        weather.lostAnswers = 100
        fixture.parties.network.setWeather(weather)
        await fixture.provider.outbox.drainOnce()
        #expect(try await agreements(fixture.consumer)[old.id] == .superseded)
        #expect(try await agreements(fixture.provider)[old.id] == .active)
        // What was accepted is not settled here: it cannot be ended by its new name, and its old name ends both.
        #expect(
            await problem { _ = try await fixture.provider.agreements.end(proposed.successor, reason: "no") }
                == .unavailable
        )
        _ = try await fixture.provider.agreements.end(old.id, reason: "stop")
        try await fixture.settle()
        try await expect(fixture, old, proposed, old: .superseded, new: .ended)
    }

    @Test(arguments: [0, 1])
    func `an ending closes what is proposed`(_ side: Int) async throws {
        let fixture = try await Fixture()
        let old = try await fixture.agree()
        let proposed = try await fixture.provider.amendments.propose(old.id, terms: Self.narrower)
        try await fixture.settle()
        _ = try await fixture.parties[side].agreements.end(
            old.id,
            reason: "broken",
            ground: TerminationGround.find("breach")
        )
        try await fixture.settle()
        try await expect(fixture, old, proposed, old: .ended, new: .void)
        for party in fixture.parties.all {
            let reason = try await party.database.read { try AgreementStore.find(old.id, in: $0)?.endedReason }
            #expect(reason == "breach: broken")
        }
        #expect(
            await problem { _ = try await fixture.provider.amendments.propose(old.id, terms: Self.over) } == .conflict
        )
    }

    @Test func `a published offer with the same terms accepts by itself`() async throws {
        let fixture = try await Fixture()
        let old = try await fixture.agree()
        _ = try await fixture.provider.datasets.offer(
            product: TwoParties.product(of: fixture.provider.name),
            policy: Self.narrower,
            mode: .automatic,
            id: "urn:offer:narrower"
        )
        let proposed = try await fixture.consumer.amendments.propose(old.id, terms: Self.narrower)
        try await fixture.settle()
        try await expect(fixture, old, proposed, old: .superseded, new: .active)
    }

    @Test func `a foreign connector gets no proposal, and the refusal names the way out`() async throws {
        let fixture = try await Fixture()
        let old = try await fixture.agree()
        fixture.parties.network.answer { request in
            guard request.url.hasSuffix(VersionDocument.path) else { return nil }
            return PeerAnswer(status: 200, body: VersionDocument.json(serviceID: "foreign").encoded)
        }
        try await fixture.expectUnchanged(fixture.consumer) {
            do {
                _ = try await fixture.consumer.amendments.propose(old.id, terms: Self.narrower)
                Issue.record("it was proposed")
            } catch let problem as Problem {
                #expect(problem.code == .refused)
                #expect(problem.advice?.en.contains("negotiate anew") == true)
            }
        }
    }

    @Test func `terms that say nothing new, cannot be read or lack a rule are refused`() async throws {
        let fixture = try await Fixture()
        let old = try await fixture.agree()
        let unfit: [JSONValue] = [
            TwoParties.policy, ["permission": []], [:], ["permission": [["action": 1]]],
            ["permission": [["action": "use", "target": "urn:other"]]],
        ]
        for terms in unfit {
            try await fixture.expectUnchanged(fixture.consumer) {
                await #expect(throws: (any Error).self) {
                    _ = try await fixture.consumer.amendments.propose(old.id, terms: terms)
                }
            }
        }
    }
}

/// What a peer may send as an amendment, and what is refused without a trace.
struct HostileAmendmentTests {
    private static let policy: JSONObject = [
        "permission": [["action": "use"]], "prohibition": [["action": "odrl:sell"]],
    ]

    private func document(_ fixture: Fixture, _ old: Agreement) -> JSONObject {
        var document: JSONObject = [
            "@type": "Agreement", "@id": "urn:new", "target": .string(old.dataset),
            "assigner": .string(fixture.provider.participant), "assignee": .string(fixture.consumer.participant),
            "timestamp": "2026-11-23T00:00:00Z", "sluice:supersedes": .string(old.id),
            "sluice:supersededDigest": .string(old.digest.description),
        ]
        document["sluice:productVersion"] = old.document["sluice:productVersion"]
        for member in Self.policy.members { document[member.key] = member.value }
        return document
    }

    private func send(
        _ fixture: Fixture,
        _ old: String,
        _ document: JSONObject,
        id: String = "urn:amendment"
    ) async
        -> PeerAnswer
    {
        let body: JSONValue = [
            "@type": "sluice:AgreementAmendment", "@id": "urn:m:1", "amendment": .string(id),
            "agreement": .object(document),
        ]
        return await fixture.post("/sluice/agreements/\(old.percentEncoded)/amendments", body)
    }

    @Test func `the well-formed one is taken once, and its repeat changes nothing`() async throws {
        let fixture = try await Fixture()
        let old = try await fixture.agree()
        let document = document(fixture, old)
        #expect(await send(fixture, old.id, document).status == 200)
        try await fixture.expectUnchanged(fixture.provider) {
            #expect(await send(fixture, old.id, document).status == 200)
            var other = document
            other["timestamp"] = "2027-01-01T00:00:00Z"
            #expect(await send(fixture, old.id, other).status == 400)
            #expect(await send(fixture, old.id, document, id: "urn:another").status == 409)
        }
    }

    @Test func `other parties, datasets, versions, digests and identifiers are refused`() async throws {
        let fixture = try await Fixture()
        let old = try await fixture.agree()
        let changes: [(String, JSONValue)] = [
            ("assignee", "urn:party:stranger"), ("assigner", "urn:party:stranger"), ("target", "urn:other"),
            ("sluice:productVersion", "sha-256:00"), ("sluice:supersedes", "urn:other"),
            ("sluice:supersededDigest", "sha-256:00"), ("@id", .string(old.id)), ("@type", "Offer"),
            ("permission", []), ("permission", [["action": "use", "constraint": [["leftOperand": "x"]]]]),
            ("prohibition", [["action": "urn:unknown\u{0}"]]),
        ]
        for (member, value) in changes {
            var document = document(fixture, old)
            document[member] = value
            if member == "permission" { document["prohibition"] = nil }
            try await fixture.expectUnchanged(fixture.provider) {
                let status = await send(fixture, old.id, document).status
                #expect((400..<500).contains(status), "\(member) \(value): \(status)")
            }
        }
    }

    @Test func `a stranger's amendment and acceptance are those of an unknown agreement`() async throws {
        let fixture = try await Fixture()
        let old = try await fixture.agree()
        let proposed = try await fixture.consumer.amendments.propose(old.id, terms: .object(Self.policy))
        try await fixture.settle()
        try await fixture.expectUnchanged(fixture.provider) {
            let body: JSONValue = [
                "@type": "sluice:AmendmentAcceptance", "@id": "urn:m:2", "amendment": .string(proposed.id),
            ]
            let accepted = await problem {
                _ = try await fixture.provider.amendments.receive(
                    .accept,
                    old.id,
                    proposed.id,
                    body,
                    from: fixture.stranger
                )
            }
            #expect(accepted == .notFound)
            let shown = await problem {
                _ = try await fixture.provider.amendments.show(old.id, proposed.id, to: fixture.stranger)
            }
            #expect(shown == .notFound)
            // Whoever proposed it does not accept it in the other's name.
            let own = await problem {
                _ = try await fixture.provider.amendments.receive(
                    .accept,
                    old.id,
                    proposed.id,
                    body,
                    from: fixture.caller
                )
            }
            #expect(own == .invalid)
        }
    }
}
