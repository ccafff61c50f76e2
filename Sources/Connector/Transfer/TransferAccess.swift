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
    ///
    /// `access` names the reservation of an access under way, so that it does not stand against itself. A refusal is counted
    /// and, where it is news, in evidence.
    package func access(
        _ id: Identifier<TransferProcess>,
        during access: String? = nil
    ) async throws -> TransferAccess {
        try essentials.world.checkClock()
        let now = essentials.world.now()
        let (transfer, agreement, answer) = try await essentials.database.read { [essentials] transaction in
            let transfer = try Self.flowing(id, essentials, in: transaction)
            let claims = essentials.claims(of: transfer.peer)
            let answer = try TransferPermission(essentials)
                .decide(transfer, claims: claims, during: access, at: now, in: transaction)
            return (transfer, try TransferPermission.agreement(of: transfer, in: transaction), answer)
        }
        guard answer.isPermitted else {
            try await essentials.commit(supply: 1) { [essentials] evidence in
                try TransferPermission(essentials).note(answer, of: transfer, recordsDecision: true, with: &evidence)
            }
            throw TransferPermission.refusal(answer.decision)
        }
        return TransferAccess(
            transfer: transfer,
            productVersion: agreement.productVersion,
            nextBoundary: essentials.boundary(answer.nextBoundary, of: transfer.peer)
        )
    }

    /// A transfer that we serve now, of a participant whose standing is good.
    static func flowing(
        _ id: Identifier<TransferProcess>,
        _ essentials: Essentials,
        in transaction: ReadTransaction
    ) throws -> TransferProcess {
        guard let transfer = try TransferStore.find(id, in: transaction), transfer.role == .provider else {
            throw Problem.notFound("transfer", id.rawValue)
        }
        guard transfer.mayServe else { throw notFlowing(transfer) }
        try essentials.checkStanding(of: transfer.peer)
        return transfer
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
