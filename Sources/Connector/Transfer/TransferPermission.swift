import DataspaceProtocol
import Primitives
import ServerKit
import UsagePolicy

/// Decides whether data of an agreement may flow now: the same question at transfer start and at each access.
struct TransferPermission {
    let essentials: Essentials
    let now: Instant

    /// The evaluator's decision over the agreed policy.
    func decide(
        _ transfer: TransferProcess,
        claims: [String: [String]],
        in transaction: ReadTransaction
    ) throws -> Decision {
        guard let agreement = try AgreementStore.find(transfer.agreementID, role: .provider, in: transaction),
            agreement.state == .active
        else {
            throw Problem(
                .refused,
                BilingualText(en: "the agreement is not active", zh: "合约未生效或已终止"),
                advice: BilingualText(en: "negotiate a new agreement", zh: "请重新协商合约")
            )
        }
        var request = EvaluationRequest(
            action: "use",
            target: agreement.dataset,
            assignee: agreement.peer,
            now: now
        )
        request.claims = claims
        let earlier = try TransferStore.uses(ofAgreement: agreement.id, besides: transfer.id, in: transaction)
        request.usageCounts = ["use": earlier]
        return essentials.evaluator.evaluate(reading: NegotiationWork.readable(agreement.document), for: request)
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
