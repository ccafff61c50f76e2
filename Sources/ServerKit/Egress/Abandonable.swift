import NIOCore
import NIOPosix

/// Work that its caller can leave at once, even while it waits for something that cannot be interrupted.
struct Abandonable<Value: Sendable>: Sendable {
    private let outcome: EventLoopPromise<Value>
    private let work: Task<Void, Never>

    /// Starts the work in a task of its own: a name lookup blocks a thread and would hold its caller with it.
    init(_ body: @escaping @Sendable () async throws -> Value) {
        outcome = MultiThreadedEventLoopGroup.singleton.any().makePromise()
        work = outcome.completeWithTask(body)
    }

    var eventLoop: any EventLoop { outcome.futureResult.eventLoop }

    /// Ends the wait with an error; a result that came first stays.
    func abandon(_ error: any Error) {
        outcome.fail(error)
        work.cancel()
    }

    /// Waits for the result; cancelling the caller abandons the work.
    func value() async throws -> Value {
        try await withTaskCancellationHandler {
            try await outcome.futureResult.get()
        } onCancel: {
            abandon(CancellationError())
        }
    }
}
