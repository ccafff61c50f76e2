import Synchronization

/// Tells listeners that new evidence was committed; each reads on from the entry it knows.
package final class EventFeed: Sendable {
    /// Listeners at once: each is an open connection.
    package static let listenerLimit = 1000

    private struct Listeners {
        var next = 0
        var byID: [Int: AsyncStream<Void>.Continuation] = [:]
    }

    private let listeners = Mutex(Listeners())

    package init() {}

    /// Wakes everybody; called after a commit.
    package func ring() {
        let all = listeners.withLock { Array($0.byID.values) }
        for listener in all { listener.yield() }
    }

    /// A stream that rings once at the start and after every commit; nil when there are too many listeners.
    package func listen() -> AsyncStream<Void>? {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id = listeners.withLock { listeners -> Int? in
            guard listeners.byID.count < Self.listenerLimit else { return nil }
            listeners.next += 1
            listeners.byID[listeners.next] = continuation
            return listeners.next
        }
        guard let id else { return nil }
        continuation.onTermination = { [weak self] _ in
            self?.listeners.withLock { $0.byID[id] = nil }
        }
        continuation.yield()
        return stream
    }
}
