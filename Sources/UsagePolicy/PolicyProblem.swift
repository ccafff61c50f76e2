/// Why a JSON document is not a policy that we accept, with the JSON path of the finding.
package struct PolicyProblem: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        case missingMember, wrongType, unknownMember, duplicateMember, unsupported, unknownType, unknownConflict
        case badText, emptyList, ambiguousConstraint, tooManyRules, tooManyConstraints, tooManyValues, tooDeep
        case circular, parentMissing
    }

    package let code: Code
    package let path: String
    /// What the code is about: a member name, an expected type or a bound.
    package let subject: String

    package init(_ code: Code, at path: String, _ subject: String = "") {
        self.code = code
        self.path = path
        self.subject = subject
    }

    package var description: String { text(.english) }

    package func text(_ language: PolicyLanguage) -> String {
        Phrase.fill(language == .english ? code.english : code.chinese, path: path, operands: [subject])
    }
}

extension PolicyProblem.Code {
    var english: String {
        switch self {
        case .missingMember: "`{path}` lacks `{0}`"
        case .wrongType: "`{path}` must be {0}"
        case .unknownMember: "`{path}` has the member `{0}`, which is not known and may change the meaning"
        case .duplicateMember: "`{path}` has `{0}` in two spellings"
        case .unsupported: "`{path}` uses `{0}`, which is not supported yet; refusing rather than weakening"
        case .unknownType: "`{path}` has the type `{0}`, which does not belong there"
        case .unknownConflict: "`{path}` is `{0}`; it must be perm, prohibit or invalid"
        case .badText: "`{path}` is empty, too long or holds control characters"
        case .emptyList: "`{path}` must not be empty"
        case .ambiguousConstraint: "`{path}` must be either one comparison or one of and, or, xone, andSequence"
        case .tooManyRules: "`{path}` exceeds {0} rules in one policy"
        case .tooManyConstraints: "`{path}` exceeds {0} constraints in one policy"
        case .tooManyValues: "`{path}` exceeds {0} values"
        case .tooDeep: "`{path}` is nested deeper than {0}"
        case .circular: "`{path}`: the policy inherits from itself through `{0}`"
        case .parentMissing: "`{path}`: the policy `{0}` it inherits from was not given"
        }
    }

    var chinese: String {
        switch self {
        case .missingMember: "`{path}` 缺少 `{0}`"
        case .wrongType: "`{path}` 的类型应为 {0}"
        case .unknownMember: "`{path}` 含有未知成员 `{0}`,可能改变含义"
        case .duplicateMember: "`{path}` 中 `{0}` 以两种写法重复出现"
        case .unsupported: "`{path}` 使用了尚不支持的 `{0}`;宁可拒绝,不可放宽"
        case .unknownType: "`{path}` 的类型 `{0}` 不应出现在此处"
        case .unknownConflict: "`{path}` 为 `{0}`;只能是 perm、prohibit 或 invalid"
        case .badText: "`{path}` 为空、过长或含有控制字符"
        case .emptyList: "`{path}` 不得为空"
        case .ambiguousConstraint: "`{path}` 只能是一个比较,或 and、or、xone、andSequence 之一"
        case .tooManyRules: "`{path}` 超出单个策略 {0} 条规则的上限"
        case .tooManyConstraints: "`{path}` 超出单个策略 {0} 个约束的上限"
        case .tooManyValues: "`{path}` 超出 {0} 个取值的上限"
        case .tooDeep: "`{path}` 的嵌套超过 {0} 层"
        case .circular: "`{path}`:策略经由 `{0}` 继承自身"
        case .parentMissing: "`{path}`:未提供所继承的策略 `{0}`"
        }
    }
}
