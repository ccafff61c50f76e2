import DataspaceProtocol
import EvidenceLog
import Node
package import Primitives
import ServerKit

/// What one delivery under a controlling agreement left in the vault, and how it stands with it.
///
/// It changes only through `apply`, and each change comes with its evidence. There is no way back: what is ending is destroyed.
package struct VaultGrant: Sendable, Equatable {
    package enum State: String, Sendable, CaseIterable {
        /// The content is arriving, sealed.
        case receiving = "RECEIVING"
        /// The content is there and its digest was verified: it may be used.
        case ready = "READY"
        /// Nothing may be used any more; the key is being destroyed.
        case ending = "ENDING"
        /// The key is gone for good; ciphertext and names follow.
        case keyDestroyed = "KEY_DESTROYED"
        /// Nothing is left but the proof.
        case destroyed = "DESTROYED"
    }

    /// What happens to a grant.
    package enum Event: String, Sendable, CaseIterable { case receive, rebind, end, keyDestroyed, removed }

    /// Why a grant ends.
    package enum Cause: String, Sendable, CaseIterable {
        case agreementEnded = "agreement-ended"
        case expired = "expired"
        case usedUp = "used-up"
        case byOwner = "by-owner"
        /// The delivery ended before its content was whole.
        case deliveryFailed = "delivery-failed"
        /// The key is not where it was, so that nothing can be read: what is left goes as well.
        case keyLost = "key-lost"
    }

    package struct Illegal: Error {
        package let state: State
        package let event: Event
    }

    /// A change to store, and the only thing that the store takes.
    package struct Change: Sendable {
        package let grant: VaultGrant
        /// The state that must still be stored; nil for a new grant.
        let expected: State?
        let evidence: EvidenceDraft

        fileprivate init(_ grant: VaultGrant, expected: State?, evidence: EvidenceDraft) {
            self.grant = grant
            self.expected = expected
            self.evidence = evidence
        }
    }

    package let id: Identifier<VaultGrant>
    /// The agreement under which it was delivered.
    package let agreement: String
    /// The agreement that rules now: the same, or what took its place by amendment.
    package private(set) var governedBy: String
    package let transfer: Identifier<TransferProcess>
    package let peer: String
    package let dataset: String
    /// How its files are sealed.
    package let scheme: String
    /// The data key's name: it tells keys apart and says nothing about them.
    package let keyName: String
    package let created: Instant
    package private(set) var state = State.receiving
    package private(set) var bytes: Int64 = 0
    /// Digest of the content: of the one file, or of all names with their digests.
    package private(set) var digest: Digest?
    package private(set) var received: Instant?
    /// When the agreement wants it gone at the latest.
    package private(set) var due: Instant?
    package private(set) var cause: Cause?
    package private(set) var ended: Instant?

    private static func next(_ state: State, _ event: Event) -> State? {
        switch (state, event) {
        case (.receiving, .receive): .ready
        case (.receiving, .rebind), (.ready, .rebind): state
        case (.receiving, .end), (.ready, .end): .ending
        case (.ending, .keyDestroyed): .keyDestroyed
        case (.keyDestroyed, .removed): .destroyed
        default: nil
        }
    }

    /// A new grant for the content of a transfer.
    static func open(
        _ id: Identifier<VaultGrant>,
        for transfer: TransferProcess,
        scheme: String,
        keyName: String,
        now: Instant
    ) -> Change {
        let grant = VaultGrant(
            id: id,
            agreement: transfer.agreementID,
            transfer: transfer.id,
            peer: transfer.peer,
            dataset: transfer.dataset,
            scheme: scheme,
            keyName: keyName,
            created: now
        )
        return Change(grant, expected: nil, evidence: grant.draft("vault.opened", from: nil))
    }

    /// A new grant for what an application makes from others; it has no delivery, and its own name stands for one.
    static func derive(
        _ id: Identifier<VaultGrant>,
        _ derivation: Derivation,
        under governing: GoverningAgreement,
        scheme: String,
        keyName: String,
        now: Instant
    ) -> Change {
        var grant = VaultGrant(
            id: id,
            agreement: governing.agreement,
            transfer: Identifier(id.rawValue),
            peer: governing.peer,
            dataset: derivation.inputs.first?.dataset ?? "",
            scheme: scheme,
            keyName: keyName,
            created: now
        )
        grant.governedBy = governing.governedBy
        var draft = grant.draft("vault.derived", from: nil)
        draft.actor = EvidenceActor(.node, derivation.application)
        draft.related["application"] = derivation.application
        draft.related["version"] = derivation.version
        draft.digests["program"] = derivation.program
        for (number, input) in derivation.inputs.enumerated() {
            draft.related["input\(number + 1)"] = input.grant.rawValue
            draft.digests["input\(number + 1)"] = input.digest
        }
        draft.amounts = ["inputs": Int64(derivation.inputs.count)]
        return Change(grant, expected: nil, evidence: draft)
    }

    /// The content is whole and verified.
    mutating func receive(bytes: Int64, digest: Digest?, due: Instant?, now: Instant) throws(Illegal) -> Change {
        let before = try move(.receive)
        self.bytes = bytes
        self.digest = digest
        self.due = due
        received = now
        var draft = draft("vault.received", from: before)
        draft.amounts = ["bytes": bytes]
        draft.digests["content"] = digest
        if let due { draft.decision = EvidenceDecision(outcome: "destroyAt", reasons: [due.description]) }
        return Change(self, expected: before, evidence: draft)
    }

    /// Another agreement took the place of the one that ruled.
    mutating func rebind(to agreement: String, due: Instant?) throws(Illegal) -> Change {
        let before = try move(.rebind)
        governedBy = agreement
        self.due = due
        var draft = draft("vault.rebound", from: before)
        if let due { draft.decision = EvidenceDecision(outcome: "destroyAt", reasons: [due.description]) }
        return Change(self, expected: before, evidence: draft)
    }

    /// Nothing may be used from here on.
    mutating func end(_ cause: Cause, by actor: EvidenceActor?, now: Instant) throws(Illegal) -> Change {
        let before = try move(.end)
        self.cause = cause
        ended = now
        var draft = draft("vault.ending", from: before)
        draft.actor = actor
        draft.decision = EvidenceDecision(outcome: "ends", reasons: [cause.rawValue])
        return Change(self, expected: before, evidence: draft)
    }

    /// The key's file was overwritten and removed, and nothing in memory holds it.
    mutating func keyIsGone() throws(Illegal) -> Change {
        let before = try move(.keyDestroyed)
        return Change(self, expected: before, evidence: draft("vault.key.destroyed", from: before))
    }

    /// Ciphertext and names are gone too, which was looked at.
    mutating func isRemoved(proof: Digest) throws(Illegal) -> Change {
        let before = try move(.removed)
        var draft = draft("vault.destroyed", from: before)
        draft.digests["proof"] = proof
        draft.digests["content"] = digest
        draft.decision = EvidenceDecision(outcome: "destroyed", reasons: [cause?.rawValue ?? ""])
        return Change(self, expected: before, evidence: draft)
    }

    private mutating func move(_ event: Event) throws(Illegal) -> State {
        guard let next = Self.next(state, event) else { throw Illegal(state: state, event: event) }
        defer { state = next }
        return state
    }

    private func draft(_ type: String, from before: State?) -> EvidenceDraft {
        var draft = EvidenceDraft(type: type, subjectKind: "vault", subjectID: id.rawValue)
        draft.counterparty = peer
        draft.previousState = before?.rawValue
        draft.newState = state.rawValue
        draft.related = [
            "agreement": agreement, "governedBy": governedBy, "dataset": dataset,
            "transfer": transfer.rawValue, "key": keyName,
        ]
        return draft
    }
}

