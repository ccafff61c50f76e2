package import DataspaceProtocol
import EvidenceLog
import Hummingbird
import Node
package import Primitives
package import ServerKit
import UsagePolicy

extension Transfers {
    private enum Reception: Sendable {
        case answered(Inbox.Answer)
        /// Refused by a rule: the refusal is in evidence, so the transaction stands and the caller is told.
        case refused(Problem)
    }

    /// `POST /transfers/request`; idempotent by the consumer's process identifier.
    package func receiveRequest(
        _ body: JSONValue,
        from participant: VerifiedParticipant
    ) async throws -> Inbox.Answer {
        let message = try TransferRequestMessage(body)
        try await essentials.addressGuard.check(message.callbackAddress)
        if let endpoint = message.dataAddress?.endpoint { try await essentials.addressGuard.check(endpoint) }
        let digest = Digest(of: CanonicalJSON.bytes(of: body))
        try await UsageReports(essentials).ask(about: message.agreementID, of: participant.id)
        let reception = try await essentials.patiently {
            try await begin(message, digest, keepsControl: ControlPromise.isIn(body), from: participant)
        }
        switch reception {
        case .answered(let answer): return answer
        case .refused(let problem): throw problem
        }
    }

    private func begin(
        _ message: TransferRequestMessage,
        _ digest: Digest,
        keepsControl: Bool,
        from participant: VerifiedParticipant
    ) async throws -> Reception {
        try await essentials.commit(supply: Self.supply, from: participant) {
            [essentials, observer] evidence -> Reception in
            let transaction = evidence.transaction
            if let known = try TransferStore.find(
                peer: participant.id,
                pid: message.consumerPid,
                role: .provider,
                in: transaction
            ) {
                return .answered(try Self.repeated(message, known))
            }
            guard let agreement = try AgreementStore.find(message.agreementID, role: .provider, in: transaction),
                agreement.peer.hasSameBytes(as: participant.id)
            else { throw Problem.notFound("agreement", message.agreementID) }
            try Negotiations.checkFinalized(agreement, in: transaction)
            let transfer = TransferProcess(
                id: Identifier(try evidence.identifier()),
                role: .provider,
                peer: participant.id,
                peerAddress: message.callbackAddress,
                peerPid: message.consumerPid,
                agreementID: agreement.id,
                dataset: agreement.dataset,
                format: message.format,
                requestAddress: message.dataAddress,
                isAutomatic: true,
                now: evidence.moment.now
            )
            if keepsControl { try ControlPromise.keep(for: transfer.id, in: transaction) }
            if let refusal = try Self.refusal(of: transfer, participant, essentials, &evidence) {
                return .refused(refusal)
            }
            var work = TransferWork(
                essentials: essentials,
                observer: observer,
                evidence: evidence,
                transfer: transfer
            )
            var content = TransferProcess.Content()
            content.digests["message"] = digest
            try work.receive(.request, peerPid: message.consumerPid, content)
            let answer = Inbox.Answer(status: 201, body: Self.document(work.transfer))
            try work.proceed(participant: participant)
            evidence = work.evidence
            return .answered(answer)
        }
    }

    private static func repeated(_ message: TransferRequestMessage, _ known: TransferProcess) throws -> Inbox.Answer {
        guard known.agreementID.hasSameBytes(as: message.agreementID), known.format.hasSameBytes(as: message.format)
        else {
            throw Problem.invalid(
                "a transfer with this process identifier exists already",
                "该流程标识对应的传输已存在"
            )
        }
        return Inbox.Answer(status: 201, body: document(known))
    }

    /// Why a transfer may not be requested now, written to evidence; nil when it may.
    private static func refusal(
        of transfer: TransferProcess,
        _ participant: VerifiedParticipant,
        _ essentials: Essentials,
        _ evidence: inout EvidenceWriter
    ) throws -> Problem? {
        let answer = try permission(for: transfer, participant, essentials, &evidence)
        if answer.refusal != nil { try decline(.request, transfer, participant, answer.decision, &evidence) }
        return answer.refusal
    }

