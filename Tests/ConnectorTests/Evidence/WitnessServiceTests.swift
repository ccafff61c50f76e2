import Connector
import EvidenceLog
import Foundation
import Node
import Primitives
import ServerKit
import TestKit
import Testing

/// Witnesses reached by their names, without a network.
struct DirectWitnesses: WitnessTransport {
    let witnesses: [String: EvidenceWitness]

    private func witness(_ url: String) throws -> (EvidenceWitness, [Substring]) {
        let parts = url.split(separator: "/")
        guard parts.count > 1, let witness = witnesses[String(parts[1])] else { throw Problem.notFound("witness", url) }
        return (witness, Array(parts.dropFirst(2)))
    }

    func post(_ body: [UInt8], to url: String) async throws -> EvidenceWitness.Answer {
        try await witness(url).0.add(body)
    }

    func get(_ url: String) async throws -> EvidenceWitness.Answer {
        let (witness, rest) = try witness(url)
        return try await witness.latest(String(rest.dropFirst().first ?? ""))
    }
}

struct WitnessServiceTests {
    /// A provider's log, and the consumer as its witness.
    private func witnessed(quorum: String = "consumer") async throws -> (Fixture, LogFixture, EvidenceWitness) {
        let fixture = try await Fixture()
        let plain = try LogFixture(fixture.provider)
        try await plain.advance()
        let witness = EvidenceWitness(
            cosigner: { witnessKey("consumer") },
            logs: [try await plain.key()],
            database: fixture.consumer.database,
            world: fixture.consumer.essentials.world
        )
        let text = """
            witness consumer \(try witness.verifierKey) https://consumer/witness
            witness silent \(witnessKey("silent").key.text) https://silent/witness
            group both all consumer silent
            quorum \(quorum)

            """
        let log = try LogFixture(
            fixture.provider,
            policy: try TrustPolicy(reading: Array(text.utf8)),
            transport: DirectWitnesses(witnesses: ["consumer": witness])
        )
        return (fixture, log, witness)
    }

    @Test func `a checkpoint is witnessed when the quorum cosigned, and receipts then carry the cosignatures`()
        async throws
    {
        let (fixture, log, witness) = try await witnessed()
        for _ in 0..<3 {
            try await business(fixture)
            try await log.advance()
            #expect(try await log.evidence.witnesses.round())
            #expect(try log.place.witnessed()?.checkpoint.size == (try log.size()))
        }
        #expect(try await !log.evidence.witnesses.round())
        let policy = log.evidence.writer.settings.policy
        let receipt = try await log.evidence.receipts.receipt(1, withRecord: true)
        let result = EvidenceVerifier(keys: [try await log.key()], policy: policy).check(receipt)
        #expect(result.holds)
        #expect(result.findings.contains { $0.result == .proven && $0.en.contains("witnesses") })
        let hash = Digest(of: receipt.checkpoint.checkpoint.origin).hex
        let shown = try SignedCheckpoint(reading: Array(try await witness.latest(hash).body.utf8))
        try shown.verify(log: [try await log.key()])
        #expect(try shown.cosignatures(of: [witnessKey("consumer").key]).count == 1)
    }

    @Test func `too few cosignatures are not enough`() async throws {
        let (fixture, log, _) = try await witnessed(quorum: "both")
        _ = try await fixture.agree()
        try await log.advance()
        #expect(try await log.evidence.witnesses.round())
        #expect(try log.place.witnessed() == nil)
        let receipt = try await log.evidence.receipts.receipt(1, withRecord: true)
        let policy = log.evidence.writer.settings.policy
        #expect(!EvidenceVerifier(keys: [try await log.key()], policy: policy).check(receipt).holds)
        #expect(!log.health.state.isStopped)
    }

