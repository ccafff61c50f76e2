package import DataspaceProtocol
import EvidenceLog
package import Node
package import Primitives
package import ServerKit

/// The negotiation slice: everything that people and peers do to negotiations, each in one transaction.
package struct Negotiations: Sendable {
    static let topic = "negotiation"
    /// Open negotiations that one peer may have with us: beyond it, that peer waits.
    package static let openLimitPerPeer = 10_000

    let essentials: Essentials

    package init(_ essentials: Essentials) { self.essentials = essentials }

    private var identity: ConnectorIdentity { essentials.identity }

    // MARK: What people do

    /// Starts a negotiation as consumer: asks `peer` for `dataset` under an offer of its catalogue, or under other terms.
    package func request(
        peer peerID: String,
        address: String? = nil,
        dataset: String,
        offer: JSONValue,
        isAutomatic: Bool = true,
        by actor: EvidenceActor? = nil
    ) async throws -> ContractNegotiation {
        let address = try address ?? essentials.peers.require(peerID).address
        let terms = try Self.terms(offer, dataset: dataset, by: .consumer)
        return try await start(.request, role: .consumer, peerID, address, dataset, terms, isAutomatic, actor)
    }

    /// Starts a negotiation as provider: offers one of our products to a peer that has not asked.
    package func offer(
        to peerID: String,
        offer id: Identifier<Offer>,
        by actor: EvidenceActor? = nil
    ) async throws -> ContractNegotiation {
        let peer = try essentials.peers.require(peerID)
        guard let offer = try await essentials.database.read({ try OfferStore.offer(id, in: $0) }) else {
            throw Problem.notFound("offer", id.rawValue)
        }
        var wire = offer.wireJSON.objectValue ?? JSONObject()
        wire["target"] = .string(offer.product.rawValue)
        wire["assigner"] = .string(identity.participant)
        wire["assignee"] = .string(peerID)
        let terms = try Self.terms(.object(wire), dataset: offer.product.rawValue, by: .provider)
        return try await start(
            .offer,
            role: .provider,
            peerID,
            peer.address,
            offer.product.rawValue,
            terms,
            true,
            actor
        )
    }

    private func start(
        _ event: NegotiationTable.Event,
        role: Role,
        _ peer: String,
        _ address: String,
        _ dataset: String,
        _ terms: Terms,
        _ isAutomatic: Bool,
        _ actor: EvidenceActor?
    ) async throws -> ContractNegotiation {
        try await essentials.commit { [essentials] evidence in
            let negotiation = ContractNegotiation(
                id: Identifier(try evidence.identifier()),
                role: role,
                peer: peer,
                peerAddress: address,
                dataset: dataset,
                terms: terms,
                isAutomatic: isAutomatic,
                now: evidence.moment.now,
                deadline: evidence.moment.now.advanced(seconds: essentials.negotiationDays * 86_400)
            )
            var work = NegotiationWork(essentials: essentials, evidence: evidence, negotiation: negotiation)
            var content = ContractNegotiation.Content()
            content.terms = terms
            content.digests["offer"] = Digest(of: CanonicalJSON.bytes(of: terms.offer))
            try work.intend(event, content, by: actor)
            evidence = work.evidence
            return work.negotiation
        }
    }

    /// Takes a step of our own in a running negotiation; `terms` come with an offer or a counter-request.
    package func step(
        _ id: Identifier<ContractNegotiation>,
        _ event: NegotiationTable.Event,
        terms: JSONValue? = nil,
        reason: StatedReason? = nil,
        by actor: EvidenceActor? = nil
    ) async throws -> ContractNegotiation {
        try await work(on: id) { work in
            var content = ContractNegotiation.Content()
            content.reason = reason
            if event == .offer || event == .request {
                let negotiation = work.negotiation
                let offer = terms ?? negotiation.terms.offer
                content.terms = try Self.terms(offer, dataset: negotiation.dataset, by: negotiation.role)
                guard negotiation.rounds < ContractNegotiation.roundLimit else { throw Self.tooManyRounds }
            }
            try work.intend(event, content, by: actor)
        }
    }

    /// Reads, changes and stores one negotiation in one transaction.
    private func work(
        on id: Identifier<ContractNegotiation>,
        _ body: @escaping @Sendable (inout NegotiationWork) throws -> Void
    ) async throws -> ContractNegotiation {
        try await essentials.commit { [essentials] evidence in
            guard let negotiation = try NegotiationStore.find(id, in: evidence.transaction) else {
                throw Problem.notFound("negotiation", id.rawValue)
            }
            var work = NegotiationWork(essentials: essentials, evidence: evidence, negotiation: negotiation)
            try body(&work)
            evidence = work.evidence
            return work.negotiation
        }
    }

    static let tooManyRounds = Problem.invalid(
        "more than \(ContractNegotiation.roundLimit) messages with terms: start a new negotiation",
        "报价往返超过 \(ContractNegotiation.roundLimit) 次，请重新发起协商"
    )

    /// Terms as they go on the wire: an Offer with an identifier and its target.
    static func terms(_ offer: JSONValue, dataset: String, by role: Role) throws -> Terms {
        let fields = try JSONFields(offer, path: "offer")
        var object = fields.object
        let id = try fields.identifier("@id")
        object["@type"] = "Offer"
        object["target"] = .string(dataset)
        return Terms(offerID: id, offer: .object(object), by: role)
    }

    package func find(_ id: Identifier<ContractNegotiation>) async throws -> ContractNegotiation {
        guard let found = try await essentials.database.read({ try NegotiationStore.find(id, in: $0) }) else {
            throw Problem.notFound("negotiation", id.rawValue)
        }
        return found
    }

    package func list(_ page: PageRequest, state: String?) async throws -> [ContractNegotiation] {
        try await essentials.database.read { try NegotiationStore.list(page, state: state, in: $0) }
    }

    /// Ends negotiations whose deadline has passed, with that reason; a worker calls it.
    package func endOverdue() async throws -> Int {
        let now = essentials.world.now()
        let overdue = try await essentials.database.read {
            try NegotiationStore.overdue(at: now, limit: 100, in: $0)
        }
        var ended = 0
        for id in overdue {
            do {
                _ = try await step(
                    id,
                    .terminate,
                    reason: StatedReason(code: "deadline", reasons: ["the deadline of the negotiation has passed"])
                )
                ended += 1
            } catch let problem as Problem where problem.code == .invalid {
                // It has moved on since it was found.
                continue
            }
        }
        return ended
    }
}

