package import Identity
package import Logging
import Primitives
import ServerKit
import ServiceLifecycle

/// Whose use is open, and how to end it: the connector's part in watching credentials.
package protocol OpenUses: Sendable {
    /// Participants whose use of something is open now.
    func participantsWithOpenUse() async throws -> Set<String>
    /// Ends or pauses every open use of a participant whose credentials do not hold any more.
    func end(of participant: String, because problem: CredentialProblem) async
}

/// Reads the statuses of participants with an open use again and again, and ends the use when they do not hold any more.
///
/// A status that cannot be read ends the use too: what cannot be told is not good.
package struct StandingWatch: Service {
    /// Seconds between two looks; with the age of a list they stay below the minute that is promised.
    private static let intervalSeconds = 25

    private let verifier: ClaimsVerifier
    private let participants: Participants
    private let uses: any OpenUses
    private let logger: Logger

    package init(verifier: ClaimsVerifier, participants: Participants, uses: any OpenUses, logger: Logger) {
        self.verifier = verifier
        self.participants = participants
        self.uses = uses
        self.logger = logger
    }

    package func run() async throws {
        let ticks = AsyncStream<Void> { continuation in
            let ticking = Task {
                while (try? await Task.sleep(for: .seconds(Self.intervalSeconds))) != nil { continuation.yield() }
                continuation.finish()
            }
            continuation.onTermination = { _ in ticking.cancel() }
        }
        for await _ in ticks.cancelOnGracefulShutdown() { await look() }
    }

    /// One look at everybody whose use is open.
    package func look() async {
        do {
            for did in try await uses.participantsWithOpenUse() where participants.isKnown(did) { await check(did) }
        } catch {
            logger.error("open uses cannot be read", metadata: ["error": "\(error)"])
        }
    }

    private func check(_ did: String) async {
        do {
            guard let proven = participants.find(did) else {
                throw CredentialProblem(.expired, "a credential ended")
            }
            try await verifier.recheck(proven)
        } catch {
            let problem = error as? CredentialProblem ?? CredentialProblem(.status, "\(error)")
            logger.notice("open use ends", metadata: ["participant": "\(did)", "why": "\(problem)"])
            await uses.end(of: did, because: problem)
        }
    }
}
