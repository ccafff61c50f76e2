/// A class of usage control of the IDSA position paper (21 classes), and how ODRL says it.
package struct UsageClass: Sendable, Equatable {
    package let number: Int
    package let english: String
    package let chinese: String
    private let mark: Mark

    /// What a policy of the class has: a constraint on an operand, a duty, or a rule about an action.
    private enum Mark: Sendable, Equatable {
        case constraint([String])
        case duty([String])
        case action([String])
        case plain
    }

    /// Classes that the policy belongs to; one that nothing narrows is class 1.
    package static func classes(of policy: Policy) -> [UsageClass] {
        let found = all.filter { $0.matches(policy) }
        return found.isEmpty ? all.filter { $0.mark == .plain } : found
    }

    private func matches(_ policy: Policy) -> Bool {
        let families = policy.rules.flatMap(\.family)
        switch mark {
        case .constraint(let words):
            let operands = families.flatMap { $0.constraints + $0.refinements }.flatMap(\.comparisons).map(\.left)
            return operands.contains { Self.isOne($0, of: words) }
        case .duty(let words): return families.contains { $0.role.isDuty && Self.isOne($0.action, of: words) }
        case .action(let words): return policy.rules.contains { !$0.role.isDuty && Self.isOne($0.action, of: words) }
        case .plain: return false
        }
    }

    /// A term is one of the words, or ends as one of them in a profile.
    private static func isOne(_ term: Term, of words: [String]) -> Bool {
        let meaning = PolicyProfile.sayings[term]
        if case .same(let word)? = meaning?.meaning, words.contains(word) { return true }
        return words.contains(term.name) || meaning.map { words.contains($0.name) } ?? false
    }

    private static func one(_ number: Int, _ mark: Mark, _ english: String, _ chinese: String) -> UsageClass {
        UsageClass(number: number, english: english, chinese: chinese, mark: mark)
    }

    package static let all: [UsageClass] = [
        one(1, .plain, "allow or inhibit the use", "允许或禁止使用"),
        one(2, .constraint(["CONNECTOR", "systemDevice"]), "for given connectors", "限定连接器"),
        one(3, .constraint(["APPLICATION", "application", "system"]), "for given applications", "限定应用"),
        one(4, .constraint(["USER", "recipient"]), "for given users or roles", "限定用户或角色"),
        one(5, .constraint(["spatial", "virtualLocation"]), "at given places", "限定地点"),
        one(6, .constraint(["purpose", "UsagePurpose"]), "for given purposes", "限定用途"),
        one(7, .constraint(["event"]), "when an event occurs", "限定事件"),
        one(8, .constraint(["SECURITY_LEVEL"]), "at a security level", "限定安全级别"),
        one(9, .constraint(["dateTime"]), "in an interval of time", "限定时间区间"),
        one(10, .constraint(["elapsedTime", "timeInterval"]), "for a duration", "限定时长"),
        one(11, .constraint(["count"]), "not more than N times", "限定次数"),
        one(12, .duty(["delete"]), "use and delete afterwards", "用后删除"),
        one(13, .duty(["transform", "desensitize", "ENCRYPT"]), "modify in transit", "传输中修改"),
        one(14, .duty(["modify", "derive"]), "modify at rest", "存储中修改"),
        one(15, .duty(["LOG", "acceptTracking", "logRecordSend"]), "log the use", "记录使用"),
        one(16, .duty(["inform"]), "inform a party", "通知"),
        one(17, .duty(["nextPolicy"]), "hand the policy to third parties", "向第三方传递策略"),
        one(18, .constraint(["ARTIFACT_STATE", "encryptMode"]), "for a state of the artefact", "限定制品状态"),
        one(19, .duty(["compensate"]), "sell or rent the use", "有偿使用"),
        one(20, .action(["sell", "transfer"]), "sell the data", "出售数据"),
        one(21, .constraint(["STATE", "executionEnv"]), "in a state or environment", "限定状态或环境"),
    ]
}
