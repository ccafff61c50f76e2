import ArgumentParser
import Primitives
import ServerKit
import UsagePolicy

/// `sluice policy explain`.
struct PolicyExplain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say a policy in plain sentences. 用自然语言解读策略。"
    )

    @Argument(help: "File with the policy, - for standard input. 策略文件。") var file: String
    @Option(help: "File with the policies it inherits from. 所继承的策略。") var parents: String?
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let screen = output.screen
        let policy = try PolicyInput.policy(file, parents: try parents.map(PolicyInput.policies)?.policies ?? [])
        let classes = UsageClass.classes(of: policy)
        guard screen.isJSON else {
            let kinds = classes.map { "\($0.number) \(screen.language == .zh ? $0.chinese : $0.english)" }
            let heading = screen.language == .zh ? "使用控制类别：" : "Usage-control classes: "
            let lines = policy.sentences(screen.policyLanguage) + [heading + kinds.joined(separator: "; ")]
            return try screen.data(lines.map(DisplayText.clean).joined(separator: "\n"))
        }
        let value: JSONValue = [
            "type": .string(policy.kind.rawValue), "id": .optional(policy.id), "profiles": .strings(policy.profiles),
            "sentences": [
                "en": .strings(policy.sentences(.english)), "zh": .strings(policy.sentences(.chinese)),
            ],
            "classes": .array(
                classes.map { ["number": .int($0.number), "en": .string($0.english), "zh": .string($0.chinese)] }
            ),
        ]
        try screen.data(value.text)
    }
}

/// `sluice policy diff`.
struct PolicyDiff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Say what differs between the terms of two policies. 对比两份策略的条款。",
        discussion: "Exit codes: 0 the same terms, 1 they differ, 2 unreadable policy."
    )

    @Argument(help: "File with the old policy. 旧策略文件。") var old: String
    @Argument(help: "File with the new policy. 新策略文件。") var new: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let screen = output.screen
        let difference = PolicyDifference(from: try PolicyInput.policy(old), to: try PolicyInput.policy(new))
        if screen.isJSON {
            let changes = difference.changes.map { change -> JSONValue in
                [
                    "kind": .string(change.kind.rawValue), "path": .string(change.path), "before": change.before,
                    "after": change.after, "text": .string(change.sentence(screen.policyLanguage)),
                ]
            }
            try screen.data(JSONValue.object(["same": .bool(difference.isEmpty), "changes": .array(changes)]).text)
        } else if difference.isEmpty {
            screen.say("the terms are the same", "条款相同")
        } else {
            try screen.data(difference.sentences(screen.policyLanguage).map(DisplayText.clean).joined(separator: "\n"))
        }
        if !difference.isEmpty { throw ExitCode(1) }
    }
}

/// `sluice policy lint`.
struct PolicyLintCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Find what a policy gets wrong before it is published. 检查策略。",
        discussion: "Exit codes: 0 no errors (warnings may be printed), 1 errors, 2 unreadable file."
    )

    @Argument(help: "File with a policy, or with a list that holds at once; - for standard input. 策略文件。")
    var file: String
    @Option(help: "File with the policies it inherits from. 所继承的策略。") var parents: String?
    @Option(help: "File with {\"memberOf\": {thing: [collection]}, \"vocabulary\": …}. 集合成员关系与自有用语。") var world: String?
    @Option(help: "Actions that the parties' connectors carry out, with commas. 连接器可执行的行为。") var performs: String?
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let screen = output.screen
        let known = try world.map(Input.object)
        let memberships = try PolicyInput.reading { () throws(PolicyProblem) in
            try EvaluationCase.memberships(known?["memberOf"])
        }
        let words = try PolicyInput.reading { () throws(PolicyProblem) in try AddedWords(known?["vocabulary"]) }
        let parents = try parents.map(PolicyInput.policies)?.policies ?? []
        let documents = try PolicyInput.policies(file)
        let findings = PolicyCommand.evaluator.adding(words).lint(
            together: documents.policies,
            parents: parents,
            memberships: memberships.merging(documents.memberships) { $0 + $1 },
            performed: performs.map { $0.split(separator: ",").map(String.init) }
        )
        let errors = findings.filter { $0.severity == .error }.count
        if screen.isJSON {
            let value: JSONValue = [
                "errors": .int(errors), "findings": .array(findings.map { $0.form(screen.policyLanguage) }),
            ]
            try screen.data(value.text)
        } else if findings.isEmpty {
            screen.say("nothing found", "未发现问题")
        } else {
            let isChinese = screen.language == .zh
            let lines = findings.map { finding in
                let mark = finding.severity == .error ? (isChinese ? "错误" : "error") : isChinese ? "提示" : "warning"
                return "\(mark): \(finding.message(screen.policyLanguage))"
            }
            try screen.data(lines.map(DisplayText.clean).joined(separator: "\n"))
        }
        if errors > 0 { throw ExitCode(1) }
    }
}
