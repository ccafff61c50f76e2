import Connector
import EvidenceLog
import Identity
import Node
import Primitives
import ServerKit
import TestKit
import Testing

/// What a rotation of the log's keys means: the tree goes on under the same name, and the old key signs nothing more, without a restart.
struct LogKeyTests {
    /// A provider's log that signs with the node's own keys.
    private func log() async throws -> (Fixture, LogFixture, Keys) {
        let fixture = try await Fixture()
        let party = fixture.provider
        let keys = try await Keys.open(
            party.database,
            sealer: try .forTests(),
            world: party.essentials.world,
            node: party.participant
        ) { party.essentials.feed.ring() }
        let log = try LogFixture(party, signers: try await EvidenceSigners(keys, withSM2: false))
        return (fixture, log, keys)
    }

    /// Waits until the writer that runs has published a checkpoint of the size, signed by the key.
    private func wait(for size: Int, signedBy key: VerifierKey, in log: LogFixture) async throws -> SignedCheckpoint {
        for _ in 0..<500 {
            if let head = try log.place.published.checkpoint(), head.checkpoint.size >= size,
                (try? head.verify(log: [key])) != nil
            {
                return head
            }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw Problem.notFound("checkpoint", "\(size)")
    }

    private func verifier(_ key: NodeKey, _ origin: String) throws -> VerifierKey {
        let material = key.publicKey.rawRepresentation
        return try #require(VerifierKey(name: origin, algorithm: .ed25519, material: material))
    }

    @Test func `a rotated key signs nothing more while the writer runs, and what it signed still verifies`()
        async throws
    {
        let (fixture, log, keys) = try await log()
        let writer = log.evidence.writer
        await writer.begin()
        let running = Task { try await writer.run() }
        defer { running.cancel() }
        let origin = writer.settings.origin
        let first = try #require(keys.active(.evidence, .eddsa))
        try await business(fixture)
        let old = try await wait(for: try await log.stored(), signedBy: try verifier(first, origin), in: log)
        let receipt = try await log.evidence.receipts.receipt(1, withRecord: true)

        let second = try await keys.rotate(first.id, by: nil).new
        let new = try await wait(for: try await log.stored(), signedBy: try verifier(second, origin), in: log)
        #expect(new.checkpoint.size > old.checkpoint.size)
        #expect(throws: LogProblem.self) { try new.verify(log: [try verifier(first, origin)]) }
        var reader = TreeReader(size: new.checkpoint.size, source: log.place.published)
        #expect(try reader.root(of: old.checkpoint.size) == old.checkpoint.root)
        #expect(EvidenceVerifier(keys: [try verifier(first, origin)]).check(receipt).holds)

        try await business(fixture)
        _ = try await wait(for: try await log.stored(), signedBy: try verifier(second, origin), in: log)
        #expect(try LogCheck.run(log.place.published, keys: [try verifier(second, origin)]).ahead.isEmpty)
        #expect(!log.health.state.isStopped && log.health.state.failure == nil)
        // A restart takes the log up under the new key, and a third one follows as well.
        await writer.begin()
        #expect(log.health.state.failure == nil)
    }

    @Test func `a key that the log cannot stand without is rotated before it is revoked`() async throws {
        let (_, log, keys) = try await log()
        try await log.advance()
        for purpose in [NodeKey.Purpose.evidence, .witness] {
            let active = try #require(keys.active(purpose, .eddsa))
            #expect(
                await problem { _ = try await keys.revoke(active.id, reason: "known to others", by: nil) } == .conflict
            )
            let rotated = try await keys.rotate(active.id, by: nil)
            #expect(try await keys.revoke(rotated.old.id, reason: "known to others", by: nil).state == .revoked)
        }
        try await log.advance()
        #expect(try log.size() == (try await log.stored()))
        #expect(log.health.state.failure == nil)
    }

    @Test func `the key that cosigns others' logs is the one of the moment`() async throws {
        let (_, _, keys) = try await log()
        let signers = try await EvidenceSigners(keys, withSM2: false)
        let before = try signers.cosigner("w.example/w").key
        _ = try await keys.rotate(try #require(keys.active(.witness, .eddsa)).id, by: nil)
        let after = try signers.cosigner("w.example/w")
        #expect(after.key != before)
        let line = try after.cosign(Array("w.example/log\n0\n".utf8), time: 1)
        #expect(line.keyID == after.key.keyID)
    }
}
