import DataspaceProtocol
import EvidenceLog
import Node
package import Primitives
package import ServerKit
import UsagePolicy

/// What peers do: each message is judged, decided, committed and only then acknowledged.
extension Negotiations {
    /// A message with what identifies it as a repeat.
    struct Envelope: Sendable {
        let type: String
        let messageID: String?
        let body: JSONValue

        func key(_ subject: String, version: Int) -> Inbox.Key {
            Inbox.Key(subject: subject, type: type, messageID: messageID, body: body, version: version)
        }

        var digest: Digest { Digest(of: CanonicalJSON.bytes(of: body)) }
    }

    /// `POST /negotiations/request`: a consumer starts.
    package func receiveRequest(
        _ body: JSONValue,
        from participant: VerifiedParticipant
    ) async throws -> Inbox.Answer {
        let message = try ContractRequestMessage(body)
        guard let callback = message.callbackAddress else {
            throw Problem.invalid("`callbackAddress` is missing", "缺少 `callbackAddress`")
        }
        try await essentials.addressGuard.check(callback)
        let envelope = Envelope(type: ContractRequestMessage.type, messageID: message.messageID, body: body)
        return try await begin(
            envelope,
            .request,
            peerPid: message.consumerPid,
            callback: callback,
            offer: message.offer,
            from: participant
        )
    }

    /// `POST /negotiations/offers`: a provider starts.
    package func receiveOffer(
        _ body: JSONValue,
        from participant: VerifiedParticipant
    ) async throws -> Inbox.Answer {
        let message = try ContractOfferMessage(body)
        guard let callback = message.callbackAddress else {
            throw Problem.invalid("`callbackAddress` is missing", "缺少 `callbackAddress`")
        }
        try await essentials.addressGuard.check(callback)
        let envelope = Envelope(type: ContractOfferMessage.type, messageID: message.messageID, body: body)
        return try await begin(
            envelope,
            .offer,
            peerPid: message.providerPid,
            callback: callback,
            offer: message.offer,
            from: participant
        )
    }

    private func begin(
        _ envelope: Envelope,
        _ event: NegotiationTable.Event,
        peerPid: String,
        callback: String,
        offer: ReceivedOffer,
        from participant: VerifiedParticipant
    ) async throws -> Inbox.Answer {
        let role: Role = event == .request ? .provider : .consumer
        return try await essentials.commit { [essentials] evidence in
            let transaction = evidence.transaction
            if let known = try NegotiationStore.find(
                peer: participant.id,
                pid: peerPid,
                role: role,
                in: transaction
            ) {
                return try Self.repeated(envelope, known, in: transaction)
            }
            let dataset =
                role == .provider
                ? try Self.requestedDataset(offer, participant, in: transaction) : offer.target ?? ""
            try Self.checkOpen(participant, in: transaction)
            let terms = try Self.terms(offer.json, dataset: dataset, by: role.other)
            let negotiation = ContractNegotiation(
                id: Identifier(try evidence.identifier()),
                role: role,
                peer: participant.id,
                peerAddress: callback,
                peerPid: peerPid,
                dataset: dataset,
                terms: terms,
                isAutomatic: true,
                now: evidence.moment.now,
                deadline: evidence.moment.now.advanced(seconds: essentials.negotiationDays * 86_400)
            )
            var work = NegotiationWork(essentials: essentials, evidence: evidence, negotiation: negotiation)
            let answer = try Self.take(envelope, event, peerPid, &work, participant) { $0.terms = terms }
            evidence = work.evidence
            return Inbox.Answer(status: 201, body: answer.body)
        }
    }

    /// The answer that the same first message got; another message under a known identifier is refused.
    private static func repeated(
        _ envelope: Envelope,
        _ known: ContractNegotiation,
        in transaction: ReadTransaction
    ) throws -> Inbox.Answer {
        if let answer = try Inbox.answer(to: envelope.key(known.id.rawValue, version: known.version), in: transaction) {
            return Inbox.Answer(status: 201, body: answer.body)
        }
        throw Problem.invalid(
            "a negotiation with this process identifier exists already",
            "该流程标识对应的协商已存在"
        )
    }

    /// The dataset of an offer that we published to this participant; an offer that is not known is refused.
    private static func requestedDataset(
        _ received: ReceivedOffer,
        _ participant: VerifiedParticipant,
        in transaction: ReadTransaction
    ) throws -> String {
        guard let offer = try OfferStore.offer(Identifier(received.id), in: transaction), offer.state == .active,
            offer.isVisible(to: participant.id)
        else {
            throw Problem.invalid("no offer `\(received.id)` is published here", "本端未发布报价 `\(received.id)`")
        }
        guard received.target?.hasSameBytes(as: offer.product.rawValue) ?? true else {
            throw Problem.invalid(
                "offer `\(received.id)` is not about dataset `\(received.target ?? "")`",
                "报价 `\(received.id)` 与数据集 `\(received.target ?? "")` 不符"
            )
        }
        return offer.product.rawValue
    }

