import DataspaceProtocol
import EvidenceLog
package import Node
package import Primitives
package import ServerKit
import UsagePolicy

/// The life of an agreement after it was made: other terms are proposed, accepted or declined, and take the place of the old.
///
/// The amended agreement is a whole agreement of its own: signed by both over the same statement, naming the one it replaces
/// and that one's digest. Old and new change in one transaction on each side; transfers go on under what is in force.
package struct Amendments: Sendable {
    static let topic = "amendment"
    /// Entries and identifiers of the longest path: an acceptance that closes a crossing proposal.
    static let supply = 12

    let essentials: Essentials
    let transfers: Transfers

    package init(_ essentials: Essentials, transfers: Transfers) {
        self.essentials = essentials
        self.transfers = transfers
    }

    /// What a message of the outbox is about: the role is part of it, since an identifier may stand in both.
    static func subject(of amendment: Amendment) -> String { amendment.role.rawValue + " " + amendment.id }

    // MARK: What people do

    /// Proposes other terms for an active agreement; either party may.
    ///
    /// `terms` are the members of a policy. Refused for a peer that does not know amendments, with the way out.
    package func propose(
        _ agreementID: String,
        terms: JSONValue,
        note: String? = nil,
        by actor: EvidenceActor? = nil
    ) async throws -> Amendment {
        let (agreement, address) = try await essentials.database.read { [essentials] transaction in
            guard let found = try AgreementStore.find(agreementID, in: transaction) else {
                throw Problem.notFound("agreement", agreementID)
            }
            try Self.checkActive(found)
            let address = try Negotiations.peerAddress(of: found, peers: essentials.peers, in: transaction)
            return (found, address)
        }
        guard let address else { throw Problem.notFound("address of", agreement.peer) }
        try await Duties.checkDeliverable(terms, essentials)
        try await checkPeerAmends(agreement.peer, at: address)
        return try await commit { [essentials] evidence in
            let transaction = evidence.transaction
            guard let old = try AgreementStore.find(agreement.id, role: agreement.role, in: transaction) else {
                throw Problem.notFound("agreement", agreementID)
            }
            try Self.checkActive(old)
            try Self.checkChain(of: old, in: transaction)
            let open = try AmendmentStore.open(of: old.id, role: old.role, in: transaction)
            if let first = open.first { throw Self.alreadyOpen(first) }
            let new = try Self.successor(of: old, terms: terms, us: essentials.identity.participant, &evidence)
            try AgreementStore.insert(new, in: transaction)
            let amendment = Amendment(
                id: try evidence.identifier(),
                role: old.role,
                agreement: old.id,
                successor: new.id,
                peer: old.peer,
                peerAddress: address,
                proposedBy: old.role,
                note: note,
                now: evidence.moment.now
            )
            var work = AmendmentWork(essentials: essentials, evidence: evidence, amendment: amendment)
            var content = Amendment.Content()
            content.digests["successor"] = new.digest
            try work.intend(.propose, content, by: actor)
            return work
        }
    }

    /// Writes the agreement that is proposed: the same parties, dataset and product version under other terms.
    private static func successor(
        of old: Agreement,
        terms: JSONValue,
        us: String,
        _ evidence: inout EvidenceWriter
    ) throws -> Agreement {
        let id = try evidence.identifier()
        let isProvider = old.role == .provider
        var document =
            Agreement.document(
                id: id,
                terms: terms,
                target: old.dataset,
                assigner: isProvider ? us : old.peer,
                assignee: isProvider ? old.peer : us,
                timestamp: evidence.moment.now,
                productVersion: old.productVersion
            ).objectValue ?? JSONObject()
        document[Agreement.supersedesMember] = .string(old.id)
        document[Agreement.supersededDigestMember] = .string(old.digest.description)
        let json = JSONValue.object(document)
        // What the other side would refuse is refused here.
        _ = try ReceivedAgreement(try JSONFields(json, path: "agreement"))
        try checkTerms(json, against: old)
        return Agreement(amending: old, id: id, document: json, now: evidence.moment.now)
    }

    /// The terms must be readable and say something else than before.
    static func checkTerms(_ document: JSONValue, against old: Agreement) throws {
        do {
            _ = try Policy(NegotiationWork.readable(document))
        } catch {
            throw Problem(.invalid, BilingualText(en: error.text(.english), zh: error.text(.chinese)))
        }
        guard !NegotiationWork.haveSameTerms(old.document, document) else {
            throw Problem.invalid("the terms are those of the agreement already", "条款与现行合约相同")
        }
    }

    /// Asks the peer's version document whether it takes amendments; a foreign connector does not.
    private func checkPeerAmends(_ peer: String, at address: String) async throws {
        let origin = address.split(separator: "/", omittingEmptySubsequences: false).prefix(3).joined(separator: "/")
        let versions: JSONValue
        do {
            let answer = try await essentials.client.get(origin + VersionDocument.path, of: peer)
            versions = try PeerClient.json(answer, of: peer)
        } catch let problem as Problem where problem.code == .peer {
            throw problem
        } catch {
            throw Problem(
                .unavailable,
                BilingualText(
                    en: "`\(peer)` cannot be asked now whether it takes amendments",
                    zh: "目前无法确认 `\(peer)` 是否支持合约变更"
                ),
                side: .peer,
                advice: BilingualText(en: "try again when it can be reached", zh: "请在对方可达时重试")
            )
        }
        let announced = (versions["sluice:extensions"]?.arrayValue ?? []).compactMap(\.stringValue)
        guard announced.contains(AmendmentMessages.extensionName) else {
            throw Problem(
                .refused,
                BilingualText(
                    en: "`\(peer)` does not take amendments: its connector does not announce them",
                    zh: "`\(peer)` 的连接器未声明支持合约变更"
                ),
                side: .peer,
                advice: BilingualText(
                    en: "negotiate anew with `sluice negotiation start`, then end this agreement",
                    zh: "请用 `sluice negotiation start` 重新协商，再终止本合约"
                )
            )
        }
    }

    /// Accepts what the other side proposed.
    package func accept(_ id: String, by actor: EvidenceActor? = nil) async throws -> Amendment {
        try await step(id) { work in
            guard work.amendment.proposedBy != work.amendment.role else { throw Self.ownProposal }
            try work.intend(.accept, by: actor)
        }
    }

    /// Declines what the other side proposed, or withdraws what this side did.
    package func close(_ id: String, reason: String, by actor: EvidenceActor? = nil) async throws -> Amendment {
        try await step(id) { work in
            let isOwn = work.amendment.proposedBy == work.amendment.role
            var content = Amendment.Content()
            content.reason = StatedReason(code: isOwn ? "withdrawn" : "declined", reasons: [reason])
            try work.intend(.close, content, by: actor)
        }
    }

    private func step(
        _ id: String,
        _ body: @escaping @Sendable (inout AmendmentWork) throws -> Void
    ) async throws -> Amendment {
        try await commit { [essentials] evidence in
            guard let amendment = try AmendmentStore.find(id, in: evidence.transaction) else {
                throw Problem.notFound("amendment", id)
            }
            var work = AmendmentWork(essentials: essentials, evidence: evidence, amendment: amendment)
            try body(&work)
            return work
        }
    }

    /// Runs one change, and afterwards looks at the transfers under terms that it changed.
    func commit(
        from participant: VerifiedParticipant? = nil,
        _ body: @escaping @Sendable (inout EvidenceWriter) throws -> AmendmentWork
    ) async throws -> Amendment {
        let (amendment, changed) = try await essentials.commit(supply: Self.supply, from: participant) { evidence in
            let work = try body(&evidence)
            evidence = work.evidence
            return (work.amendment, work.changedRoots)
        }
        for chain in changed { try await transfers.review(agreement: chain.agreement, role: chain.role) }
        return amendment
    }

    /// Looks at the transfers of amended agreements that an interruption left unlooked at; a worker calls it.
    package func reviewTransfers() async throws { try await transfers.reviewAmended() }

    package func find(_ id: String) async throws -> Amendment {
        guard let found = try await essentials.database.read({ try AmendmentStore.find(id, in: $0) }) else {
            throw Problem.notFound("amendment", id)
        }
        return found
    }

    package func list(_ page: PageRequest, state: String?) async throws -> [Amendment] {
        try await essentials.database.read { try AmendmentStore.list(page, state: state, in: $0) }
    }

    /// Closes proposals that nobody answered in time; a worker calls it.
    package func closeOverdue() async throws {
        let limit = essentials.world.now().advanced(seconds: -essentials.negotiationDays * 86_400)
        let overdue = try await essentials.database.read {
            try AmendmentStore.overdue(before: limit, limit: 100, in: $0)
        }
        for id in overdue {
            _ = try await step(id) { work in
                let reason = StatedReason(code: "deadline", reasons: ["nobody answered the proposal in time"])
                try work.closeIfPossible(reason, by: nil)
            }
        }
    }
}

