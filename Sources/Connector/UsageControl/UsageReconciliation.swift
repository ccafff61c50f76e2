import EvidenceLog
import Logging
import Node
import Primitives
import ServerKit
import ServiceLifecycle

/// What becomes of reservations that a crash left open, and of old ones.
package struct UsageReconciliation: Sendable {
    /// Reservations that one transaction closes: more would hold up everybody else's commits.
    private static let batch = 100
    /// Days that settled reservations are kept: longer than any period that agreements count in by days, weeks or a year.
    private static let keptDays: Int64 = 400

    private let essentials: Essentials
    private let control: UsageControl

    package init(_ essentials: Essentials) {
        self.essentials = essentials
        control = UsageControl(essentials)
    }

    /// Closes what earlier runs left open, as used in full; returns how many.
    ///
    /// A transfer's reservation is not among them: it settles with the transfer's state, which is in the same database.
    package func reconcile() async throws -> Int {
        var count = 0
        while true {
            let closed = try await essentials.commit(supply: 1) { [control] evidence in
                let transaction = evidence.transaction
                let left = try UsageHistoryStore.leftOpen(besides: control.run, limit: Self.batch, in: transaction)
                guard !left.isEmpty else { return 0 }
                for held in left { try control.settle(held.id, in: transaction) }
                var draft = EvidenceDraft(type: "usage.reconciled", subjectKind: "usage", subjectID: "reservations")
                draft.decision = EvidenceDecision(
                    outcome: "usedInFull",
                    reasons: ["left open by a process that ended: what was handed out counts as reserved"]
                )
                draft.amounts = [
                    "reservations": Int64(left.count), "uses": left.reduce(0) { $0 + $1.uses },
                    "bytes": left.reduce(0) { $0.addingReportingOverflow($1.volume).partialValue },
                ]
                try evidence.record(draft)
                return left.count
            }
            count += closed
            if closed < Self.batch { return count }
        }
    }

    /// Forgets single reservations that no limit asks for any more; totals and evidence stay.
    package func prune() async throws {
        let before = essentials.world.now().advanced(seconds: -Self.keptDays * 86_400)
        while true {
            let gone = try await essentials.database.write {
                try UsageHistoryStore.prune(before: before, limit: Self.batch, in: $0)
            }
            if gone < Self.batch { return }
        }
    }
}

/// Closes what the last run left open when the program starts, and forgets old reservations once a day.
struct UsageKeeper: Service {
    private static let intervalSeconds = 86_400

    let reconciliation: UsageReconciliation
    let logger: Logger

    func run() async throws {
        do {
            let closed = try await reconciliation.reconcile()
            if closed > 0 {
                logger.notice("reservations of an earlier run count as used", metadata: ["count": "\(closed)"])
            }
        } catch {
            logger.error("open reservations could not be closed", metadata: ["error": "\(error)"])
        }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do { try await Task.sleep(for: .seconds(Self.intervalSeconds)) } catch { return }
                do { try await reconciliation.prune() } catch {
                    logger.warning("old reservations could not be removed", metadata: ["error": "\(error)"])
                }
            }
        }
    }
}
