import ArgumentParser
import Primitives
import ServerKit
import UsagePolicy

/// `sluice policy evaluate`.
struct PolicyEvaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Decide one request, or with --stream one per line. 判定请求。",
        discussion: """
            The question is JSON: policy, request, world, usage; see docs/operate/policy.md.
            Exit codes: 0 permitted, 4 refused, 2 unreadable question. With --stream each line is answered by one line.
            """
    )

    @Argument(help: "File with the question, - for standard input. 判定请求文件。") var file = "-"
    @Flag(help: "Read one question per line and answer each at once. 逐行判定。") var stream = false
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let screen = output.screen
        if stream { return try answerLines(screen) }
        let json = try Input.object(file)
        let asked = try PolicyInput.reading { () throws(PolicyProblem) in try EvaluationCase(json) }
        let decision = PolicyCommand.evaluator.decide(asked)
        try screen.data(screen.isJSON ? decision.form(screen.policyLanguage).text : Self.text(decision, screen))
        if !decision.isPermitted { throw ExitCode(ExitStatus.refused.rawValue) }
    }

    private func answerLines(_ screen: Screen) throws {
        while let line = readLine() {
            try screen.data(Self.answer(line, screen.policyLanguage).text)
        }
    }

    /// The answer to one line; a bad line is answered too, so that lines and answers stay in step.
    private static func answer(_ line: String, _ language: PolicyLanguage) -> JSONValue {
        do {
            let json = try JSONReader.read(Array(line.utf8))
            let asked = try EvaluationCase(json)
            guard var answer = PolicyCommand.evaluator.decide(asked).form(language).objectValue else { return [:] }
            answer["id"] = json["id"]
            return .object(answer)
        } catch let problem as PolicyProblem {
            return unreadable(problem.code.rawValue, problem.text(language))
        } catch {
            return unreadable("json", "\(error)")
        }
    }

    /// What cannot be read is refused like anything else that nobody understands.
    private static func unreadable(_ code: String, _ text: String) -> JSONValue {
        [
            "decision": .string(Decision.Outcome.refuse.rawValue), "error": .string(code),
            "reasons": [["code": .string(code), "text": .string(text)]],
        ]
    }

    private static func text(_ decision: Decision, _ screen: Screen) -> String {
        let isChinese = screen.language == .zh
        var lines = [decision.outcome.text(screen.policyLanguage)]
        lines += decision.reasons.map { "  - " + $0.text(screen.policyLanguage) }
        if !decision.duties.isEmpty { lines.append(isChinese ? "须履行：" : "To be done:") }
        lines += decision.duties.map { "  - " + $0.sentence(screen.policyLanguage) }
        if !decision.preconditions.isEmpty {
            lines.append(isChinese ? "先完成以下事项后可再次请求：" : "Ask again once this is done:")
        }
        lines += decision.preconditions.map { "  - " + $0.sentence(screen.policyLanguage) }
        return lines.map(DisplayText.clean).joined(separator: "\n")
    }
}
