import DataspaceProtocol
import EvidenceLog
import Node
import Primitives
import ServerKit
import UsagePolicy

/// Transfers that run while the world changes: frozen agreements, and participants whose claims are others now.
extension Transfers {
    /// Suspends what flows under an agreement, inside the caller's transaction; returns how many.
    ///
    /// A transfer with a step of ours under way keeps it; its streams are cut all the same, and no new access is allowed.
    func suspendFlowing(
        of agreement: Agreement,
        reason: StatedReason,
        cause: Problem,
        by actor: EvidenceActor,
        atMost limit: Int,
        _ evidence: inout EvidenceWriter
    ) throws -> Int {
        let transaction = evidence.transaction
        let flowing = try TransferStore.flowing(under: agreement, limit: limit, in: transaction)
        for transfer in flowing {
            var work = TransferWork(
                essentials: essentials,
                observer: observer,
                evidence: evidence,
                transfer: transfer
            )
            var content = TransferProcess.Content()
            content.reason = reason
            try work.intend(.suspend, content, by: actor)
            evidence = work.evidence
        }
        if flowing.count < limit, let observer {
            let rest = try TransferStore.unfinished(under: agreement, in: transaction)
            transaction.afterCommit { for id in rest { observer.halted(id, because: cause) } }
        }
        return flowing.count
    }

    /// Cuts what is open under an agreement because the other side stopped it; the transfers' own states are the other side's to change.
    func halt(under agreement: Agreement, because cause: Problem, in transaction: WriteTransaction) throws {
        guard let observer else { return }
        let open = try TransferStore.unfinished(under: agreement, in: transaction)
        transaction.afterCommit { for id in open { observer.halted(id, because: cause) } }
    }

    /// Starts again what was suspended for a reason; what the agreement or the other side does not allow stays asleep.
    func resume(under agreement: Agreement, suspendedBy code: String) async {
        do {
            let asleep = try await essentials.database.read {
                try TransferStore.suspended(under: agreement, code: code, in: $0)
            }
            for transfer in asleep {
                do { _ = try await step(transfer, .start) } catch {
                    // Either side may wake it later, and is told then why not.
                }
            }
        } catch {
            // Nothing is lost: the transfers sleep, and either side may wake them.
        }
    }

    /// Judges the running transfers of a participant again, because what is known of it has changed.
    ///
    /// What its claims no longer allow ends; where they are gone altogether it sleeps, for they may come back.
    package func reconsider(_ participant: String) async throws {
        try essentials.world.checkClock()
        let now = essentials.world.now()
        let verdicts = try await essentials.database.read { [essentials] transaction in
            try TransferStore.started(in: transaction)
                .filter { $0.role == .provider && $0.peer.hasSameBytes(as: participant) }
                .compactMap { try Self.verdict($0, essentials, at: now, in: transaction) }
        }
        for (id, event, reason) in verdicts {
            do { _ = try await step(id, event, reason: reason) } catch {
                // Another step was under way and decides; each access is judged anyway.
            }
        }
    }

    /// Participants of whom something else is known since the last call.
    func changedParticipants() -> Set<String> {
        essentials.peers.changed.take().union(essentials.participants?.changed.take() ?? [])
    }

    private typealias Verdict = (Identifier<TransferProcess>, TransferTable.Event, StatedReason)

    private static func verdict(
        _ transfer: TransferProcess,
        _ essentials: Essentials,
        at now: Instant,
        in transaction: ReadTransaction
    ) throws -> Verdict? {
        do { try essentials.checkStanding(of: transfer.peer) } catch let problem as Problem {
            return (transfer.id, .suspend, StatedReason(code: "credentials", reasons: [problem.message.en]))
        }
        var intent = try TransferPermission.intent(
            .transfer,
            transfer,
            essentials.claims(of: transfer.peer),
            in: transaction
        )
        intent.ignoresHistory = true
        let agreement = try TransferPermission.agreement(of: transfer, in: transaction)
        do {
            let answer = try UsageControl(essentials).decide(intent, under: agreement, at: now, in: transaction)
            guard !answer.isPermitted else { return nil }
            let problem = TransferPermission.refusal(answer.decision)
            return (transfer.id, .terminate, StatedReason(code: "policy", reasons: [problem.message.en]))
        } catch is Problem {
            // The agreement has ended or is frozen: whoever did that deals with its transfers.
            return nil
        }
    }
}
