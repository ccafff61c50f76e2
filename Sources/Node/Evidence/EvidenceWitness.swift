package import EvidenceLog
import HTTPTypes
import Hummingbird
import NIOCore
import Primitives
package import ServerKit

/// This node as a witness of others' logs (C2SP tlog-witness): it cosigns a tree only after it was shown to extend the last one.
package struct EvidenceWitness: Sendable {
    private let cosigner: @Sendable () throws -> any CheckpointCosigner
    private let logs: [VerifierKey]
    private let database: Database
    private let world: World

    /// `cosigner` gives the key of the moment, since it may be rotated; `logs` are the verifier keys of the logs that we cosign, and a
    /// key's name is its log's origin.
    package init(
        cosigner: @escaping @Sendable () throws -> any CheckpointCosigner,
        logs: [VerifierKey],
        database: Database,
        world: World
    ) {
        self.cosigner = cosigner
        self.logs = logs
        self.database = database
        self.world = world
    }

    /// What others put into their trust policies.
    package var verifierKey: String { get throws { try cosigner().key.text } }

    package var endpoints: [Endpoint] {
        guard !logs.isEmpty else { return [] }
        return [
            Endpoint(
                .post,
                "/witness/add-checkpoint",
                access: .public(reason: "the checkpoint's own signature says who asks"),
                "cosign a log's checkpoint that extends the last one"
            ) { call in try await add(try await call.body(maximumBytes: AddCheckpoint.longest)).response },
            Endpoint(
                .get,
                "/witness/{originHash}/checkpoint",
                access: .public(reason: "monitors compare what a log shows them with what it showed us"),
                "the latest checkpoint that was cosigned for a log"
            ) { call in try await latest(try call.parameter("originHash")).response },
        ]
    }

    /// An answer to `add-checkpoint`.
    package struct Answer: Sendable, Equatable {
        package let status: Int
        package let body: String
        package let mediaType: String

        package init(status: Int, body: String, mediaType: String = "text/plain; charset=utf-8") {
            self.status = status
            self.body = body
            self.mediaType = mediaType
        }

        var response: Response {
            Response(
                status: HTTPResponse.Status(code: status),
                headers: [.contentType: mediaType, .cacheControl: "no-store"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: body))
            )
        }
    }

    /// Judges a request; a cosignature leaves only after the new tree is durable, compared and kept in one transaction.
    package func add(_ body: [UInt8]) async throws -> Answer {
        let request: AddCheckpoint
        do {
            request = try AddCheckpoint(reading: body)
        } catch {
            return Answer(status: WitnessVerdict.malformed.status, body: error.en + "\n")
        }
        let checkpoint = request.checkpoint.checkpoint
        let hash = Digest(of: checkpoint.origin).hex
        let keys = logs.filter { Digest(of: $0.name).hex == hash }
        let line = try cosigner().cosign(request.checkpoint.note.text, time: max(1, world.now().milliseconds / 1000))
        let verdict = try await database.write { transaction in
            let latest = try WitnessStore.latest(hash, in: transaction)
            let verdict = Witness.judge(request, keys: keys, latest: latest.map { ($0.size, $0.root) })
            if verdict == .cosign {
                let note = Self.note(request.checkpoint, of: keys, with: line)
                try WitnessStore.keep(checkpoint, note: note, hash, in: transaction)
            }
            return verdict
        }
        return Self.answer(verdict, line)
    }

    /// The checkpoint with the log's verified signatures and ours: what monitors are shown.
    private static func note(_ signed: SignedCheckpoint, of keys: [VerifierKey], with line: NoteSignature) -> String {
        var note = signed.note
        note.signatures = note.signatures.filter { line in keys.contains { $0.keyID == line.keyID } } + [line]
        return String(decoding: note.bytes, as: UTF8.self)
    }

    private static func answer(_ verdict: WitnessVerdict, _ line: NoteSignature) -> Answer {
        switch verdict {
        case .cosign: Answer(status: verdict.status, body: line.line)
        case .conflict(let size):
            Answer(status: verdict.status, body: "\(size)\n", mediaType: "text/x.tlog.size")
        case .malformed: Answer(status: verdict.status, body: "the old size is larger than the new one\n")
        case .unsigned: Answer(status: verdict.status, body: "no known key of the log signed this\n")
        case .unknownOrigin: Answer(status: verdict.status, body: "this log is not cosigned here\n")
        case .inconsistent: Answer(status: verdict.status, body: "the tree does not extend the last one\n")
        }
    }

    /// The latest cosigned checkpoint of the log with this hash of its origin; `notFound` when there is none.
    package func latest(_ hash: String) async throws -> Answer {
        guard let latest = try await database.read({ try WitnessStore.latest(hash, in: $0) }) else {
            throw Problem.notFound("checkpoint", hash)
        }
        return Answer(status: 200, body: latest.note)
    }
}
