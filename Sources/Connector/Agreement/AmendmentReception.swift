import DataspaceProtocol
import EvidenceLog
import Node
package import Primitives
package import ServerKit

/// What peers do to amendments: each message is judged, committed and only then acknowledged.
extension Amendments {
    /// The other side proposes an amendment of agreement `id`.
    package func receiveProposal(
        _ id: String,
        _ body: JSONValue,
        from participant: VerifiedParticipant
    ) async throws -> JSONValue {
        let message = try AmendmentMessages.Proposal(body)
        let presented = try PresentedSignature.all(in: body)
        let keys = try await essentials.signing?.keys(of: participant.id, for: presented) ?? .unknown
        let amendment = try await essentials.patiently {
            try await commit(from: participant) { [essentials] evidence in
                let us = essentials.identity.participant
                let old = try Self.named(id, by: message, from: participant, us: us, in: evidence.transaction)
                if let known = try Self.repeated(message, of: old, body, in: evidence.transaction) {
                    return AmendmentWork(essentials: essentials, evidence: evidence, amendment: known)
                }
                let new = try Self.proposed(message, in: old, presented, keys, &evidence)
                let address = try Negotiations.peerAddress(of: old, peers: essentials.peers, in: evidence.transaction)
                let amendment = Amendment(
                    id: message.amendment,
                    role: old.role,
                    agreement: old.id,
                    successor: new.id,
                    peer: old.peer,
                    peerAddress: address ?? "",
                    proposedBy: old.role.other,
                    note: message.note,
                    now: evidence.moment.now
                )
                try AgreementStore.insert(new, in: evidence.transaction)
                var work = AmendmentWork(essentials: essentials, evidence: evidence, amendment: amendment)
                var content = Amendment.Content()
                content.digests = ["message": Digest(of: CanonicalJSON.bytes(of: body)), "successor": new.digest]
                for signature in new.signatures { content.digests[signature.digestName] = Digest(of: signature.jws) }
                try work.receive(.propose, content)
                try Self.proceed(&work, new, participant)
                return work
            }
        }
        return AmendmentMessages.document(amendment)
    }

    /// The agreement that a proposal is about, in the role that its parties give us.
    private static func named(
        _ id: String,
        by message: AmendmentMessages.Proposal,
        from participant: VerifiedParticipant,
        us: String,
        in transaction: ReadTransaction
    ) throws -> Agreement {
        let isProvider = message.agreement.assigner.hasSameBytes(as: us)
        let role: Role = isProvider ? .provider : .consumer
        guard let old = try AgreementStore.find(id, role: role, in: transaction),
            old.peer.hasSameBytes(as: participant.id)
        else { throw Problem.notFound("agreement", id) }
        let (assigner, assignee) = isProvider ? (us, old.peer) : (old.peer, us)
        guard message.agreement.assigner.hasSameBytes(as: assigner),
            message.agreement.assignee.hasSameBytes(as: assignee),
            message.agreement.target.hasSameBytes(as: old.dataset)
        else {
            throw Problem.invalid(
                "an amendment keeps the parties and the dataset of its agreement",
                "合约变更不得改变双方与数据集"
            )
        }
        return old
    }

    /// The amendment that the same message made; another message under its identifier is refused.
    private static func repeated(
        _ message: AmendmentMessages.Proposal,
        of old: Agreement,
        _ body: JSONValue,
        in transaction: ReadTransaction
    ) throws -> Amendment? {
        guard let known = try AmendmentStore.find(message.amendment, role: old.role, in: transaction) else {
            return nil
        }
        guard known.peer.hasSameBytes(as: old.peer), known.agreement.hasSameBytes(as: old.id),
            known.proposedBy != known.role,
            let proposed = try AgreementStore.find(known.successor, role: known.role, in: transaction),
            proposed.document == message.agreement.json
        else { throw Problem.invalid("an amendment with this identifier exists already", "该标识对应的合约变更已存在") }
        return known
    }

    /// The proposed agreement as we keep it, if it may be proposed now.
    private static func proposed(
        _ message: AmendmentMessages.Proposal,
        in old: Agreement,
        _ presented: [PresentedSignature],
        _ keys: AgreementKeys,
        _ evidence: inout EvidenceWriter
    ) throws -> Agreement {
        let transaction = evidence.transaction
        try Negotiations.checkFinalized(old, in: transaction)
        try checkActive(old)
        try checkChain(of: old, in: transaction)
        try checkCrossing(old, in: transaction)
        let document = message.agreement.json
        guard document[Agreement.supersedesMember]?.stringValue?.hasSameBytes(as: old.id) ?? false,
            document[Agreement.supersededDigestMember]?.stringValue == old.digest.description,
            document[Agreement.versionMember]?.stringValue == old.productVersion?.description
        else {
            throw Problem.invalid(
                "the amendment names another agreement or product version than the one in force",
                "变更所指的合约或产品版本与现行合约不符"
            )
        }
        guard try AgreementStore.find(message.agreement.id, role: old.role, in: transaction) == nil else {
            throw Problem.invalid(
                "an agreement `\(message.agreement.id)` exists already",
                "合约 `\(message.agreement.id)` 已存在"
            )
        }
        try checkTerms(document, against: old)
        let new = Agreement(amending: old, id: message.agreement.id, document: document, now: evidence.moment.now)
        return new.signed(try presented.map { try $0.checked(new.statement, by: old.role.other, keys: keys) })
    }