extension Amendments {
    static func checkActive(_ agreement: Agreement) throws {
        if agreement.state == .active { return }
        if let successor = agreement.supersededBy {
            throw Problem(
                .conflict,
                BilingualText(
                    en: "the agreement was superseded by `\(successor)`",
                    zh: "该合约已被 `\(successor)` 取代"
                ),
                advice: BilingualText(en: "use that one", zh: "请使用新合约")
            )
        }
        throw notActive
    }

    /// Throws `early` while our acceptance of a proposed agreement is unanswered: the other side may act on it already.
    static func checkSettled(_ agreement: Agreement, in transaction: ReadTransaction) throws {
        let amendment = try AmendmentStore.find(successor: agreement.id, role: agreement.role, in: transaction)
        if amendment?.process.pending?.event == .accept { throw Problem.early }
    }

    static func checkChain(of agreement: Agreement, in transaction: ReadTransaction) throws {
        let count = try AgreementStore.chain(agreement.root, role: agreement.role, in: transaction).count
        guard count < AgreementStore.chainLimit else {
            throw Problem(
                .tooMany,
                BilingualText(
                    en: "more than \(AgreementStore.chainLimit) amendments of one agreement",
                    zh: "同一合约的变更超过 \(AgreementStore.chainLimit) 次"
                ),
                advice: BilingualText(en: "negotiate anew", zh: "请重新协商")
            )
        }
    }

