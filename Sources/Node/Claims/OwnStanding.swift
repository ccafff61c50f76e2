import Identity
package import Logging
import Primitives
import ServerKit
import ServiceLifecycle
import Synchronization

/// Says that the wallet holds other credentials now.
package final class WalletBell: Sendable {
    let rings: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    package init() { (rings, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

    package func ring() { continuation.yield() }
}

/// What we ourselves can prove: our own credentials, judged as we judge those of others, again and again.
///
/// Uses after delivery rest on it where an agreement names claims of the assignee, which is us. What holds stands among `Participants` under our own
/// name; a credential that ended, was withdrawn, or whose status cannot be told gives no claims from the moment on at which that is known.
package struct OwnStanding: Service {
    /// Seconds between two looks; with the age of a list they stay below the minute that is promised.
    private static let intervalSeconds = 25

    private let wallet: Wallet
    private let participants: Participants
    private let logger: Logger

    package init(wallet: Wallet, participants: Participants, logger: Logger) {
        self.wallet = wallet
        self.participants = participants
        self.logger = logger
    }

    package func run() async throws {
        wallet.changes.ring()
        let ticking = Task { [changes = wallet.changes] in
            while (try? await Task.sleep(for: .seconds(Self.intervalSeconds))) != nil { changes.ring() }
        }
        defer { ticking.cancel() }
        for await _ in wallet.changes.rings.cancelOnGracefulShutdown() {
            do { try await look() } catch {
                logger.error("our own credentials cannot be read", metadata: ["error": "\(error)"])
            }
        }
    }

    /// Judges all of our credentials once.
    package func look() async throws {
        let us = wallet.desk.did
        var good: [VerifiableCredential] = []
        for held in try await wallet.current() {
            do { good += try await judged(held) } catch let problem as CredentialProblem {
                logger.notice(
                    "a credential of ours does not count",
                    metadata: ["credential": "\(held.id)", "why": "\(problem)"]
                )
            }
        }
        let known = participants.find(us)
        guard !good.isEmpty else {
            if participants.isKnown(us) { try await participants.remove(us) }
            return
        }
        let proven = ProvenClaims(of: us, by: good, trusted: wallet.checker, at: wallet.world.now())
        if let known, known.claims == proven.claims, known.validUntil == proven.validUntil { return }
        try await participants.save(proven)
    }

    /// The credential, where its issuer is trusted here and all of it is as it should be; nothing where nobody trusts its issuer.
    private func judged(_ held: HeldCredential) async throws -> [VerifiableCredential] {
        guard !wallet.checker.trustedTypes(of: held.credential).isEmpty else { return [] }
        let credential = try await wallet.checker.verified(held.token, of: held.credential.issuer)
        try credential.checkHolder(wallet.desk.did)
        try await wallet.checker.checkSchemaAndStatus(credential)
        return [credential]
    }
}

extension Wallet {
    /// The newest credential of each issuer and type, in its time.
    func current() async throws -> [HeldCredential] {
        let now = world.now()
        var seen: Set<String> = []
        return try await database.read { try WalletStore.credentials(in: $0) }.filter { held in
            guard held.credential.isCurrent(at: now) else { return false }
            let kind = ([held.credential.issuer] + held.credential.ownTypes).joined(separator: " ")
            return seen.insert(kind).inserted
        }
    }
}

extension ProvenClaims {
    /// What credentials say for which their issuers are trusted.
    init(of did: String, by credentials: [VerifiableCredential], trusted checker: CredentialChecker, at now: Instant) {
        var claims: [String: [String]] = [:]
        for credential in credentials {
            let trusted = Set(checker.trustedTypes(of: credential))
            for (name, values) in credential.claims {
                let type = String(name.prefix { $0 != "." })
                if trusted.contains(type) { claims[name, default: []] += values }
            }
        }
        self.init(
            did: did,
            claims: claims,
            statuses: credentials.flatMap { credential in
                credential.statuses.map { Status(issuer: credential.issuer, entry: $0) }
            },
            validUntil: credentials.compactMap(\.validUntil).min(),
            presented: now
        )
    }
}
