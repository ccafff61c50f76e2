import DataspaceProtocol
import Node
import Primitives
import ServerKit
import UsagePolicy

/// Whether data of an agreement may flow now: transfers put the question, `UsageControl` answers it.
struct TransferPermission {
    let essentials: Essentials
    private let control: UsageControl

    init(_ essentials: Essentials) {
        self.essentials = essentials
        control = UsageControl(essentials)
    }

    /// Decides about a delivery, or about an access that is under way, without taking anything from the agreement.
    func decide(
        _ transfer: TransferProcess,
        claims: [String: [String]],
        during access: String? = nil,
        at now: Instant,
        in transaction: ReadTransaction
    ) throws -> UsageControl.Answer {
        let agreement = try Self.agreement(of: transfer, in: transaction)
        let intent = try Self.intent(access == nil ? .transfer : .access, transfer, claims, in: transaction)
        return try control.decide(
            intent,
            reservation: access ?? Self.reservation(transfer),
            under: agreement,
            at: now,
            in: transaction
        )
    }

    /// Decides about a start and takes the use from the agreement; the caller's evidence entry carries the decision.
    func reserve(
        _ transfer: TransferProcess,
        claims: [String: [String]],
        with evidence: inout EvidenceWriter
    ) throws -> UsageControl.Answer {
        let agreement = try Self.agreement(of: transfer, in: evidence.transaction)
        return try control.reserve(
            Self.reservation(transfer),
            try Self.intent(.transfer, transfer, claims, in: evidence.transaction),
            under: agreement,
            recordsDecision: false,
            with: &evidence
        )
    }

    /// Counts a refusal; the caller writes it down, or `recordsDecision`.
    func note(
        _ refusal: UsageControl.Answer,
        of transfer: TransferProcess,
        recordsDecision: Bool = false,
        with evidence: inout EvidenceWriter
    ) throws {
        let agreement = try Self.agreement(of: transfer, in: evidence.transaction)
        let intent = try Self.intent(.transfer, transfer, [:], in: evidence.transaction)
        try control.note(refusal, intent, under: agreement, recordsDecision: recordsDecision, with: &evidence)
    }

    /// Settles the use of a transfer that flows, and gives back that of one which ended before it did.
    ///
    /// One whose start was never acknowledged may have been read all the same: then it stays used.
    func follow(_ transfer: TransferProcess, in transaction: WriteTransaction) throws {
        guard transfer.role == .provider, transfer.wasStarted || transfer.process.isOver else { return }
        let id = Self.reservation(transfer)
        if try transfer.wasStarted || control.wasRead(transfer.id.rawValue, in: transaction) {
            try control.settle(id, in: transaction)
        } else {
            try control.giveBack(id, in: transaction)
        }
    }

    static func intent(
        _ moment: UsageMoment,
        _ transfer: TransferProcess,
        _ claims: [String: [String]],
        in transaction: ReadTransaction
    ) throws -> UseIntent {
        var intent = UseIntent(moment)
        intent.process = transfer.id.rawValue
        intent.claims = claims
        intent.recipients = [transfer.peer]
        intent.facts = ["deliveryChannel": [KnownValue(transfer.format)]]
        // What only the use can tell is judged where the data is used, by a consumer that has said it keeps control.
        if try ControlPromise.isGiven(for: transfer.id, in: transaction) {
            intent.deferredOperands = UseIntent.operandsOfUse.union(ControlPromise.operands)
            // Fetching into a vault is no use yet: uses are counted there, and a broken download is none.
            intent.countsAsUse = moment != .access
        }
        return intent
    }

    static func reservation(_ transfer: TransferProcess) -> String {
        UsageReservation.id(ofTransfer: transfer.id.rawValue)
    }

    /// The agreement in force for a transfer that we serve, its own or what took its place; whether it is still active is the decision's to say.
    static func agreement(of transfer: TransferProcess, in transaction: ReadTransaction) throws -> Agreement {
        let id = transfer.agreementID
        guard let found = try Agreements.inForce(id, role: .provider, in: transaction) else {
            throw Problem.notFound("agreement", id)
        }
        return found
    }

    /// A refusal in words, for the peer and for our own people.
    static func refusal(_ decision: Decision) -> Problem {
        Problem(
            .refused,
            BilingualText(
                en: "the agreement does not allow this now: "
                    + decision.reasons.map { $0.text(.english) }.joined(separator: "; "),
                zh: "合约此刻不允许：" + decision.reasons.map { $0.text(.chinese) }.joined(separator: "；")
            ),
            advice: BilingualText(
                en: "see the agreement's terms with `sluice agreement show`",
                zh: "请用 `sluice agreement show` 查看合约条款"
            )
        )
    }
}
