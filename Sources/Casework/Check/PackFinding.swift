package import Primitives

/// Something wrong with a pack, with the place and what is wrong there.
package struct PackFinding: Hashable, Sendable, CustomStringConvertible {
    /// The kinds of errors that a check can prove.
    package enum Kind: String, Sendable, CaseIterable {
        case unreadable, unknownName, wrongType, unused, unreachable, deadEnd, ambiguous, incompleteTable,
            overlappingRows
        case deadRow, overlappingDates, cycle, missingBase, badWindow, badScore
        case wrongExample, misplaced, badNumber, wrongUnit, misquoted, repeated, neverGiven, neverRaised, outlives

        package var label: Bilingual {
            switch self {
            case .unreadable: Bilingual(zh: "无法读取", en: "unreadable")
            case .unknownName: Bilingual(zh: "引用了未声明的名称", en: "unknown name")
            case .wrongType: Bilingual(zh: "表达式无意义", en: "expression makes no sense")
            case .unused: Bilingual(zh: "声明后从未使用", en: "declared but never used")
            case .unreachable: Bilingual(zh: "状态不可达", en: "unreachable state")
            case .deadEnd: Bilingual(zh: "非终态没有出口", en: "no way out of a state that is not final")
            case .ambiguous: Bilingual(zh: "同一事件有歧义", en: "ambiguous step")
            case .incompleteTable: Bilingual(zh: "决策表不完备", en: "table without an answer")
            case .overlappingRows: Bilingual(zh: "决策表行重叠", en: "overlapping rows")
            case .deadRow: Bilingual(zh: "决策表行永不命中", en: "row that never answers")
            case .overlappingDates: Bilingual(zh: "有效期重叠", en: "overlapping dates")
            case .cycle: Bilingual(zh: "循环引用", en: "cycle")
            case .missingBase: Bilingual(zh: "缺少被引用的规则包", en: "missing pack")
            case .badWindow: Bilingual(zh: "期限或凭证配置无效", en: "clock or window that cannot run")
            case .wrongExample: Bilingual(zh: "示例与判定不符", en: "example and table disagree")
            case .misplaced: Bilingual(zh: "辖区不符", en: "jurisdiction does not fit")
            case .wrongUnit: Bilingual(zh: "单位不一致", en: "units disagree")
            case .misquoted: Bilingual(zh: "与所引原文不一致", en: "disagrees with the text it cites")
            case .repeated: Bilingual(zh: "重复", en: "said twice")
            case .neverGiven: Bilingual(zh: "无人提供或出具", en: "nobody gives it")
            case .neverRaised: Bilingual(zh: "系统步骤无人触发", en: "system step that nothing raises")
            case .outlives: Bilingual(zh: "凭证在案件结束后去向不明", en: "credential left over at the end of its case")
            case .badNumber: Bilingual(zh: "编号规则有误", en: "number that does not add up")
            case .badScore: Bilingual(zh: "计分表不平衡", en: "scores that do not add up")
            }
        }
    }

    package let pack: String
    package let path: String
    package let kind: Kind
    package let message: String

    package var description: String { "\(pack): \(path): \(kind.label.en): \(message)" }

    package var json: JSONValue {
        [
            "pack": .string(pack), "path": .string(path), "kind": .string(kind.rawValue),
            "message": .string(message),
        ]
    }
}
