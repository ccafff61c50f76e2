import Primitives
import ServerKit
import UsagePolicy

/// Which columns and rows an application gets: what it asks for, as far as the agreement names it.
struct TablePlan: Sendable {
    let columns: [String]
    let filter: RowFilter?
    /// What the evaluator is told: exactly what is enforced, so that a rule about anything else is not met.
    let facts: [String: [KnownValue]]
    /// Whether the agreement names rows that the table's format does not let us choose.
    private let leavesRows: Bool

    /// `choosesRows` says whether single rows of the table can be given out.
    init(_ terms: UseAfterDelivery?, names: [String], asked: [String]?, choosesRows: Bool = true) throws {
        guard !names.isEmpty else { throw Self.noColumns }
        let allowed = Self.bytes((terms?.values(of: "dataField") ?? []).flatMap(\.self))
        let excluded = Self.bytes((terms?.excluded(of: "dataField") ?? []).flatMap(\.self))
        let usual = names.filter { name in
            let name = Array(name.utf8)
            return !excluded.contains(name) && (allowed.isEmpty || allowed.contains(name))
        }
        let columns = asked ?? usual
        let known = Self.bytes(names)
        for column in columns where !known.contains(Array(column.utf8)) {
            throw Problem.invalid("the table has no column `\(column)`", "表格没有列 `\(column)`")
        }
        guard !columns.isEmpty else {
            throw Problem.invalid("the agreement allows none of the table's columns", "合约未允许该表格的任何列")
        }
        self.columns = columns
        var facts = ["dataField": columns.map { KnownValue($0) }]
        var filter: RowFilter?
        let expressions = terms?.values(of: "valueExpression") ?? []
        if choosesRows, let expression = expressions.first(where: { $0.count == 1 })?.first {
            // An expression that cannot be enforced is not stated, so that its rule is not met.
            filter = RowFilter(expression)
            if filter != nil { facts["valueExpression"] = [KnownValue(expression)] }
        }
        self.filter = filter
        self.facts = facts
        leavesRows = !choosesRows && !(expressions + (terms?.excluded(of: "valueExpression") ?? [])).isEmpty
    }

    /// By their bytes: names that only look alike are different columns.
    private static func bytes(_ names: [String]) -> Set<[UInt8]> { Set(names.map { Array($0.utf8) }) }

    /// A refusal with what an owner can do about it, where the format is the reason or may be.
    func explained(_ refusal: Problem) -> Problem {
        guard leavesRows else { return refusal }
        return Problem(
            refusal.code,
            BilingualText(
                en: refusal.message.en + "; rows of Parquet cannot be chosen, so that a rule about rows is not met",
                zh: refusal.message.zh + "；Parquet 无法按行筛选，因此不满足行规则"
            ),
            side: refusal.side,
            advice: BilingualText(
                en: "the provider delivers the table as CSV, or as Parquet with the allowed rows alone",
                zh: "请提供方以 CSV 交付，或交付仅含允许行的 Parquet"
            )
        )
    }

    private static let noColumns = Problem(
        .source,
        BilingualText(en: "the table has no columns, or no header that names them", zh: "表格没有列，或缺少表头"),
        side: .source
    )
}
