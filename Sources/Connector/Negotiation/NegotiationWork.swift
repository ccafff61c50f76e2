import DataspaceProtocol
import EvidenceLog
import Node
import Primitives
import ServerKit
import UsagePolicy

/// One negotiation inside one transaction: what is received, what is decided by itself, and what is sent.
struct NegotiationWork {
    let essentials: Essentials
    var evidence: EvidenceWriter
    var negotiation: ContractNegotiation

    private var transaction: WriteTransaction { evidence.transaction }
    private var now: Instant { evidence.moment.now }
    private var identity: ConnectorIdentity { essentials.identity }

    static func illegalAsProblem<Value>(_ body: () throws(IllegalEvent) -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            throw Problem.illegal(error, "negotiation")
        }
    }

    /// Takes a message of the peer.
    mutating func receive(
        _ event: NegotiationTable.Event,
        peerPid: String,
        _ content: ContractNegotiation.Content
    ) throws {
        let change = try Self.illegalAsProblem { () throws(IllegalEvent) in
            try negotiation.receive(event, peerPid: peerPid, content, now: now)
        }
        try save(change)
    }

    /// Commits to a step of our own and leaves its message in the outbox.
    mutating func intend(
        _ event: NegotiationTable.Event,
        _ content: ContractNegotiation.Content = ContractNegotiation.Content(),
        by actor: EvidenceActor? = nil
    ) throws {
        var content = content
        let messageID = try evidence.identifier()
        var agreement: Agreement?
        if event == .agree {
            agreement = try makeAgreement()
            content.agreementID = agreement?.id
            if let digest = agreement?.digest { content.digests["agreement"] = digest }
        }
        let signatures = try sign(event, &agreement)
        for signature in signatures { content.digests[signature.digestName] = Digest(of: signature.jws) }
        let change = try Self.illegalAsProblem { () throws(IllegalEvent) in
            try negotiation.intend(event, messageID: messageID, content, by: actor, now: now)
        }
        try save(change)
        if let agreement { try AgreementStore.insert(agreement, in: transaction) }
        guard negotiation.process.pending?.messageID == messageID else { return }
        try send(event, messageID: messageID, content, agreement: agreement?.document, signatures)
    }

    /// Signs what this step commits us to: as provider the agreement that we make, as consumer the one that we verify.
    private func sign(_ event: NegotiationTable.Event, _ agreement: inout Agreement?) throws -> [AgreementSignature] {
        guard let signing = essentials.signing else { return [] }
        if event == .agree, let made = agreement {
            let signatures = try signing.sign(made.statement, as: .provider)
            agreement = made.signed(signatures)
            return signatures
        }
        guard event == .verify, let id = negotiation.agreementID,
            let received = try AgreementStore.find(id, role: .consumer, in: transaction)
        else { return [] }
        let signatures = try signing.sign(received.statement, as: .consumer)
        try AgreementStore.sign(received, with: signatures, in: transaction)
        return signatures
    }

    /// Stores a change; a negotiation that ends before its agreement was finalized voids it.
    private mutating func save(_ change: ContractNegotiation.Change) throws {
        try NegotiationStore.save(change, with: &evidence)
        switch negotiation.state {
        case .terminated:
            try AgreementStore.setState(.void, ofNegotiation: negotiation.id.rawValue, in: transaction)
        case .finalized:
            try AgreementStore.setState(.active, ofNegotiation: negotiation.id.rawValue, in: transaction)
        default: break
        }
    }

    /// Applies what became of one of our messages.
    mutating func settle(_ message: OutboxMessage, _ outcome: DeliveryOutcome) throws {
        try OutboxStore.remove(message.id, in: transaction)
        let notice = try evidence.identifier()
        let change: ContractNegotiation.Change? =
            switch outcome {
            case .accepted(let answer):
                negotiation.acknowledge(message.id, peerPid: shownPid(answer), noticeID: notice, now: now)
            case .refused(let status, let reasons):
                negotiation.refuse(
                    message.id,
                    StatedReason(code: "refused-\(status)", reasons: reasons),
                    noticeID: notice,
                    now: now
                )
            case .unknown: nil
            }
        guard let change else { return }
        try save(change)
        guard negotiation.process.pending?.messageID == notice else { return }
        var content = ContractNegotiation.Content()
        content.reason = negotiation.reason
        try send(.terminate, messageID: notice, content, agreement: nil)
    }

    /// The peer's process identifier, when its answer is about this negotiation.
    private func shownPid(_ answer: JSONValue) -> String? {
        guard let shown = NegotiationDocument.read(answer) else { return nil }
        let (own, other) =
            negotiation.role == .consumer
            ? (shown.consumerPid, shown.providerPid) : (shown.providerPid, shown.consumerPid)
        return own.hasSameBytes(as: negotiation.id.rawValue) ? other : nil
    }

    private mutating func makeAgreement() throws -> Agreement {
        let id = try evidence.identifier()
        let product = try DatasetStore.product(Identifier(negotiation.dataset), in: transaction)
        let version = product?.version.digest
        return Agreement(
            id: id,
            role: .provider,
            negotiation: negotiation.id.rawValue,
            peer: negotiation.peer,
            dataset: negotiation.dataset,
            productVersion: version,
            document: Agreement.document(
                id: id,
                terms: negotiation.terms.offer,
                target: negotiation.dataset,
                assigner: identity.participant,
                assignee: negotiation.peer,
                timestamp: now,
                productVersion: version
            ),
            created: now,
            providerPid: negotiation.providerPid ?? "",
            consumerPid: negotiation.consumerPid ?? ""
        )
    }

    private mutating func send(
        _ event: NegotiationTable.Event,
        messageID: String,
        _ content: ContractNegotiation.Content,
        agreement: JSONValue?,
        _ signatures: [AgreementSignature] = []
    ) throws {
        let envelope = NegotiationEnvelope(negotiation: negotiation, callback: identity.protocolAddress)
        let (path, message) = try envelope.message(event, id: messageID, reason: content.reason, agreement: agreement)
        let body = AgreementSignature.adding(signatures, to: message)
        try essentials.bell.leave(
            OutboxMessage(
                id: messageID,
                topic: Negotiations.topic,
                subject: negotiation.id.rawValue,
                peer: negotiation.peer,
                url: negotiation.peerAddress + path,
                body: body.text,
                created: now
            ),
            in: transaction
        )
    }
}

