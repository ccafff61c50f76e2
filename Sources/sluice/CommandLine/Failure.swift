import ArgumentParser
import Foundation
import Primitives
import ServerKit

/// A command that its user stopped, with how to go on.
struct Interrupted: Error {
    let hint: BilingualText
}

/// How a command ended without success: told once, on standard error, with its exit status.
struct Failure {
    let problem: Problem
    let status: ExitStatus

    init(_ error: any Error) {
        if let interrupted = error as? Interrupted {
            problem = Problem(
                .conflict,
                BilingualText(en: "interrupted", zh: "已中断"),
                advice: interrupted.hint
            )
            status = .interrupted
        } else {
            problem = Self.problem(error)
            status = error is CancellationError ? .interrupted : ExitStatus(problem.code)
        }
    }

    private static func problem(_ error: any Error) -> Problem {
        switch error {
        case let problem as Problem: problem
        case let problem as EgressProblem: Problem(code(of: problem), problem.text)
        case let problem as ConfigurationProblem: Problem(.invalid, problem.text)
        case let problem as DecodingProblem: .invalid(problem)
        default: Problem(.internalError, BilingualText(en: "\(error)", zh: "\(error)"))
        }
    }

    private static func code(of problem: EgressProblem) -> Problem.Code {
        switch problem.code {
        case .badAddress, .addressRefused: .invalid
        case .timedOut: .timedOut
        case .tooLarge: .tooLarge
        case .notResolved, .notReachable, .tlsFailed, .closedEarly, .badAnswer, .shutDown: .unavailable
        }
    }

    /// The lines for a person.
    func text(_ language: Language) -> String {
        var lines = [(language == .zh ? "错误：" : "error: ") + DisplayText.clean(problem.message.text(language))]
        if let advice = problem.advice {
            lines.append((language == .zh ? "  建议：" : "  advice: ") + DisplayText.clean(advice.text(language)))
        }
        var facts = "\(problem.code.rawValue), \(problem.side.rawValue)"
        if let correlation = problem.details[Problem.correlationDetail] {
            facts += language == .zh ? "，关联编号 \(correlation)" : ", correlation \(correlation)"
        }
        if status != .interrupted { lines.append("  (\(facts))") }
        return lines.joined(separator: "\n")
    }

    var json: JSONValue { problem.json(correlation: problem.details[Problem.correlationDetail] ?? "-") }
}

extension Problem {
    /// Where the correlation id of an answer stands among a problem's details.
    static let correlationDetail = "correlation"

    /// A failure as the management API sent it.
    init?(wire json: JSONValue) {
        guard let error = json["error"], let code = error["code"]?.stringValue.flatMap({ Code(rawValue: $0) }),
            let message = error["message"]?.stringValue
        else { return nil }
        let advice = error["advice"]?.stringValue.map {
            BilingualText(en: $0, zh: error["adviceZh"]?.stringValue ?? $0)
        }
        let problem = Problem(
            code,
            BilingualText(en: message, zh: error["messageZh"]?.stringValue ?? message),
            side: error["side"]?.stringValue.flatMap { Side(rawValue: $0) },
            advice: advice
        )
        self = problem.with([Self.correlationDetail: error["correlation"]?.stringValue ?? "-"])
    }

    /// The same failure with advice that fits the command line.
    func advising(_ en: String, _ zh: String) -> Problem {
        Problem(
            code,
            message,
            side: side,
            advice: BilingualText(en: en, zh: zh),
            retryAfterSeconds: retryAfterSeconds
        ).with(details)
    }
}
