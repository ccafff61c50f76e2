import EvidenceLog
import Node
import Primitives
import ServerKit

extension EvidenceDraft {
    /// The peer does not let a message of a process in; the process stays as it is, and a person must look.
    static func lockedOut(_ message: OutboxMessage, _ kind: String, _ state: String?, _ why: String) -> EvidenceDraft {
        var draft = EvidenceDraft(type: "\(kind).delivery.lockedOut", subjectKind: kind, subjectID: message.subject)
        draft.counterparty = message.peer
        draft.previousState = state
        draft.newState = state
        draft.decision = EvidenceDecision(outcome: "postponed", reasons: [why])
        return draft
    }
}
