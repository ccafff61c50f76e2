import EvidenceLog
import HTTPTypes
package import Logging
import NIOCore
import Primitives
package import ServerKit
import ServiceLifecycle
import Synchronization

/// Sends a request to a witness and gives the answer; the way out is the node's one door.
package protocol WitnessTransport: Sendable {
    func post(_ body: [UInt8], to url: String) async throws -> EvidenceWitness.Answer
    func get(_ url: String) async throws -> EvidenceWitness.Answer
}

/// Through the node's egress, as the owner's own choice of address.
package struct EgressWitnessTransport: WitnessTransport {
    private let egress: Egress
    /// Bytes of an answer: a few signature lines.
    private static let answerBytes = 64 * 1024

    package init(_ egress: Egress) { self.egress = egress }

    package func post(_ body: [UInt8], to url: String) async throws -> EvidenceWitness.Answer {
        var request = EgressRequest(.post, try EgressURL(url))
        request.body = .bytes(body)
        request.headers[.contentType] = "text/plain; charset=utf-8"
        return try await send(request)
    }

    package func get(_ url: String) async throws -> EvidenceWitness.Answer {
        try await send(EgressRequest(.get, try EgressURL(url)))
    }

    private func send(_ request: EgressRequest) async throws -> EvidenceWitness.Answer {
        var request = request
        request.maximumBytes = Self.answerBytes
        let answer = try await egress.send(request, for: .owner)
        return EvidenceWitness.Answer(status: Int(answer.status.code), body: String(buffer: answer.body))
    }
}

