package import Primitives
package import ServerKit

/// A stop that the owner put on an agreement while something is disputed.
package struct UsageFreeze: Sendable, Equatable {
    package let agreement: String
    package let reason: String
    package let by: String
    package let at: Instant

    package var json: JSONValue {
        [
            "agreement": .string(agreement), "reason": .string(reason), "by": .string(by),
            "at": .string(at.description),
        ]
    }
}

/// The table of frozen agreements.
package enum UsageFreezeStore {
    package static let migrations = [
        Migration(
            "usage-freeze-1",
            [
                """
                CREATE TABLE usage_freeze (
                    agreement TEXT PRIMARY KEY, reason TEXT NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL
                ) WITHOUT ROWID
                """
            ]
        )
    ]

    static func find(_ agreement: String, in transaction: ReadTransaction) throws -> UsageFreeze? {
        try transaction.first("SELECT * FROM usage_freeze WHERE agreement = ?", [.text(agreement)]).map {
            UsageFreeze(
                agreement: try $0.text("agreement"),
                reason: try $0.text("reason"),
                by: try $0.text("by"),
                at: try $0.instant("at")
            )
        }
    }

    static func insert(_ freeze: UsageFreeze, in transaction: WriteTransaction) throws {
        try transaction.execute(
            "INSERT INTO usage_freeze (agreement, reason, by, at) VALUES (?, ?, ?, ?)",
            [.text(freeze.agreement), .text(freeze.reason), .text(freeze.by), SQLValue(freeze.at)]
        )
    }

    /// False when it was not frozen.
    static func remove(_ agreement: String, in transaction: WriteTransaction) throws -> Bool {
        try transaction.execute("DELETE FROM usage_freeze WHERE agreement = ?", [.text(agreement)]) > 0
    }
}