extension VaultGrant {
    /// What storage holds.
    struct Stored {
        var state: State
        var governedBy: String
        var bytes: Int64
        var digest: Digest?
        var received: Instant?
        var due: Instant?
        var cause: Cause?
        var ended: Instant?
    }

    init(_ grant: VaultGrant, stored: Stored) {
        self = grant
        state = stored.state
        governedBy = stored.governedBy
        bytes = stored.bytes
        digest = stored.digest
        received = stored.received
        due = stored.due
        cause = stored.cause
        ended = stored.ended
    }

    init(
        id: Identifier<VaultGrant>,
        agreement: String,
        transfer: Identifier<TransferProcess>,
        peer: String,
        dataset: String,
        scheme: String,
        keyName: String,
        created: Instant
    ) {
        self.id = id
        self.agreement = agreement
        governedBy = agreement
        self.transfer = transfer
        self.peer = peer
        self.dataset = dataset
        self.scheme = scheme
        self.keyName = keyName
        self.created = created
    }

    package var json: JSONValue {
        [
            "id": .string(id.rawValue), "state": .string(state.rawValue), "agreement": .string(agreement),
            "governedBy": .string(governedBy), "transfer": .string(transfer.rawValue), "peer": .string(peer),
            "dataset": .string(dataset),
            "bytes": .integer(bytes), "sha256": .optional(digest?.hex), "sealedWith": .string(scheme),
            "key": .string(keyName), "created": .string(created.description),
            "received": .optional(received?.description), "due": .optional(due?.description),
            "cause": .optional(cause?.rawValue), "ended": .optional(ended?.description),
        ]
    }
}

/// One file of a grant.
struct VaultFile: Sendable, Equatable {
    /// Its name in the delivery; empty for a single file.
    let path: String
    /// Where its ciphertext is.
    let stored: String
    let bytes: Int64
    let digest: Digest
    let mediaType: String

    /// Characters of a media type that a peer may choose.
    private static let mediaTypeBytes = 100

    /// The media type of a delivery; whatever is no plain one is just bytes.
    static func mediaType(_ field: String?) -> String {
        let text = (field ?? "").prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
        let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 } && text.contains("/")
        return isPlain && text.utf8.count <= mediaTypeBytes ? text : "application/octet-stream"
    }

    /// Its form, where an application can read it by columns.
    var format: TableFormat? { TableFormat(mediaType: mediaType, name: path) }

    var json: JSONValue {
        [
            "path": .string(path), "bytes": .integer(bytes), "sha256": .string(digest.hex),
            "mediaType": .string(mediaType), "table": .bool(format != nil),
            "format": .optional(format?.rawValue),
        ]
    }
}
