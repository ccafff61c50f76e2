import NIOCore
import Synchronization

/// Whose turn it is in an upload, so that a peer that stops reading is told apart from a source that is slow.
///
/// The HTTP client has no time limit while a connection takes no more bytes, hence this one.
final class UploadWatch: Sendable {
    private enum Turn {
        case notStarted, source, finished
        case peer(since: NIODeadline)
    }

    private let turn = Mutex(Turn.notStarted)

    func sourceIsAsked() { turn.withLock { $0 = .source } }

    func peerIsGiven() { turn.withLock { $0 = .peer(since: .now()) } }

    func finish() { turn.withLock { $0 = .finished } }

    /// Whether the peer has taken nothing for so long.
    func isStalled(for idle: TimeAmount) -> Bool {
        turn.withLock { turn in
            guard case .peer(let since) = turn else { return false }
            return NIODeadline.now() - since > idle
        }
    }
}

/// The parts of an upload, noting each handover.
struct WatchedParts<Parts: AsyncSequence & Sendable>: AsyncSequence, Sendable where Parts.Element == ByteBuffer {
    typealias Element = ByteBuffer

    let parts: Parts
    let watch: UploadWatch

    func makeAsyncIterator() -> Iterator { Iterator(parts: parts.makeAsyncIterator(), watch: watch) }

    struct Iterator: AsyncIteratorProtocol {
        var parts: Parts.AsyncIterator
        let watch: UploadWatch

        mutating func next() async throws -> ByteBuffer? {
            watch.sourceIsAsked()
            let part = try await parts.next(isolation: #isolation)
            if part == nil { watch.finish() } else { watch.peerIsGiven() }
            return part
        }
    }
}
