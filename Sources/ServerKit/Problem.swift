package import GRDB
package import Primitives

/// A failure as people see it: what happened, whose side failed, what to do next.
///
/// The same shape in the management API, the command line and the console. Causes that help nobody outside stay in the log.
package struct Problem: Error, Sendable, Equatable {
    /// Stable words that programs may switch on.
    package enum Code: String, Sendable, CaseIterable {
        case invalid, unauthenticated, forbidden, notFound, notAllowed, conflict, tooLarge, unsupported, refused
        case tooMany, unavailable, storage, peer, source, sink, timedOut, changed, internalError
    }

    /// Whose side failed.
    package enum Side: String, Sendable { case caller, us, peer, source, sink }

    package let code: Code
    package let side: Side
    package let message: BilingualText
    package let advice: BilingualText?
    /// Seconds after which trying again is sensible.
    package let retryAfterSeconds: Int?
    /// Facts that a protocol's own form of errors needs, such as process identifiers.
    package private(set) var details: [String: String] = [:]

    package init(
        _ code: Code,
        _ message: BilingualText,
        side: Side? = nil,
        advice: BilingualText? = nil,
        retryAfterSeconds: Int? = nil
    ) {
        self.code = code
        self.side = side ?? Self.usualSide(of: code)
        self.message = message
        self.advice = advice
        self.retryAfterSeconds = retryAfterSeconds
    }

    /// The same problem with further facts; those already there stay.
    package func with(_ details: [String: String]) -> Problem {
        var copy = self
        copy.details.merge(details) { known, _ in known }
        return copy
    }

    private static func usualSide(of code: Code) -> Side {
        switch code {
        case .unavailable, .storage, .internalError: .us
        case .peer, .timedOut: .peer
        case .source, .changed: .source
        case .sink: .sink
        default: .caller
        }
    }

    /// The HTTP status that a code stands for.
    package var status: Int {
        switch code {
        case .invalid, .refused: 400
        case .unauthenticated: 401
        case .forbidden: 403
        case .notFound: 404
        case .notAllowed: 405
        case .conflict, .changed: 409
        case .tooLarge: 413
        case .unsupported: 415
        case .tooMany: 429
        case .peer, .source, .sink: 502
        case .unavailable: 503
        case .timedOut: 504
        case .storage: 507
        case .internalError: 500
        }
    }

    /// The wire form; `correlation` finds the matching lines in the log.
    package func json(correlation: String) -> JSONValue {
        [
            "error": [
                "code": .string(code.rawValue), "side": .string(side.rawValue), "message": .string(message.en),
                "messageZh": .string(message.zh), "advice": .optional(advice?.en), "adviceZh": .optional(advice?.zh),
                "correlation": .string(correlation),
            ]
        ]
    }
}

extension Problem: CustomStringConvertible {
    /// Both languages with the advice, for the log and for commands that fail before they know a language.
    package var description: String {
        let advice = self.advice.map { " (\($0.en) / \($0.zh))" } ?? ""
        return "\(message.en) / \(message.zh)\(advice)"
    }
}

extension Problem {
    package static func invalid(_ en: String, _ zh: String) -> Problem {
        Problem(.invalid, BilingualText(en: en, zh: zh))
    }

    package static func invalid(_ problem: DecodingProblem) -> Problem {
        .invalid(problem.description, "字段 `\(problem.path)` 无效：\(problem.message)")
    }

    package static func invalid(_ problem: JSONProblem) -> Problem {
        Problem(
            problem.reason == .tooLarge ? .tooLarge : .invalid,
            BilingualText(en: "the body is not acceptable JSON: \(problem)", zh: "请求体不是可接受的 JSON：\(problem)")
        )
    }

    package static func notFound(_ what: String, _ id: String) -> Problem {
        Problem(.notFound, BilingualText(en: "no \(what) `\(id)`", zh: "没有该 \(what)：`\(id)`"))
    }

    package static let overloaded = Problem(
        .unavailable,
        BilingualText(en: "too many changes are waiting", zh: "等待写入的变更过多"),
        advice: BilingualText(en: "try again in a moment", zh: "请稍后重试"),
        retryAfterSeconds: 1
    )

    package static let internalError = Problem(
        .internalError,
        BilingualText(en: "something unexpected failed here", zh: "本端发生意外错误"),
        advice: BilingualText(
            en: "give the correlation id to the operator; the log says more",
            zh: "请将关联编号提供给运维人员，日志中有详情"
        )
    )

    /// A database failure: for instance a full disk, where mutations are refused and reads keep answering.
    package static func storage(_ error: DatabaseError) -> Problem {
        let isFull = error.resultCode == .SQLITE_FULL || error.resultCode == .SQLITE_IOERR
        return Problem(
            .storage,
            BilingualText(
                en: isFull
                    ? "the change could not be stored: no space or a disk error" : "the change could not be stored",
                zh: isFull ? "变更无法保存：磁盘空间不足或读写错误" : "变更无法保存"
            ),
            advice: BilingualText(
                en:
                    "nothing was changed; free disk space, then try again (\(error.resultCode): \(error.message ?? ""))",
                zh: "未做任何更改；请释放磁盘空间后重试（\(error.resultCode)）"
            )
        )
    }
}
