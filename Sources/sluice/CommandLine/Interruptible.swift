import ServerKit
import UnixSignals

/// Work that Ctrl-C ends in good order.
enum Interruptible {
    /// Runs `body`; on SIGINT or SIGTERM cancels it and throws `Interrupted` with what `hint` says then.
    static func run<Value: Sendable>(
        hint: @escaping @Sendable () -> BilingualText,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { break }
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let value = first else { throw Interrupted(hint: hint()) }
            return value
        }
    }
}
