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

/// Two parties with one agreement, and whoever takes notices at an address of the policy.
struct DutySetting {
    static let hook = "https://hook.example/notices"

    let parties: TwoParties
    let agreement: String
    /// Identifiers of the notices that came, one for each attempt.
    let notices = ReceivedNotices()

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
            guard request.url == Self.hook, let body = request.body else { return nil }
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

    /// A duty to tell the address of the policy.
    static func inform(_ more: JSONObject = [:], within time: String? = nil) -> JSONValue {
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
}

/// What came to the address, in order.
final class ReceivedNotices: Sendable {
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
