package import Primitives
package import ServerKit

/// A private description of where data is.
package struct Resource: Sendable, Equatable {
    package let id: Identifier<Resource>
    package let name: String
    package let source: DataSource
    package let created: Instant

    package var json: JSONValue {
        [
            "id": .string(id.rawValue), "name": .string(name), "source": source.shownJSON,
            "created": .string(created.description),
        ]
    }
}

/// A published dataset: what the catalogue shows, bound to one version of the content.
package struct Product: Sendable, Equatable {
    package enum State: String, Sendable { case published = "PUBLISHED", retired = "RETIRED" }

    package let id: Identifier<Product>
    package let resource: Identifier<Resource>
    package let title: String
    package let description: String
    package let keywords: [String]
    package let mediaType: String
    /// The current version.
    package let version: ProductVersion
    package let state: State
    package let created: Instant

    package var json: JSONValue {
        [
            "id": .string(id.rawValue), "resource": .string(resource.rawValue), "title": .string(title),
            "description": .string(description), "keywords": .strings(keywords), "mediaType": .string(mediaType),
            "version": version.json, "state": .string(state.rawValue), "created": .string(created.description),
        ]
    }
}

/// One immutable version of a product, named by the digest of its description.
///
/// A contract names the digest, so that editing a product never changes what was agreed.
package struct ProductVersion: Sendable, Equatable {
    package let number: Int
    /// SHA-256 over the canonical description: title, media type, content digest or source description.
    package let digest: Digest
    /// SHA-256 and size of the bytes, for a folder of its list of files; absent for live sources.
    package let content: ContentStamp?

    package var json: JSONValue {
        [
            "number": .int(number), "digest": .string(digest.description),
            "sha256": .optional(content?.digest.hex), "bytes": content.map { .integer($0.bytes) },
        ]
    }
}

/// What a file was when it was published.
package struct ContentStamp: Sendable, Equatable {
    package let digest: Digest
    package let bytes: Int64
    /// Modification time in nanoseconds, by which a change is noticed without reading everything again.
    package let modified: Int64
}

/// Terms under which a product is offered.
package struct Offer: Sendable, Equatable {
    /// How requests under the offer are answered.
    package enum Mode: String, Sendable, CaseIterable { case automatic, rules, manual }
    package enum State: String, Sendable { case active = "ACTIVE", withdrawn = "WITHDRAWN" }

    package let id: Identifier<Offer>
    package let product: Identifier<Product>
    /// The policy's members: permission, prohibition, obligation, profile.
    package let policy: JSONValue
    package let mode: Mode
    package let rules: AcceptanceRules?
    package let audience: OfferAudience
    package let state: State
    package let created: Instant

    package var json: JSONValue {
        [
            "id": .string(id.rawValue), "product": .string(product.rawValue), "policy": policy,
            "mode": .string(mode.rawValue), "rules": rules?.json, "audience": .strings(audience.participants),
            "audienceClaims": .object(Self.object(audience.claims)),
            "state": .string(state.rawValue), "created": .string(created.description),
        ]
    }

    /// The offer as the wire carries it, without target (a Dataset's `hasPolicy`).
    package var wireJSON: JSONValue {
        var object: JSONObject = ["@id": .string(id.rawValue), "@type": "Offer"]
        for member in policy.objectValue?.members ?? [] { object[member.key] = member.value }
        return .object(object)
    }

    private static func object(_ claims: [String: [String]]) -> JSONObject {
        var object = JSONObject()
        for (name, values) in claims.sorted(by: { $0.key < $1.key }) { object[name] = .strings(values) }
        return object
    }
}

/// Who is accepted without a person: peers by name, or by a claim; everybody else as `otherwise` says.
package struct AcceptanceRules: Sendable, Equatable {
    package enum Otherwise: String, Sendable { case manual, refuse }
    package let peers: [String]
    package let claims: [String: [String]]
    package let otherwise: Otherwise

    package init(_ fields: JSONFields) throws(DecodingProblem) {
        try fields.allowOnly(["peers", "claims", "otherwise"])
        peers = (try fields.optionalArray("peers") ?? []).compactMap(\.stringValue)
        var claims: [String: [String]] = [:]
        for member in try fields.optionalFields("claims")?.object.members ?? [] {
            claims[member.key] = member.value.oneOrMany.compactMap(\.stringValue)
        }
        self.claims = claims
        let word = try fields.optionalString("otherwise") ?? "manual"
        guard let otherwise = Otherwise(rawValue: word) else {
            throw fields.problem("otherwise", "must be `manual` or `refuse`")
        }
        self.otherwise = otherwise
    }

    package func accepts(_ participant: VerifiedParticipant) -> Bool {
        if peers.contains(where: { $0.hasSameBytes(as: participant.id) }) { return true }
        guard !claims.isEmpty else { return false }
        return claims.allSatisfy { name, wanted in
            participant.claims[name]?.contains { have in wanted.contains { $0.hasSameBytes(as: have) } } ?? false
        }
    }

    package var json: JSONValue {
        var object = JSONObject()
        for (name, values) in claims.sorted(by: { $0.key < $1.key }) { object[name] = .strings(values) }
        return [
            "peers": .strings(peers), "claims": .object(object), "otherwise": .string(otherwise.rawValue),
        ]
    }
}
