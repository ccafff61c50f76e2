import Primitives
import ServerKit

/// One thing that `doctor` looked at.
struct Finding: Sendable {
    enum Result: String, Sendable { case ok, warning, failed }

    let check: String
    let result: Result
    let detail: BilingualText
    let advice: BilingualText?

    static func ok(_ check: String, _ en: String, _ zh: String) -> Finding {
        Finding(check: check, result: .ok, detail: BilingualText(en: en, zh: zh), advice: nil)
    }

    static func warning(_ check: String, _ detail: BilingualText, _ en: String, _ zh: String) -> Finding {
        Finding(check: check, result: .warning, detail: detail, advice: BilingualText(en: en, zh: zh))
    }

    static func failed(_ check: String, _ detail: BilingualText, _ en: String, _ zh: String) -> Finding {
        Finding(check: check, result: .failed, detail: detail, advice: BilingualText(en: en, zh: zh))
    }

    /// A finding from what a check threw.
    static func failed(_ check: String, _ error: any Error) -> Finding {
        let problem = Failure(error).problem
        return Finding(check: check, result: .failed, detail: problem.message, advice: problem.advice)
    }

    var json: JSONValue {
        [
            "check": .string(check), "result": .string(result.rawValue), "detail": .string(detail.en),
            "detailZh": .string(detail.zh), "advice": .optional(advice?.en), "adviceZh": .optional(advice?.zh),
        ]
    }

    static let columns = [
        Column("CHECK", "检查项", "check"),
        Column("RESULT", "结果") { value, language in
            let word = value["result"]?.stringValue ?? ""
            return language == .zh ? ["ok": "正常", "warning": "提醒", "failed": "异常"][word] ?? word : word
        },
        Column("DETAIL", "说明") { value, language in
            let (detail, advice) = language == .zh ? ("detailZh", "adviceZh") : ("detail", "advice")
            let text = value[detail]?.stringValue ?? ""
            return text + (value[advice]?.stringValue.map { " → " + $0 } ?? "")
        },
    ]
}
