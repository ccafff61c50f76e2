import DataspaceProtocol
package import Identity
import Node
import Primitives
import ServerKit

/// Transfers as open uses: they end with the credentials of whom they serve.
extension Transfers: OpenUses {
    package func participantsWithOpenUse() async throws -> Set<String> {
        let started = try await essentials.database.read { try TransferStore.started(in: $0) }
        return Set(started.filter { $0.role == .provider }.map(\.peer))
    }

    /// What may come back (a suspension, an unreadable status) pauses; what is over ends.
    package func end(of participant: String, because problem: CredentialProblem) async {
        let isForGood = problem.code == .revoked || problem.code == .expired
        let reason = StatedReason(
            code: problem.code.rawValue,
            reasons: ["credentials: \(problem.code.rawValue)", problem.chinese]
        )
        do {
            let started = try await essentials.database.read { try TransferStore.started(in: $0) }
            for transfer in started where transfer.role == .provider && transfer.peer.hasSameBytes(as: participant) {
                _ = try await step(transfer.id, isForGood ? .terminate : .suspend, reason: reason)
            }
        } catch {
            // The next look tries again; until then `access` refuses, since the participant has no standing.
            return
        }
    }
}
