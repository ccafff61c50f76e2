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
        return try await essentials.commit(from: participant) { [essentials] evidence in
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
            offer.audience.includes(participant.id, claims: participant.claims)
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
    func receive(
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
        try await essentials.commit(from: participant) { [essentials] evidence in
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
}
