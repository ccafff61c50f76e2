import DataspaceProtocol
import Node
package import Primitives
import ServerKit
import UsagePolicy

/// A permitted access to the data of a transfer, and what the data plane must know to keep it true.
package struct TransferAccess: Sendable {
    package let transfer: TransferProcess
    /// The product version that was agreed; absent where the agreement names none.
    package let productVersion: Digest?
    /// When the policy must be asked again; nil when time changes nothing any more.
    package let nextBoundary: Instant?
}

extension TransferProcess {
    /// Whether the data plane serves the transfer now.
    ///
    /// A start that the peer has not acknowledged counts: a peer that comes with the token has received it.
    package var mayServe: Bool { mayFlow || (process.pending?.event == .start && !process.isOver) }
}

extension Transfers {
    /// Asks state, agreement and policy, as at transfer start; throws what the caller may be told.
    package func access(_ id: Identifier<TransferProcess>) async throws -> TransferAccess {
        try essentials.world.checkClock()
        let now = essentials.world.now()
        return try await essentials.database.read { [essentials] transaction in
            guard let transfer = try TransferStore.find(id, in: transaction), transfer.role == .provider else {
                throw Problem.notFound("transfer", id.rawValue)
            }
            guard transfer.mayServe else { throw Self.notFlowing(transfer) }
            try essentials.checkStanding(of: transfer.peer)
            let claims = essentials.claims(of: transfer.peer)
            let answer = try TransferPermission(essentials).decide(transfer, claims: claims, at: now, in: transaction)
            guard answer.isPermitted else { throw TransferPermission.refusal(answer.decision) }
            return TransferAccess(
                transfer: transfer,
                productVersion: try TransferPermission.agreement(of: transfer, in: transaction).productVersion,
                nextBoundary: answer.nextBoundary
            )
        }
    }

    /// Whether the peer shows a transfer that does not flow, though we still see it started.
    ///
    /// Then the message that says so is under way, and a refusal of the data is no failure.
    func isPausedAtPeer(_ transfer: TransferProcess) async -> Bool {
        guard let pid = transfer.peerPid else { return false }
        do {
            let answer = try await essentials.client.get(transfer.peerAddress + "/transfers/" + pid, of: transfer.peer)
            let shown = TransferDocument.read(try PeerClient.json(answer, of: transfer.peer))
            return shown.map { $0.state != TransferTable.State.started.rawValue } ?? false
        } catch {
            return false
        }
    }

    private static func notFlowing(_ transfer: TransferProcess) -> Problem {
        Problem(
            .forbidden,
            BilingualText(
                en: "the transfer is \(transfer.state?.rawValue ?? "not started")",
                zh: "传输状态为 \(transfer.state?.rawValue ?? "未开始")"
            )
        )
    }
}