    @Test func `a log that was rolled back with its files is found by what its witness cosigned, and stays stopped`()
        async throws
    {
        let (fixture, log, witness) = try await witnessed()
        _ = try await fixture.agree()
        try await log.advance()
        try await log.evidence.witnesses.round()
        // Database and files of an earlier moment, and the same key: nothing on this side tells.
        let younger = try await Fixture(seed: 9)
        let restored = try LogFixture(
            younger.provider,
            policy: log.evidence.writer.settings.policy,
            transport: DirectWitnesses(witnesses: ["consumer": witness])
        )
        try await restored.advance()
        #expect(try restored.size() < log.size())
        await #expect(throws: LogProblem.self) { try await restored.evidence.witnesses.round() }
        #expect(restored.health.state.isStopped)
        await #expect(throws: LogProblem.self) { try await restored.advance() }
        // Also after a restart, and until a new epoch.
        let again = try LogFixture(younger.provider, folder: restored.folder)
        await again.evidence.writer.begin()
        #expect(again.health.state.isStopped)
        // Not 2: files and database are as old as each other, and cannot tell whether a second epoch had begun.
        #expect(try await again.evidence.recovery.begin(by: "owner", reason: "restored") > 2)
        try await again.advance()
        #expect(!again.health.state.isStopped)
    }

    @Test func `a split view is caught: the witness cosigns one of two trees, and says so`() async throws {
        let (fixture, log, witness) = try await witnessed()
        _ = try await fixture.agree()
        try await log.advance()
        try await log.evidence.witnesses.round()
        let size = try log.size()
        // The same key shows others a different tree of at least the same size.
        let other = try await Fixture(seed: 4)
        let fork = try LogFixture(
            other.provider,
            policy: log.evidence.writer.settings.policy,
            transport: DirectWitnesses(witnesses: ["consumer": witness])
        )
        while try await fork.stored() <= size { try await business(other) }
        try await fork.advance()
        await #expect(throws: LogProblem.self) { try await fork.evidence.witnesses.round() }
        #expect(fork.health.state.isStopped)
        #expect(try fork.place.witnessed() == nil)
    }

    @Test func `a witness that only claims a contradiction does not stop business`() async throws {
        let (fixture, log, _) = try await witnessed()
        _ = try await fixture.agree()
        let liar = try LogFixture(
            fixture.provider,
            folder: log.folder,
            policy: log.evidence.writer.settings.policy,
            transport: LyingWitness()
        )
        try await liar.advance()
        #expect(try await liar.evidence.witnesses.round())
        #expect(!liar.health.state.isStopped)
        #expect(try liar.place.witnessed() == nil)
    }

    @Test func `of many requests at once each size is judged against the one before, and the tree never goes back`()
        async throws
    {
        let (fixture, log, witness) = try await witnessed()
        var heads: [SignedCheckpoint] = []
        for _ in 0..<4 {
            try await business(fixture)
            try await log.advance()
            heads.append(try #require(try log.place.head()))
        }
        let bodies = heads.map { AddCheckpoint(oldSize: 0, proof: [], checkpoint: $0).bytes }
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for body in bodies + bodies { group.addTask { try await witness.add(body).status } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.count { $0 == 200 } == 1)
        #expect(statuses.count { $0 == 409 } == statuses.count - 1)
    }

    @Test func `bodies that are no request are 400, unknown logs 404, and nothing is kept`() async throws {
        let (fixture, log, witness) = try await witnessed()
        #expect(try await witness.add([]).status == 400)
        #expect(try await witness.add(Array("old 0\n\nx\n".utf8)).status == 400)
        #expect(try await witness.add(Array(repeating: 0xFF, count: 1000)).status == 400)
        let foreign = try LogFixture(fixture.consumer)
        try await foreign.advance()
        let head = try #require(try foreign.place.head())
        #expect(try await witness.add(AddCheckpoint(oldSize: 0, proof: [], checkpoint: head).bytes).status == 404)
        try await log.advance()
        let known = try #require(try log.place.head())
        let conflict = try await witness.add(AddCheckpoint(oldSize: 1, proof: [], checkpoint: known).bytes)
        #expect(conflict.status == 409)
        #expect(conflict.body == "0\n")
        #expect(conflict.mediaType == "text/x.tlog.size")
    }
}

/// Says that the tree is inconsistent, and has nothing to show for it.
private struct LyingWitness: WitnessTransport {
    func post(_ body: [UInt8], to url: String) async throws -> EvidenceWitness.Answer {
        EvidenceWitness.Answer(status: 422, body: "no\n")
    }

    func get(_ url: String) async throws -> EvidenceWitness.Answer { EvidenceWitness.Answer(status: 404, body: "") }
}
