import EvidenceLog
import Foundation
import HTTPTypes
import Logging
import NIOCore
import Node
import Primitives
import ServerKit

/// The evidence log: durable appends, the time until an entry has its proof, and receipts in a very large log.
struct EvidenceBench: Sendable {
    private static let callers = 64
    private static let measured: Duration = .seconds(5)
    /// Entries of the large log.
    let entries: Int
    let folder: String

    func run() async throws -> [BenchRow] {
        [try await appends()] + (try await overHTTP()) + (try receipts())
    }

    /// A log of a database of its own.
    private func node(_ name: String) throws -> (NodeEvidence, Database, EventFeed) {
        let path = folder + "/" + name
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let database = try Database.open(
            path: path + "/sluice.db",
            migrations: EvidenceStore.migrations + WitnessStore.migrations
        )
        let feed = EventFeed()
        let egress = try Egress()
        guard let witness = Ed25519NoteKey(name: "bench/witness", seed: EvidenceGenerate.seed, algorithm: .cosignature)
        else { throw Problem.internalError }
        let evidence = NodeEvidence(
            EvidenceLogSettings(folder: path + "/evidence", origin: "bench/log"),
            database: database,
            signers: try EvidenceSigners(seed: EvidenceGenerate.seed),
            world: .real,
            feed: feed,
            health: EvidenceHealth(),
            node: "urn:bench:node",
            witnessing: Witnessing(logs: [], transport: EgressWitnessTransport(egress)) { witness },
            logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
        )
        return (evidence, database, feed)
    }

