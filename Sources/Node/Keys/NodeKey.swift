import EvidenceLog
package import Identity
package import Primitives

/// A signing key of this node as a value; it changes only through its methods, and each returns the `Change` to store.
package struct NodeKey: Sendable, Equatable {
    /// What a key signs; one key never serves two purposes.
    package enum Purpose: String, Sendable, CaseIterable {
        /// Tokens by which we say who we are.
        case identity
        /// Agreements.
        case agreements
        /// Checkpoints of the evidence log.
        case evidence
        /// Cosignatures on the checkpoints of others' logs.
        case witness
        /// Credentials that we issue.
        case credentials
    }

    package enum State: String, Sendable, CaseIterable {
        /// Signs.
        case active = "ACTIVE"
        /// Signs no more; what it signed stays good.
        case retired = "RETIRED"
        /// Distrusted: what it signed counts no more.
        case revoked = "REVOKED"
    }

    package enum Event: String, Sendable, CaseIterable { case create, retire, revoke }

    /// The table: a retired key may still turn out to be stolen; nothing brings a key back.
    package static func next(_ state: State?, on event: Event) -> State? {
        switch (state, event) {
        case (nil, .create): .active
        case (.active?, .retire): .retired
        case (.active?, .revoke), (.retired?, .revoke): .revoked
        default: nil
        }
    }

    /// A name for people, programs and DID URLs: `key-` and the beginning of the thumbprint.
    package let id: String
    package let purpose: Purpose
    package let publicKey: VerificationKey
    package private(set) var state: State
    package let created: Instant
    /// When it was retired or revoked.
    package private(set) var ended: Instant?
    package private(set) var reason: String?

    package var suite: KeySuite { publicKey.suite }

    /// What has to be stored with a key's change, all in one transaction; only the methods of `NodeKey` make one.
    package struct Change: Sendable {
        package let key: NodeKey
        package let previous: State?
        package let evidence: EvidenceDraft

        fileprivate init(_ key: NodeKey, previous: State?, _ event: Event, by actor: EvidenceActor?) {
            self.key = key
            self.previous = previous
            var draft = EvidenceDraft(type: "key.\(event.rawValue)", subjectKind: "key", subjectID: key.id)
            draft.actor = actor
            draft.previousState = previous?.rawValue
            draft.newState = key.state.rawValue
            draft.related = ["purpose": key.purpose.rawValue, "algorithm": key.suite.rawValue]
            draft.digests = [
                "publicKey": Digest(of: CanonicalJSON.bytes(of: .object(key.publicKey.essentialMembers)))
            ]
            if let reason = key.reason { draft.decision = EvidenceDecision(outcome: event.rawValue, reasons: [reason]) }
            evidence = draft
        }
    }

    /// A key as stored.
    init(
        id: String,
        purpose: Purpose,
        publicKey: VerificationKey,
        state: State,
        created: Instant,
        ended: Instant?,
        reason: String?
    ) {
        self.id = id
        self.purpose = purpose
        self.publicKey = publicKey
        self.state = state
        self.created = created
        self.ended = ended
        self.reason = reason
    }

    /// A new key, active at once.
    static func create(
        _ publicKey: VerificationKey,
        for purpose: Purpose,
        at now: Instant,
        by actor: EvidenceActor?
    ) -> Change {
        let key = NodeKey(
            id: name(of: publicKey),
            purpose: purpose,
            publicKey: publicKey,
            state: .active,
            created: now,
            ended: nil,
            reason: nil
        )
        return Change(key, previous: nil, .create, by: actor)
    }

    /// Hexadecimal, so that it never begins with a hyphen; 80 bits tell a node's keys apart.
    private static func name(of key: VerificationKey) -> String {
        let thumbprint = Digest(of: CanonicalJSON.bytes(of: .object(key.essentialMembers)))
        return "key-" + thumbprint.hex.prefix(20)
    }

    /// Ends the key's signing.
    mutating func end(
        _ event: Event,
        reason: String? = nil,
        at now: Instant,
        by actor: EvidenceActor?
    ) throws(IllegalKeyEvent) -> Change {
        guard let target = Self.next(state, on: event) else { throw IllegalKeyEvent(state: state, event: event) }
        let previous = state
        state = target
        ended = now
        self.reason = reason
        return Change(self, previous: previous, event, by: actor)
    }

    package var json: JSONValue {
        [
            "id": .string(id), "purpose": .string(purpose.rawValue), "algorithm": .string(suite.rawValue),
            "state": .string(state.rawValue), "thumbprint": .string(publicKey.thumbprint),
            "publicKey": JSONWebKey(publicKey, keyID: id).json, "created": .string(created.description),
            "ended": .optional(ended?.description), "reason": .optional(reason),
        ]
    }
}

/// An event that a key's state does not allow.
struct IllegalKeyEvent: Error, Equatable {
    let state: NodeKey.State
    let event: NodeKey.Event
}
