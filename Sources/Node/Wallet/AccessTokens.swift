package import Identity
import Primitives
package import ServerKit
import Synchronization

/// Access tokens to our wallet: each opens some scopes to one verifier for a short time.
///
/// A token is 256 random bits, so that it says nothing to whom it passes through; it is kept in memory, by its digest. After a
/// restart verifiers get new ones with the next message.
package final class AccessTokens: Sendable {
    /// How long a token opens anything.
    package static let seconds: Int64 = 300
    /// Seconds before its end from which a token is not handed out again.
    private static let reserveSeconds: Int64 = 60
    /// Tokens at once; beyond it the oldest end early.
    private static let limit = 20_000

    private struct Grant {
        let verifier: String
        let scopes: Set<CredentialScope>
        let ends: Instant
    }

    private struct Reusable {
        let token: String
        let ends: Instant
    }

    private struct Table {
        var byDigest: [Digest: Grant] = [:]
        var reusable: [String: Reusable] = [:]
    }

    private let world: World
    private let table = Mutex(Table())

    package init(world: World) { self.world = world }

    /// A token that opens `scopes` to `verifier`; one that was made a moment ago for the same is given again.
    package func token(for verifier: String, scopes: Set<CredentialScope>) -> String {
        let now = world.now()
        let key = verifier + " " + scopes.map(\.text).sorted().joined(separator: " ")
        let fresh = world.token()
        return table.withLock { table in
            if let known = table.reusable[key], known.ends > now.advanced(seconds: Self.reserveSeconds) {
                return known.token
            }
            Self.makeRoom(in: &table, at: now)
            let ends = now.advanced(seconds: Self.seconds)
            table.byDigest[Digest(of: fresh)] = Grant(verifier: verifier, scopes: scopes, ends: ends)
            table.reusable[key] = Reusable(token: fresh, ends: ends)
            return fresh
        }
    }

    private static func makeRoom(in table: inout Table, at now: Instant) {
        guard table.byDigest.count >= limit else { return }
        table.byDigest = table.byDigest.filter { $0.value.ends > now }
        table.reusable = table.reusable.filter { $0.value.ends > now }
        guard table.byDigest.count >= limit else { return }
        table = Table()
    }

    /// What a token opens to `verifier`; nil when it is not ours, ended, or was made for somebody else.
    package func scopes(of token: String, for verifier: String) -> Set<CredentialScope>? {
        let now = world.now()
        let digest = Digest(of: token)
        guard let grant = table.withLock({ $0.byDigest[digest] }), grant.ends > now,
            grant.verifier.hasSameBytes(as: verifier)
        else { return nil }
        return grant.scopes
    }
}
