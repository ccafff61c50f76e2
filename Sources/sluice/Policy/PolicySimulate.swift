import ArgumentParser
import Primitives
import ServerKit
import UsagePolicy

/// `sluice policy simulate`.
struct PolicySimulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Run a policy over past accesses: what would have been decided. 用历史访问推演策略。",
        discussion: """
            The file holds {"policy": …, "before": …, "accesses": [{"request": …, "world": …, "usage": …}]}. An access
            without usage counts the uses that this run permitted before it. See docs/operate/policy.md.
            """
    )

    @Argument(help: "File with the policy and the accesses, - for standard input. 推演文件。") var file: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let screen = output.screen
        let json = try Input.object(file)
        let run = try PolicyInput.reading { () throws(PolicyProblem) in
            try PolicySimulation(json, evaluator: PolicyCommand.evaluator)
        }
        if screen.isJSON { return try screen.data(run.form(screen.policyLanguage).text) }
        let lines = run.lines(screen.policyLanguage)
        try screen.data(lines.map(DisplayText.clean).joined(separator: "\n"))
    }
}
