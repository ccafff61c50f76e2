package import Primitives

/// What a look at a policy before publication found.
package struct Finding: Sendable, Equatable {
    package enum Severity: String, Sendable, CaseIterable {
        /// Not to be published: it would be refused, or mean something else to the other side.
        case error
        case warning
    }

    package enum Code: String, Sendable, CaseIterable {
        case unreadable, profileUnknown, actionUnknown, operandUnknown, operatorUnknown, operatorUnfit, valueUnfit,
            zoneMissing
        case valueMissing, valueSeveral, neverSatisfied, nothingPermitted, conflictUnresolved, partyMissing
        case sequenceUnwitnessed, dutyLapses, dutyUnperformed
        case wireIdentifier, wireRules, wireList, wireEmptyList, wireMember, wireAction, wireOperator, wireLiteral
        case wireTerm, wireConflict, wireTarget, wireLost
        case conflict, mayConflict
    }

    package let code: Code
    package let path: String
    package let operands: [String]

    init(_ code: Code, at path: String, _ operands: [String] = []) {
        self.code = code
        self.path = path
        self.operands = operands
    }

    package var severity: Severity {
        switch code {
        case .nothingPermitted, .conflictUnresolved, .sequenceUnwitnessed, .dutyLapses, .wireTerm, .wireConflict,
            .mayConflict:
            .warning
        default: .error
        }
    }

    package func form(_ language: PolicyLanguage) -> JSONValue {
        [
            "code": .string(code.rawValue), "severity": .string(severity.rawValue), "path": .string(path),
            "operands": .strings(operands), "text": .string(message(language)),
        ]
    }

    package func message(_ language: PolicyLanguage) -> String {
        Phrase.fill(language == .english ? code.english : code.chinese, path: path, operands: operands)
    }
}

extension Finding.Code {
    var english: String {
        switch self {
        case .unreadable: "`{path}`: {0} {1}: the policy cannot be read"
        case .profileUnknown: "`{path}`: the profile {0} is not known; its words may change any meaning"
        case .actionUnknown: "`{path}`: the action {0} is not known"
        case .operandUnknown: "`{path}`: nothing here can answer the left operand {0}; map it to a claim"
        case .operatorUnknown: "`{path}`: the operator {0} is not one of ODRL's twelve"
        case .operatorUnfit: "`{path}`: {0} cannot be compared by {1}"
        case .valueUnfit: "`{path}`: {0} needs another kind of value than {1}"
        case .zoneMissing: "`{path}`: the time {0} needs a zone, for example Z or +08:00"
        case .valueMissing: "`{path}`: the right operand is an empty list"
        case .valueSeveral: "`{path}`: {0} takes exactly one value"
        case .neverSatisfied: "`{path}`: the constraints on {0} can never all be satisfied"
        case .nothingPermitted: "The policy permits nothing"
        case .conflictUnresolved: "`{path}` prohibits what `{0}` permits; without odrl:conflict both together refuse"
        case .partyMissing: "An agreement must name its {0}"
        case .sequenceUnwitnessed:
            "`{path}`: the order of andSequence is judged by the times that facts carry; a fact without one is one of the moment of use"
        case .dutyUnperformed: "`{path}`: no connector of the parties can carry out {0}, so nothing enforces it"
        case .dutyLapses: "`{path}`: after {0} this duty no longer holds the permission back"
        case .wireIdentifier: "DSP requires `@id`"
        case .wireRules: "DSP requires a permission or a prohibition"
        case .wireList: "`{path}` must be a list on the DSP wire"
        case .wireEmptyList: "`{path}` must not be an empty list on the DSP wire"
        case .wireMember: "`{path}`: on the DSP wire the member {0} must be spelled {1}"
        case .wireAction: "`{path}` must be a string on the DSP wire"
        case .wireOperator: "`{path}`: on the DSP wire the operator {0} must be the bare word"
        case .wireLiteral: "`{path}`: on the DSP wire a number or truth value travels as a string or {0}"
        case .wireTerm: "`{path}`: a JSON-LD peer loses the bare word {0}; write {1}"
        case .wireConflict: "`{path}`: a JSON-LD peer loses `conflict`; write `odrl:conflict`"
        case .wireLost: "`{path}`: a JSON-LD peer loses {0} and sees a weaker policy; write {1}"
        case .conflict: "`{path}` forbids what `{0}` permits or demands, whatever the state of the world"
        case .mayConflict: "`{path}` forbids what `{0}` permits or demands, in some states of the world"
        case .wireTarget: "`{path}`: in an offer or agreement a rule names no {0} on the DSP wire"
        }
    }

    var chinese: String {
        switch self {
        case .unreadable: "`{path}`:{0} {1}:策略无法读取"
        case .profileUnknown: "`{path}`:配置规范 {0} 未知;其用语可能改变含义"
        case .actionUnknown: "`{path}`:行为 {0} 未知"
        case .operandUnknown: "`{path}`:此处无从得知左操作数 {0};请将其映射到声明"
        case .operatorUnknown: "`{path}`:运算符 {0} 不在 ODRL 的十二个之中"
        case .operatorUnfit: "`{path}`:{0} 不能用 {1} 比较"
        case .valueUnfit: "`{path}`:{0} 的取值类型不能是 {1}"
        case .zoneMissing: "`{path}`:时间 {0} 须带时区,例如 Z 或 +08:00"
        case .valueMissing: "`{path}`:右操作数是空列表"
        case .valueSeveral: "`{path}`:{0} 只能有一个取值"
        case .neverSatisfied: "`{path}`:关于 {0} 的约束不可能同时满足"
        case .nothingPermitted: "该策略没有任何许可"
        case .conflictUnresolved: "`{path}` 禁止了 `{0}` 所允许的;未写明 odrl:conflict 时两者并存即拒绝"
        case .partyMissing: "协议必须写明 {0}"
        case .sequenceUnwitnessed: "`{path}`:andSequence 的先后依事实所带的时间判定;不带时间的事实视为使用时刻的事实"
        case .dutyUnperformed: "`{path}`:各方连接器均不能执行 {0},该义务无从落实"
        case .dutyLapses: "`{path}`:{0} 之后该义务不再约束许可"
        case .wireIdentifier: "DSP 要求有 `@id`"
        case .wireRules: "DSP 要求至少有许可或禁止"
        case .wireList: "`{path}` 在 DSP 报文中必须是列表"
        case .wireEmptyList: "`{path}` 在 DSP 报文中不得为空列表"
        case .wireMember: "`{path}`:在 DSP 报文中成员 {0} 必须写作 {1}"
        case .wireAction: "`{path}` 在 DSP 报文中必须是字符串"
        case .wireOperator: "`{path}`:在 DSP 报文中运算符 {0} 必须不带前缀"
        case .wireLiteral: "`{path}`:在 DSP 报文中数字和布尔值须写作字符串或 {0}"
        case .wireTerm: "`{path}`:JSON-LD 对端会丢失不带前缀的 {0};请写作 {1}"
        case .wireConflict: "`{path}`:JSON-LD 对端会丢失 `conflict`;请写作 `odrl:conflict`"
        case .wireLost: "`{path}`:JSON-LD 对端会丢失 {0},所见策略将变弱;请写作 {1}"
        case .conflict: "无论何种情形,`{path}` 都禁止了 `{0}` 所允许或要求的"
        case .mayConflict: "在某些情形下,`{path}` 禁止了 `{0}` 所允许或要求的"
        case .wireTarget: "`{path}`:在 DSP 报文的要约或协议中,规则不写 {0}"
        }
    }
}
