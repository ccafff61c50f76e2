import Synchronization

/// The one use of a token, taken in the transaction of what the token is for: both are kept, or neither is.
///
/// What no transaction of a request has taken, the gatekeeper takes before it answers.
package final class SingleUse: Sendable, Equatable {
    private let database: Database
    private let claim: @Sendable (WriteTransaction) throws -> Void
    private let taken = Mutex(false)

    /// `claim` throws what the caller is told when the token was used before.
    package init(_ database: Database, claim: @escaping @Sendable (WriteTransaction) throws -> Void) {
        self.database = database
        self.claim = claim
    }

    /// Takes the use, unless an earlier transaction of the same request has.
    package func take(in transaction: WriteTransaction) throws {
        if taken.withLock({ $0 }) { return }
        try claim(transaction)
        transaction.afterCommit { self.taken.withLock { $0 = true } }
    }

    /// Takes the use in a transaction of its own, where none has.
    func settle() async throws {
        if taken.withLock({ $0 }) { return }
        try await database.write { try self.take(in: $0) }
    }

    package static func == (one: SingleUse, other: SingleUse) -> Bool { one === other }
}
