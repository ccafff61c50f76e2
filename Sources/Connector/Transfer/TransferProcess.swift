package import DataspaceProtocol
import EvidenceLog
package import Node
package import Primitives

/// The transition table of DSP 2025-1 (transfer.process.state.machine.puml), and nothing else.
package enum TransferTable: TransitionTable {
    package enum State: String, Sendable, CaseIterable {
        case requested = "REQUESTED"
        case started = "STARTED"
        case suspended = "SUSPENDED"
        case completed = "COMPLETED"
        case terminated = "TERMINATED"
    }

    package enum Event: String, Sendable, CaseIterable {
        case request, start, suspend, complete, terminate
    }

    package static let termination = Event.terminate
    package static let terminated = State.terminated

    package static func isFinal(_ state: State) -> Bool { state == .completed || state == .terminated }

    package static func next(_ state: State?, on event: Event, from sender: Role) -> State? {
        switch (state, event, sender) {
        case (nil, .request, .consumer): .requested
        case (.requested, .start, .provider): .started
        case (.requested, .terminate, _): .terminated
        case (.started, .suspend, _): .suspended
        case (.started, .complete, _): .completed
        case (.started, .terminate, _): .terminated
        case (.suspended, .start, _): .started
        case (.suspended, .terminate, _): .terminated
        default: nil
        }
    }
}

/// How the bytes travel.
package enum TransferFormat: String, Sendable, CaseIterable {
    case pull = "HttpData-PULL"
    case push = "HttpData-PUSH"
}

/// Where a consumer wants the bytes.
package enum TransferSink: Sendable, Equatable {
    /// Nowhere: an application fetches them itself with the data address.
    case application
    /// A file or folder below the connector's download folder.
    case folder(path: String)
    /// An HTTP endpoint of the consumer's own.
    case http(url: String, authorization: String?)

    package init(_ fields: JSONFields) throws(DecodingProblem) {
        switch try fields.string("type") {
        case "application": self = .application
        case "folder":
            let path = try fields.string("path", maximumBytes: Limits.identifierBytes)
            guard path.hasPrefix("/"), !path.utf8.contains(0) else { throw fields.problem("path", "must be absolute") }
            self = .folder(path: path)
        case "http":
            self = .http(url: try fields.identifier("url"), authorization: try fields.optionalString("authorization"))
        default: throw fields.problem("type", "must be `application`, `folder` or `http`")
        }
    }

    package var json: JSONValue {
        switch self {
        case .application: ["type": "application"]
        case .folder(let path): ["type": "folder", "path": .string(path)]
        case .http(let url, let authorization):
            ["type": "http", "url": .string(url), "authorization": .optional(authorization)]
        }
    }

    /// Whether the description has parts that are stored sealed.
    package var holdsSecrets: Bool {
        guard case .http(_, let authorization) = self else { return false }
        return authorization != nil
    }

    /// What may be shown: no secrets.
    package var shownJSON: JSONValue {
        guard case .http(let url, _) = self else { return json }
        return ["type": "http", "url": .string(url)]
    }
}

