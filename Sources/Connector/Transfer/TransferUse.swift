import DataspaceProtocol
import Node
import Primitives
import ServerKit
import UsagePolicy

/// An access to the data of a transfer, as it was taken from the agreement.
struct ReservedAccess: Sendable {
    let id: String
    let transfer: Identifier<TransferProcess>
    /// Bytes that were taken so far.
    let volume: Int64
    /// Whether the agreement limits bytes, so that more of them must be asked for.
    let isMetered: Bool
    /// Nothing is left to settle: what was taken is what counts.
    let isSettled: Bool
}

/// Data accesses as uses: taken before the first byte, settled after the last.
extension Transfers {
    /// Bytes of an answer of known length up to which it is settled at once: one commit instead of two.
    ///
    /// A reader who leaves such an answer early has used all of it.
    private static let smallBytes: Int64 = 1 << 20
    /// Bytes that a stream of unknown length takes at a time, the largest that the agreement still has room for.
    private static let blocks: [Int64] = [64 << 20, 1 << 20]

    /// Takes an access of `length` bytes, nil when that is not known yet; throws what the reader may be told.
    func take(_ id: Identifier<TransferProcess>, length: Int64?) async throws -> ReservedAccess {
        let access = essentials.world.urn()
        let taken = try await essentials.commit(supply: 1) { [essentials] evidence -> Taken in
            let transfer = try Self.flowing(id, essentials, in: evidence.transaction)
            let agreement = try TransferPermission.agreement(of: transfer, in: evidence.transaction)
            let control = UsageControl(essentials)
            var intent = try TransferPermission.intent(
                .access,
                transfer,
                essentials.claims(of: transfer.peer),
                in: evidence.transaction
            )
            let isMetered = control.isMetered(agreement)
            intent.volume = length ?? 0
            if isMetered, length == nil {
                intent.volume = try Self.block(after: 0, intent, access, agreement, control, evidence)
            }
            let answer = try control.reserve(access, intent, under: agreement, with: &evidence)
            guard answer.isPermitted else { return .refused(TransferPermission.refusal(answer.decision)) }
            let isSmall = length.map { $0 <= Self.smallBytes } ?? false
            if isSmall { try control.settle(access, in: evidence.transaction) }
            return .reserved(
                ReservedAccess(
                    id: access,
                    transfer: id,
                    volume: intent.volume,
                    isMetered: isMetered,
                    isSettled: isSmall
                )
            )
        }
        return try taken.get()
    }

    /// Takes more bytes for a stream of unknown length: `needed` in all, and a block ahead where there is room.
    func extend(_ held: ReservedAccess, to needed: Int64) async throws -> ReservedAccess {
        let taken = try await essentials.commit(supply: 1) { [essentials] evidence -> Taken in
            let transfer = try Self.flowing(held.transfer, essentials, in: evidence.transaction)
            let agreement = try TransferPermission.agreement(of: transfer, in: evidence.transaction)
            let control = UsageControl(essentials)
            var intent = try TransferPermission.intent(
                .access,
                transfer,
                essentials.claims(of: transfer.peer),
                in: evidence.transaction
            )
            intent.volume = try Self.block(after: needed, intent, held.id, agreement, control, evidence)
            let answer = try control.extend(held.id, intent, under: agreement, with: &evidence)
            guard answer.isPermitted else { return .refused(TransferPermission.refusal(answer.decision)) }
            return .reserved(
                ReservedAccess(
                    id: held.id,
                    transfer: held.transfer,
                    volume: intent.volume,
                    isMetered: true,
                    isSettled: false
                )
            )
        }
        return try taken.get()
    }

    /// The largest block after `needed` bytes that the agreement has room for; `needed` itself when there is none.
    private static func block(
        after needed: Int64,
        _ intent: UseIntent,
        _ access: String,
        _ agreement: Agreement,
        _ control: UsageControl,
        _ evidence: EvidenceWriter
    ) throws -> Int64 {
        for block in blocks {
            var larger = intent
            larger.volume = needed + block
            let answer = try control.decide(
                larger,
                reservation: access,
                under: agreement,
                at: evidence.moment.now,
                in: evidence.transaction
            )
            if answer.isPermitted { return larger.volume }
        }
        return needed
    }

    /// A refusal is counted and in evidence: the transaction stands, and the reader is told afterwards.
    private enum Taken: Sendable {
        case reserved(ReservedAccess)
        case refused(Problem)

        func get() throws -> ReservedAccess {
            switch self {
            case .reserved(let access): return access
            case .refused(let problem): throw problem
            }
        }
    }
}
