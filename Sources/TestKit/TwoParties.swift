package import Connector
import Foundation
import Node
package import Primitives
import ServerKit
import Synchronization

/// Two connectors, each provider and consumer, on one simulated network and one clock.
package final class TwoParties: Sendable {
    package let world: SeededWorld
    package let network: SimulatedNetwork
    package let dice: Dice
    private let settings: [SimulatedParty.Setting]
    private let parties: Mutex<[SimulatedParty]>
    private let folder: String?

    package static let names = ["amber", "birch"]
    /// The product that each party publishes, and an offer of each mode.
    package static func product(of name: String) -> Identifier<Product> { Identifier("urn:product:" + name) }
    package static func offer(_ mode: Offer.Mode, of name: String) -> Identifier<Offer> {
        Identifier("urn:offer:\(name):\(mode.rawValue)")
    }
    package static let policy: JSONValue = ["permission": [["action": "use"]]]

    /// Parties with published offers; on files when they are to crash.
    package static func make(seed: UInt64, crashing: Bool = false, automates: Bool = true) async throws -> TwoParties {
        let world = SeededWorld(seed: seed)
        let network = SimulatedNetwork(seed: seed)
        let folder = crashing ? try temporaryFolder() : nil
        var settings: [SimulatedParty.Setting] = []
        for name in names {
            let others = names.filter { $0 != name }.map { SimulatedParty.peer($0, of: name) }
            var setting = SimulatedParty.Setting(name: name, peers: others, world: world.world)
            setting.databasePath = folder.map { $0 + "/" + name + ".sqlite" }
            setting.automates = automates
            settings.append(setting)
        }
        var parties: [SimulatedParty] = []
        for setting in settings { parties.append(try await SimulatedParty.open(setting, on: network)) }
        for party in parties { try await publish(in: party) }
        return TwoParties(world, network, seed, settings, parties, folder)
    }

    private init(
        _ world: SeededWorld,
        _ network: SimulatedNetwork,
        _ seed: UInt64,
        _ settings: [SimulatedParty.Setting],
        _ parties: [SimulatedParty],
        _ folder: String?
    ) {
        self.world = world
        self.network = network
        dice = Dice(seed: seed &+ 1_000_003)
        self.settings = settings
        self.parties = Mutex(parties)
        self.folder = folder
    }

    deinit {
        if let folder { try? FileManager.default.removeItem(atPath: folder) }
    }

    private static func temporaryFolder() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sluice-sim-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.path
    }

    /// One product behind an API that nobody calls, and one offer of each mode.
    package static func publish(in party: SimulatedParty) async throws {
        let source = try DataSource(try JSONFields(["type": "http", "url": "http://source.invalid/data"]))
        let resource = try await party.datasets.addResource(
            name: "data of " + party.name,
            source: source,
            id: "urn:resource:" + party.name
        )
        _ = try await party.datasets.publish(
            resource: resource.id,
            .init(title: "Data of " + party.name),
            id: product(of: party.name).rawValue
        )
        for mode in Offer.Mode.allCases {
            let rules = try AcceptanceRules(try JSONFields(["peers": ["urn:party:nobody"], "otherwise": "refuse"]))
            _ = try await party.datasets.offer(
                product: product(of: party.name),
                policy: policy,
                mode: mode,
                rules: mode == .rules ? rules : nil,
                id: offer(mode, of: party.name).rawValue
            )
        }
    }

    package var all: [SimulatedParty] { parties.withLock { $0 } }
    package subscript(_ index: Int) -> SimulatedParty { parties.withLock { $0[index] } }
    package func other(than party: SimulatedParty) -> SimulatedParty { self[party.name == Self.names[0] ? 1 : 0] }

    /// Kills a party and starts it again from its file.
    package func crash(_ index: Int) async throws {
        try self[index].kill()
        let reborn = try await SimulatedParty.open(settings[index], on: network)
        parties.withLock { $0[index] = reborn }
    }

    /// Starts a killed party again.
    package func restart(_ index: Int) async throws {
        let reborn = try await SimulatedParty.open(settings[index], on: network)
        parties.withLock { $0[index] = reborn }
    }

    /// Lets everything settle on a good network; throws when it does not.
    package func settle() async throws {
        network.setWeather(.init())
        while await network.deliverHeld() {}
        for _ in 0..<200 {
            world.advance(milliseconds: 61_000)
            for party in all { await party.outbox.drainOnce(atMost: 1) }
            if try await waiting() == 0 { return }
        }
        throw NotSettled(messages: try await waiting())
    }

    /// The records of both parties in order: what a run did.
    package func history() async throws -> [String] {
        var records: [String] = []
        for party in all {
            records += try await party.database.read { transaction in
                try EvidenceStore.entries(after: 0, in: transaction).map { CanonicalJSON.text(of: $0.record) }
            }
        }
        return records
    }

    /// The types of all records of both parties.
    package func eventTypes() async throws -> Set<String> {
        var types: Set<String> = []
        for party in all {
            types.formUnion(
                try await party.database.read { transaction in
                    try EvidenceStore.entries(after: 0, in: transaction).compactMap { $0.record["type"]?.stringValue }
                }
            )
        }
        return types
    }

    /// Messages in both outboxes.
    package func waiting() async throws -> Int64 {
        var count: Int64 = 0
        for party in all { count += Int64(try await party.database.read { try OutboxStore.count(in: $0) }) }
        return count
    }

    package struct NotSettled: Error, Sendable { package let messages: Int64 }

    /// The offer of a catalogue as a consumer asks for it.
    package static func wire(_ mode: Offer.Mode, of name: String, policy: JSONValue = TwoParties.policy) -> JSONValue {
        var object: JSONObject = ["@type": "Offer", "@id": .string(offer(mode, of: name).rawValue)]
        for member in policy.objectValue?.members ?? [] { object[member.key] = member.value }
        return .object(object)
    }
}
