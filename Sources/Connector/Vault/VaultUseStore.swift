import Primitives
package import ServerKit

/// What was used of each grant, by whom and how: what reports say.
///
/// Limits are decided by `UsageControl`, by its own history.
package enum VaultUseStore {
    package static let migrations = [
        Migration(
            "vault-use-1",
            [
                """
                CREATE TABLE vault_use (
                    vault_grant TEXT NOT NULL, subject TEXT NOT NULL, action TEXT NOT NULL, uses INTEGER NOT NULL,
                    refused INTEGER NOT NULL, bytes INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
                    refusal TEXT, PRIMARY KEY (vault_grant, subject, action)
                ) WITHOUT ROWID
                """
            ]
        )
    ]

    struct Delta {
        var uses: Int64 = 0
        var refused: Int64 = 0
    }

    /// Rows of one grant that were refused and never used, told apart: far more than applications are wrong about in earnest.
    static let refusedRows = 200
    /// Under what all others are counted, and what a report has no room for.
    static let other = "other"
    /// Rows that are shown of one grant at most.
    private static let shownRows = 1_000
    /// Bytes of those rows: half of what a peer reads, so that a report has room for the rest of it.
    static let shownBytes = Limits.jsonBytes / 2
    /// Reasons of one refusal that are kept in each language, and Unicode scalars of each: a peer's policy is in their words.
    private static let refusal = (reasons: 6, scalars: 400)
    /// What was used comes first, so that no number of refusals pushes it out.
    private static let order = "uses > 0 DESC, uses DESC, last DESC, subject, action"

    /// Counts a use or a refusal; a new row of refusals beyond the bound is counted with all `other` ones.
    static func note(
        _ grant: Identifier<VaultGrant>,
        _ subject: String,
        _ action: String,
        _ delta: Delta,
        refusal: JSONValue?,
        at now: Instant,
        in transaction: WriteTransaction
    ) throws {
        let isOther = try delta.uses == 0 && !hasRoom(grant, subject, action, in: transaction)
        try transaction.execute(
            """
            INSERT INTO vault_use (vault_grant, subject, action, uses, refused, bytes, first, last, refusal)
            VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?6, ?7)
            ON CONFLICT (vault_grant, subject, action) DO UPDATE SET uses = uses + ?4, refused = refused + ?5,
                last = ?6, refusal = COALESCE(?7, refusal)
            """,
            [
                SQLValue(grant), .text(isOther ? other : subject), .text(isOther ? other : action),
                .integer(delta.uses), .integer(delta.refused), SQLValue(now),
                refusal.map { SQLValue(shortened($0)) } ?? .null,
            ]
        )
        try transaction.execute("UPDATE vault_grant SET changed = changed + 1 WHERE id = ?", [SQLValue(grant)])
        try VaultLineageStore.touchOrigins(of: grant, in: transaction)
    }

    /// Whether a refusal has a row of its own, or may have one.
    private static func hasRoom(
        _ grant: Identifier<VaultGrant>,
        _ subject: String,
        _ action: String,
        in transaction: ReadTransaction
    ) throws -> Bool {
        let known = try transaction.first(
            "SELECT 1 AS found FROM vault_use WHERE vault_grant = ? AND subject = ? AND action = ?",
            [SQLValue(grant), .text(subject), .text(action)]
        )
        if known != nil { return true }
        let count = try transaction.first(
            "SELECT COUNT(*) AS count FROM vault_use WHERE vault_grant = ? AND uses = 0",
            [SQLValue(grant)]
        )?.integer("count")
        return count ?? 0 < refusedRows
    }

    /// The first reasons of each language, each cut where it is long.
    private static func shortened(_ words: JSONValue) -> JSONValue {
        guard let members = words.objectValue?.members else { return .null }
        var short = JSONObject()
        for member in members {
            let reasons = (member.value.arrayValue ?? []).compactMap(\.stringValue).prefix(refusal.reasons)
            short[member.key] = .strings(
                reasons.map { reason in
                    let start = reason.unicodeScalars.prefix(refusal.scalars)
                    return start.endIndex == reason.endIndex ? reason : String(start) + "…"
                }
            )
        }
        return .object(short)
    }

    static func add(bytes: Int64, to use: PermittedUse, in transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            UPDATE vault_use SET bytes = bytes + ? WHERE vault_grant = ? AND subject = ? AND action = ?
            """,
            [.integer(bytes), SQLValue(use.grant.id), .text(use.key.subject), .text(use.key.action)]
        )
        try transaction.execute("UPDATE vault_grant SET changed = changed + 1 WHERE id = ?", [SQLValue(use.grant.id)])
        try VaultLineageStore.touchOrigins(of: use.grant.id, in: transaction)
    }

    /// Whether somebody has used a grant.
    static func hasUsed(
        _ grant: Identifier<VaultGrant>,
        _ subject: String,
        in transaction: ReadTransaction
    ) throws -> Bool {
        try transaction.first(
            "SELECT 1 AS found FROM vault_use WHERE vault_grant = ? AND subject = ? AND uses > 0 LIMIT 1",
            [SQLValue(grant), .text(subject)]
        ) != nil
    }

    /// Who used a grant and how, by subject and action, used ones first; what has no room is one last row that says how many it stands for.
    static func uses(
        of grant: Identifier<VaultGrant>,
        fitting bytes: Int = shownBytes,
        in transaction: ReadTransaction
    ) throws -> [JSONValue] {
        let rows = try transaction.query(
            "SELECT * FROM vault_use WHERE vault_grant = ? ORDER BY \(order) LIMIT \(shownRows)",
            [SQLValue(grant)]
        ).map { row in
            shown(
                row: try row.text("subject"),
                try row.text("action"),
                try counts(row),
                refusal: try row.optionalJSON("refusal")
            )
        }
        let kept = rows.fitting(bytes)
        return Array(kept) + (try rest(of: grant, after: kept.count, in: transaction).map { [$0] } ?? [])
    }

    /// All rows after the first ones as one; nil when there are none.
    private static func rest(
        of grant: Identifier<VaultGrant>,
        after count: Int,
        in transaction: ReadTransaction
    ) throws -> JSONValue? {
        let found = try transaction.first(
            """
            SELECT COUNT(*) AS count, COALESCE(SUM(uses), 0) AS uses, COALESCE(SUM(refused), 0) AS refused,
                COALESCE(SUM(bytes), 0) AS bytes, COALESCE(MIN(first), 0) AS first, COALESCE(MAX(last), 0) AS last
            FROM (SELECT * FROM vault_use WHERE vault_grant = ? ORDER BY \(order) LIMIT -1 OFFSET ?)
            """,
            [SQLValue(grant), SQLValue(count)]
        )
        guard let found, case let leftOut = try found.integer("count"), leftOut > 0 else { return nil }
        var row = shown(row: other, other, try counts(found), refusal: nil).objectValue ?? JSONObject()
        row["leftOut"] = .integer(leftOut)
        return .object(row)
    }

    private static func counts(_ row: SQLRow) throws -> JSONObject {
        [
            "uses": .integer(try row.integer("uses")), "refused": .integer(try row.integer("refused")),
            "bytes": .integer(try row.integer("bytes")), "first": .string(try row.instant("first").description),
            "last": .string(try row.instant("last").description),
        ]
    }

    private static func shown(
        row subject: String,
        _ action: String,
        _ counts: JSONObject,
        refusal: JSONValue?
    ) -> JSONValue {
        var row: JSONObject = ["subject": .string(subject), "action": .string(action)]
        for member in counts.members { row[member.key] = member.value }
        row["refusal"] = refusal ?? .null
        return .object(row)
    }
}

extension [JSONValue] {
    /// The first elements that have room in so many bytes of JSON, the commas between them counted.
    func fitting(_ bytes: Int) -> ArraySlice<JSONValue> {
        var left = bytes
        return prefix { element in
            left -= element.encoded.count + 1
            return left >= 0
        }
    }
}
