package import Primitives
package import ServerKit

/// Why a party ends an agreement by itself: a stable word for programs, beside the words for people.
///
/// The list is data: commands, the management API and the messages to peers all read it. What does not fit is `other`.
package struct TerminationGround: Sendable, Equatable {
    package let code: String
    package let name: BilingualText
    /// The termination type of TC609-6-2025-14, annex B (`contractTerminate`): 01 early, 02 by expiry.
    package let nationalType: String

    package static let all: [TerminationGround] = [
        .init("expiry", "the agreed time is over", "约定期限届满", national: "02"),
        .init("fulfilled", "the purpose is fulfilled", "约定目的已实现"),
        .init("mutual", "both parties agreed to end it", "双方协商一致解除"),
        .init("breach", "the other party broke the terms", "对方违反约定"),
        .init("nonPayment", "an amount that is due was not paid", "未按约支付费用"),
        .init("security", "a security risk was found", "发现安全风险"),
        .init("consentWithdrawn", "a person or rights holder withdrew consent", "个人或权利人撤回同意"),
        .init("rightsLost", "the right to provide the data is gone", "丧失数据提供权利"),
        .init("sourceRetired", "the data are not produced any more", "数据产品停止供给"),
        .init("law", "law or regulation changed", "法律法规或政策调整"),
        .init("authority", "an authority ordered it", "主管部门或司法机关要求"),
        .init("forceMajeure", "force majeure", "不可抗力"),
        .init("insolvency", "the other party stops business", "对方停业或破产"),
        .init("dispute", "a dispute that was not settled", "争议未能解决"),
        .init("other", "another ground, as written", "其他（见说明）"),
    ]

    private init(_ code: String, _ en: String, _ zh: String, national: String = "01") {
        self.code = code
        name = BilingualText(en: en, zh: zh)
        nationalType = national
    }

    package static func find(_ code: String) -> TerminationGround? { all.first { $0.code.hasSameBytes(as: code) } }

    /// A ground by its code, or a problem that names the list.
    static func require(_ code: String) throws -> TerminationGround {
        guard let found = find(code) else {
            let known = all.map(\.code).joined(separator: ", ")
            throw Problem.invalid("`\(code)` is no ground; grounds are: \(known)", "`\(code)` 不是终止事由；可用：\(known)")
        }
        return found
    }

    package var json: JSONValue {
        [
            "code": .string(code), "name": .string(name.en), "nameZh": .string(name.zh),
            "nationalType": .string(nationalType),
        ]
    }
}