    /// The decision as evidence keeps it, and the refusal that the peer is told; nil when data may flow.
    private static func permission(
        for transfer: TransferProcess,
        _ participant: VerifiedParticipant,
        _ essentials: Essentials,
        _ evidence: inout EvidenceWriter
    ) throws -> (decision: EvidenceDecision, refusal: Problem?) {
        do {
            try checkFormat(of: transfer)
            if transfer.state == nil { try checkInForce(transfer, in: evidence.transaction) }
            try UsageReports.demand(for: transfer, essentials, in: evidence.transaction)
            let permission = TransferPermission(essentials)
            var answer = try decide(permission, transfer, participant, evidence)
            if !answer.isPermitted {
                // What the connector does by itself is done now, and then the agreement is asked again.
                let performance = try Duties.perform(
                    answer.decision.preconditions,
                    under: try TransferPermission.agreement(of: transfer, in: evidence.transaction),
                    process: transfer.id.rawValue,
                    essentials,
                    &evidence
                )
                switch performance {
                case .nothing: break
                case .done: answer = try decide(permission, transfer, participant, evidence)
                // The sender repeats its message, and finds the duty done or broken.
                case .underWay: return (EvidenceDecision(answer.decision), Duties.underWay)
                }
            }
            guard !answer.isPermitted else { return (EvidenceDecision(answer.decision), nil) }
            try permission.note(answer, of: transfer, with: &evidence)
            return (EvidenceDecision(answer.decision), TransferPermission.refusal(answer.decision))
        } catch let problem as Problem where problem.code != .unavailable {
            // What only has to wait (a frozen agreement) is no decision: the sender repeats its message.
            return (EvidenceDecision(outcome: "refuse", reasons: [problem.message.en]), problem)
        }
    }

    private static func decide(
        _ permission: TransferPermission,
        _ transfer: TransferProcess,
        _ participant: VerifiedParticipant,
        _ evidence: EvidenceWriter
    ) throws -> UsageControl.Answer {
        try permission.decide(
            transfer,
            claims: participant.claims,
            at: evidence.moment.now,
            in: evidence.transaction
        )
    }

    /// Entries and identifiers of the longest path: duties that are done before the delivery begins.
    private static let supply = 16

    /// Writes down that a peer's message was refused by a rule.
    private static func decline(
        _ event: TransferTable.Event,
        _ transfer: TransferProcess,
        _ participant: VerifiedParticipant,
        _ decision: EvidenceDecision,
        _ evidence: inout EvidenceWriter
    ) throws {
        var draft = EvidenceDraft(
            type: "transfer.\(event.rawValue).declined",
            subjectKind: "transfer",
            subjectID: transfer.id.rawValue
        )
        draft.actor = EvidenceActor(.peer, participant.id)
        draft.counterparty = participant.id
        draft.previousState = transfer.state?.rawValue
        draft.newState = transfer.state?.rawValue
        draft.related = ["agreement": transfer.agreementID, "dataset": transfer.dataset]
        draft.related["peerPid"] = transfer.peerPid
        draft.decision = decision
        try evidence.record(draft)
    }

    /// New transfers are asked for under the agreement in force; only running ones go on under what took its place.
    private static func checkInForce(_ transfer: TransferProcess, in transaction: ReadTransaction) throws {
        let agreement = try AgreementStore.find(transfer.agreementID, role: .provider, in: transaction)
        guard agreement?.supersededBy != nil, let agreement else { return }
        try Amendments.checkActive(agreement)
    }

    private static func checkFormat(of transfer: TransferProcess) throws {
        switch TransferFormat(rawValue: transfer.format) {
        case .pull?: return
        case .push?:
            guard transfer.requestAddress?.endpoint != nil else {
                throw Problem.invalid("a push needs `dataAddress.endpoint`", "推送需要 `dataAddress.endpoint`")
            }
        case nil:
            throw Problem.invalid(
                "format `\(transfer.format)` is not offered",
                "不支持传输格式 `\(transfer.format)`"
            )
        }
    }

    static func document(_ transfer: TransferProcess) -> JSONValue {
        TransferDocument.json(
            id: transfer.id.rawValue,
            providerPid: transfer.providerPid ?? "",
            consumerPid: transfer.consumerPid ?? "",
            state: transfer.state?.rawValue ?? ""
        )
    }

    /// `GET /transfers/{pid}`; served in both roles, as the compatibility kit asks of consumers too.
    package func show(_ pid: String, to participant: VerifiedParticipant) async throws -> JSONValue {
        let found = try await essentials.database.read { try TransferStore.find(Identifier(pid), in: $0) }
        guard let found, found.peer.hasSameBytes(as: participant.id), found.state != nil else {
            throw Problem.notFound("transfer", pid)
        }
        return Self.document(found)
    }

    /// `POST /transfers/{pid}/start|completion|suspension|termination`, in both roles.
    package func receive(
        _ step: TransferStepMessage.Step,
        _ pid: String,
        _ body: JSONValue,
        from participant: VerifiedParticipant
    ) async throws -> Inbox.Answer {
        let message = try TransferStepMessage(step, body)
        if let endpoint = message.dataAddress?.endpoint { try await essentials.addressGuard.check(endpoint) }
        let reception = try await essentials.patiently {
            try await take(step, message, pid, body, from: participant)
        }
        switch reception {
        case .answered(let answer): return answer
        case .refused(let problem): throw problem
        }
    }

