package import DataspaceProtocol
import EvidenceLog
package import Node
package import Primitives

/// The transition table of DSP 2025-1 (contract.negotiation.state.machine.puml), and nothing else.
package enum NegotiationTable: TransitionTable {
    package enum State: String, Sendable, CaseIterable {
        case requested = "REQUESTED"
        case offered = "OFFERED"
        case accepted = "ACCEPTED"
        case agreed = "AGREED"
        case verified = "VERIFIED"
        case finalized = "FINALIZED"
        case terminated = "TERMINATED"
    }

    package enum Event: String, Sendable, CaseIterable {
        case request, offer, accept, agree, verify, finalize, terminate
    }

    package static let termination = Event.terminate
    package static let terminated = State.terminated

    package static func isFinal(_ state: State) -> Bool { state == .finalized || state == .terminated }

    package static func next(_ state: State?, on event: Event, from sender: Role) -> State? {
        switch (state, event, sender) {
        case (nil, .request, .consumer): .requested
        case (nil, .offer, .provider): .offered
        case (.requested, .offer, .provider): .offered
        case (.requested, .agree, .provider): .agreed
        case (.requested, .terminate, _): .terminated
        case (.offered, .request, .consumer): .requested
        case (.offered, .accept, .consumer): .accepted
        case (.offered, .terminate, _): .terminated
        case (.accepted, .agree, .provider): .agreed
        case (.accepted, .terminate, .provider): .terminated
        case (.agreed, .verify, .consumer): .verified
        case (.agreed, .terminate, .consumer): .terminated
        case (.verified, .finalize, .provider): .finalized
        case (.verified, .terminate, .provider): .terminated
        default: nil
        }
    }
}

/// Terms on the table: an offer's identifier, its policy, and who put it there.
package struct Terms: Sendable, Equatable {
    package let offerID: String
    /// The offer as it stood in the message, target included.
    package let offer: JSONValue
    package let by: Role

    package init(offerID: String, offer: JSONValue, by: Role) {
        self.offerID = offerID
        self.offer = offer
        self.by = by
    }
}

