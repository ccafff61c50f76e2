package import Identity
package import Primitives
package import ServerKit

/// Remembers which tokens were used, so that each is good once.
///
/// `claim` MUST run in the transaction of what the token is for: the use and its effect are kept together or not at all, and of any
/// number of simultaneous replays exactly one commits, since the writer runs them one after another.
package enum TokenUseStore {
    package static let migrations = [
        Migration(
            "token-use-1",
            [
                """
                CREATE TABLE token_use (
                    position INTEGER PRIMARY KEY AUTOINCREMENT, digest BLOB NOT NULL UNIQUE, forget INTEGER NOT NULL
                )
                """,
                "CREATE INDEX token_use_forget ON token_use (forget)",
            ]
        )
    ]

    /// Uses remembered at most, counted as the span of positions: an hour of one caller at the highest rate, about 500 MB.
    static let largest: Int64 = 7_200_000
    /// Forgotten per claim: more than one, so that the table shrinks while it is used.
    private static let swept = 4

    /// Takes the token's one use; a token that may be shown many times has none.
    ///
    /// - Throws: `unauthenticated` for a replay; `unavailable` when the memory is full, which refuses rather than forgets.
    package static func claim(_ use: TokenUse?, now: Instant, in transaction: WriteTransaction) throws {
        guard let use else { return }
        try transaction.execute(
            "DELETE FROM token_use WHERE position IN (SELECT position FROM token_use WHERE forget < ? ORDER BY forget LIMIT ?)",
            [SQLValue(now), SQLValue(swept)]
        )
        let span = try transaction.first("SELECT MAX(position) - MIN(position) AS span FROM token_use")?
            .optionalInteger("span")
        guard (span ?? 0) < largest else { throw Problem.overloaded }
        let taken = try transaction.execute(
            "INSERT INTO token_use (digest, forget) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING",
            [.blob(use.digest.bytes), SQLValue(use.forgetAfter)]
        )
        guard taken == 1 else { throw Problem.refused([.used]) }
    }

    /// Whether a token was used; for looking on, never for accepting.
    package static func isUsed(_ use: TokenUse, in transaction: ReadTransaction) throws -> Bool {
        try transaction.first("SELECT position FROM token_use WHERE digest = ?", [.blob(use.digest.bytes)]) != nil
    }
}
