package import DataspaceProtocol
import EvidenceLog
package import Node
package import Primitives
package import ServerKit
import UsagePolicy

/// The transfer slice: everything that people, peers and the data plane do to transfers, each in one transaction.
package struct Transfers: Sendable {
    static let topic = "transfer"

    let essentials: Essentials
    let observer: (any TransferObserver)?

    package init(_ essentials: Essentials, observer: (any TransferObserver)?) {
        self.essentials = essentials
        self.observer = observer
    }

    /// Asks for the data of an agreement, as consumer.
    package func request(
        agreement id: String,
        format: String,
        peerAddress: String? = nil,
        dataAddress: DataAddress? = nil,
        sink: TransferSink,
        isAutomatic: Bool = true,
        by actor: EvidenceActor? = nil
    ) async throws -> TransferProcess {
        try await essentials.commit { [essentials, observer] evidence in
            let found = try AgreementStore.find(id, role: .consumer, in: evidence.transaction)
            if let found, found.supersededBy != nil { try Amendments.checkActive(found) }
            guard let agreement = found, agreement.state == .active
            else {
                throw Problem(
                    .notFound,
                    BilingualText(en: "no active agreement `\(id)`", zh: "没有生效的合约 `\(id)`"),
                    advice: BilingualText(en: "see `sluice agreement list`", zh: "请查看 `sluice agreement list`")
                )
            }
            let transferID = Identifier<TransferProcess>(try evidence.identifier())
            let transfer = TransferProcess(
                id: transferID,
                role: .consumer,
                peer: agreement.peer,
                peerAddress: try peerAddress ?? essentials.peers.require(agreement.peer).address,
                agreementID: id,
                dataset: agreement.dataset,
                format: format,
                requestAddress: try dataAddress
                    ?? PushAddress.inbox(of: transferID, essentials.identity, format, sink, &evidence),
                sink: sink,
                isAutomatic: isAutomatic,
                now: evidence.moment.now
            )
            var work = TransferWork(
                essentials: essentials,
                observer: observer,
                evidence: evidence,
                transfer: transfer
            )
            try work.intend(.request, by: actor)
            evidence = work.evidence
            return work.transfer
        }
    }

    /// Takes a step of our own in a running transfer.
    package func step(
        _ id: Identifier<TransferProcess>,
        _ event: TransferTable.Event,
        reason: StatedReason? = nil,
        amounts: [String: Int64] = [:],
        digests: [String: Digest] = [:],
        by actor: EvidenceActor? = nil
    ) async throws -> TransferProcess {
        try await work(on: id) { work in
            if event == .start {
                try work.essentials.checkStanding(of: work.transfer.peer)
                let claims = work.essentials.claims(of: work.transfer.peer)
                return try work.start(claims: claims, by: actor)
            }
            var content = TransferProcess.Content()
            content.reason = reason
            content.amounts = amounts
            content.digests = digests
            try work.intend(event, content, by: actor)
        }
    }

    /// Terminates open transfers of an agreement inside the transaction that ends it; returns how many.
    ///
    /// One whose completion is unanswered stays: the peer may show it as completed, where no termination is legal. Its
    /// streams are cut all the same, and whatever the answer is, it ends.
    func terminateOpen(
        of agreement: Agreement,
        reason: String,
        by actor: EvidenceActor?,
        atMost limit: Int,
        _ evidence: inout EvidenceWriter
    ) throws -> Int {
        let transaction = evidence.transaction
        let open = try TransferStore.open(
            ofAgreement: agreement.id,
            role: agreement.role,
            limit: limit,
            in: transaction
        )
        for transfer in open {
            var work = TransferWork(
                essentials: essentials,
                observer: observer,
                evidence: evidence,
                transfer: transfer
            )
            var content = TransferProcess.Content()
            content.reason = StatedReason(code: "agreement-ended", reasons: [reason])
            try work.intend(.terminate, content, by: actor)
            evidence = work.evidence
        }
        let completing = try TransferStore.completing(ofAgreement: agreement.id, role: agreement.role, in: transaction)
        if let observer { transaction.afterCommit { for id in completing { observer.agreementEnded(id) } } }
        return open.count
    }

    /// Looks at the open transfers of an agreement that took another's place, as provider: they go on where the terms
    /// in force permit, and are terminated with the reason where not.
    ///
    /// Nothing flows against the terms in force before or without it: each access asks them.
    func review(agreement: String, role: Role) async throws {
        guard role == .provider else { return }
        var after = ""
        while true {
            let from = after
            let open = try await essentials.database.read {
                try TransferStore.open(
                    ofAgreement: agreement,
                    role: role,
                    after: from,
                    limit: Agreements.endingBatch,
                    in: $0
                )
            }
            for transfer in open { try await review(transfer) }
            guard open.count == Agreements.endingBatch, let last = open.last else { return }
            after = last.id.rawValue
        }
    }

    private func review(_ transfer: TransferProcess) async throws {
        let isOtherForm = try await essentials.database.read { [essentials] transaction in
            let new = try AgreementStore.inForce(transfer.agreementID, role: .provider, in: transaction)
            let old = try new?.supersedes.flatMap { try AgreementStore.find($0, role: .provider, in: transaction) }
            let demands = [old, new].map { agreement in
                agreement.flatMap { try? essentials.policies.terms(of: $0, essentials.evaluator).get().demands }
            }
            return demands[0] != demands[1]
        }
        observer?.termsChanged(transfer.id, demandsOtherForm: isOtherForm)
        let now = essentials.world.now()
        let refusal: Problem?
        do {
            let claims = essentials.claims(of: transfer.peer)
            let answer = try await essentials.database.read { [essentials] in
                try TransferPermission(essentials).decide(transfer, claims: claims, at: now, in: $0)
            }
            refusal = answer.isPermitted ? nil : TransferPermission.refusal(answer.decision)
        } catch let problem as Problem {
            // What only has to wait, as under a frozen agreement, ends nothing.
            refusal = problem.code == .refused ? problem : nil
        }
        guard let refusal else { return }
        do {
            let reason = StatedReason(code: "amended", reasons: [refusal.message.en])
            _ = try await step(transfer.id, .terminate, reason: reason)
        } catch let problem as Problem where [.invalid, .conflict].contains(problem.code) {
            // It has moved on since it was found; whatever it does next, the terms in force are asked.
            return
        }
    }

    /// Looks at what an amendment left open when it was interrupted; a worker calls it.
    package func reviewAmended() async throws {
        let chains = try await essentials.database.read { try TransferStore.underSuperseded(limit: 100, in: $0) }
        for agreement in chains { try await review(agreement: agreement, role: .provider) }
    }

    private func work(
        on id: Identifier<TransferProcess>,
        _ body: @escaping @Sendable (inout TransferWork) throws -> Void
    ) async throws -> TransferProcess {
        try await essentials.commit { [essentials, observer] evidence in
            guard let transfer = try TransferStore.find(id, in: evidence.transaction) else {
                throw Problem.notFound("transfer", id.rawValue)
            }
            var work = TransferWork(
                essentials: essentials,
                observer: observer,
                evidence: evidence,
                transfer: transfer
            )
            try body(&work)
            evidence = work.evidence
            return work.transfer
        }
    }

    package func find(_ id: Identifier<TransferProcess>) async throws -> TransferProcess {
        guard let found = try await essentials.database.read({ try TransferStore.find(id, in: $0) }) else {
            throw Problem.notFound("transfer", id.rawValue)
        }
        return found
    }

    package func list(_ page: PageRequest, state: String?) async throws -> [TransferProcess] {
        try await essentials.database.read { try TransferStore.list(page, state: state, in: $0) }
    }
}

