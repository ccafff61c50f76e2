import ArgumentParser
import Primitives
import ServerKit
import UsagePolicy

/// `sluice policy translate`.
struct PolicyTranslate: AsyncParsableCommand {
    /// The forms in which a policy can be written.
    enum Form: String, ExpressibleByArgument, CaseIterable { case odrl, national }

    static let configuration = CommandConfiguration(
        commandName: "translate",
        abstract: "Write a policy in another form: ODRL for the wire, or TC609-6-2025-14. 转换策略格式。",
        discussion: """
            Reads ODRL in any form of JSON-LD, or the JSON of a digital contract's policies (TC609-6-2025-14, annexes B and C).
            What the other form cannot say is refused by name. Exit codes: 0 written, 2 unreadable or not to be said.
            """
    )

    @Argument(help: "File with the policy, - for standard input. 策略文件。") var file: String
    @Option(help: "The form to write: odrl or national. 目标格式。") var to: Form
    @Option(help: "File with the policies it inherits from. 所继承的策略。") var parents: String?
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let policy = try PolicyInput.policy(file, parents: try parents.map(PolicyInput.policies)?.policies ?? [])
        let written = try PolicyInput.reading { () throws(PolicyProblem) in
            switch to {
            case .odrl: policy.wireForm
            case .national: try NationalForm.form(of: policy)
            }
        }
        try output.screen.data(output.screen.isJSON ? written.text : written.prettyText)
    }
}
