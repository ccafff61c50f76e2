import Synchronization

/// Wakes the outbox after a commit and hands it what the commit owes, so that it need not look it up.
package final class OutboxBell: Sendable {
    /// Messages handed over and not taken yet; what does not fit is found in the table.
    private static let handedLimit = 1024

    private struct Waiting {
        var handed: [OutboxMessage] = []
        var mustLook = false
    }

    let rings: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private let waiting = Mutex(Waiting())

    package init() {
        (rings, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Stores a message in a change's own transaction; once that is durable, the outbox has it.
    package func leave(_ message: OutboxMessage, in transaction: WriteTransaction) throws {
        try OutboxStore.insert(message, in: transaction)
        transaction.afterCommit { [self] in hand(message) }
    }

    /// Has the outbox look at the table.
    package func ring() {
        waiting.withLock { $0.mustLook = true }
        continuation.yield()
    }

    private func hand(_ message: OutboxMessage) {
        waiting.withLock { waiting in
            if waiting.handed.count < Self.handedLimit {
                waiting.handed.append(message)
            } else {
                waiting.mustLook = true
            }
        }
        continuation.yield()
    }

    /// What was handed over since the last call, and whether the table may hold more.
    func take() -> (handed: [OutboxMessage], mustLook: Bool) {
        waiting.withLock { waiting in
            defer { waiting = Waiting() }
            return (waiting.handed, waiting.mustLook)
        }
    }

    func close() { continuation.finish() }
}
