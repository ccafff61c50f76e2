import Connector
import EvidenceLog
import Foundation
import Logging
import Node
import Primitives
import ServerKit
import TestKit
import Testing

/// A node's log over the evidence of a simulated party, in a folder that goes away with the test.
final class LogFixture: Sendable {
    let folder: String
    let party: SimulatedParty
    let health: EvidenceHealth
    let evidence: NodeEvidence

    init(
        _ party: SimulatedParty,
        folder: String? = nil,
        seed: UInt8 = 5,
        health: EvidenceHealth? = nil,
        policy: TrustPolicy = .none,
        witnessed: [VerifierKey] = [],
        transport: any WitnessTransport = NoWitnesses(),
        signers: EvidenceSigners? = nil
    ) throws {
        self.folder = folder ?? NSTemporaryDirectory() + "sluice-evidence-\(UUID().uuidString)"
        self.party = party
        let gate = health ?? EvidenceHealth(graceSeconds: 60)
        self.health = gate
        var settings = EvidenceLogSettings(folder: self.folder, origin: "log.example/\(party.name)")
        settings.policy = policy
        evidence = NodeEvidence(
            settings,
            database: party.database,
            signers: try signers ?? EvidenceSigners(seed: Array(repeating: seed, count: 32)),
            world: party.essentials.world,
            feed: party.essentials.feed,
            health: gate,
            node: party.participant,
            witnessing: Witnessing(logs: witnessed, transport: transport) { witnessKey(party.name) },
            logger: Logger(label: "log") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func advance() async throws { try await evidence.writer.advanceOnce() }

    var place: LogPlace { evidence.writer.settings.place(epoch: 1) }

    func key(epoch: Int = 1) async throws -> VerifierKey {
        let logs = try await evidence.receipts.logs()
        return try VerifierKey(reading: try #require(logs.first { $0.epoch == Int64(epoch) }).verifierKey)
    }

    func size() throws -> Int { try #require(try place.published.checkpoint()).checkpoint.size }

    func stored() async throws -> Int {
        try await party.database.read { try EvidenceEpochStore.count(of: 1, in: $0) }
    }

    func entries() async throws -> [EvidenceStore.Entry] {
        try await party.database.read { try EvidenceStore.entries(after: 0, in: $0) }
    }
}

/// The key with which a party of this name cosigns.
func witnessKey(_ name: String) -> Ed25519NoteKey {
    let seed = Array(repeating: UInt8(truncatingIfNeeded: name.utf8.reduce(0) { $0 + Int($1) }), count: 32)
    guard let key = Ed25519NoteKey(name: "witness.example/\(name)", seed: seed, algorithm: .cosignature) else {
        preconditionFailure("a fixed name is a key's name")
    }
    return key
}

/// Nobody to ask.
struct NoWitnesses: WitnessTransport {
    func post(_ body: [UInt8], to url: String) async throws -> EvidenceWitness.Answer { throw Problem.internalError }
    func get(_ url: String) async throws -> EvidenceWitness.Answer { throw Problem.internalError }
}

/// Something that leaves evidence with both parties, as often as one likes.
func business(_ fixture: Fixture) async throws {
    _ = try await fixture.request()
    try await fixture.settle()
}
