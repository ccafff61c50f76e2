import HTTPTypes
package import Identity
import Primitives
package import ServerKit

/// Who this node is to others: its `did:web` identifier and the document that says which keys speak for it.
package struct NodeIdentity: Sendable {
    package let did: DIDWeb
    private let keys: Keys
    private let services: [DIDService]

    /// The identity under a `did:web` identifier; `services` are what its document names besides keys.
    package init(did: DIDWeb, keys: Keys, services: [DIDService] = []) {
        self.did = did
        self.keys = keys
        self.services = services
    }

    /// The identifier to publish: the one configured, the participant identifier when it is a `did:web`, else one made from the public
    /// address; nil where that is an IP address, which no `did:web` may be.
    package static func identifier(configured: String?, participant: String, publicURL: String) throws -> DIDWeb? {
        do {
            if let configured { return try DIDWeb(configured) }
            if participant.hasPrefix("did:web:") { return try DIDWeb(participant) }
        } catch {
            throw Problem.invalid(
                "`\(configured ?? participant)` is no valid did:web identifier: \(error)",
                "`\(configured ?? participant)` 不是有效的 did:web 标识：\(error)"
            )
        }
        return try? DIDWeb(address: publicURL)
    }

    /// The document now.
    ///
    /// Revoked keys are not in it; retired ones stay for what they signed, but say no more who we are.
    package var document: DIDDocument {
        let id = did.description
        var methods: [VerificationMethod] = []
        var relationships: [VerificationRelationship: Set<String>] = [:]
        for key in keys.all where key.state != .revoked {
            let url = id + "#" + key.id
            methods.append(VerificationMethod(id: url, key: key.publicKey))
            for relationship in Self.relationships(of: key) { relationships[relationship, default: []].insert(url) }
        }
        return DIDDocument(id: id, methods: methods, relationships: relationships, services: services)
    }

    private static func relationships(of key: NodeKey) -> [VerificationRelationship] {
        switch key.purpose {
        case .identity: key.state == .active ? [.authentication, .capabilityInvocation, .assertionMethod] : []
        case .agreements, .credentials, .evidence, .witness: [.assertionMethod]
        }
    }

    /// The document where the method looks for it: `/.well-known/did.json`, or below the identifier's path.
    package var endpoints: [Endpoint] {
        let path = did.path.isEmpty ? "/.well-known" : "/" + did.path.joined(separator: "/")
        return [
            Endpoint(
                .get,
                path + "/did.json",
                access: .public(reason: "did:web, section 2.5.2: anybody resolves the identifier"),
                "the DID document: which keys speak for this participant",
                description: EndpointDescription(answer: "DIDDocument")
            ) { _ in
                .json(document.json)
            }
        ]
    }
}