extension Transfers: OutboxSettler {
    package func settle(_ message: OutboxMessage, _ outcome: DeliveryOutcome) async throws {
        _ = try await work(on: Identifier(message.subject)) { try $0.settle(message, outcome) }
    }

    package func lockedOut(_ message: OutboxMessage, _ why: String) async throws {
        try await essentials.commit { evidence in
            guard let transfer = try TransferStore.find(Identifier(message.subject), in: evidence.transaction)
            else { return }
            try evidence.record(.lockedOut(message, "transfer", transfer.state?.rawValue, why))
        }
    }

    /// Asks the peer what it shows; only a step that it shows as taken counts as taken.
    package func reconcile(_ message: OutboxMessage) async -> DeliveryOutcome? {
        do {
            let transfer = try await find(Identifier(message.subject))
            guard let pending = transfer.process.pending, pending.messageID == message.id, !pending.isOvertaken,
                let peerPid = transfer.peerPid
            else { return nil }
            let answer = try await essentials.client.get(
                transfer.peerAddress + "/transfers/" + peerPid,
                of: transfer.peer
            )
            let json = try PeerClient.json(answer, of: transfer.peer)
            guard let shown = TransferDocument.read(json), shown.state == pending.target.rawValue else { return nil }
            return .accepted(json)
        } catch {
            return nil
        }
    }
}
