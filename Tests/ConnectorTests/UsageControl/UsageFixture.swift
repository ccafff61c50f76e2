import Connector
import DataspaceProtocol
import Node
import Primitives
import ServerKit
import TestKit
import Testing
import UsagePolicy

/// A provider with an agreement under terms of the test's own, and what may be asked under it.
struct UsageFixture {
    let parties: TwoParties
    let agreement: Agreement

    init(_ permission: JSONValue, onDisk: Bool = false, profile: String? = nil) async throws {
        parties = try await TwoParties.make(seed: 4, crashing: onDisk)
        agreement = Self.agreement(permission, profile: profile)
    }

    static func agreement(_ permission: JSONValue, profile: String? = nil, id: String = "urn:agreement:1") -> Agreement
    {
        let dataset = TwoParties.product(of: TwoParties.names[1]).rawValue
        let consumer = SimulatedParty.participant(TwoParties.names[0])
        var document: JSONObject = [
            "@type": "Agreement", "@id": .string(id), "target": .string(dataset),
            "assigner": .string(SimulatedParty.participant(TwoParties.names[1])), "assignee": .string(consumer),
            "permission": permission,
        ]
        document["profile"] = .optional(profile)
        return Agreement(
            id: id,
            role: .provider,
            negotiation: "urn:n:1",
            peer: consumer,
            dataset: dataset,
            productVersion: nil,
            document: .object(document),
            state: .active,
            created: SeededWorld.start
        )
    }

    /// A permission with constraints.
    static func permission(_ action: String = "use", _ constraints: JSONValue...) -> JSONValue {
        [["action": .string(action), "constraint": .array(constraints)]]
    }

    static func limit(_ operand: String, _ value: String, unit: String? = nil) -> JSONValue {
        var object: JSONObject = [
            "leftOperand": .string(operand), "operator": "lteq", "rightOperand": .string(value),
        ]
        object["unit"] = .optional(unit)
        return .object(object)
    }

    var provider: SimulatedParty { parties[1] }
    var control: UsageControl { UsageControl(provider.essentials) }

    static func use(_ action: String? = "use", subject: String? = nil, volume: Int64 = 0) -> UseIntent {
        var intent = UseIntent(.use)
        intent.action = action
        intent.subject = subject
        intent.volume = volume
        return intent
    }

    @discardableResult
    func reserve(_ id: String, _ intent: UseIntent = UsageFixture.use()) async throws -> UsageControl.Answer {
        let moment = Moment(provider.essentials.world)
        let party = provider
        return try await party.database.write { [agreement] transaction in
            var evidence = EvidenceWriter(moment, node: party.participant, in: transaction)
            return try UsageControl(party.essentials).reserve(id, intent, under: agreement, with: &evidence)
        }
    }

    func extend(_ id: String, _ intent: UseIntent) async throws -> UsageControl.Answer {
        let moment = Moment(provider.essentials.world)
        let party = provider
        return try await party.database.write { [agreement] transaction in
            var evidence = EvidenceWriter(moment, node: party.participant, in: transaction)
            return try UsageControl(party.essentials).extend(id, intent, under: agreement, with: &evidence)
        }
    }

    func settle(_ id: String, volume: Int64? = nil) async throws {
        let control = control
        try await provider.database.write { try control.settle(id, volume: volume, in: $0) }
    }

    func giveBack(_ id: String) async throws {
        let control = control
        try await provider.database.write { try control.giveBack(id, in: $0) }
    }

    func totals() async throws -> [UsageTotal] {
        try await provider.database.read {
            try UsageHistoryStore.list(PageRequest(), agreement: "", in: $0)
        }
    }

    func total() async throws -> UsageTotal { try #require(try await totals().first) }

    func decisions() async throws -> [JSONValue] {
        try await provider.database.read { transaction in
            try EvidenceStore.entries(after: 0, in: transaction).map(\.record).filter { $0["type"] == "usage.decided" }
        }
    }
}
