import Crypto
import HTTPTypes
import NIOCore
import Primitives
import ServerKit
import Synchronization

/// One try at handing pulled content on to the owner's own endpoint, without keeping it.
///
/// The last chunk is held back until the digest is verified: content that is not what was announced never arrives whole.
struct Relay: DeliveryAttempt {
    let plane: DataPlane
    let transfer: TransferProcess
    let url: String
    let authorization: String?
    let held: OpenFlow

    func attempt(_ delivery: inout Delivery) async throws -> Receipt {
        let answer = try await plane.ask(transfer, from: 0, nil)
        guard answer.status == .ok else { throw AnswerProblem.of(answer.status) }
        let length = answer.headers[.contentLength].flatMap { Int64($0) }
        delivery.total = length
        let parts = RelayParts(
            body: answer.body,
            length: length,
            announced: answer.headers[.reprDigest].flatMap { Digest(representation: $0) },
            held: held
        ) { [plane, transfer] in
            guard let mark = answer.headers[.sluiceDelivery] else { return nil }
            return try await plane.digest(of: transfer, delivery: mark)
        }
        var request = EgressRequest(.put, try EgressURL(url), body: .stream(parts, length: length))
        request.headers[.contentType] = answer.headers[.contentType]
        request.headers[.reprDigest] = answer.headers[.reprDigest]
        request.headers[.authorization] = authorization
        request.headers[.sluiceTransfer] = transfer.id.rawValue
        try await put(request)
        let (bytes, digest) = parts.outcome.withLock { ($0.bytes, $0.digest) }
        return Receipt(bytes: bytes, digest: digest)
    }

    private func put(_ request: EgressRequest) async throws {
        let answer: EgressStream
        do {
            answer = try await plane.egress.stream(request, for: .owner)
        } catch let error as RelayParts.SourceError {
            throw error.cause
        } catch let problem as EgressProblem where !problem.isWorthRetrying {
            throw DeliveryFault(code: "address", side: .sink, text: "the sink's address cannot be used")
        }
        switch answer.status.code {
        case 200..<300: return
        case 408, 425, 429, 500...:
            throw Problem(
                .peer,
                BilingualText(en: "the sink answered \(answer.status.code)", zh: "接收端返回 \(answer.status.code)")
            )
        default:
            throw DeliveryFault(
                code: "sink-\(answer.status.code)",
                side: .sink,
                text: "the sink answered \(answer.status.code)"
            )
        }
    }
}

/// The parts of a pulled body, hashed on their way, one held back.
struct RelayParts: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    /// A failure of the provider's side, told apart from one of the sink's.
    struct SourceError: Error { let cause: any Error }

    struct Outcome {
        var bytes: Int64 = 0
        var digest: Primitives.Digest?
    }

    final class OutcomeBox: Sendable {
        private let value = Mutex(Outcome())
        func withLock<Value: Sendable>(_ body: (inout sending Outcome) -> Value) -> Value {
            value.withLock { body(&$0) }
        }
    }

    let body: EgressBody
    let length: Int64?
    let announced: Primitives.Digest?
    let held: OpenFlow
    /// Asks for the digest after the last byte, where none was announced.
    let ask: @Sendable () async throws -> Primitives.Digest?
    let outcome = OutcomeBox()

    init(
        body: EgressBody,
        length: Int64?,
        announced: Primitives.Digest?,
        held: OpenFlow,
        ask: @escaping @Sendable () async throws -> Primitives.Digest?
    ) {
        self.body = body
        self.length = length
        self.announced = announced
        self.held = held
        self.ask = ask
    }

    func makeAsyncIterator() -> Iterator { Iterator(body: body.makeAsyncIterator(), parts: self) }

    struct Iterator: AsyncIteratorProtocol {
        var body: EgressBody.Iterator
        let parts: RelayParts
        var hasher = SHA256()
        var bytes: Int64 = 0
        var waiting: ByteBuffer?

        init(body: EgressBody.Iterator, parts: RelayParts) {
            self.body = body
            self.parts = parts
        }

        mutating func next() async throws -> ByteBuffer? {
            do {
                if waiting == nil { waiting = try await take() }
                guard let ready = waiting else { return nil }
                waiting = try await take()
                if waiting == nil { try await verify() }
                return ready
            } catch {
                throw SourceError(cause: error)
            }
        }

        private mutating func take() async throws -> ByteBuffer? {
            let next = try await body.next(isolation: #isolation)
            // A cut ends the body like its end does; only what was not cut may be judged.
            try Task.checkCancellation()
            try parts.held.flow.touch()
            guard let part = next else { return nil }
            part.feed(&hasher)
            bytes += Int64(part.readableBytes)
            parts.held.moved(to: bytes, total: parts.length)
            return part
        }

        private func verify() async throws {
            let digest = Primitives.Digest(hasher.finalize())
            guard parts.length.map({ $0 == bytes }) ?? true else {
                throw Problem(.peer, BilingualText(en: "the connection closed early", zh: "连接提前关闭"))
            }
            let announced: Primitives.Digest? =
                if let known = parts.announced { known } else { try await parts.ask() }
            if let announced, announced != digest {
                throw DeliveryFault.digest(expected: announced, got: digest)
            }
            parts.outcome.withLock { $0 = Outcome(bytes: bytes, digest: digest) }
        }
    }
}
