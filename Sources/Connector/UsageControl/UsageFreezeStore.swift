package import DataspaceProtocol
package import Primitives
package import ServerKit

/// What one side says about a stop: frozen since when and why, or released.
///
/// Each side of an agreement speaks for itself, and nothing is used while one of them has frozen it. The newest word of a side counts: a higher
/// `sequence` replaces a lower one, however the words arrive.
package struct UsageFreeze: Sendable, Equatable {
    /// Whose word it is.
    package enum Side: String, Sendable { case own, peer }

    /// Whether the other side knows our own word.
    package enum Told: String, Sendable {
        /// It is on its way, and is sent again until it is taken.
        case waiting
        case taken
        /// The other side will not take it: a connector that does not know the message, or one that did not answer in time.
        case refused
        /// Nobody knows where the other side is.
        case unreachable
        /// It is the other side's own word.
        case heard
    }

    /// The first agreement of the chain: a stop is one of all that it was amended to.
    package let agreement: String
    /// Our role in it.
    package let role: Role
    package let side: Side
    package let sequence: Int64
    package let isFrozen: Bool
    package let reason: String
    /// A person of ours, or the participant on the other side.
    package let by: String
    package let at: Instant
    package var told: Told
    /// Why the other side did not take it.
    package var toldReason: String?
    /// The message that carries it.
    package var message: String?

    package var json: JSONValue {
        [
            "agreement": .string(agreement), "role": .string(role.rawValue), "side": .string(side.rawValue),
            "frozen": .bool(isFrozen), "reason": .string(reason), "by": .string(by), "at": .string(at.description),
            "sequence": .integer(sequence), "told": .string(told.rawValue), "toldReason": .optional(toldReason),
        ]
    }

    /// What both sides say of an agreement's chain; nothing where nobody ever froze it.
    package static func words(on agreement: Agreement, in transaction: ReadTransaction) throws -> [UsageFreeze] {
        try UsageFreezeStore.find(agreement.root, agreement.role, in: transaction)
    }
}

/// The table of frozen agreements: the newest word of each side.
package enum UsageFreezeStore {
    package static let migrations = [
        Migration(
            "usage-freeze-1",
            [
                """
                CREATE TABLE usage_freeze (
                    agreement TEXT NOT NULL, role TEXT NOT NULL, side TEXT NOT NULL, sequence INTEGER NOT NULL,
                    frozen INTEGER NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL,
                    told TEXT NOT NULL, told_reason TEXT, message TEXT, PRIMARY KEY (agreement, role, side)
                ) WITHOUT ROWID
                """,
                "CREATE INDEX usage_freeze_message ON usage_freeze (message) WHERE message IS NOT NULL",
            ]
        )
    ]

    /// Our own word first.
    static func find(_ agreement: String, _ role: Role, in transaction: ReadTransaction) throws -> [UsageFreeze] {
        try transaction.query(
            "SELECT * FROM usage_freeze WHERE agreement = ? AND role = ? ORDER BY side",
            [.text(agreement), .text(role.rawValue)]
        ).map(freeze)
    }

    /// What stops an agreement now; nil when nothing does.
    static func standing(
        _ agreement: String,
        _ role: Role,
        in transaction: ReadTransaction
    ) throws -> UsageFreeze? {
        try transaction.first(
            "SELECT * FROM usage_freeze WHERE agreement = ? AND role = ? AND frozen = 1 ORDER BY side LIMIT 1",
            [.text(agreement), .text(role.rawValue)]
        ).map(freeze)
    }

    /// The word that a message of ours carries; nil when a newer one took its place.
    static func find(message: String, in transaction: ReadTransaction) throws -> UsageFreeze? {
        try transaction.first("SELECT * FROM usage_freeze WHERE message = ?", [.text(message)]).map(freeze)
    }

    /// Puts a side's word in the place of its last one.
    static func save(_ freeze: UsageFreeze, in transaction: WriteTransaction) throws {
        try transaction.execute(
            """
            INSERT OR REPLACE INTO usage_freeze (agreement, role, side, sequence, frozen, reason, by, at, told,
                told_reason, message)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(freeze.agreement), .text(freeze.role.rawValue), .text(freeze.side.rawValue),
                .integer(freeze.sequence), SQLValue(freeze.isFrozen), .text(freeze.reason), .text(freeze.by),
                SQLValue(freeze.at), .text(freeze.told.rawValue), SQLValue(freeze.toldReason),
                SQLValue(freeze.message),
            ]
        )
    }

    private static func freeze(_ row: SQLRow) throws -> UsageFreeze {
        UsageFreeze(
            agreement: try row.text("agreement"),
            role: try row.word("role", as: Role.self),
            side: try row.word("side", as: UsageFreeze.Side.self),
            sequence: try row.integer("sequence"),
            isFrozen: try row.flag("frozen"),
            reason: try row.text("reason"),
            by: try row.text("by"),
            at: try row.instant("at"),
            told: try row.word("told", as: UsageFreeze.Told.self),
            toldReason: try row.optionalText("told_reason"),
            message: try row.optionalText("message")
        )
    }
}
