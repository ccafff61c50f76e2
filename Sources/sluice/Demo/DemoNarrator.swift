import Foundation
import Primitives
import ServerKit
import Synchronization
import UnixSignals

/// SIGINT and SIGTERM as a stream.
enum InterruptSignals {
    static func trap() async -> UnixSignalsSequence { await UnixSignalsSequence(trapping: .sigint, .sigterm) }
}

/// Tells the demo's story on standard error, with times; progress is drawn where there is a terminal.
final class DemoNarrator: Sendable {
    struct Step: Sendable {
        let name: String
        let milliseconds: Double
    }

    private let isQuiet: Bool
    private let language: Language
    private let isTerminal: Bool
    private let steps = Mutex<[Step]>([])

    init(isQuiet: Bool, language: Language) {
        self.isQuiet = isQuiet
        self.language = language
        isTerminal = isatty(2) == 1
    }

    func say(_ en: String, _ zh: String) {
        if !isQuiet { write(language == .zh ? zh : en, end: "\n") }
    }

    private func write(_ text: String, end: String) {
        FileHandle.standardError.write(Data((text + end).utf8))
    }

    /// Runs a step, tells how long it took and what came of it.
    func step<Value: Sendable>(
        _ name: String,
        _ en: String,
        _ zh: String,
        _ body: () async throws -> (value: Value, detail: BilingualText)
    ) async throws -> Value {
        let title = language == .zh ? zh : en
        if !isQuiet, isTerminal { write("  · \(title) …", end: "\r") }
        let begin = ContinuousClock.now
        let (value, detail) = try await body()
        let milliseconds = (ContinuousClock.now - begin).preciseMilliseconds
        steps.withLock { $0.append(Step(name: name, milliseconds: milliseconds)) }
        if !isQuiet {
            write(isTerminal ? "\u{1B}[K" : "", end: "")
            write("  ✓ \(title)  \(String(format: "%.0f", milliseconds)) ms  \(detail.text(language))", end: "\n")
        }
        return value
    }

    /// A progress line that is drawn over itself.
    func progress(bytes: Int64, total: Int64) {
        guard !isQuiet, isTerminal, total > 0 else { return }
        let share = min(1, Double(bytes) / Double(total))
        let filled = Int(share * 30)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        write("    \(bar) \(Int(share * 100)) %  \(bytes) / \(total)", end: "\u{1B}[K\r")
    }

    func fail(_ error: any Error, logs: String) {
        let text =
            (error as? Problem).map { problem in
                let advice = problem.advice.map { "\n    → " + $0.text(language) } ?? ""
                return problem.message.text(language) + advice
            } ?? "\(error)"
        write("  ✗ \(text)\n    logs / 日志: \(logs)", end: "\n")
    }

    var json: JSONValue {
        .array(
            steps.withLock { $0 }.map { step in
                ["step": .string(step.name), "milliseconds": .number((step.milliseconds * 10).rounded() / 10)]
            }
        )
    }
}

extension Duration {
    /// Milliseconds with their fraction.
    var preciseMilliseconds: Double {
        Double(components.seconds) * 1000 + Double(components.attoseconds) / 1_000_000_000_000_000
    }
}