    static let notActive = Problem(
        .conflict,
        BilingualText(en: "the agreement is not active", zh: "合约未生效或已终止"),
        advice: BilingualText(en: "only an ACTIVE agreement can be amended", zh: "只有生效的合约才能变更")
    )

    static let ownProposal = Problem(
        .conflict,
        BilingualText(en: "this side proposed it; the other side accepts it", zh: "该变更由本方提出，应由对方接受"),
        advice: BilingualText(
            en: "`sluice agreement withdraw` takes it back",
            zh: "可用 `sluice agreement withdraw` 撤回"
        )
    )

    static func alreadyOpen(_ amendment: Amendment) -> Problem {
        Problem(
            .conflict,
            BilingualText(
                en: "the amendment `\(amendment.id)` of this agreement is not settled",
                zh: "该合约的变更 `\(amendment.id)` 尚未了结"
            ),
            advice: BilingualText(
                en: "accept, decline or withdraw it first",
                zh: "请先接受、拒绝或撤回该变更"
            )
        )
    }

    /// Closes what is open about an agreement that ends, inside its transaction.
    static func closeOpen(
        of agreement: Agreement,
        _ essentials: Essentials,
        reason: String,
        _ evidence: inout EvidenceWriter
    ) throws {
        for open in try AmendmentStore.open(of: agreement.id, role: agreement.role, in: evidence.transaction) {
            var work = AmendmentWork(essentials: essentials, evidence: evidence, amendment: open)
            try work.closeIfPossible(StatedReason(code: "agreement-ended", reasons: [reason]), by: nil)
            evidence = work.evidence
        }
    }
}

extension Agreement {
    /// The agreement that is proposed in the place of another.
    init(amending old: Agreement, id: String, document: JSONValue, now: Instant, signatures: [AgreementSignature] = [])
    {
        self.init(
            id: id,
            role: old.role,
            negotiation: old.negotiation,
            peer: old.peer,
            dataset: old.dataset,
            productVersion: old.productVersion,
            document: document,
            created: now,
            providerPid: old.providerPid,
            consumerPid: old.consumerPid,
            signatures: signatures,
            supersedes: old.id,
            root: old.root
        )
    }
}

extension Amendments: OutboxSettler {
    private func work(
        on message: OutboxMessage,
        _ body: @escaping @Sendable (inout AmendmentWork) throws -> Void
    ) async throws {
        guard let (id, role) = Self.named(by: message.subject) else { throw Problem.internalError }
        _ = try await commit { [essentials] evidence in
            guard let amendment = try AmendmentStore.find(id, role: role, in: evidence.transaction) else {
                throw Problem.notFound("amendment", id)
            }
            var work = AmendmentWork(essentials: essentials, evidence: evidence, amendment: amendment)
            try body(&work)
            return work
        }
    }

    private static func named(by subject: String) -> (id: String, role: Role)? {
        let parts = subject.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let role = Role(rawValue: String(parts[0])) else { return nil }
        return (String(parts[1]), role)
    }

    package func settle(_ message: OutboxMessage, _ outcome: DeliveryOutcome) async throws {
        try await work(on: message) { try $0.settle(message, outcome) }
    }

    package func lockedOut(_ message: OutboxMessage, _ why: String) async throws {
        try await work(on: message) { work in
            let state = work.amendment.state?.rawValue
            let named = OutboxMessage(
                id: message.id,
                topic: message.topic,
                subject: work.amendment.id,
                peer: message.peer,
                url: message.url,
                body: message.body,
                created: message.created
            )
            try work.evidence.record(.lockedOut(named, "amendment", state, why))
        }
    }

    /// Asks the peer what it shows; only a step that it shows as taken counts as taken.
    package func reconcile(_ message: OutboxMessage) async -> DeliveryOutcome? {
        do {
            guard let (id, role) = Self.named(by: message.subject),
                let amendment = try await essentials.database.read({
                    try AmendmentStore.find(id, role: role, in: $0)
                }), let pending = amendment.process.pending, pending.messageID == message.id, !pending.isOvertaken
            else { return nil }
            let path = AmendmentMessages.path(of: amendment.agreement.percentEncoded, id.percentEncoded)
            let answer = try await essentials.client.get(amendment.peerAddress + path, of: amendment.peer)
            let json = try PeerClient.json(answer, of: amendment.peer)
            guard AmendmentMessages.shownState(json, of: id) == pending.target.rawValue else { return nil }
            return .accepted(json)
        } catch {
            return nil
        }
    }
}
