import Identity
package import Primitives
import ServerKit

/// What the node states and signs when it has destroyed a grant's data (销毁证明): what, when, why, and under which key it lay.
///
/// The signature is a detached compact JWS over RFC 8785 of the document, with the node's key for agreements. It proves who says
/// so, not that it is true: software alone cannot prove the absence of a copy.
package struct DestructionProof: Sendable, Equatable {
    package let document: JSONValue
    /// Nil where the node has no key, as in the conformance profile.
    package let signature: String?

    var grant: String { document["grant"]?.stringValue ?? "" }
    var agreement: String { document["agreement"]?.stringValue ?? "" }

    /// The digest that evidence holds of it.
    package var digest: Digest { Digest(of: CanonicalJSON.bytes(of: document)) }

    package var json: JSONValue {
        ["document": document, "signature": .optional(signature), "digest": .string(digest.description)]
    }

    /// Names of files are gone with the data; their digests tell those who know the data what was destroyed.
    static func document(
        _ grant: VaultGrant,
        files: [VaultFile],
        consumer: String,
        at now: Instant
    ) -> JSONValue {
        [
            "@type": "sluice:ProofOfDestruction", "grant": .string(grant.id.rawValue),
            "agreement": .string(grant.agreement), "governedBy": .string(grant.governedBy),
            "transfer": .string(grant.transfer.rawValue),
            "dataset": .string(grant.dataset), "provider": .string(grant.peer), "consumer": .string(consumer),
            "cause": .string(grant.cause?.rawValue ?? ""), "key": .string(grant.keyName),
            "sealedWith": .string(grant.scheme), "bytes": .integer(grant.bytes),
            "content": .optional(grant.digest?.description),
            "files": .array(files.prefix(listed).map { .string($0.digest.description) }),
            "fileCount": .int(files.count), "received": .optional(grant.received?.description),
            "ended": .optional(grant.ended?.description), "destroyed": .string(now.description),
        ]
    }

    /// Digests of files that a proof lists; more are told by the digest over all of them.
    private static let listed = 1000
}
