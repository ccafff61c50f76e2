public import Primitives

/// One thing that happened, in evidence format version 1.
///
/// The record stays with its owner and travels in bundles; the log itself holds only `EvidenceLeaf`, a salted commitment.
/// A record names digests of what was agreed or sent, and never holds the data itself.
public struct EvidenceRecord: Sendable, Equatable {
    public static let version: Int64 = 1

    /// Who acted: this node, the counterparty, or a person of this node.
    public struct Actor: Sendable, Equatable {
        public enum Kind: String, Sendable { case node, peer, person }
        public let kind: Kind
        public let id: String

        public init(_ kind: Kind, _ id: String) {
            self.kind = kind
            self.id = id
        }
    }

    /// A decision with its reasons, as the evaluator or a rule gave them.
    public struct Decision: Sendable, Equatable {
        public let outcome: String
        public let reasons: [String]

        public init(outcome: String, reasons: [String]) {
            self.outcome = outcome
            self.reasons = reasons
        }
    }

    /// What happened, as `subject.event`, for instance `negotiation.agree.received`.
    public var type: String
    public var time: Instant
    /// The participant whose log this is.
    public var node: String
    public var actor: Actor
    public var counterparty: String?
    public var subjectKind: String
    public var subjectID: String
    /// States before and after; equal when the event changed none, absent when there is none.
    public var previousState: String?
    public var newState: String?
    /// Other objects concerned: agreement, dataset, process identifiers of both sides.
    public var related: [String: String]
    /// Digests of the exact bytes agreed, sent or received, by name.
    public var digests: [String: Digest]
    public var decision: Decision?
    /// Counts, such as bytes delivered.
    public var amounts: [String: Int64]

    public init(
        type: String,
        time: Instant,
        node: String,
        actor: Actor,
        counterparty: String? = nil,
        subjectKind: String,
        subjectID: String,
        previousState: String? = nil,
        newState: String? = nil,
        related: [String: String] = [:],
        digests: [String: Digest] = [:],
        decision: Decision? = nil,
        amounts: [String: Int64] = [:]
    ) {
        self.type = type
        self.time = time
        self.node = node
        self.actor = actor
        self.counterparty = counterparty
        self.subjectKind = subjectKind
        self.subjectID = subjectID
        self.previousState = previousState
        self.newState = newState
        self.related = related
        self.digests = digests
        self.decision = decision
        self.amounts = amounts
    }

    /// The record as JSON; its canonical form (RFC 8785) is what the leaf commits to.
    public var json: JSONValue {
        var object: JSONObject = [
            "version": .integer(Self.version), "type": .string(type), "time": .string(time.description),
            "node": .string(node), "actor": ["kind": .string(actor.kind.rawValue), "id": .string(actor.id)],
            "counterparty": .optional(counterparty),
            "subject": ["kind": .string(subjectKind), "id": .string(subjectID)],
            "previousState": .optional(previousState), "newState": .optional(newState),
        ]
        if !related.isEmpty { object["related"] = Self.map(related) { .string($0) } }
        if !digests.isEmpty { object["digests"] = Self.map(digests) { .string($0.description) } }
        if !amounts.isEmpty { object["amounts"] = Self.map(amounts) { .integer($0) } }
        if let decision {
            object["decision"] = ["outcome": .string(decision.outcome), "reasons": .strings(decision.reasons)]
        }
        return .object(object)
    }

    private static func map<Value>(_ values: [String: Value], _ write: (Value) -> JSONValue) -> JSONValue {
        var object = JSONObject()
        for (key, value) in values.sorted(by: { $0.key < $1.key }) { object[key] = write(value) }
        return .object(object)
    }
}

/// What the public log holds of a record, in format version 1.
///
/// `commitment` is SHA-256 over the salt followed by the record's canonical form. Erasing record and salt leaves the tree valid
/// and tells nothing about the record, because the salt is 32 random bytes.
public struct EvidenceLeaf: Sendable, Equatable {
    /// Bytes of salt: as many as the digest, so that guessing a short record is no easier than breaking the hash.
    public static let saltBytes = 32

    public let type: String
    public let time: Instant
    public let commitment: Digest

    public init(_ record: EvidenceRecord, salt: [UInt8]) {
        self.init(record, canonical: CanonicalJSON.bytes(of: record.json), salt: salt)
    }

    /// The leaf of a record whose canonical form the caller has made already.
    public init(_ record: EvidenceRecord, canonical: [UInt8], salt: [UInt8]) {
        type = record.type
        time = record.time
        commitment = Digest(of: salt + canonical)
    }

    /// The commitment to a record that somebody presents with its salt.
    public static func commitment(to record: JSONValue, salt: [UInt8]) -> Digest {
        Digest(of: salt + CanonicalJSON.bytes(of: record))
    }

    /// The leaf's bytes: canonical JSON, readable by a person who opens a tile.
    public var bytes: [UInt8] {
        CanonicalJSON.bytes(of: [
            "version": .integer(EvidenceRecord.version), "type": .string(type), "time": .string(time.description),
            "commitment": .string(commitment.description),
        ])
    }
}
