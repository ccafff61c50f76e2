import DataspaceProtocol
import EvidenceLog
package import Node
import Primitives
import ServerKit
import UsagePolicy

extension UsageControl {
    /// Counts a refusal, and writes the decision down where it differs from the last one under the same key.
    ///
    /// A stream of equal decisions is one entry: what changes is what outcome, rules and reasons say, not the numbers in them.
    package func note(
        _ answer: Answer,
        _ intent: UseIntent,
        under agreement: Agreement,
        recordsDecision: Bool,
        with evidence: inout EvidenceWriter
    ) throws {
        let transaction = evidence.transaction
        let mark = answer.decision.mark
        let last = try UsageHistoryStore.decision(answer.key, in: transaction)
        if !answer.isPermitted {
            try UsageHistoryStore.add(
                .init(refused: 1),
                to: answer.key,
                peer: agreement.peer,
                at: evidence.moment.now,
                in: transaction
            )
        }
        guard last != mark else { return }
        let refusal = answer.isPermitted ? nil : answer.decision.words
        try UsageHistoryStore.setDecision(mark, refusal: refusal, answer.key, in: transaction)
        guard recordsDecision else { return }
        var draft = EvidenceDraft(type: "usage.decided", subjectKind: "usage", subjectID: agreement.id)
        draft.actor = EvidenceActor(agreement.role == .provider ? .peer : .node, answer.key.subject)
        draft.counterparty = agreement.peer
        draft.related = [
            "agreement": agreement.id, "dataset": answer.key.target, "role": agreement.role.rawValue,
            "action": answer.key.action, "moment": intent.moment.rawValue,
        ]
        draft.related["process"] = intent.process
        draft.decision = EvidenceDecision(answer.decision)
        try evidence.record(draft)
    }
}

extension Decision {
    /// What a decision says, without the values that it met: equal marks are one entry of evidence.
    var mark: String {
        let reasons = reasons.map { "\($0.code.rawValue)@\($0.path)" }.joined(separator: " ")
        let duties = duties.map(\.path).joined(separator: " ")
        return Digest(of: "\(outcome.rawValue)|\(reasons)|\(duties)").hex
    }

    /// The reasons in both languages.
    var words: JSONValue {
        [
            "en": .strings(reasons.map { $0.text(.english) }), "zh": .strings(reasons.map { $0.text(.chinese) }),
        ]
    }
}