/// A transfer process as a value; it changes only through its methods, and each returns the `Change` to store.
package struct TransferProcess: Sendable, Equatable {
    package typealias Event = TransferTable.Event
    package typealias State = TransferTable.State

    package let id: Identifier<TransferProcess>
    package let peer: String
    package let peerAddress: String
    package let agreementID: String
    package let dataset: String
    package let format: String
    package let sink: TransferSink
    package let isAutomatic: Bool
    package let created: Instant
    package private(set) var process: TwoPartyProcess<TransferTable>
    package private(set) var peerPid: String?
    /// Where to push to, from the consumer's request.
    package let requestAddress: DataAddress?
    /// Where to pull from, from the provider's start.
    package private(set) var startAddress: DataAddress?
    package private(set) var reason: StatedReason?
    /// Whether data was ever allowed to flow; counts as a use of the agreement.
    package private(set) var wasStarted: Bool
    package private(set) var version: Int
    package private(set) var updated: Instant

    package var role: Role { process.role }
    package var state: State? { process.state }
    package var consumerPid: String? { role == .consumer ? id.rawValue : peerPid }
    package var providerPid: String? { role == .provider ? id.rawValue : peerPid }

    /// Whether data may flow now: started, and nothing of ours under way that would stop it.
    package var mayFlow: Bool {
        guard state == .started else { return false }
        switch process.pending?.event {
        case nil, .complete?, .start?: return true
        case .suspend?, .terminate?, .request?: return false
        }
    }

    /// A change to store; only the methods of `TransferProcess` make one.
    package struct Change: Sendable, Equatable {
        package let transfer: TransferProcess
        package let expectedVersion: Int?
        package let settled: [String]
        package let evidence: EvidenceDraft

        fileprivate init(_ transfer: TransferProcess, expectedVersion: Int?, settled: [String], evidence: EvidenceDraft)
        {
            self.transfer = transfer
            self.expectedVersion = expectedVersion
            self.settled = settled
            self.evidence = evidence
        }
    }

    /// What a message or an intent brings along.
    package struct Content: Sendable {
        package var startAddress: DataAddress?
        package var reason: StatedReason?
        package var digests: [String: Digest] = [:]
        package var decision: EvidenceDecision?
        package var amounts: [String: Int64] = [:]

        package init() {}
    }

    package init(
        id: Identifier<TransferProcess>,
        role: Role,
        peer: String,
        peerAddress: String,
        peerPid: String? = nil,
        agreementID: String,
        dataset: String,
        format: String,
        requestAddress: DataAddress? = nil,
        sink: TransferSink = .application,
        isAutomatic: Bool,
        now: Instant
    ) {
        self.id = id
        self.peer = peer
        self.peerAddress = peerAddress.hasSuffix("/") ? String(peerAddress.dropLast()) : peerAddress
        self.peerPid = peerPid
        self.agreementID = agreementID
        self.dataset = dataset
        self.format = format
        self.requestAddress = requestAddress
        self.sink = sink
        self.isAutomatic = isAutomatic
        process = TwoPartyProcess(role: role)
        wasStarted = false
        version = 0
        created = now
        updated = now
    }

    package mutating func receive(
        _ event: Event,
        peerPid: String,
        _ content: Content,
        now: Instant
    ) throws(IllegalEvent) -> Change {
        let step = try process.receive(event)
        if self.peerPid == nil { self.peerPid = peerPid }
        absorb(content)
        return change(step, "\(event.rawValue).received", content, by: .init(.peer, peer), now: now)
    }

    package mutating func intend(
        _ event: Event,
        messageID: String,
        _ content: Content,
        by actor: EvidenceActor? = nil,
        now: Instant
    ) throws(IllegalEvent) -> Change {
        let step = try process.intend(event, messageID: messageID)
        absorb(content)
        return change(step, "\(event.rawValue).intended", content, by: actor, now: now)
    }

    package mutating func acknowledge(
        _ messageID: String,
        peerPid: String?,
        noticeID: String,
        now: Instant
    ) -> Change? {
        let pid = self.peerPid ?? peerPid
        guard let event = process.pending?.event,
            let step = process.acknowledge(messageID, noticeID: pid == nil ? nil : noticeID)
        else { return nil }
        self.peerPid = pid
        return change(step, "\(event.rawValue).acknowledged", Content(), by: nil, now: now)
    }

    package mutating func refuse(
        _ messageID: String,
        _ reason: StatedReason,
        noticeID: String,
        now: Instant
    ) -> Change? {
        guard let event = process.pending?.event,
            let step = process.refuse(messageID, noticeID: peerPid == nil ? nil : noticeID)
        else { return nil }
        var content = Content()
        if step.to == .terminated, step.from != .terminated { content.reason = reason }
        content.decision = EvidenceDecision(outcome: "refusedByPeer", reasons: reason.reasons)
        absorb(content)
        return change(step, "\(event.rawValue).refused", content, by: .init(.peer, peer), now: now)
    }

    private mutating func absorb(_ content: Content) {
        if let address = content.startAddress { startAddress = address }
        if let reason = content.reason { self.reason = reason }
        if process.state == .started { wasStarted = true }
    }

    private mutating func change(
        _ step: TwoPartyProcess<TransferTable>.Step,
        _ name: String,
        _ content: Content,
        by actor: EvidenceActor?,
        now: Instant
    ) -> Change {
        let expected = version == 0 ? nil : version
        version += 1
        updated = now
        if process.state == .started { wasStarted = true }
        var draft = EvidenceDraft(type: "transfer.\(name)", subjectKind: "transfer", subjectID: id.rawValue)
        draft.actor = actor
        draft.counterparty = peer
        draft.previousState = step.from?.rawValue
        draft.newState = step.to?.rawValue
        draft.related = ["agreement": agreementID, "dataset": dataset, "role": role.rawValue, "format": format]
        draft.related["peerPid"] = peerPid
        draft.digests = content.digests
        draft.decision = content.decision
        draft.amounts = content.amounts
        return Change(self, expectedVersion: expected, settled: step.settled, evidence: draft)
    }
}

extension TransferProcess {
    /// A transfer as it was stored.
    init(
        id: Identifier<TransferProcess>,
        process: TwoPartyProcess<TransferTable>,
        peer: String,
        peerPid: String?,
        peerAddress: String,
        agreementID: String,
        dataset: String,
        format: String,
        requestAddress: DataAddress?,
        startAddress: DataAddress?,
        sink: TransferSink,
        isAutomatic: Bool,
        wasStarted: Bool,
        reason: StatedReason?,
        version: Int,
        created: Instant,
        updated: Instant
    ) {
        self.id = id
        self.process = process
        self.peer = peer
        self.peerPid = peerPid
        self.peerAddress = peerAddress
        self.agreementID = agreementID
        self.dataset = dataset
        self.format = format
        self.requestAddress = requestAddress
        self.startAddress = startAddress
        self.sink = sink
        self.isAutomatic = isAutomatic
        self.wasStarted = wasStarted
        self.reason = reason
        self.version = version
        self.created = created
        self.updated = updated
    }
}
