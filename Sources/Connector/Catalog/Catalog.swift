import DataspaceProtocol
import HTTPTypes
import Hummingbird
package import Primitives
package import ServerKit

/// The catalogue slice: what a participant may see, page by page.
package struct Catalog: Sendable {
    /// Datasets on a page when the caller does not say.
    static let pageSize = 100

    let essentials: Essentials

    package init(_ essentials: Essentials) { self.essentials = essentials }

    private var identity: ConnectorIdentity { essentials.identity }

    private var serviceID: String { identity.publicURL + "/#dataservice" }

    /// A page of the catalogue as one participant sees it, and where the next one begins.
    package func page(
        for participant: String,
        claims: [String: [String]] = [:],
        after: String,
        limit: Int
    ) async throws -> (catalog: JSONValue, next: String?) {
        let found = try await essentials.database.read { transaction in
            let ids = try OfferStore.visibleProducts(
                to: participant,
                claims: claims,
                after: after,
                limit: limit + 1,
                in: transaction
            )
            let datasets = try ids.prefix(limit).compactMap {
                try dataset($0, for: participant, claims, inline: false, in: transaction)
            }
            return (datasets: datasets, next: ids.count > limit ? ids[limit - 1].rawValue : nil)
        }
        let catalog = DSP.message(
            "Catalog",
            id: identity.publicURL + "/#catalog",
            [
                "participantId": .string(identity.participant), "service": [service],
                "dataset": found.datasets.isEmpty ? nil : .array(found.datasets),
            ]
        )
        return (catalog, found.next)
    }

    private var service: JSONValue {
        [
            "@id": .string(serviceID), "@type": "DataService",
            "endpointURL": .string(identity.protocolAddress),
        ]
    }

    /// One dataset; strangers to its offers see what nobody sees.
    package func dataset(
        _ id: String,
        for participant: String,
        claims: [String: [String]] = [:]
    ) async throws -> JSONValue {
        let found = try await essentials.database.read {
            try dataset(Identifier(id), for: participant, claims, inline: true, in: $0)
        }
        guard var object = found?.objectValue else { throw Problem.notFound("dataset", id) }
        object["@context"] = [.string(DSP.context)]
        return .object(object)
    }

    /// A `Dataset` with the offers that the participant may see; nil when there are none.
    private func dataset(
        _ id: Identifier<Product>,
        for participant: String,
        _ claims: [String: [String]],
        inline: Bool,
        in transaction: ReadTransaction
    ) throws -> JSONValue? {
        guard let product = try DatasetStore.product(id, in: transaction), product.state == .published else {
            return nil
        }
        let offers = try OfferStore.offers(of: id, in: transaction).filter {
            $0.audience.includes(participant, claims: claims)
        }
        guard !offers.isEmpty else { return nil }
        let access: JSONValue = inline ? service : .string(serviceID)
        let distributions = TransferFormat.allCases.map { format -> JSONValue in
            [
                "@type": "Distribution", "format": .string(format.rawValue), "accessService": access,
                "dcat:mediaType": .string(product.mediaType),
                "dcat:byteSize": product.version.content.map { .integer($0.bytes) },
            ]
        }
        return [
            "@id": .string(product.id.rawValue), "@type": "Dataset", "dct:title": .string(product.title),
            "dct:description": product.description.isEmpty ? nil : .string(product.description),
            "dcat:keyword": product.keywords.isEmpty ? nil : .strings(product.keywords),
            "hasPolicy": .array(offers.map(\.wireJSON)), "distribution": .array(distributions),
            "sluice:version": .int(product.version.number),
            "sluice:versionDigest": .string(product.version.digest.description),
            "sluice:sha256": .optional(product.version.content?.digest.hex),
        ]
    }
}

extension Catalog {
    /// DSP 2025-1, Catalog HTTPS binding, and the version document.
    package var protocolEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                VersionDocument.path,
                access: .public(reason: "the protocol asks for version discovery without authentication"),
                "versions of the Dataspace Protocol"
            ) { _ in
                .json(versionDocument)
            },
            Endpoint(
                .post,
                DSP.path + "/catalog/request",
                access: .participant,
                "a page of the catalogue",
                renderProblem: Self.render
            ) { call in
                try await answerRequest(call)
            },
            Endpoint(
                .get,
                DSP.path + "/catalog/datasets/{id}",
                access: .participant,
                "one dataset",
                renderProblem: Self.render
            ) { call in
                let participant = try call.participant()
                return .json(
                    try await dataset(try call.parameter("id"), for: participant.id, claims: participant.claims)
                )
            },
        ]
    }

    /// What we speak, and what we add to it.
    package var versionDocument: JSONValue {
        VersionDocument.json(
            serviceID: serviceID,
            extensions: [
                AgreementTermination.extensionName, AmendmentMessages.extensionName, VaultReports.extensionName,
                FreezeSignal.extensionName,
                DutyReports.extensionName,
            ]
        )
    }

    private func answerRequest(_ call: Call) async throws -> Response {
        let message = try CatalogRequestMessage(try await call.json())
        guard message.filter.isEmpty else {
            throw Problem.invalid("this catalogue offers no filters", "本目录不支持过滤条件")
        }
        let page = try PageRequest(call)
        let limit = call.query("limit") == nil ? Self.pageSize : page.limit
        let participant = try call.participant()
        let (catalog, next) = try await self.page(
            for: participant.id,
            claims: participant.claims,
            after: page.after,
            limit: limit
        )
        var headers: HTTPFields = [:]
        if let link = links(next: next, after: page.after, limit: limit), let name = HTTPField.Name("Link") {
            headers[name] = link
        }
        return .json(catalog, headers: headers)
    }

    /// Paging by Link headers (RFC 8288), as the protocol asks; the same message is posted to the link.
    ///
    /// `previous` leads back to the first page, since a keyset is read forwards.
    private func links(next: String?, after: String, limit: Int) -> String? {
        let base = identity.protocolAddress + "/catalog/request?limit=\(limit)"
        var links: [String] = []
        if let next { links.append("<\(base)&cursor=\(PageRequest.cursor(of: next))>; rel=\"next\"") }
        if !after.isEmpty { links.append("<\(base)>; rel=\"previous\"") }
        return links.isEmpty ? nil : links.joined(separator: ", ")
    }

    private static func render(_ problem: Problem, _ call: Call) -> Response {
        .json(
            CatalogError.json(code: problem.code.rawValue, reasons: problem.reasons(call)),
            status: .init(code: problem.status),
            headers: problem.headers
        )
    }
}

extension String {
    /// Percent-encoded for a query value (RFC 3986: unreserved characters stay).
    package var percentEncoded: String {
        var text = ""
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default: text += "%" + Hex.encode([byte]).uppercased()
            }
        }
        return text
    }
}