    /// Where both parties propose at once, the provider's proposal goes first: the provider takes no other beside its own.
    ///
    /// So no more than one proposal is ever open at the provider, and an agreement is replaced once.
    private static func checkCrossing(_ old: Agreement, in transaction: ReadTransaction) throws {
        let open = try AmendmentStore.open(of: old.id, role: old.role, in: transaction)
        let standing = old.role == .provider ? open : open.filter { $0.proposedBy == .provider }
        if let first = standing.first { throw alreadyOpen(first) }
    }

    /// The provider's published offers answer by themselves where they say the same; everything else waits for a person.
    private static func proceed(
        _ work: inout AmendmentWork,
        _ new: Agreement,
        _ participant: VerifiedParticipant
    ) throws {
        guard work.essentials.automates, work.amendment.role == .provider else { return }
        let answer = try OfferRules.answer(
            to: new.document,
            of: new.dataset,
            from: participant,
            in: work.evidence.transaction
        )
        var content = Amendment.Content()
        switch answer {
        case .person: return
        case .accept:
            content.decision = EvidenceDecision(outcome: "permit", reasons: ["a published offer has these terms"])
            try work.intend(.accept, content)
        case .refuse:
            let reason = "the provider's rules do not accept this participant"
            content.reason = StatedReason(code: "rules", reasons: [reason])
            content.decision = EvidenceDecision(outcome: "refuse", reasons: [reason])
            try work.intend(.close, content)
        }
    }

    /// The other side accepts or closes an amendment; a repeat is answered alike and has no effect.
    package func receive(
        _ event: AmendmentTable.Event,
        _ agreement: String,
        _ id: String,
        _ body: JSONValue,
        from participant: VerifiedParticipant
    ) async throws -> JSONValue {
        let message = try AmendmentMessages.Step(event, body)
        guard message.amendment.hasSameBytes(as: id) else { throw Problem.notFound("amendment", id) }
        let presented = event == .accept ? try PresentedSignature.all(in: body) : []
        let keys = try await essentials.signing?.keys(of: participant.id, for: presented) ?? .unknown
        let amendment = try await essentials.patiently {
            try await commit(from: participant) { [essentials] evidence in
                let transaction = evidence.transaction
                guard
                    let found = try AmendmentStore.find(id, of: agreement, with: participant.id, in: transaction)
                else { throw Problem.notFound("amendment", id) }
                var work = AmendmentWork(essentials: essentials, evidence: evidence, amendment: found)
                let key = Inbox.Key(
                    subject: Self.subject(of: found),
                    type: event.rawValue,
                    messageID: message.id,
                    body: body,
                    version: found.version
                )
                if try Inbox.answer(to: key, in: transaction) != nil { return work }
                var content = Amendment.Content()
                content.digests["message"] = Digest(of: CanonicalJSON.bytes(of: body))
                if event == .close { content.reason = message.reason }
                try Self.add(presented, keys, to: found, &content, in: transaction)
                try work.receive(event, content)
                try Inbox.keep(Inbox.Answer(status: 200, body: .null), for: key, in: transaction)
                return work
            }
        }
        return AmendmentMessages.document(amendment)
    }

    /// Adds the signatures of whoever accepts to the agreement that is accepted.
    private static func add(
        _ presented: [PresentedSignature],
        _ keys: AgreementKeys,
        to amendment: Amendment,
        _ content: inout Amendment.Content,
        in transaction: WriteTransaction
    ) throws {
        guard !presented.isEmpty,
            let new = try AgreementStore.find(amendment.successor, role: amendment.role, in: transaction)
        else { return }
        let signatures = try presented.map { try $0.checked(new.statement, by: amendment.role.other, keys: keys) }
        try AgreementStore.sign(new, with: signatures, in: transaction)
        for signature in signatures { content.digests[signature.digestName] = Digest(of: signature.jws) }
    }

    /// What we show the other side of an amendment.
    package func show(
        _ agreement: String,
        _ id: String,
        to participant: VerifiedParticipant
    ) async throws -> JSONValue {
        let found = try await essentials.database.read {
            try AmendmentStore.find(id, of: agreement, with: participant.id, in: $0)
        }
        guard let found, found.state != nil else { throw Problem.notFound("amendment", id) }
        return AmendmentMessages.document(found)
    }
}
