import EvidenceLog
package import Logging
import Primitives
package import ServerKit
import ServiceLifecycle
import Synchronization

/// Turns committed entries into the published log: woken by every commit, from index 0 on.
///
/// It alone writes the log's files. What stops it makes `health` refuse changes; what was signed is never contradicted.
package final class EvidenceLogWriter: Service {
    /// Leaves that one checkpoint takes in at most: bounds memory and the time to the first proof under load.
    private static let batch = 8192
    /// Seconds between looks without a ring: the safety net after a failure.
    private static let restSeconds = 2
    /// Milliseconds from a ring to the next checkpoint: the steps of one negotiation share it, instead of waiting for its flushes,
    /// and a proof is there well within the second that is promised.
    private static let gatherMilliseconds = 100

    package let settings: EvidenceLogSettings
    package let health: EvidenceHealth
    private let database: Database
    private let signers: EvidenceSigners
    private let world: World
    private let feed: EventFeed
    private let logger: Logger
    /// Rings when a checkpoint was published.
    package let published = EventFeed()
    /// The epoch that a witness found to be contradicted.
    private let contradicted = Mutex<Int64?>(nil)
    /// The epoch that was worked on last.
    private let tried = Mutex<Int64?>(nil)

    package init(
        _ settings: EvidenceLogSettings,
        database: Database,
        signers: EvidenceSigners,
        world: World,
        feed: EventFeed,
        health: EvidenceHealth,
        logger: Logger
    ) {
        self.settings = settings
        self.database = database
        self.signers = signers
        self.world = world
        self.feed = feed
        self.health = health
        self.logger = logger
    }

    /// The text of the key that signs under this name now.
    func verifierKey(_ origin: String) throws -> String { try signers.main(origin).key.text }

    /// A log's verifier keys but the main one: rotated ones, which still verify what they signed, revoked ones, and those beside it.
    func otherKeys(_ origin: String) throws -> (former: [String], revoked: [String], beside: [String]) {
        let beside = try signers.all(origin).compactMap { ($0.verifier as? SM2NoteKey)?.text }
        let ended = try signers.ended(origin)
        return (ended.rotated.map(\.text), ended.revoked.map(\.text), beside)
    }

    /// Opens the log before anything else changes; a log that contradicts itself leaves the node readable and stopped.
    package func begin() async {
        do {
            try await database.write { [settings] in try EvidenceRetentionStore.set(settings.retention, in: $0) }
            _ = try await open()
        } catch {
            fail(error, at: world.now())
        }
    }

    package func run() async throws {
        guard let rings = feed.listen() else { throw Problem.overloaded }
        var writer: LogWriter?
        for await _ in Self.beats(rings).cancelOnGracefulShutdown() {
            do {
                try await Task.sleep(for: .milliseconds(Self.gatherMilliseconds))
                try await advance(&writer)
            } catch is CancellationError {
                return
            } catch {
                // Only the files say how far a failed step came.
                writer = nil
                if await !hasEnded() { fail(error, at: world.now()) }
            }
        }
    }

    /// Whether the epoch that was worked on is over: a recovery began another one meanwhile, and the failure is the old one's.
    private func hasEnded() async -> Bool {
        guard let epoch = tried.withLock({ $0 }) else { return false }
        // A database that cannot be read is a failure of its own.
        guard let newest = try? await database.read({ try EvidenceEpochStore.newest(in: $0).number }) else {
            return false
        }
        return newest != epoch
    }

    /// Integrates what is committed now; for tests, and never beside `run`.
    package func advanceOnce() async throws {
        var writer: LogWriter?
        do {
            try await advance(&writer)
        } catch {
            fail(error, at: world.now())
            throw error
        }
    }

    private static func beats(_ rings: AsyncStream<Void>) -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let ringing = Task {
                for await _ in rings { continuation.yield() }
                continuation.finish()
            }
            let resting = Task {
                while (try? await Task.sleep(for: .seconds(restSeconds))) != nil { continuation.yield() }
            }
            continuation.onTermination = { _ in
                ringing.cancel()
                resting.cancel()
            }
        }
    }

    private func advance(_ writer: inout LogWriter?) async throws {
        let epoch = try await database.read { try EvidenceEpochStore.newest(in: $0).number }
        tried.withLock { $0 = epoch }
        if contradicted.withLock({ $0 }) == epoch { writer = nil }
        // A key was rotated: the log is opened anew, which signs its head again with the new key before anything else.
        if let open = writer, try keyIDs(open.head.checkpoint.origin) != open.keyIDs { writer = nil }
        var open: LogWriter
        if let writer { open = writer } else { open = try await self.open() }
        var advanced = false
        while true {
            let looked = world.now()
            health.waits(since: looked)
            let size = open.head.checkpoint.size
            let leaves = try await database.read { [batch = Self.batch] in
                try EvidenceEpochStore.leaves(of: epoch, from: size, limit: batch, in: $0)
            }
            if !leaves.isEmpty {
                try Self.append(leaves, to: &open)
                advanced = true
            }
            health.advanced(waitingSince: leaves.count < Self.batch ? nil : looked)
            writer = open
            if leaves.count < Self.batch { break }
        }
        if advanced {
            try await keep(open.head, of: epoch)
            published.ring()
        }
    }

    private func keyIDs(_ origin: String) throws -> Set<UInt32> {
        Set(try signers.all(origin).map { $0.verifier.keyID })
    }

    private static func append(_ leaves: [[UInt8]], to writer: inout LogWriter) throws { try writer.append(leaves) }

    /// The database remembers the newest head, so that files of an older backup are found out.
    private func keep(_ head: SignedCheckpoint, of epoch: Int64) async throws {
        let (note, size) = (String(decoding: head.bytes, as: UTF8.self), head.checkpoint.size)
        try await database.write { try EvidenceEpochStore.keepHead(note, size: size, of: epoch, in: $0) }
    }

    /// Opens the newest epoch: checks what was signed against what is stored, and writes lost tiles again.
    private func open() async throws -> LogWriter {
        let first = try await database.read { try EvidenceEpochStore.newest(in: $0) }
        let origin = first.origin ?? EvidenceLogSettings.origin(settings.origin, epoch: first.number)
        if let reason = first.contradiction { throw LogProblem(.inconsistent, reason, reason) }
        if let backup = first.restored { throw LogProblem.restored(backup) }
        let key = try signers.main(origin).key.text
        let former = try signers.former(origin)
        let usual = [key] + former.map(\.text)
        guard first.verifierKey.map({ usual.contains($0) }) ?? true else { throw LogProblem.otherKey(origin) }
        try await database.write { try EvidenceEpochStore.setName(origin, key, of: first.number, in: $0) }
        let (known, count) = try await database.read { transaction in
            let epoch = try EvidenceEpochStore.newest(in: transaction)
            let head = try epoch.head.map { try SignedCheckpoint(reading: Array($0.utf8)) }
            return (head.map { [$0] } ?? [], try EvidenceEpochStore.count(of: epoch.number, in: transaction))
        }
        let place = settings.place(epoch: first.number)
        let keys = try signers.all(origin)
        let signed = try place.signedHeads(
            origin,
            keys: keys.map(\.verifier) + (former as [any NoteVerifier]),
            known: known
        )
        if let largest = signed.map(\.checkpoint.size).max(), largest > count {
            throw LogProblem.rolledBack(signed: largest, stored: count)
        }
        do {
            let writer = try LogWriter(place, origin: origin, signers: keys, former: former, known: known)
            try await checkTail(writer, place, epoch: first.number)
            return writer
        } catch let problem as LogProblem where [.missing, .malformed, .inconsistent].contains(problem.kind) {
            logger.error("the log's files are written again from the database", metadata: ["reason": "\(problem.en)"])
            return try await rebuild(place, origin, keys, former, known, epoch: first.number)
        }
    }

    /// The last entries of the log must be those of the database: a restored one that has grown again has others.
    private func checkTail(_ writer: LogWriter, _ place: LogPlace, epoch: Int64) async throws {
        let size = writer.head.checkpoint.size
        guard size > 0 else { return }
        let start = (size - 1) / Tile.fullWidth * Tile.fullWidth
        let stored = try await database.read {
            try EvidenceEpochStore.leaves(of: epoch, from: start, limit: size - start, in: $0)
        }
        let reader = TreeReader(size: size, source: place.published)
        for (offset, leaf) in stored.enumerated() {
            guard try reader.entry(at: start + offset) == leaf else {
                throw LogProblem.otherEntry(at: start + offset)
            }
        }
    }

    private func rebuild(
        _ place: LogPlace,
        _ origin: String,
        _ keys: [any NoteSigner],
        _ former: [VerifierKey],
        _ known: [SignedCheckpoint],
        epoch: Int64
    ) async throws -> LogWriter {
        guard var rebuild = try LogRebuild(place, origin: origin, signers: keys, former: former, known: known)
        else {
            return try LogWriter(place, origin: origin, signers: keys, former: former, known: known)
        }
        var next = 0
        while rebuild.missing > 0 {
            let from = next
            let leaves = try await database.read { [batch = Self.batch] in
                try EvidenceEpochStore.leaves(of: epoch, from: from, limit: batch, in: $0)
            }
            if leaves.isEmpty { break }
            try rebuild.append(leaves)
            next += leaves.count
        }
        return try rebuild.finish()
    }

    /// A witness has proof that this epoch was rolled back or forked: nothing more is signed in it, also after a restart.
    func contradicted(_ problem: LogProblem, epoch: Int64) async throws {
        contradicted.withLock { $0 = epoch }
        fail(problem, at: world.now())
        try await database.write { try EvidenceEpochStore.contradict(epoch, problem.en, in: $0) }
    }

    private func fail(_ error: any Error, at now: Instant) {
        let problem = error as? LogProblem ?? LogProblem(.storage, "\(error)", "\(error)")
        let isFinal = problem.kind == .inconsistent || problem.kind == .signature
        if health.state.failure != problem {
            logger.error("the evidence log cannot advance", metadata: ["reason": "\(problem.en)"])
        }
        health.failed(problem, at: now, isFinal: isFinal)
    }
}

extension LogProblem {
    static func rolledBack(signed: Int, stored: Int) -> LogProblem {
        LogProblem(
            .inconsistent,
            "a tree of \(signed) entries was signed, and the database has \(stored): it is an older copy",
            "已签名 \(signed) 条，而数据库仅有 \(stored) 条：数据库是旧副本"
        )
    }

    static func restored(_ backup: Instant) -> LogProblem {
        LogProblem(
            .inconsistent,
            "the database was restored from a backup of \(backup), and what was signed after it is not known here; the log goes on in a new epoch",
            "数据库由 \(backup) 的备份恢复，其后签署的内容本端不可知；日志须以新纪元继续"
        )
    }

    static func otherKey(_ origin: String) -> LogProblem {
        LogProblem(
            .signature,
            "the key that is here is not the one that signed the log `\(origin)`",
            "现有密钥不是签署日志 `\(origin)` 的密钥"
        )
    }

    static func otherEntry(at index: Int) -> LogProblem {
        LogProblem(
            .inconsistent,
            "entry \(index) of the signed log is not that of the database",
            "已签名日志第 \(index) 条与数据库不符"
        )
    }
}