    private func take(
        _ step: TransferStepMessage.Step,
        _ message: TransferStepMessage,
        _ pid: String,
        _ body: JSONValue,
        from participant: VerifiedParticipant
    ) async throws -> Reception {
        try await essentials.commit(supply: Self.supply, from: participant) {
            [essentials, observer] evidence -> Reception in
            let transaction = evidence.transaction
            guard let transfer = try TransferStore.find(Identifier(pid), in: transaction),
                transfer.peer.hasSameBytes(as: participant.id)
            else { throw Problem.notFound("transfer", pid) }
            try Self.checkPids(message, of: transfer)
            let key = Inbox.Key(
                subject: pid,
                type: step.rawValue,
                messageID: message.messageID,
                body: body,
                version: transfer.version
            )
            if let answer = try Inbox.answer(to: key, in: transaction) { return .answered(answer) }
            var work = TransferWork(
                essentials: essentials,
                observer: observer,
                evidence: evidence,
                transfer: transfer
            )
            var content = TransferProcess.Content()
            content.digests["message"] = Digest(of: CanonicalJSON.bytes(of: body))
            if step == .suspend || step == .terminate { content.reason = message.reason }
            if step == .start, transfer.role == .consumer { content.startAddress = message.dataAddress }
            if step == .start, transfer.role == .provider, transfer.process.pending == nil,
                TransferTable.next(transfer.state, on: .start, from: .consumer) != nil
            {
                // The consumer wakes a sleeping transfer: the agreement and its policy must still allow the flow.
                let answer = try Self.permission(for: transfer, participant, essentials, &evidence)
                if let refusal = answer.refusal {
                    try Self.decline(.start, transfer, participant, answer.decision, &evidence)
                    return .refused(
                        refusal.with(["providerPid": message.providerPid, "consumerPid": message.consumerPid])
                    )
                }
                content.decision = answer.decision
            }
            let peerPid = transfer.role == .consumer ? message.providerPid : message.consumerPid
            let filled = content
            try Negotiations.naming(["providerPid": message.providerPid, "consumerPid": message.consumerPid]) {
                try work.receive(Self.event(of: step), peerPid: peerPid, filled)
            }
            let answer = Inbox.Answer(status: 200, body: Self.document(work.transfer))
            try work.proceed(participant: participant)
            let kept = Inbox.Key(
                subject: pid,
                type: step.rawValue,
                messageID: message.messageID,
                body: body,
                version: work.transfer.version
            )
            try Inbox.keep(answer, for: kept, in: transaction)
            evidence = work.evidence
            return .answered(answer)
        }
    }

    private static func checkPids(_ message: TransferStepMessage, of transfer: TransferProcess) throws {
        let isConsumer = transfer.role == .consumer
        let own = isConsumer ? message.consumerPid : message.providerPid
        let other = isConsumer ? message.providerPid : message.consumerPid
        guard own.hasSameBytes(as: transfer.id.rawValue), transfer.peerPid?.hasSameBytes(as: other) ?? true else {
            throw Problem.invalid("the process identifiers are not those of this transfer", "流程标识与该传输不符")
        }
    }

    private static func event(of step: TransferStepMessage.Step) -> TransferTable.Event {
        switch step {
        case .start: .start
        case .suspend: .suspend
        case .complete: .complete
        case .terminate: .terminate
        }
    }
}

extension Transfers {
    /// DSP 2025-1, Transfer Process HTTPS binding, both roles.
    package var protocolEndpoints: [Endpoint] {
        let steps = TransferStepMessage.Step.allCases.map { step in
            Endpoint(
                .post,
                DSP.path + "/transfers/{pid}/" + step.path,
                access: .participant,
                step.rawValue,
                renderProblem: Self.render
            ) { call in
                let answer = try await receive(
                    step,
                    try call.parameter("pid"),
                    try await call.json(),
                    from: try call.participant()
                )
                return .json(answer.body)
            }
        }
        return [
            Endpoint(
                .post,
                DSP.path + "/transfers/request",
                access: .participant,
                "ask for the data of an agreement",
                renderProblem: Self.render
            ) { call in
                let answer = try await receiveRequest(try await call.json(), from: try call.participant())
                return .json(answer.body, status: .created)
            },
            Endpoint(
                .get,
                DSP.path + "/transfers/{pid}",
                access: .participant,
                "show a transfer",
                renderProblem: Self.render
            ) { call in
                .json(try await show(try call.parameter("pid"), to: try call.participant()))
            },
        ] + steps
    }

    private static func render(_ problem: Problem, _ call: Call) -> Response {
        let pid = call.context.parameters.get("pid") ?? ""
        let error = TransferDocument.error(
            providerPid: problem.details["providerPid"] ?? pid,
            consumerPid: problem.details["consumerPid"] ?? pid,
            code: problem.code.rawValue,
            reasons: problem.reasons(call)
        )
        return .json(error, status: .init(code: problem.status), headers: problem.headers)
    }
}
