import Synchronization

/// Carries a write closure's value from the writer to the caller that waits for the commit.
final class ResultBox<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)

    func set(_ value: Value) { self.value.withLock { $0 = value } }

    func resume(_ continuation: CheckedContinuation<Value, any Error>) {
        if let value = value.withLock({ $0 }) {
            continuation.resume(returning: value)
        } else {
            continuation.resume(throwing: Problem.internalError)
        }
    }
}
