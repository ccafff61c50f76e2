import Primitives
package import ServerKit

/// The years that a node keeps records, as data: every transaction that writes evidence reads them there.
package enum EvidenceRetentionStore {
    /// Sets the years of the configuration, from the next entry on; fewer than the least are not taken.
    package static func set(_ years: [EvidenceRetention: Int64], in transaction: WriteTransaction) throws {
        for kind in EvidenceRetention.allCases {
            let least = kind.leastYears
            let wanted = min(max(years[kind] ?? least, least), EvidenceRetention.mostYears)
            try transaction.execute(
                "INSERT INTO evidence_retention (class, years) VALUES (?, ?) ON CONFLICT (class) DO UPDATE SET years = excluded.years",
                [.text(kind.rawValue), .integer(wanted)]
            )
        }
    }

    /// The years of a class now.
    package static func years(of kind: EvidenceRetention, in transaction: ReadTransaction) throws -> Int64 {
        let row = try transaction.first(
            "SELECT years FROM evidence_retention WHERE class = ?",
            [.text(kind.rawValue)]
        )
        return max(try row?.integer("years") ?? 0, kind.leastYears)
    }

    /// The moment before which a record cannot be erased, as a part of the statement that inserts its entry: three values, below.
    static let keepUntil =
        "? + \(EvidenceRetention.yearMilliseconds) * MAX(?, COALESCE((SELECT years FROM evidence_retention WHERE class = ?), 0))"

    /// What ``keepUntil`` takes for a record about `subjectKind`.
    static func values(_ subjectKind: String, _ time: Instant) -> [SQLValue] {
        let kind = EvidenceRetention(subjectKind: subjectKind)
        return [SQLValue(time), .integer(kind.leastYears), .text(kind.rawValue)]
    }
}