/// Asks the policy's witnesses to cosign our checkpoints, and keeps the newest one that counts as witnessed.
package final class WitnessClient: Service {
    /// Seconds between rounds: cosignatures follow checkpoints, they do not hold them up.
    private static let restSeconds = 5
    /// Signature lines read from one answer.
    private static let mostLines = 16

    private let writer: EvidenceLogWriter
    private let database: Database
    private let transport: any WitnessTransport
    private let logger: Logger
    /// The size that each witness cosigned last, by its key; learned from its answers.
    private let sizes = Mutex<[String: Int]>([:])

    package init(
        writer: EvidenceLogWriter,
        database: Database,
        transport: any WitnessTransport,
        logger: Logger
    ) {
        self.writer = writer
        self.database = database
        self.transport = transport
        self.logger = logger
    }

    package func run() async throws {
        guard !writer.settings.policy.witnesses.isEmpty else {
            try await gracefulShutdown()
            return
        }
        let ticks = AsyncStream<Void>(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let ticking = Task {
                repeat { continuation.yield() } while (try? await Task.sleep(for: .seconds(Self.restSeconds))) != nil
                continuation.finish()
            }
            continuation.onTermination = { _ in ticking.cancel() }
        }
        for await _ in ticks.cancelOnGracefulShutdown() {
            do {
                try await round()
            } catch {
                logger.error("witnesses could not be asked", metadata: ["error": "\(error)"])
            }
        }
    }

    /// One round: the newest checkpoint to every witness with an address; false when it counts as witnessed already.
    @discardableResult
    package func round() async throws -> Bool {
        let epoch = try await database.read { try EvidenceEpochStore.newest(in: $0).number }
        let place = writer.settings.place(epoch: epoch)
        let policy = writer.settings.policy
        guard let head = try place.head(), head.checkpoint.size > 0,
            try place.witnessed()?.checkpoint.size != head.checkpoint.size
        else { return false }
        var cosigned = head
        for witness in policy.witnesses {
            guard let url = witness.url else { continue }
            do {
                cosigned.note.signatures += try await ask(witness.key, url, head, place)
            } catch let problem as LogProblem where problem.kind == .inconsistent {
                try await writer.contradicted(problem, epoch: epoch)
                throw problem
            } catch {
                logger.notice(
                    "a witness did not cosign",
                    metadata: ["witness": "\(witness.name)", "reason": "\(error)"]
                )
            }
        }
        let names = try policy.witnesses(of: cosigned)
        guard !names.isEmpty, policy.isWitnessed(by: names) else { return true }
        try place.keepWitnessed(cosigned)
        return true
    }

    /// The witness's signature lines over `head` that verify.
    private func ask(
        _ key: VerifierKey,
        _ url: String,
        _ head: SignedCheckpoint,
        _ place: LogPlace
    ) async throws -> [NoteSignature] {
        let address = (url.hasSuffix("/") ? url : url + "/") + "add-checkpoint"
        var old = sizes.withLock { $0[key.text] ?? 0 }
        for _ in 0..<2 {
            let body = try Self.request(from: old, head, place)
            let answer = try await transport.post(body.bytes, to: address)
            switch answer.status {
            case 200:
                sizes.withLock { $0[key.text] = head.checkpoint.size }
                return try Self.lines(answer.body, key, head)
            case 409:
                guard let size = Int(answer.body.prefix { $0 != "\n" }) else { throw Self.refused(key, answer) }
                guard size <= head.checkpoint.size else {
                    try await compare(key, url, head, place)
                    throw Self.refused(key, answer)
                }
                old = size
                sizes.withLock { $0[key.text] = size }
            case 422:
                try await compare(key, url, head, place)
                throw Self.refused(key, answer)
            default:
                throw Self.refused(key, answer)
            }
        }
        throw LogProblem(.storage, "the witness `\(key.name)` changes its mind", "见证方 `\(key.name)` 反复变更")
    }

    /// Looks at what the witness cosigned: with our own signature on a tree that ours does not extend, this log is at fault.
    ///
    /// Without such a proof it is only the word of a witness, and business goes on.
    private func compare(
        _ key: VerifierKey,
        _ url: String,
        _ head: SignedCheckpoint,
        _ place: LogPlace
    ) async throws {
        let hash = Digest(of: head.checkpoint.origin).hex
        let answer = try await transport.get((url.hasSuffix("/") ? url : url + "/") + hash + "/checkpoint")
        guard answer.status == 200 else { throw Self.refused(key, answer) }
        let theirs = try SignedCheckpoint(reading: Array(answer.body.utf8))
        try theirs.verify(log: [try await ourKey(head.checkpoint.origin)])
        let (size, ours) = (theirs.checkpoint.size, head.checkpoint.size)
        guard theirs.checkpoint.origin.utf8.elementsEqual(head.checkpoint.origin.utf8) else { return }
        if size > ours { throw Self.ahead(key, size, head) }
        var reader = TreeReader(size: ours, source: place.published)
        if try reader.root(of: size) != theirs.checkpoint.root { throw Self.contradicts(key, head) }
    }

    private func ourKey(_ origin: String) async throws -> VerifierKey {
        let epochs = try await database.read { try EvidenceEpochStore.all(in: $0) }
        guard let text = epochs.first(where: { $0.origin?.utf8.elementsEqual(origin.utf8) == true })?.verifierKey else {
            throw LogProblem(.missing, "no key of `\(origin)`", "没有 `\(origin)` 的公钥")
        }
        return try VerifierKey(reading: text)
    }

    private static func request(
        from old: Int,
        _ head: SignedCheckpoint,
        _ place: LogPlace
    ) throws -> AddCheckpoint {
        var reader = TreeReader(size: head.checkpoint.size, source: place.published)
        let size = min(old, head.checkpoint.size)
        return AddCheckpoint(oldSize: size, proof: try reader.consistencyProof(from: size), checkpoint: head)
    }

    /// Unknown keys' lines are ignored; one of this key that does not verify is an error.
    private static func lines(
        _ body: String,
        _ key: VerifierKey,
        _ head: SignedCheckpoint
    ) throws -> [NoteSignature] {
        let note = try SignedNote(reading: head.note.text + [0x0A] + Array(body.utf8))
        guard note.signatures.count <= mostLines, try !note.verifiedKeys(among: [key]).isEmpty else {
            throw LogProblem(.signature, "the witness `\(key.name)` sent no cosignature", "见证方 `\(key.name)` 未返回见证签名")
        }
        return note.signatures.filter { $0.keyID == key.keyID && $0.name.utf8.elementsEqual(key.name.utf8) }
    }

    private static func refused(_ key: VerifierKey, _ answer: EvidenceWitness.Answer) -> LogProblem {
        LogProblem(
            .signature,
            "the witness `\(key.name)` answered \(answer.status): \(answer.body.prefix(200))",
            "见证方 `\(key.name)` 返回 \(answer.status)"
        )
    }

    /// The witness has seen more of our log than we have: ours was rolled back.
    private static func ahead(_ key: VerifierKey, _ size: Int, _ head: SignedCheckpoint) -> LogProblem {
        LogProblem(
            .inconsistent,
            "the witness `\(key.name)` cosigned \(size) entries of this log, which now has \(head.checkpoint.size): it was rolled back",
            "见证方 `\(key.name)` 已见证 \(size) 条，而本日志仅有 \(head.checkpoint.size) 条：日志已回退"
        )
    }

    private static func contradicts(_ key: VerifierKey, _ head: SignedCheckpoint) -> LogProblem {
        LogProblem(
            .inconsistent,
            "the witness `\(key.name)` cosigned another tree than the one of \(head.checkpoint.size) entries that is here",
            "见证方 `\(key.name)` 见证的树与本日志 \(head.checkpoint.size) 条的树不一致"
        )
    }
}
