import DataspaceProtocol
import EvidenceLog
import Node
package import Primitives
package import ServerKit

/// Messages about a running negotiation, one method per address of the binding.
extension Negotiations {
    /// `POST /negotiations/{providerPid}/request`: the consumer's counter-offer.
    package func receiveCounter(
        _ pid: String,
        _ body: JSONValue,
        from participant: VerifiedParticipant
    ) async throws -> Inbox.Answer {
        let message = try ContractRequestMessage(body)
        guard let providerPid = message.providerPid else {
            throw Problem.invalid("`providerPid` is missing", "缺少 `providerPid`")
        }
        let envelope = Envelope(type: ContractRequestMessage.type, messageID: message.messageID, body: body)
        return try await receive(
            envelope,
            .request,
            pid: pid,
            providerPid: providerPid,
            consumerPid: message.consumerPid,
            from: participant
        ) { work, content in
            content.terms = try Self.newTerms(message.offer, in: work.negotiation, by: .consumer)
        }
    }

    /// `POST /negotiations/{consumerPid}/offers`: the provider's offer.
    package func receiveOffer(
        _ pid: String,
        _ body: JSONValue,
        from participant: VerifiedParticipant
    ) async throws -> Inbox.Answer {
        let message = try ContractOfferMessage(body)
        let envelope = Envelope(type: ContractOfferMessage.type, messageID: message.messageID, body: body)
        return try await receive(
            envelope,
            .offer,
            pid: pid,
            providerPid: message.providerPid,
            consumerPid: message.consumerPid,
            from: participant
        ) { work, content in
            content.terms = try Self.newTerms(message.offer, in: work.negotiation, by: .provider)
        }
    }

    private static func newTerms(
        _ offer: ReceivedOffer,
        in negotiation: ContractNegotiation,
        by role: Role
    ) throws -> Terms {
        guard offer.target?.hasSameBytes(as: negotiation.dataset) ?? true else {
            throw Problem.invalid(
                "the negotiation is about dataset `\(negotiation.dataset)`",
                "该协商的数据集为 `\(negotiation.dataset)`"
            )
        }
        guard negotiation.rounds < ContractNegotiation.roundLimit else { throw tooManyRounds }
        return try terms(offer.json, dataset: negotiation.dataset, by: role)
    }

    /// `POST /negotiations/{consumerPid}/agreement`.
    package func receiveAgreement(
        _ pid: String,
        _ body: JSONValue,
        from participant: VerifiedParticipant
    ) async throws -> Inbox.Answer {
        let message = try ContractAgreementMessage(body)
        let envelope = Envelope(type: ContractAgreementMessage.type, messageID: message.messageID, body: body)
        let us = essentials.identity.participant
        let presented = try PresentedSignature.all(in: body)
        let keys = try await essentials.signing?.keys(of: participant.id, for: presented) ?? .unknown
        return try await receive(
            envelope,
            .agree,
            pid: pid,
            providerPid: message.providerPid,
            consumerPid: message.consumerPid,
            from: participant
        ) { work, content in
            let received = try Self.agreement(message, in: work, us: us)
            let agreement = received.signed(
                try presented.map { try $0.checked(received.statement, by: .provider, keys: keys) }
            )
            guard work.negotiation.role == .consumer,
                try AgreementStore.find(agreement.id, role: .consumer, in: work.evidence.transaction) == nil
            else {
                throw Problem.invalid(
                    "an agreement `\(agreement.id)` cannot be taken here",
                    "此处不能接受合约 `\(agreement.id)`"
                )
            }
            try AgreementStore.insert(agreement, in: work.evidence.transaction)
            content.agreementID = agreement.id
            content.digests["agreement"] = agreement.digest
            for signature in agreement.signatures {
                content.digests[signature.digestName] = Digest(of: signature.jws)
            }
        }
    }

    /// The agreement as we keep it, if it is between the two of us and about what was negotiated.
    private static func agreement(
        _ message: ContractAgreementMessage,
        in work: NegotiationWork,
        us: String
    ) throws -> Agreement {
        let negotiation = work.negotiation
        let received = message.agreement
        guard received.assigner.hasSameBytes(as: negotiation.peer), received.assignee.hasSameBytes(as: us),
            received.target.hasSameBytes(as: negotiation.dataset)
        else {
            throw Problem.invalid(
                "the agreement names other parties or another dataset than this negotiation",
                "合约中的双方或数据集与该协商不符"
            )
        }
        return Agreement(
            id: received.id,
            role: .consumer,
            negotiation: negotiation.id.rawValue,
            peer: negotiation.peer,
            dataset: negotiation.dataset,
            productVersion: received.json[Agreement.versionMember]?.stringValue.flatMap { Digest($0) },
            document: received.json,
            created: work.evidence.moment.now,
            providerPid: message.providerPid,
            consumerPid: message.consumerPid
        )
    }

    /// `POST /negotiations/{pid}/events`: ACCEPTED from a consumer, FINALIZED from a provider.
    package func receiveEvent(
        _ pid: String,
        _ body: JSONValue,
        from participant: VerifiedParticipant
    ) async throws -> Inbox.Answer {
        let (message, type) = try NegotiationStepMessage.event(body)
        return try await receive(
            Envelope(type: type.rawValue, messageID: message.messageID, body: body),
            type == .accepted ? .accept : .finalize,
            pid: pid,
            providerPid: message.providerPid,
            consumerPid: message.consumerPid,
            from: participant
        )
    }

    /// `POST /negotiations/{providerPid}/agreement/verification`.
    package func receiveVerification(
        _ pid: String,
        _ body: JSONValue,
        from participant: VerifiedParticipant
    ) async throws -> Inbox.Answer {
        let message = try NegotiationStepMessage.verification(body)
        let presented = try PresentedSignature.all(in: body)
        let keys = try await essentials.signing?.keys(of: participant.id, for: presented) ?? .unknown
        return try await receive(
            Envelope(type: "verification", messageID: message.messageID, body: body),
            .verify,
            pid: pid,
            providerPid: message.providerPid,
            consumerPid: message.consumerPid,
            from: participant
        ) { work, content in
            guard !presented.isEmpty, let id = work.negotiation.agreementID,
                let agreement = try AgreementStore.find(id, role: .provider, in: work.evidence.transaction)
            else { return }
            let signatures = try presented.map { try $0.checked(agreement.statement, by: .consumer, keys: keys) }
            try AgreementStore.sign(agreement, with: signatures, in: work.evidence.transaction)
            for signature in signatures { content.digests[signature.digestName] = Digest(of: signature.jws) }
        }
    }

    /// `POST /negotiations/{pid}/termination`.
    package func receiveTermination(
        _ pid: String,
        _ body: JSONValue,
        from participant: VerifiedParticipant
    ) async throws -> Inbox.Answer {
        let message = try NegotiationStepMessage.termination(body)
        return try await receive(
            Envelope(type: "termination", messageID: message.messageID, body: body),
            .terminate,
            pid: pid,
            providerPid: message.providerPid,
            consumerPid: message.consumerPid,
            from: participant
        ) { _, content in
            content.reason = message.reason
        }
    }
}
