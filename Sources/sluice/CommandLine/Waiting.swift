import ArgumentParser
import Primitives
import ServerKit

/// Whether a command stays until what it began has ended.
struct WaitOptions: ParsableArguments {
    @Flag(name: .long, help: "Wait for the outcome. 等待结果。")
    var wait = false

    @Option(name: .long, help: "Most seconds to wait. 最长等待秒数。")
    var timeout: Int?

    func validate() throws { try Waiting.check(timeout) }
}

/// Looks again and again until there is something to see.
enum Waiting {
    /// A month: beyond it nobody waits at a terminal.
    private static let longestSeconds = 2_678_400
    private static let firstPause: Duration = .milliseconds(20)
    private static let longestPause: Duration = .milliseconds(500)

    /// Refuses a time that nobody means.
    static func check(_ seconds: Int?) throws {
        guard let seconds, !(0...longestSeconds).contains(seconds) else { return }
        throw ValidationError("--timeout must be between 0 and \(longestSeconds) seconds")
    }

    /// Calls `look` until it gives a value.
    ///
    /// - Throws: `Problem` with code `timedOut` and the advice given after `seconds`.
    static func value<Value>(
        seconds: Int?,
        advice: BilingualText,
        _ look: () async throws -> Value?
    ) async throws -> Value {
        let deadline = seconds.map { ContinuousClock.now.advanced(by: .seconds($0)) }
        var pause = firstPause
        while true {
            if let value = try await look() { return value }
            if let deadline, .now >= deadline { throw timedOut(seconds ?? 0, advice) }
            try await Task.sleep(for: pause)
            pause = min(pause * 2, longestPause)
        }
    }

    private static func timedOut(_ seconds: Int, _ advice: BilingualText) -> Problem {
        Problem(
            .timedOut,
            BilingualText(en: "not finished after \(seconds) s", zh: "\(seconds) 秒内未完成"),
            advice: advice
        )
    }
}
