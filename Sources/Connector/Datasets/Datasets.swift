import EvidenceLog
package import Node
package import Primitives
import ServerKit
import UsagePolicy

/// The dataset slice: what we have, what we publish of it, and under which terms.
package struct Datasets: Sendable {
    let essentials: Essentials

    package init(_ essentials: Essentials) { self.essentials = essentials }

    /// Describes where data is.
    ///
    /// The source is looked at, so that a typing error shows now and not at the first transfer.
    package func addResource(
        name: String,
        source: DataSource,
        id: String? = nil,
        by actor: EvidenceActor? = nil
    ) async throws -> Resource {
        try await SourceInspection.check(source, essentials.protected)
        let resource = Resource(
            id: Identifier(id ?? essentials.world.urn()),
            name: name,
            source: source,
            created: essentials.world.now()
        )
        try await essentials.commit { evidence in
            guard try DatasetStore.resource(resource.id, in: evidence.transaction) == nil else {
                throw Self.exists("resource", resource.id.rawValue)
            }
            try DatasetStore.insert(resource, in: evidence.transaction)
            var draft = EvidenceDraft(
                type: "resource.added",
                subjectKind: "resource",
                subjectID: resource.id.rawValue
            )
            draft.actor = actor
            try evidence.record(draft)
        }
        return resource
    }

    /// What a product shows of itself.
    package struct ProductDescription: Sendable {
        package var title: String
        package var description: String
        package var keywords: [String]
        package var mediaType: String

        package init(title: String, description: String = "", keywords: [String] = [], mediaType: String? = nil) {
            self.title = title
            self.description = description
            self.keywords = keywords
            self.mediaType = mediaType ?? "application/octet-stream"
        }
    }

    /// Publishes a resource: reads its content once for the digest, and binds the description to it.
    package func publish(
        resource id: Identifier<Resource>,
        _ description: ProductDescription,
        id productID: String? = nil,
        by actor: EvidenceActor? = nil
    ) async throws -> Product {
        guard let resource = try await essentials.database.read({ try DatasetStore.resource(id, in: $0) }) else {
            throw Problem.notFound("resource", id.rawValue)
        }
        let content = try await SourceInspection.content(of: resource.source)
        let product = Product(
            id: Identifier(productID ?? essentials.world.urn()),
            resource: id,
            title: description.title,
            description: description.description,
            keywords: description.keywords,
            mediaType: description.mediaType,
            version: Self.version(1, description, resource, content.stamp),
            state: .published,
            created: essentials.world.now()
        )
        try await essentials.commit { evidence in
            guard try DatasetStore.product(product.id, in: evidence.transaction) == nil else {
                throw Self.exists("product", product.id.rawValue)
            }
            try DatasetStore.insert(product, in: evidence.transaction)
            if let manifest = content.manifest { try DatasetStore.keep(manifest, in: evidence.transaction) }
            try evidence.record(Self.evidence(of: product, "product.published", by: actor))
        }
        return product
    }

    /// Publishes a new version: the source is read again; agreements go on naming the version they were made about.
    package func revise(
        _ id: Identifier<Product>,
        _ description: ProductDescription? = nil,
        by actor: EvidenceActor? = nil
    ) async throws -> Product {
        let product = try await find(id)
        guard let resource = try await essentials.database.read({ try DatasetStore.resource(product.resource, in: $0) })
        else { throw Problem.notFound("resource", product.resource.rawValue) }
        let content = try await SourceInspection.content(of: resource.source)
        let described =
            description
            ?? ProductDescription(
                title: product.title,
                description: product.description,
                keywords: product.keywords,
                mediaType: product.mediaType
            )
        let revised = Product(
            id: product.id,
            resource: product.resource,
            title: described.title,
            description: described.description,
            keywords: described.keywords,
            mediaType: described.mediaType,
            version: Self.version(product.version.number + 1, described, resource, content.stamp),
            state: product.state,
            created: product.created
        )
        try await essentials.commit { evidence in
            try DatasetStore.revise(revised, in: evidence.transaction)
            if let manifest = content.manifest { try DatasetStore.keep(manifest, in: evidence.transaction) }
            try evidence.record(Self.evidence(of: revised, "product.revised", by: actor))
        }
        return revised
    }

    /// Takes a product out of the catalogue; agreements about it stay as they are.
    package func retire(_ id: Identifier<Product>, by actor: EvidenceActor? = nil) async throws -> Product {
        let product = try await find(id)
        try await essentials.commit { evidence in
            try DatasetStore.setState(.retired, of: id, in: evidence.transaction)
            try evidence.record(Self.evidence(of: product, "product.retired", by: actor))
        }
        return try await find(id)
    }

    /// Offers a product under a policy; the policy is read, linted and refused here rather than at the first request.
    package func offer(
        product id: Identifier<Product>,
        policy: JSONValue,
        mode: Offer.Mode,
        rules: AcceptanceRules? = nil,
        audience: [String] = [],
        audienceClaims: [String: [String]] = [:],
        id offerID: String? = nil,
        by actor: EvidenceActor? = nil
    ) async throws -> Offer {
        let offer = Offer(
            id: Identifier(offerID ?? essentials.world.urn()),
            product: id,
            policy: policy,
            mode: mode,
            rules: rules,
            audience: OfferAudience(participants: audience, claims: audienceClaims),
            state: .active,
            created: essentials.world.now()
        )
        try await checkPolicy(offer.wireJSON)
        try offer.audience.check()
        try await essentials.commit { evidence in
            let transaction = evidence.transaction
            guard let product = try DatasetStore.product(id, in: transaction), product.state == .published else {
                throw Problem.notFound("product", id.rawValue)
            }
            guard try OfferStore.offer(offer.id, in: transaction) == nil else {
                throw Self.exists("offer", offer.id.rawValue)
            }
            guard try OfferStore.offers(of: id, in: transaction).count < OfferStore.limitPerProduct else {
                throw Problem.invalid("the product has too many offers", "该产品的报价过多")
            }
            if let shape = offer.audience.shape {
                let shapes = try OfferStore.shapes(in: transaction)
                guard shapes.count < OfferStore.shapeLimit || shapes.contains(shape) else {
                    throw Problem.invalid("offers ask for too many different sets of claims", "报价所要求的声明组合种类过多")
                }
            }
            try OfferStore.insert(offer, in: transaction)
            try evidence.record(Self.evidence(of: offer, "offer.published", by: actor))
        }
        return offer
    }

    package func withdraw(_ id: Identifier<Offer>, by actor: EvidenceActor? = nil) async throws -> Offer {
        try await essentials.commit { evidence in
            guard let offer = try OfferStore.offer(id, in: evidence.transaction) else {
                throw Problem.notFound("offer", id.rawValue)
            }
            guard offer.state == .active else { return }
            try OfferStore.withdraw(offer, in: evidence.transaction)
            try evidence.record(Self.evidence(of: offer, "offer.withdrawn", by: actor))
        }
        guard let offer = try await essentials.database.read({ try OfferStore.offer(id, in: $0) }) else {
            throw Problem.notFound("offer", id.rawValue)
        }
        return offer
    }

    /// Refuses a policy that cannot be read, can never be satisfied, or would lose its meaning on the wire.
    private func checkPolicy(_ policy: JSONValue) async throws {
        try await Duties.checkDeliverable(policy, essentials)
        let errors = essentials.evaluator.lint(policy).filter { $0.severity == .error }
        guard errors.isEmpty else {
            throw Problem(
                .invalid,
                BilingualText(
                    en: "the policy is not acceptable: " + errors.map { $0.message(.english) }.joined(separator: "; "),
                    zh: "策略不可接受：" + errors.map { $0.message(.chinese) }.joined(separator: "；")
                )
            )
        }
    }

    package func find(_ id: Identifier<Product>) async throws -> Product {
        guard let product = try await essentials.database.read({ try DatasetStore.product(id, in: $0) }) else {
            throw Problem.notFound("product", id.rawValue)
        }
        return product
    }

    /// The digest that names a version covers what a consumer relies on: words, type, and content or source kind.
    private static func version(
        _ number: Int,
        _ description: ProductDescription,
        _ resource: Resource,
        _ content: ContentStamp?
    ) -> ProductVersion {
        let document: JSONValue = [
            "title": .string(description.title), "description": .string(description.description),
            "keywords": .strings(description.keywords), "mediaType": .string(description.mediaType),
            "sha256": .optional(content?.digest.hex), "bytes": content.map { .integer($0.bytes) },
            "source": content == nil ? .string(Digest(of: CanonicalJSON.bytes(of: resource.source.json)).hex) : nil,
            "number": .int(number),
        ]
        return ProductVersion(
            number: number,
            digest: Digest(of: CanonicalJSON.bytes(of: document)),
            content: content
        )
    }

    private static func evidence(of product: Product, _ type: String, by actor: EvidenceActor?) -> EvidenceDraft {
        var draft = EvidenceDraft(type: type, subjectKind: "product", subjectID: product.id.rawValue)
        draft.actor = actor
        draft.related = ["resource": product.resource.rawValue]
        draft.digests["version"] = product.version.digest
        draft.digests["content"] = product.version.content?.digest
        return draft
    }

    private static func evidence(of offer: Offer, _ type: String, by actor: EvidenceActor?) -> EvidenceDraft {
        var draft = EvidenceDraft(type: type, subjectKind: "offer", subjectID: offer.id.rawValue)
        draft.actor = actor
        draft.related = ["product": offer.product.rawValue, "mode": offer.mode.rawValue]
        draft.digests["policy"] = Digest(of: CanonicalJSON.bytes(of: offer.policy))
        return draft
    }

    static func exists(_ what: String, _ id: String) -> Problem {
        Problem(.conflict, BilingualText(en: "\(what) `\(id)` exists already", zh: "\(what) `\(id)` 已存在"))
    }
}