    private static func checkOpen(_ participant: VerifiedParticipant, in transaction: ReadTransaction) throws {
        let open = try NegotiationStore.openCount(of: participant.id, in: transaction)
        guard open < openLimitPerPeer else {
            throw Problem(
                .tooMany,
                BilingualText(en: "too many open negotiations", zh: "进行中的协商过多"),
                advice: BilingualText(en: "finish or terminate some first", zh: "请先完成或终止部分协商"),
                retryAfterSeconds: 60
            )
        }
    }

    /// Judges, applies, decides and keeps the answer for repeats.
    private static func take(
        _ envelope: Envelope,
        _ event: NegotiationTable.Event,
        _ peerPid: String,
        _ work: inout NegotiationWork,
        _ participant: VerifiedParticipant,
        _ fill: (inout ContractNegotiation.Content) -> Void
    ) throws -> Inbox.Answer {
        var content = ContractNegotiation.Content()
        fill(&content)
        content.digests["message"] = envelope.digest
        let before = work.negotiation.terms
        try work.receive(event, peerPid: peerPid, content)
        let shown = work.negotiation
        let answer = Inbox.Answer(status: 200, body: document(shown))
        try work.proceed(before: before, participant: participant)
        let key = envelope.key(shown.id.rawValue, version: work.negotiation.version)
        try Inbox.keep(answer, for: key, in: work.evidence.transaction)
        return answer
    }

    /// What GET and answers show: the last acknowledged state.
    static func document(_ negotiation: ContractNegotiation) -> JSONValue {
        NegotiationDocument.json(
            id: negotiation.id.rawValue,
            providerPid: negotiation.providerPid ?? "",
            consumerPid: negotiation.consumerPid ?? "",
            state: negotiation.state?.rawValue ?? ""
        )
    }

    /// `GET /negotiations/{pid}`; a stranger sees what nobody sees.
    package func show(_ pid: String, to participant: VerifiedParticipant) async throws -> JSONValue {
        let found = try await essentials.database.read { try NegotiationStore.find(Identifier(pid), in: $0) }
        guard let found, found.peer.hasSameBytes(as: participant.id), found.state != nil else {
            throw Problem.notFound("negotiation", pid)
        }
        return Self.document(found)
    }

    /// A message about a running negotiation.
    private func receive(
        _ envelope: Envelope,
        _ event: NegotiationTable.Event,
        pid: String,
        providerPid: String,
        consumerPid: String?,
        from participant: VerifiedParticipant,
        _ fill: @escaping @Sendable (inout NegotiationWork, inout ContractNegotiation.Content) throws -> Void = {
            _,
            _ in
        }
    ) async throws -> Inbox.Answer {
        try await essentials.commit { [essentials] evidence in
            let transaction = evidence.transaction
            guard let negotiation = try NegotiationStore.find(Identifier(pid), in: transaction),
                negotiation.peer.hasSameBytes(as: participant.id)
            else { throw Problem.notFound("negotiation", pid) }
            let isConsumer = negotiation.role == .consumer
            let own = isConsumer ? consumerPid : providerPid
            let other = isConsumer ? providerPid : consumerPid
            guard let own, let other, own.hasSameBytes(as: pid),
                negotiation.peerPid?.hasSameBytes(as: other) ?? true
            else {
                throw Problem.invalid(
                    "the process identifiers are not those of this negotiation",
                    "流程标识与该协商不符"
                )
            }
            let key = envelope.key(pid, version: negotiation.version)
            if let answer = try Inbox.answer(to: key, in: transaction) { return answer }
            var work = NegotiationWork(essentials: essentials, evidence: evidence, negotiation: negotiation)
            return try Self.naming(["providerPid": providerPid, "consumerPid": consumerPid ?? ""]) {
                var content = ContractNegotiation.Content()
                try fill(&work, &content)
                let filled = content
                let answer = try Self.take(envelope, event, other, &work, participant) { $0 = filled }
                evidence = work.evidence
                return answer
            }
        }
    }

    /// Runs `body`; its problems name both process identifiers, as the protocol's error form wants.
    static func naming<Value>(_ pids: [String: String], _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let problem as Problem {
            throw problem.with(pids)
        } catch let problem as DecodingProblem {
            throw Problem.invalid(problem).with(pids)
        }
    }

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
        return try await receive(
            envelope,
            .agree,
            pid: pid,
            providerPid: message.providerPid,
            consumerPid: message.consumerPid,
            from: participant
        ) { work, content in
            let agreement = try Self.agreement(message.agreement, in: work, us: us)
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
        }
    }

    /// The agreement as we keep it, if it is between the two of us and about what was negotiated.
    private static func agreement(
        _ received: ReceivedAgreement,
        in work: NegotiationWork,
        us: String
    ) throws -> Agreement {
        let negotiation = work.negotiation
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
            created: work.evidence.moment.now
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
        return try await receive(
            Envelope(type: "verification", messageID: message.messageID, body: body),
            .verify,
            pid: pid,
            providerPid: message.providerPid,
            consumerPid: message.consumerPid,
            from: participant
        )
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