extension Negotiations: OutboxSettler {
    package func settle(_ message: OutboxMessage, _ outcome: DeliveryOutcome) async throws {
        _ = try await work(on: Identifier(message.subject)) { work in
            try work.settle(message, outcome)
            let peer = work.negotiation.peer
            let participant = VerifiedParticipant(verifiedID: peer, claims: work.essentials.claims(of: peer))
            try work.proceed(before: nil, participant: participant)
        }
    }

    package func lockedOut(_ message: OutboxMessage, _ why: String) async throws {
        try await essentials.commit { evidence in
            guard let negotiation = try NegotiationStore.find(Identifier(message.subject), in: evidence.transaction)
            else { return }
            try evidence.record(.lockedOut(message, "negotiation", negotiation.state?.rawValue, why))
        }
    }

    /// Asks the peer what it shows; only a step that it shows as taken counts as taken.
    package func reconcile(_ message: OutboxMessage) async -> DeliveryOutcome? {
        do {
            let negotiation = try await find(Identifier(message.subject))
            guard let pending = negotiation.process.pending, pending.messageID == message.id, !pending.isOvertaken,
                let peerPid = negotiation.peerPid
            else { return nil }
            let url = negotiation.peerAddress + "/negotiations/" + peerPid
            let answer = try await essentials.client.get(url, of: negotiation.peer)
            let json = try PeerClient.json(answer, of: negotiation.peer)
            guard let shown = NegotiationDocument.read(json), shown.state == pending.target.rawValue else { return nil }
            return .accepted(json)
        } catch {
            return nil
        }
    }
}
