package import DataspaceProtocol
package import Primitives
import ServerKit
import UsagePolicy

/// What two parties agreed, as this side keeps it.
///
/// Scoped by its owner: the same identifier may stand once for us as provider and once as consumer.
package struct Agreement: Sendable, Equatable {
    package enum State: String, Sendable, CaseIterable {
        /// Sent or received, not finalized: no transfer may start.
        case pending = "PENDING"
        case active = "ACTIVE"
        /// Ended by one of the parties after it was finalized.
        case ended = "ENDED"
        /// The negotiation ended before it was finalized, or the amendment was not accepted.
        case void = "VOID"
        /// Another agreement of the same parties about the same dataset took its place.
        case superseded = "SUPERSEDED"
    }

    package let id: String
    package let role: Role
    package let negotiation: String
    package let peer: String
    package let dataset: String
    /// Digest of the product version that was agreed; absent where the provider states none.
    package let productVersion: Digest?
    /// The `agreement` member exactly as sent or received.
    package let document: JSONValue
    package let state: State
    package let created: Instant
    package let endedBy: String?
    package let endedReason: String?
    /// The pids of the negotiation, which the signatures cover beside the document.
    package let providerPid: String
    package let consumerPid: String
    /// The signatures of the parties, ours and those that the peer sent.
    package let signatures: [AgreementSignature]
    /// The agreement whose place this one takes; nil for one that came from a negotiation.
    package let supersedes: String?
    /// The agreement that took the place of this one.
    package let supersededBy: String?
    /// The first agreement of the chain: itself for one that came from a negotiation.
    package let root: String

    package init(
        id: String,
        role: Role,
        negotiation: String,
        peer: String,
        dataset: String,
        productVersion: Digest?,
        document: JSONValue,
        state: State = .pending,
        created: Instant,
        endedBy: String? = nil,
        endedReason: String? = nil,
        providerPid: String = "",
        consumerPid: String = "",
        signatures: [AgreementSignature] = [],
        supersedes: String? = nil,
        supersededBy: String? = nil,
        root: String? = nil
    ) {
        self.id = id
        self.role = role
        self.negotiation = negotiation
        self.peer = peer
        self.dataset = dataset
        self.productVersion = productVersion
        self.document = document
        self.state = state
        self.created = created
        self.endedBy = endedBy
        self.endedReason = endedReason
        self.providerPid = providerPid
        self.consumerPid = consumerPid
        self.signatures = signatures
        self.supersedes = supersedes
        self.supersededBy = supersededBy
        self.root = root ?? id
    }

    /// What the parties sign.
    package var statement: AgreementStatement {
        AgreementStatement(agreement: document, providerPid: providerPid, consumerPid: consumerPid)
    }

    /// The same agreement with more signatures.
    func signed(_ more: [AgreementSignature]) -> Agreement {
        Agreement(
            id: id,
            role: role,
            negotiation: negotiation,
            peer: peer,
            dataset: dataset,
            productVersion: productVersion,
            document: document,
            state: state,
            created: created,
            endedBy: endedBy,
            endedReason: endedReason,
            providerPid: providerPid,
            consumerPid: consumerPid,
            signatures: signatures + more,
            supersedes: supersedes,
            supersededBy: supersededBy,
            root: root
        )
    }

    /// The digest of the agreed document in canonical form.
    package var digest: Digest { Digest(of: CanonicalJSON.bytes(of: document)) }

    package var json: JSONValue {
        [
            "id": .string(id), "role": .string(role.rawValue), "negotiation": .string(negotiation),
            "peer": .string(peer), "dataset": .string(dataset),
            "productVersion": .optional(productVersion?.description), "state": .string(state.rawValue),
            "digest": .string(digest.description), "created": .string(created.description),
            "endedBy": .optional(endedBy), "endedReason": .optional(endedReason), "document": document,
            "providerPid": .string(providerPid), "consumerPid": .string(consumerPid),
            "signatures": .array(signatures.map(\.json)), "supersedes": .optional(supersedes),
            "supersededBy": .optional(supersededBy),
        ]
    }

    /// The member that names the agreed product version; JSON-LD peers keep or drop it harmlessly.
    static let versionMember = "sluice:productVersion"
    /// The members by which an amended agreement names the one whose place it takes, and that one's digest.
    static let supersedesMember = "sluice:supersedes"
    static let supersededDigestMember = "sluice:supersededDigest"
    /// What stands in a document beside its terms.
    static let ownMembers = [versionMember, supersedesMember, supersededDigestMember]

    /// Writes the agreement of a provider over the terms on the table (DSP 2025-1, ContractAgreementMessage).
    static func document(
        id: String,
        terms: JSONValue,
        target: String,
        assigner: String,
        assignee: String,
        timestamp: Instant,
        productVersion: Digest?
    ) -> JSONValue {
        var object: JSONObject = [
            "@type": "Agreement", "@id": .string(id), "target": .string(target), "assigner": .string(assigner),
            "assignee": .string(assignee), "timestamp": .string(timestamp.description),
        ]
        let own: Set<String> = Set(
            ["@type", "@id", "@context", "target", "assigner", "assignee", "timestamp"] + ownMembers
        )
        for member in terms.objectValue?.members ?? [] where !own.contains(Policy.memberName(member.key)) {
            object[member.key] = member.value
        }
        object[versionMember] = .optional(productVersion?.description)
        return .object(object)
    }
}
