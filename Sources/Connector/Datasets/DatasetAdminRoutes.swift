import EvidenceLog
import Hummingbird
import Node
import Primitives
package import ServerKit

extension Datasets {
    /// The owner's side: resources, products, offers.
    package var adminEndpoints: [Endpoint] { resourceEndpoints + productEndpoints + offerEndpoints }

    private func actor(_ call: Call) throws -> EvidenceActor { EvidenceActor(.person, try call.person().name) }

    private var resourceEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/api/v1/resources",
                access: .role(.auditor),
                "list resources",
                description: EndpointDescription(query: PageRequest.fields, answer: "ResourcePage")
            ) { call in
                let page = try PageRequest(call)
                let found = try await essentials.database.read { try DatasetStore.resources(page, in: $0) }
                return page.answer(found, cursor: { $0.id.rawValue }, json: \.json)
            },
            Endpoint(
                .post,
                "/api/v1/resources",
                access: .role(.operator),
                "describe where data is",
                description: EndpointDescription(
                    body: [
                        .init("name", "string", "a name for people", required: true),
                        .init(
                            "source",
                            "object",
                            "`{type: file|folder, path}`, `{type: sqlite, path, query}` or `{type: http, url, headers, allowedPaths, allowedQuery, passedStatuses}`",
                            required: true
                        ),
                        .init("id", "string", "an identifier of your own"),
                    ],
                    success: 201,
                    answer: "Resource"
                )
            ) { call in
                let fields = try JSONFields(try await call.json())
                try fields.allowOnly(["name", "source", "id"])
                let resource = try await addResource(
                    name: try fields.string("name"),
                    source: try DataSource(try fields.fields("source")),
                    id: try fields.optionalIdentifier("id"),
                    by: try actor(call)
                )
                return .json(resource.json, status: .created)
            },
            Endpoint(
                .get,
                "/api/v1/resources/{id}",
                access: .role(.auditor),
                "show a resource",
                description: EndpointDescription(answer: "Resource")
            ) { call in
                let id = Identifier<Resource>(try call.parameter("id"))
                guard let found = try await essentials.database.read({ try DatasetStore.resource(id, in: $0) }) else {
                    throw Problem.notFound("resource", id.rawValue)
                }
                return .json(found.json)
            },
        ]
    }

    private static let descriptionFields: [EndpointDescription.Field] = [
        .init("title", "string", "a title for the catalogue", required: true),
        .init("description", "string", "what the data is"),
        .init("keywords", "array", "words to find it by"),
        .init("mediaType", "string", "for instance text/csv"),
    ]

    private func description(_ fields: JSONFields) throws -> ProductDescription {
        ProductDescription(
            title: try fields.string("title"),
            description: try fields.optionalString("description") ?? "",
            keywords: (try fields.optionalArray("keywords") ?? []).compactMap(\.stringValue),
            mediaType: try fields.optionalString("mediaType")
        )
    }

    private var productEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/api/v1/products",
                access: .role(.auditor),
                "list products",
                description: EndpointDescription(query: PageRequest.fields, answer: "ProductPage")
            ) { call in
                let page = try PageRequest(call)
                let found = try await essentials.database.read { try DatasetStore.products(page, in: $0) }
                return page.answer(found, cursor: { $0.id.rawValue }, json: \.json)
            },
            Endpoint(
                .post,
                "/api/v1/products",
                access: .role(.operator),
                "publish a resource as a dataset",
                description: EndpointDescription(
                    body: [
                        .init("resource", "string", "the resource", required: true),
                        .init("id", "string", "an identifier of your own; it is the dataset's"),
                    ] + Self.descriptionFields,
                    success: 201,
                    answer: "Product"
                )
            ) { call in
                let fields = try JSONFields(try await call.json())
                try fields.allowOnly(["resource", "id", "title", "description", "keywords", "mediaType"])
                let product = try await publish(
                    resource: Identifier(try fields.identifier("resource")),
                    try description(fields),
                    id: try fields.optionalIdentifier("id"),
                    by: try actor(call)
                )
                return .json(product.json, status: .created)
            },
            Endpoint(
                .get,
                "/api/v1/products/{id}",
                access: .role(.auditor),
                "show a product",
                description: EndpointDescription(answer: "Product")
            ) { call in
                .json(try await find(Identifier(try call.parameter("id"))).json)
            },
            Endpoint(
                .post,
                "/api/v1/products/{id}/revise",
                access: .role(.operator),
                "publish a new version from the source as it is now",
                description: EndpointDescription(body: Self.descriptionFields, answer: "Product")
            ) { call in
                let fields = try JSONFields(try await call.optionalJSON())
                let described = fields.object.isEmpty ? nil : try description(fields)
                let product = try await revise(
                    Identifier(try call.parameter("id")),
                    described,
                    by: try actor(call)
                )
                return .json(product.json)
            },
            Endpoint(
                .post,
                "/api/v1/products/{id}/retire",
                access: .role(.operator),
                "take a product out of the catalogue",
                description: EndpointDescription(answer: "Product")
            ) { call in
                .json(try await retire(Identifier(try call.parameter("id")), by: try actor(call)).json)
            },
        ]
    }

    private var offerEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/api/v1/offers",
                access: .role(.auditor),
                "list offers",
                description: EndpointDescription(query: PageRequest.fields, answer: "OfferPage")
            ) { call in
                let page = try PageRequest(call)
                let found = try await essentials.database.read { try OfferStore.offers(page, in: $0) }
                return page.answer(found, cursor: { $0.id.rawValue }, json: \.json)
            },
            Endpoint(
                .post,
                "/api/v1/offers",
                access: .role(.operator),
                "offer a product under a policy",
                description: EndpointDescription(
                    body: [
                        .init("product", "string", "the product", required: true),
                        .init("policy", "object", "ODRL members: permission, prohibition, obligation", required: true),
                        .init("mode", "string", "`automatic` (default), `rules` or `manual`"),
                        .init("rules", "object", "with `rules`: `{peers, claims, otherwise: manual|refuse}`"),
                        .init("audience", "array", "participants who see it; everybody when absent"),
                        .init(
                            "audienceClaims",
                            "object",
                            "claims whose holders see it: `{name: [values]}`, all of them"
                        ),
                        .init("id", "string", "an identifier of your own"),
                    ],
                    success: 201,
                    answer: "Offer"
                ),
                handler: makeOffer
            ),
            Endpoint(
                .get,
                "/api/v1/offers/{id}",
                access: .role(.auditor),
                "show an offer and its terms in words",
                description: EndpointDescription(answer: "Offer")
            ) { call in
                let id = Identifier<Offer>(try call.parameter("id"))
                guard let found = try await essentials.database.read({ try OfferStore.offer(id, in: $0) }) else {
                    throw Problem.notFound("offer", id.rawValue)
                }
                var object = found.json.objectValue ?? JSONObject()
                object["terms"] = Agreements.sentences(found.wireJSON)
                object["warnings"] = Duties.warnings(found.wireJSON, essentials.evaluator)
                return .json(.object(object))
            },
            Endpoint(
                .post,
                "/api/v1/offers/{id}/withdraw",
                access: .role(.operator),
                "withdraw an offer",
                description: EndpointDescription(answer: "Offer")
            ) { call in
                .json(try await withdraw(Identifier(try call.parameter("id")), by: try actor(call)).json)
            },
        ]
    }

    private func makeOffer(_ call: Call) async throws -> Response {
        let fields = try JSONFields(try await call.json())
        try fields.allowOnly(["product", "policy", "mode", "rules", "audience", "audienceClaims", "id"])
        let word = try fields.optionalString("mode") ?? Offer.Mode.automatic.rawValue
        guard let mode = Offer.Mode(rawValue: word) else {
            throw fields.problem("mode", "must be `automatic`, `rules` or `manual`")
        }
        let rules = try fields.optionalFields("rules").map { try AcceptanceRules($0) }
        guard (mode == .rules) == (rules != nil) else { throw fields.problem("rules", "belong to mode `rules`") }
        let offer = try await offer(
            product: Identifier(try fields.identifier("product")),
            policy: .object(try fields.fields("policy").object),
            mode: mode,
            rules: rules,
            audience: (try fields.optionalArray("audience") ?? []).compactMap(\.stringValue),
            audienceClaims: try Self.claims(try fields.optionalFields("audienceClaims")),
            id: try fields.optionalIdentifier("id"),
            by: try actor(call)
        )
        return .json(offer.json, status: .created)
    }

    private static func claims(_ fields: JSONFields?) throws -> [String: [String]] {
        var claims: [String: [String]] = [:]
        for member in fields?.object.members ?? [] {
            claims[member.key] = member.value.oneOrMany.compactMap(\.stringValue)
        }
        return claims
    }
}
