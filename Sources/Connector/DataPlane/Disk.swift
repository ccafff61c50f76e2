import NIOCore
import NIOPosix

/// Threads for disk work, so that a slow disk blocks no event loop and no task.
final class Disk: Sendable {
    private let threads: NIOThreadPool
    private let loops: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton

    init() {
        threads = NIOThreadPool(numberOfThreads: DataPlaneLimits.diskThreads)
        threads.start()
    }

    deinit { threads.shutdownGracefully { _ in } }

    /// Begins work at once; its result is awaited later, which is how reading ahead is done.
    func begin<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) -> EventLoopFuture<Value> {
        threads.runIfActive(eventLoop: loops.any(), body)
    }

    func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await threads.runIfActive(body)
    }
}
