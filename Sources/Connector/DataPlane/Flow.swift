package import Primitives
package import ServerKit
import Synchronization

/// One stream of bytes under a transfer, from either side, and the way to cut it.
///
/// A cut runs the hook at once (it closes the channel or cancels the worker): a flag would never reach a reader that
/// has stopped reading.
package final class Flow: Sendable {
    private struct State {
        var cause: Problem?
        var hook: (@Sendable () -> Void)?
        var moved = ContinuousClock.now
        var boundary: Instant?
        var access: String?
    }

    package let transfer: Identifier<TransferProcess>
    /// Whether silence ends it; workers of ours have time limits of their own.
    let isWatched: Bool
    private let stallTime: Duration
    private let state = Mutex(State())

    init(_ transfer: Identifier<TransferProcess>, isWatched: Bool, stallTime: Duration) {
        self.transfer = transfer
        self.isWatched = isWatched
        self.stallTime = stallTime
    }

    /// Why the flow was cut; nil while it runs.
    package var cause: Problem? { state.withLock { $0.cause } }

    /// Has `hook` run when the flow is cut; at once when it was.
    func onCut(_ hook: @escaping @Sendable () -> Void) {
        let isCut = state.withLock { state in
            if state.cause == nil { state.hook = hook }
            return state.cause != nil
        }
        if isCut { hook() }
    }

    /// Ends the flow; the first cause stays.
    func cut(_ cause: Problem) {
        let hook = state.withLock { state -> (@Sendable () -> Void)? in
            guard state.cause == nil else { return nil }
            state.cause = cause
            defer { state.hook = nil }
            return state.hook
        }
        hook?()
    }

    /// Notes that bytes moved; throws when the flow was cut.
    func touch() throws {
        let cause = state.withLock { state in
            state.moved = .now
            return state.cause
        }
        if let cause { throw cause }
    }

    /// When the policy must be asked again.
    var boundary: Instant? {
        get { state.withLock { $0.boundary } }
        set { state.withLock { $0.boundary = newValue } }
    }

    /// The reservation of the access that flows.
    var access: String? {
        get { state.withLock { $0.access } }
        set { state.withLock { $0.access = newValue } }
    }

    func isStalled(at now: ContinuousClock.Instant) -> Bool {
        isWatched && state.withLock { $0.moved.duration(to: now) > stallTime }
    }
}
