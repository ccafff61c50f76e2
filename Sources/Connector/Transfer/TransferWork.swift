import DataspaceProtocol
import EvidenceLog
import Node
package import Primitives
package import ServerKit
import UsagePolicy

/// Hears of transfers whose state has changed, after the commit; the data plane starts and cuts flows by it.
package protocol TransferObserver: Sendable {
    /// Called on the database's writer: it may signal, and must not block.
    func changed(_ transfer: TransferProcess)
    /// The agreement of a transfer whose state stays for now has ended: nothing may flow any more. Must not block either.
    func agreementEnded(_ transfer: Identifier<TransferProcess>)
    /// Other terms hold for a transfer now: what flows is asked about again before its next part, and cut where the new
    /// terms demand another form of the data. Must not block either.
    func termsChanged(_ transfer: Identifier<TransferProcess>, demandsOtherForm: Bool)
    /// Nothing may flow in a transfer for now, although its state stays. Must not block either.
    func halted(_ transfer: Identifier<TransferProcess>, because cause: Problem)
}

/// One transfer inside one transaction.
struct TransferWork {
    let essentials: Essentials
    let observer: (any TransferObserver)?
    var evidence: EvidenceWriter
    var transfer: TransferProcess

    private var transaction: WriteTransaction { evidence.transaction }
    private var now: Instant { evidence.moment.now }

    private static func illegalAsProblem<Value>(_ body: () throws(IllegalEvent) -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            throw Problem.illegal(error, "transfer")
        }
    }

    mutating func receive(_ event: TransferTable.Event, peerPid: String, _ content: TransferProcess.Content) throws {
        let change = try Self.illegalAsProblem { () throws(IllegalEvent) in
            try transfer.receive(event, peerPid: peerPid, content, now: now)
        }
        try save(change)
    }

    /// Commits to a step of our own and leaves its message in the outbox.
    mutating func intend(
        _ event: TransferTable.Event,
        _ content: TransferProcess.Content = TransferProcess.Content(),
        by actor: EvidenceActor? = nil
    ) throws {
        let messageID = try evidence.identifier()
        let change = try Self.illegalAsProblem { () throws(IllegalEvent) in
            try transfer.intend(event, messageID: messageID, content, by: actor, now: now)
        }
        try save(change)
        guard transfer.process.pending?.messageID == messageID else { return }
        try send(event, messageID: messageID, reason: content.reason)
    }

    private mutating func save(_ change: TransferProcess.Change) throws {
        try TransferStore.save(change, with: &evidence)
        try TransferPermission(essentials).follow(transfer, in: transaction)
        if let observer {
            let transfer = self.transfer
            transaction.afterCommit { observer.changed(transfer) }
        }
    }

    mutating func settle(_ message: OutboxMessage, _ outcome: DeliveryOutcome) throws {
        try OutboxStore.remove(message.id, in: transaction)
        let notice = try evidence.identifier()
        let change: TransferProcess.Change? =
            switch outcome {
            case .accepted(let answer):
                transfer.acknowledge(message.id, peerPid: shownPid(answer), noticeID: notice, now: now)
            case .refused(let status, let reasons):
                transfer.refuse(
                    message.id,
                    StatedReason(code: "refused-\(status)", reasons: reasons),
                    noticeID: notice,
                    now: now
                )
            case .unknown: nil
            }
        guard let change else { return }
        try save(change)
        guard transfer.process.pending?.messageID == notice else { return }
        try send(.terminate, messageID: notice, reason: transfer.reason)
    }

    private func shownPid(_ answer: JSONValue) -> String? {
        guard let shown = TransferDocument.read(answer) else { return nil }
        let (own, other) =
            transfer.role == .consumer
            ? (shown.consumerPid, shown.providerPid) : (shown.providerPid, shown.consumerPid)
        return own.hasSameBytes(as: transfer.id.rawValue) ? other : nil
    }

    /// Writes a message and where it goes (DSP 2025-1, Transfer Process HTTPS binding).
    private func send(_ event: TransferTable.Event, messageID: String, reason: StatedReason?) throws {
        let (path, body) = try message(event, id: messageID, reason: reason)
        try essentials.bell.leave(
            OutboxMessage(
                id: messageID,
                topic: Transfers.topic,
                subject: transfer.id.rawValue,
                peer: transfer.peer,
                url: transfer.peerAddress + path,
                body: body.text,
                created: now
            ),
            in: transaction
        )
    }

    private func message(
        _ event: TransferTable.Event,
        id: String,
        reason: StatedReason?
    ) throws -> (path: String, body: JSONValue) {
        if event == .request {
            let body = TransferRequestMessage.json(
                id: id,
                consumerPid: transfer.id.rawValue,
                agreementID: transfer.agreementID,
                format: transfer.format,
                callbackAddress: essentials.identity.protocolAddress,
                dataAddress: transfer.requestAddress
            )
            let promised = try ControlPromise.adding(to: body, of: transfer, essentials, in: transaction)
            return ("/transfers/request", promised)
        }
        guard let peerPid = transfer.peerPid else { throw Problem.internalError }
        let step = Self.step(of: event)
        let body = TransferStepMessage.json(
            step,
            id: id,
            providerPid: transfer.providerPid ?? "",
            consumerPid: transfer.consumerPid ?? "",
            reason: reason ?? StatedReason(),
            dataAddress: transfer.role == .provider ? transfer.startAddress : nil
        )
        return ("/transfers/\(peerPid)/\(step.path)", body)
    }

    private static func step(of event: TransferTable.Event) -> TransferStepMessage.Step {
        switch event {
        case .request, .start: .start
        case .suspend: .suspend
        case .complete: .complete
        case .terminate: .terminate
        }
    }

    /// Lets data flow, if the agreement and its policy allow it now; the provider's side of a start.
    mutating func start(claims: [String: [String]], by actor: EvidenceActor? = nil) throws {
        var content = TransferProcess.Content()
        if transfer.role == .provider {
            let decision = try TransferPermission(essentials).reserve(transfer, claims: claims, with: &evidence)
                .decision
            guard decision.isPermitted else { throw TransferPermission.refusal(decision) }
            content.decision = EvidenceDecision(decision)
            content.startAddress = try transfer.startAddress ?? pullAddress(token: evidence.identifier())
        }
        try intend(.start, content, by: actor)
    }

    /// Where the consumer pulls; the token names this transfer's grant and nothing else.
    private func pullAddress(token: String) -> DataAddress? {
        guard transfer.format == TransferFormat.pull.rawValue else { return nil }
        return DataAddress(
            endpointType: DSP.httpEndpointType,
            endpoint: essentials.identity.publicURL + "/data/" + transfer.id.rawValue,
            properties: [("authorization", token), ("authType", "bearer")]
        )
    }

    /// Goes on by itself after a message, where nothing is left to decide.
    mutating func proceed(participant: VerifiedParticipant) throws {
        guard essentials.automates, transfer.isAutomatic, transfer.process.pending == nil else { return }
        if transfer.role == .provider, transfer.state == .requested { try start(claims: participant.claims) }
    }
}

extension EvidenceRecord.Decision {
    /// A decision of the evaluator, with its reasons in English.
    init(_ decision: Decision) {
        self.init(outcome: decision.outcome.rawValue, reasons: decision.reasons.map { $0.text(.english) })
    }
}
