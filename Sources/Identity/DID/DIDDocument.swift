package import Primitives

/// What a key of a DID document may be used for (W3C DID Core 1.0, section 5.3).
package enum VerificationRelationship: String, Sendable, CaseIterable {
    /// Presentations: the holder proves who it is.
    case authentication
    /// Credentials, agreements and evidence: the subject states something.
    case assertionMethod
    /// Self-issued tokens of the Decentralized Claims Protocol.
    case capabilityInvocation
    case capabilityDelegation
}

/// One key of a DID document, under its full DID URL.
package struct VerificationMethod: Hashable, Sendable {
    /// The absolute DID URL: the document's identifier, `#`, a fragment.
    package let id: String
    package let key: VerificationKey

    package init(id: String, key: VerificationKey) {
        self.id = id
        self.key = key
    }
}

/// A service that a DID document names.
package struct DIDService: Hashable, Sendable {
    package let id: String
    package let type: String
    package let endpoint: String

    package init(id: String, type: String, endpoint: String) {
        self.id = id
        self.type = type
        self.endpoint = endpoint
    }
}

/// A DID document (W3C DID Core 1.0), read strictly and reduced to what trust rests on: keys with their uses, and services.
///
/// Only keys that the subject controls itself and that carry a `publicKeyJwk` of a supported suite count; others are left out, so that
/// no token verifies by them. `@context` is not read: nothing is fetched.
package struct DIDDocument: Sendable, Equatable {
    /// Keys and services of one document: rotation leaves a handful, and every relationship may repeat them.
    private static let largest = 64

    package let id: String
    package let methods: [VerificationMethod]
    /// Full DID URLs by relationship.
    package let relationships: [VerificationRelationship: Set<String>]
    package let services: [DIDService]

    /// A document of our own.
    package init(
        id: String,
        methods: [VerificationMethod],
        relationships: [VerificationRelationship: Set<String>],
        services: [DIDService] = []
    ) {
        self.id = id
        self.methods = methods
        self.relationships = relationships
        self.services = services
    }

    /// Reads a document that was fetched for an identifier.
    ///
    /// - Throws: `IdentityProblem` with reason `identifier` when the document is another's or breaks a rule.
    package init(_ value: JSONValue, expecting id: String) throws(IdentityProblem) {
        guard let stated = value["id"]?.stringValue, stated.hasSameBytes(as: id) else {
            throw IdentityProblem(.identifier, "the document's `id` is not the identifier it was fetched for")
        }
        var reader = DIDDocumentReader(id: id)
        try reader.readMethods(value["verificationMethod"])
        for relationship in VerificationRelationship.allCases {
            try reader.read(relationship, value[relationship.rawValue])
        }
        try reader.readServices(value["service"])
        self.init(id: id, methods: reader.methods, relationships: reader.relationships, services: reader.services)
    }

    /// The key of that full DID URL, when the document lets it be used so; nil is a refusal.
    package func method(_ url: String, for relationship: VerificationRelationship) -> VerificationMethod? {
        guard relationships[relationship]?.contains(where: { $0.hasSameBytes(as: url) }) == true else { return nil }
        return methods.first { $0.id.hasSameBytes(as: url) }
    }

    /// All keys that may be used so.
    package func methods(for relationship: VerificationRelationship) -> [VerificationMethod] {
        methods.filter { method(_: $0.id, for: relationship) != nil }
    }

    package func service(ofType type: String) -> DIDService? { services.first { $0.type == type } }

    /// The document as JSON-LD, in the form `JsonWebKey` verification methods have.
    package var json: JSONValue {
        var object: JSONObject = [
            "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"], "id": .string(id),
            "verificationMethod": .array(
                methods.map { method in
                    [
                        "id": .string(method.id), "type": "JsonWebKey", "controller": .string(id),
                        "publicKeyJwk": JSONWebKey(method.key).json,
                    ]
                }
            ),
        ]
        for relationship in VerificationRelationship.allCases {
            guard let uses = relationships[relationship], !uses.isEmpty else { continue }
            object[relationship.rawValue] = .strings(methods.map(\.id).filter(uses.contains))
        }
        if !services.isEmpty {
            object["service"] = .array(
                services.map { service in
                    [
                        "id": .string(service.id), "type": .string(service.type),
                        "serviceEndpoint": .string(service.endpoint),
                    ]
                }
            )
        }
        return .object(object)
    }

    fileprivate static func bounded(_ value: JSONValue?, _ name: String) throws(IdentityProblem) -> [JSONValue] {
        guard let value else { return [] }
        guard let items = value.arrayValue, items.count <= largest else {
            throw IdentityProblem(.identifier, "`\(name)` must list at most \(largest) entries")
        }
        return items
    }
}

/// Collects a document's parts and refuses what contradicts itself.
private struct DIDDocumentReader {
    let id: String
    var methods: [VerificationMethod] = []
    var relationships: [VerificationRelationship: Set<String>] = [:]
    var services: [DIDService] = []
    private var seen: Set<String> = []

    init(id: String) { self.id = id }

    mutating func readMethods(_ value: JSONValue?) throws(IdentityProblem) {
        for item in try DIDDocument.bounded(value, "verificationMethod") { _ = try readMethod(item) }
    }

    /// The method's full DID URL; the method itself is kept only when its key is usable.
    private mutating func readMethod(_ value: JSONValue) throws(IdentityProblem) -> String {
        guard let stated = value["id"]?.stringValue, let url = absolute(stated) else {
            throw IdentityProblem(.identifier, "a verification method is not named below the document's identifier")
        }
        guard seen.insert(url).inserted else {
            throw IdentityProblem(.identifier, "two verification methods have one name")
        }
        if value["controller"]?.stringValue?.hasSameBytes(as: id) == true, let encoded = value["publicKeyJwk"],
            let key = try? JSONWebKey(encoded)
        {
            methods.append(VerificationMethod(id: url, key: key.key))
        }
        return url
    }

    mutating func read(_ relationship: VerificationRelationship, _ value: JSONValue?) throws(IdentityProblem) {
        var urls: Set<String> = []
        for item in try DIDDocument.bounded(value, relationship.rawValue) {
            if let text = item.stringValue {
                // A reference to another subject's key is left out: nothing of ours may verify by it.
                if let url = absolute(text) { urls.insert(url) }
            } else {
                urls.insert(try readMethod(item))
            }
        }
        relationships[relationship] = urls
    }

    mutating func readServices(_ value: JSONValue?) throws(IdentityProblem) {
        for item in try DIDDocument.bounded(value, "service") {
            guard let name = item["id"]?.stringValue, let type = item["type"]?.oneOrMany.first?.stringValue,
                let endpoint = item["serviceEndpoint"]?.stringValue,
                max(name.utf8.count, type.utf8.count, endpoint.utf8.count) <= Limits.identifierBytes
            else { continue }
            services.append(DIDService(id: absolute(name) ?? name, type: type, endpoint: endpoint))
        }
    }

    /// `#key` and `did:web:host#key` are the document's own; anything else is nil.
    private func absolute(_ text: String) -> String? {
        guard text.utf8.count <= JSONWebKey.keyIDBytes else { return nil }
        let url = text.hasPrefix("#") ? id + text : text
        guard url.hasPrefix(id + "#"), url.utf8.count > id.utf8.count + 1,
            url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        return url
    }
}
