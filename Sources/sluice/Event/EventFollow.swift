import ArgumentParser
import Primitives
import ServerKit
import Synchronization

/// `sluice event follow`: the event stream, taken up again where it broke.
struct EventFollow: ManagementCommand {
    static let configuration = CommandConfiguration(
        commandName: "follow",
        abstract: "Print events as they happen; resumes by itself. 实时跟踪事件。"
    )

    private static let firstPause: Duration = .milliseconds(500)
    private static let longestPause: Duration = .seconds(30)

    @Option(name: .long, help: "Begin after this number; 0 is everything. 起始序号。") var after: Int64?
    @Option(name: .long, help: "Stop after so many events. 事件数上限。") var limit: Int?
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
    }

    func run(_ client: ManagementClient, _ screen: Screen) async throws {
        let reader = EventReader(client, screen, after: after, limit: limit)
        let hint: @Sendable () -> BilingualText = {
            let next = reader.last.map { "--after \($0)" } ?? ""
            return BilingualText(
                en: "go on with `sluice event follow \(next)`",
                zh: "用 `sluice event follow \(next)` 继续"
            )
        }
        try await Self.follow(reader, screen, hint: hint)
    }

    /// Reads until enough was shown, taking the stream up again where it broke.
    static func follow(
        _ reader: EventReader,
        _ screen: Screen,
        hint: @escaping @Sendable () -> BilingualText
    ) async throws {
        try await Interruptible.run(hint: hint) {
            // The first connection must succeed; later ones are tried until they do.
            var pause = firstPause
            var isFirst = true
            while true {
                do {
                    if try await reader.read() { return }
                    pause = firstPause
                } catch let problem as Problem where !isFirst && problem.code == .unavailable {
                    screen.say("\(problem.message.en); trying again", "\(problem.message.zh)；稍后重试")
                } catch is EgressProblem {
                    screen.say(
                        "the stream broke; going on after \(reader.last ?? 0)",
                        "连接中断；从 \(reader.last ?? 0) 之后继续"
                    )
                }
                isFirst = false
                try await Task.sleep(for: pause)
                pause = min(pause * 2, longestPause)
            }
        }
    }
}