    /// Whole records, each durable before its caller goes on, while the log is integrated beside them.
    private func appends() async throws -> BenchRow {
        let (evidence, database, feed) = try node("appends")
        await evidence.writer.begin()
        let running = Task { try await evidence.writer.run() }
        defer { running.cancel() }
        let clock = ContinuousClock()
        let end = clock.now + Self.measured
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for caller in 0..<Self.callers {
                group.addTask {
                    var done = 0
                    while clock.now < end {
                        let (moment, number) = (Moment(.real), Int64(done))
                        try await database.write { transaction in
                            var writer = EvidenceWriter(moment, node: "urn:bench:node", in: transaction)
                            var draft = EvidenceDraft(
                                type: "bench.entry",
                                subjectKind: "bench",
                                subjectID: "urn:bench:\(caller)"
                            )
                            draft.amounts["number"] = number
                            try writer.record(draft)
                            transaction.afterCommit { feed.ring() }
                        }
                        done += 1
                    }
                    return done
                }
            }
            return try await group.reduce(0, +)
        }
        return BenchRow(
            name: "evidence appends, 64 callers",
            value: Double(count) / Double(Self.measured.components.seconds),
            unit: "per second",
            floor: 5000,
            isUpperLimit: false
        )
    }

    /// The same through `POST /add` of a connector, and how long one entry waits for its proof.
    private func overHTTP() async throws -> [BenchRow] {
        let party = try DemoParty(id: "urn:bench:log", name: "log", folder: folder + "/add")
        let other = try DemoParty(id: "urn:bench:other", name: "other", folder: folder + "/other")
        let config = try party.writeConfiguration(
            peer: other,
            tokenIn: World.real.token(),
            tokenOut: World.real.token(),
            more: "evidence: {testAdd: true}"
        )
        let processes = DemoProcesses()
        try processes.start(config: config, log: party.folder + "/connector.log")
        defer { processes.stop() }
        try await party.waitUntilReady { processes.areAlive }
        let adder = try LogAdder("http://127.0.0.1:\(party.publicPort)/add")
        let perSecond = try await load(adder)
        var waits: [Double] = []
        for _ in 0..<50 { waits.append(try await proofSeconds(adder, party.folder + "/data/evidence/log")) }
        await adder.close()
        await party.shutdown()
        await other.shutdown()
        return [
            BenchRow(
                name: "evidence over /add, 64 callers",
                value: perSecond,
                unit: "per second",
                floor: 3000,
                isUpperLimit: false
            ),
            BenchRow(name: "proof available p99", value: waits.percentile(0.99), unit: "s", floor: 1),
        ]
    }

    private func load(_ adder: LogAdder) async throws -> Double {
        let clock = ContinuousClock()
        let end = clock.now + Self.measured
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for caller in 0..<Self.callers {
                group.addTask {
                    var done = 0
                    while clock.now < end {
                        _ = try await adder.add(Array("caller \(caller) entry \(done)".utf8))
                        done += 1
                    }
                    return done
                }
            }
            return try await group.reduce(0, +)
        }
        return Double(count) / Double(Self.measured.components.seconds)
    }

    /// From the answer of `/add` until the published checkpoint covers the entry.
    private func proofSeconds(_ adder: LogAdder, _ path: String) async throws -> Double {
        let index = try await adder.add(Array(World.real.uuid().utf8))
        let clock = ContinuousClock()
        let start = clock.now
        let folder = LogFolder(path)
        while try folder.checkpoint()?.checkpoint.size ?? 0 <= index { try await Task.sleep(for: .milliseconds(1)) }
        return Double((clock.now - start).components.attoseconds) / 1e18
            + Double((clock.now - start).components.seconds)
    }

    /// Receipts made from files and verified, in a log of many entries.
    private func receipts() throws -> [BenchRow] {
        guard let key = Ed25519NoteKey(name: EvidenceGenerate.origin, seed: EvidenceGenerate.seed) else {
            throw Problem.internalError
        }
        let place = LogPlace(published: folder + "/large/log", state: folder + "/large/state")
        var writer = try LogWriter(place, origin: EvidenceGenerate.origin, signers: [key])
        while writer.head.checkpoint.size < entries {
            let start = writer.head.checkpoint.size
            try writer.append((start..<min(start + 262_144, entries)).map(EvidenceGenerate.entry))
        }
        var (made, verified): ([Double], [Double]) = ([], [])
        let clock = ContinuousClock()
        for _ in 0..<300 {
            let index = Int.random(in: 0..<entries)
            let first = clock.now
            guard let signed = try place.published.checkpoint() else { throw Problem.internalError }
            var reader = TreeReader(size: signed.checkpoint.size, source: place.published)
            let proof = TlogProof(
                extra: nil,
                index: index,
                path: try reader.inclusionProof(of: index),
                checkpoint: signed
            )
            let bytes = proof.bytes
            let second = clock.now
            try TlogProof(reading: bytes).verify(entry: EvidenceGenerate.entry(index), log: [key.key])
            made.append(Self.milliseconds(second - first))
            verified.append(Self.milliseconds(clock.now - second))
        }
        let size = "\(entries / 1_000_000) million entries"
        return [
            BenchRow(name: "receipt made, \(size), p99", value: made.percentile(0.99), unit: "ms", floor: 5),
            BenchRow(name: "receipt verified, \(size), p99", value: verified.percentile(0.99), unit: "ms", floor: 5),
        ]
    }

    private static func milliseconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) * 1000 + Double(duration.components.attoseconds) / 1e15
    }
}

/// Posts entries to a log in test mode.
private struct LogAdder: Sendable {
    private let url: EgressURL
    private let egress: Egress

    init(_ address: String) throws {
        url = try EgressURL(address)
        let allowed = EgressPolicy.Allowance(origins: [url.origin], allowsPlainHTTP: true)
        egress = try Egress(EgressSettings(policy: EgressPolicy(peer: EgressPolicy.Allowance(), owner: allowed)))
    }

    /// The index of the entry, which is durable then.
    func add(_ entry: [UInt8]) async throws -> Int {
        var request = EgressRequest(.post, url)
        request.body = .bytes(entry)
        let answer = try await egress.send(request, for: .owner)
        guard answer.status.code == 200, let index = Int(String(buffer: answer.body)) else {
            throw Problem.notFound("index", "\(answer.status.code)")
        }
        return index
    }

    func close() async { await egress.shutdown() }
}