/// A contract negotiation as a value; it changes only through its methods, and each returns the `Change` to store.
package struct ContractNegotiation: Sendable, Equatable {
    package typealias Event = NegotiationTable.Event
    package typealias State = NegotiationTable.State

    /// Messages of one negotiation that carry terms: beyond it the parties are not negotiating but looping.
    package static let roundLimit = 50

    /// Our process identifier.
    package let id: Identifier<ContractNegotiation>
    package let peer: String
    package let dataset: String
    package let created: Instant
    package private(set) var process: TwoPartyProcess<NegotiationTable>
    package private(set) var peerPid: String?
    /// Where messages to the peer go: its callback address, or its protocol base.
    package let peerAddress: String
    package private(set) var terms: Terms
    /// Messages with terms so far.
    package private(set) var rounds: Int
    /// Whether this side goes on by itself where nothing is left to decide.
    package let isAutomatic: Bool
    package private(set) var agreementID: String?
    package private(set) var reason: StatedReason?
    /// Compare-and-set: a stored negotiation changes only from the version that was read.
    package private(set) var version: Int
    package private(set) var updated: Instant
    /// When an open negotiation ends by itself.
    package let deadline: Instant?

    package var role: Role { process.role }
    package var state: State? { process.state }
    package var consumerPid: String? { role == .consumer ? id.rawValue : peerPid }
    package var providerPid: String? { role == .provider ? id.rawValue : peerPid }

    /// A change to store: the value after it, what it owes to others, and its evidence.
    ///
    /// Only the methods of `ContractNegotiation` make one, and `NegotiationStore.save` takes nothing else.
    package struct Change: Sendable, Equatable {
        package let negotiation: ContractNegotiation
        /// The version that must still be stored; nil for a new negotiation.
        package let expectedVersion: Int?
        /// Messages of ours that need no further delivery.
        package let settled: [String]
        /// Whether new terms came with it; the thread keeps each of them.
        package let bringsTerms: Bool
        package let evidence: EvidenceDraft

        fileprivate init(
            _ negotiation: ContractNegotiation,
            expectedVersion: Int?,
            settled: [String],
            bringsTerms: Bool,
            evidence: EvidenceDraft
        ) {
            self.bringsTerms = bringsTerms
            self.negotiation = negotiation
            self.expectedVersion = expectedVersion
            self.settled = settled
            self.evidence = evidence
        }
    }

    /// What a message or an intent brings along.
    package struct Content: Sendable {
        package var terms: Terms?
        package var agreementID: String?
        package var reason: StatedReason?
        package var digests: [String: Digest] = [:]
        package var decision: EvidenceDecision?

        package init() {}
    }

    /// A negotiation that does not exist yet; the first event makes it.
    package init(
        id: Identifier<ContractNegotiation>,
        role: Role,
        peer: String,
        peerAddress: String,
        peerPid: String? = nil,
        dataset: String,
        terms: Terms,
        isAutomatic: Bool,
        now: Instant,
        deadline: Instant? = nil
    ) {
        self.id = id
        self.peer = peer
        self.peerAddress = peerAddress.hasSuffix("/") ? String(peerAddress.dropLast()) : peerAddress
        self.peerPid = peerPid
        self.dataset = dataset
        self.terms = terms
        self.isAutomatic = isAutomatic
        self.deadline = deadline
        process = TwoPartyProcess(role: role)
        rounds = 0
        version = 0
        created = now
        updated = now
    }

    /// Takes a message of the peer.
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

    /// Commits to a step of our own.
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

    /// The peer has taken our message; nil when that is no news.
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

    /// The peer will never take our message; nil when that is no news.
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
        if let terms = content.terms {
            self.terms = terms
            rounds += 1
        }
        if let agreementID = content.agreementID { self.agreementID = agreementID }
        if let reason = content.reason { self.reason = reason }
    }

    private mutating func change(
        _ step: TwoPartyProcess<NegotiationTable>.Step,
        _ name: String,
        _ content: Content,
        by actor: EvidenceActor?,
        now: Instant
    ) -> Change {
        let expected = version == 0 ? nil : version
        version += 1
        updated = now
        var draft = EvidenceDraft(type: "negotiation.\(name)", subjectKind: "negotiation", subjectID: id.rawValue)
        draft.actor = actor
        draft.counterparty = peer
        draft.previousState = step.from?.rawValue
        draft.newState = step.to?.rawValue
        draft.related = ["dataset": dataset, "role": role.rawValue, "offer": terms.offerID]
        draft.related["agreement"] = agreementID
        draft.related["peerPid"] = peerPid
        draft.digests = content.digests
        draft.decision = content.decision
        return Change(
            self,
            expectedVersion: expected,
            settled: step.settled,
            bringsTerms: content.terms != nil,
            evidence: draft
        )
    }
}

extension ContractNegotiation {
    /// A negotiation as it was stored.
    init(
        id: Identifier<ContractNegotiation>,
        process: TwoPartyProcess<NegotiationTable>,
        peer: String,
        peerPid: String?,
        peerAddress: String,
        dataset: String,
        terms: Terms,
        rounds: Int,
        isAutomatic: Bool,
        agreementID: String?,
        reason: StatedReason?,
        version: Int,
        created: Instant,
        updated: Instant,
        deadline: Instant?
    ) {
        self.id = id
        self.process = process
        self.peer = peer
        self.peerPid = peerPid
        self.peerAddress = peerAddress
        self.dataset = dataset
        self.terms = terms
        self.rounds = rounds
        self.isAutomatic = isAutomatic
        self.agreementID = agreementID
        self.reason = reason
        self.version = version
        self.created = created
        self.updated = updated
        self.deadline = deadline
    }
}