/// Writes a negotiation's messages and where they go (DSP 2025-1, Contract Negotiation HTTPS binding).
struct NegotiationEnvelope {
    let negotiation: ContractNegotiation
    let callback: String

    func message(
        _ event: NegotiationTable.Event,
        id: String,
        reason: StatedReason?,
        agreement: JSONValue?
    ) throws -> (path: String, body: JSONValue) {
        let peerPid = negotiation.peerPid
        let base = "/negotiations/" + (peerPid ?? "")
        guard peerPid != nil || event == .request || event == .offer else { throw Problem.internalError }
        let provider = negotiation.providerPid ?? ""
        let consumer = negotiation.consumerPid ?? ""
        switch event {
        case .request:
            let body = ContractRequestMessage.json(
                id: id,
                consumerPid: consumer,
                providerPid: peerPid,
                callbackAddress: callback,
                offer: negotiation.terms.offer
            )
            return (peerPid == nil ? "/negotiations/request" : base + "/request", body)
        case .offer:
            let body = ContractOfferMessage.json(
                id: id,
                providerPid: provider,
                consumerPid: peerPid,
                callbackAddress: callback,
                offer: negotiation.terms.offer
            )
            return (peerPid == nil ? "/negotiations/offers" : base + "/offers", body)
        case .accept:
            return (
                base + "/events",
                NegotiationStepMessage.eventJSON(.accepted, id: id, providerPid: provider, consumerPid: consumer)
            )
        case .agree:
            guard let agreement else { throw Problem.internalError }
            return (
                base + "/agreement",
                ContractAgreementMessage.json(
                    id: id,
                    providerPid: provider,
                    consumerPid: consumer,
                    agreement: agreement
                )
            )
        case .verify:
            return (
                base + "/agreement/verification",
                NegotiationStepMessage.verificationJSON(id: id, providerPid: provider, consumerPid: consumer)
            )
        case .finalize:
            return (
                base + "/events",
                NegotiationStepMessage.eventJSON(.finalized, id: id, providerPid: provider, consumerPid: consumer)
            )
        case .terminate:
            return (
                base + "/termination",
                NegotiationStepMessage.terminationJSON(
                    reason ?? StatedReason(),
                    id: id,
                    providerPid: provider,
                    consumerPid: consumer
                )
            )
        }
    }
}
