import DataspaceProtocol
import EvidenceLog
import Node
import Primitives
import ServerKit

/// One amendment inside one transaction.
struct AmendmentWork {
    let essentials: Essentials
    var evidence: EvidenceWriter
    var amendment: Amendment
    /// Chains of agreements whose terms this transaction changed; their transfers are looked at after the commit.
    var changedRoots: [ChangedChain] = []

    private var transaction: WriteTransaction { evidence.transaction }
    private var now: Instant { evidence.moment.now }

    private static func illegalAsProblem<Value>(_ body: () throws(IllegalEvent) -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            throw Problem.illegal(error, "amendment")
        }
    }

    /// Takes a message of the peer; an acceptance brings the new agreement into force.
    mutating func receive(_ event: AmendmentTable.Event, _ content: Amendment.Content) throws {
        let change = try Self.illegalAsProblem { () throws(IllegalEvent) in
            try amendment.receive(event, content, now: now)
        }
        if event == .accept {
            guard try agreement(amendment.agreement)?.state == .active else { throw Amendments.notActive }
        }
        try save(change)
    }

    /// Commits to a step of our own and leaves its message in the outbox.
    mutating func intend(
        _ event: AmendmentTable.Event,
        _ content: Amendment.Content = Amendment.Content(),
        by actor: EvidenceActor? = nil
    ) throws {
        var content = content
        let messageID = try evidence.identifier()
        if event == .accept { try checkMayAccept() }
        let signatures = event == .close ? [] : try sign()
        for signature in signatures { content.digests[signature.digestName] = Digest(of: signature.jws) }
        let change = try Self.illegalAsProblem { () throws(IllegalEvent) in
            try amendment.intend(event, messageID: messageID, content, by: actor, now: now)
        }
        try save(change)
        guard amendment.process.pending?.messageID == messageID else { return }
        try send(event, messageID: messageID, reason: content.reason, signatures)
    }

    /// One proposal at a time: whoever has made one and not had its answer accepts no other.
    ///
    /// Both sides could otherwise accept each other's at once, and each would have replaced the agreement by another.
    private func checkMayAccept() throws {
        guard try agreement(amendment.agreement)?.state == .active else { throw Amendments.notActive }
        let others = try AmendmentStore.open(of: amendment.agreement, role: amendment.role, in: transaction)
            .filter { !$0.id.hasSameBytes(as: amendment.id) }
        if let other = others.first { throw Amendments.alreadyOpen(other) }
    }

    private func agreement(_ id: String) throws -> Agreement? {
        try AgreementStore.find(id, role: amendment.role, in: transaction)
    }

    /// Signs the proposed agreement as the party that we are in it.
    private func sign() throws -> [AgreementSignature] {
        guard let signing = essentials.signing, let successor = try agreement(amendment.successor) else { return [] }
        let signatures = try signing.sign(successor.statement, as: amendment.role)
        try AgreementStore.sign(successor, with: signatures, in: transaction)
        return signatures
    }

    private mutating func save(_ change: Amendment.Change) throws {
        let before = try AmendmentStore.find(amendment.id, role: amendment.role, in: transaction)?.state
        try AmendmentStore.save(change, with: &evidence)
        guard before != amendment.state else { return }
        switch amendment.state {
        case .accepted: try bringIntoForce()
        case .closed:
            try AgreementStore.settleProposed(
                amendment.successor,
                role: amendment.role,
                as: .void,
                in: transaction
            )
        case nil, .proposedByConsumer, .proposedByProvider: break
        }
    }

    /// Replaces the old agreement by the new one, with evidence of both; everything is one transaction.
    ///
    /// An agreement that was ended here while our acceptance was under way was accepted first at the other side: the new
    /// one then begins as ended, as the other side makes it when our termination reaches it.
    private mutating func bringIntoForce() throws {
        guard let old = try agreement(amendment.agreement), let new = try agreement(amendment.successor),
            try AgreementStore.supersede(old.id, by: new.id, role: amendment.role, in: transaction)
        else { throw Amendments.notActive }
        let state: Agreement.State = old.state == .ended ? .ended : .active
        try AgreementStore.settleProposed(
            new.id,
            role: amendment.role,
            as: state,
            endedBy: old.endedBy,
            reason: old.endedReason,
            in: transaction
        )
        try evidence.record(draft("agreement.superseded", old, from: old.state, to: .superseded, old, new))
        try evidence.record(draft("agreement.amended", new, from: nil, to: state, old, new))
        changedRoots.append(ChangedChain(agreement: new.id, role: amendment.role))
        for other in try AmendmentStore.open(of: old.id, role: amendment.role, in: transaction)
        where other.process.pending?.event != .accept {
            try closeOther(other, "superseded", "another amendment was accepted")
        }
    }

    private func draft(
        _ type: String,
        _ subject: Agreement,
        from previous: Agreement.State?,
        to state: Agreement.State,
        _ old: Agreement,
        _ new: Agreement
    ) -> EvidenceDraft {
        var draft = EvidenceDraft(type: type, subjectKind: "agreement", subjectID: subject.id)
        draft.counterparty = old.peer
        draft.previousState = previous?.rawValue
        draft.newState = state.rawValue
        draft.related = [
            "agreement": subject.id, "amendment": amendment.id, "dataset": old.dataset, "superseded": old.id,
            "successor": new.id,
        ]
        draft.digests["agreement"] = subject.digest
        return draft
    }

    /// Closes an amendment of the same agreement inside this transaction.
    private mutating func closeOther(_ other: Amendment, _ code: String, _ reason: String) throws {
        var work = AmendmentWork(essentials: essentials, evidence: evidence, amendment: other)
        try work.closeIfPossible(StatedReason(code: code, reasons: [reason]), by: nil)
        evidence = work.evidence
    }

    /// Closes the amendment unless a step under way decides its end.
    mutating func closeIfPossible(_ reason: StatedReason, by actor: EvidenceActor?) throws {
        guard amendment.isOpen, ![.accept, .close].contains(amendment.process.pending?.event) else { return }
        var content = Amendment.Content()
        content.reason = reason
        try intend(.close, content, by: actor)
    }

    /// Applies what became of one of our messages.
    mutating func settle(_ message: OutboxMessage, _ outcome: DeliveryOutcome) throws {
        try OutboxStore.remove(message.id, in: transaction)
        let notice = try evidence.identifier()
        let change: Amendment.Change? =
            switch outcome {
            case .accepted where try !mayStillReplace(message):
                amendment.refuse(message.id, StatedReason(code: "superseded"), noticeID: notice, now: now)
            case .accepted: amendment.acknowledge(message.id, noticeID: notice, now: now)
            case .refused(let status, let reasons):
                amendment.refuse(
                    message.id,
                    StatedReason(code: "refused-\(status)", reasons: reasons),
                    noticeID: notice,
                    now: now
                )
            case .unknown: nil
            }
        guard let change else { return }
        try save(change)
        guard amendment.process.pending?.messageID == notice else { return }
        try send(.close, messageID: notice, reason: amendment.reason, [])
    }

    /// Whether the agreement can be replaced when the peer takes our acceptance; always so with a peer that keeps the rules.
    private func mayStillReplace(_ message: OutboxMessage) throws -> Bool {
        guard let pending = amendment.process.pending, pending.messageID == message.id, pending.event == .accept,
            amendment.isOpen
        else { return true }
        let state = try agreement(amendment.agreement)?.state
        return state == .active || state == .ended
    }

    private func send(
        _ event: AmendmentTable.Event,
        messageID: String,
        reason: StatedReason?,
        _ signatures: [AgreementSignature]
    ) throws {
        let (path, message) = try message(event, id: messageID, reason: reason)
        try essentials.bell.leave(
            OutboxMessage(
                id: messageID,
                topic: Amendments.topic,
                subject: Amendments.subject(of: amendment),
                peer: amendment.peer,
                url: amendment.peerAddress + path,
                body: AgreementSignature.adding(signatures, to: message).text,
                created: now
            ),
            in: transaction
        )
    }

    private func message(
        _ event: AmendmentTable.Event,
        id: String,
        reason: StatedReason?
    ) throws -> (path: String, body: JSONValue) {
        let agreement = amendment.agreement.percentEncoded
        let name = amendment.id.percentEncoded
        switch event {
        case .propose:
            guard let successor = try self.agreement(amendment.successor) else { throw Problem.internalError }
            let body = AmendmentMessages.proposal(
                id: id,
                amendment: amendment.id,
                agreement: successor.document,
                note: amendment.note
            )
            return (AmendmentMessages.proposalPath(of: agreement), body)
        case .accept:
            let body = AmendmentMessages.step(event, id: id, amendment: amendment.id, reason: nil)
            return (AmendmentMessages.acceptancePath(of: agreement, name), body)
        case .close:
            let body = AmendmentMessages.step(event, id: id, amendment: amendment.id, reason: reason)
            return (AmendmentMessages.closingPath(of: agreement, name), body)
        }
    }
}

/// A chain of agreements under which other terms hold now.
struct ChangedChain: Sendable {
    let agreement: String
    let role: Role
}
