import DataspaceProtocol
import Hummingbird
import Node
package import Primitives
package import ServerKit

/// The consumer's view of other participants' catalogues.
package struct RemoteCatalog: Sendable {
    let essentials: Essentials

    package init(_ essentials: Essentials) { self.essentials = essentials }

    /// A page of a peer's catalogue, and the cursor of the next one if the peer pages as we do.
    package func page(
        of peerID: String,
        cursor: String?,
        limit: Int?
    ) async throws -> (catalog: JSONValue, next: String?) {
        let peer = try essentials.peers.require(peerID)
        var query: [String] = []
        if let limit { query.append("limit=\(limit)") }
        if let cursor { query.append("cursor=\(cursor.percentEncoded)") }
        let url = peer.address + "/catalog/request" + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
        let answer = try await reach(peer) {
            try await essentials.client.post(url, of: peerID, CatalogRequestMessage.json(id: essentials.world.urn()))
        }
        let catalog = try PeerClient.json(answer, of: peerID)
        guard catalog["@type"]?.stringValue == "Catalog" else { throw Self.unreadable(peerID, "Catalog") }
        return (catalog, answer.headers["link"].flatMap(Self.nextCursor))
    }

    /// One dataset of a peer.
    package func dataset(_ id: String, of peerID: String) async throws -> JSONValue {
        let peer = try essentials.peers.require(peerID)
        let answer = try await reach(peer) {
            try await essentials.client.get(peer.address + "/catalog/datasets/" + id.percentEncoded, of: peerID)
        }
        guard answer.status != 404 else { throw Self.unknown(id, peerID) }
        let dataset = try PeerClient.json(answer, of: peerID)
        guard dataset["@type"]?.stringValue == "Dataset" else { throw Self.unreadable(peerID, "Dataset") }
        return dataset
    }

    /// Says of a failed connection whose side it is on.
    private func reach(_ peer: Peer, _ body: () async throws -> PeerAnswer) async throws -> PeerAnswer {
        do {
            return try await body()
        } catch let problem as EgressProblem {
            throw Problem(.peer, problem.text)
        }
    }

    private static func unknown(_ dataset: String, _ peer: String) -> Problem {
        Problem(
            .notFound,
            BilingualText(en: "`\(peer)` shows us no dataset `\(dataset)`", zh: "`\(peer)` 未向我方提供数据集 `\(dataset)`"),
            advice: BilingualText(
                en: "`sluice catalog show \(peer)` lists what it shows",
                zh: "`sluice catalog show \(peer)` 可列出对方提供的数据集"
            )
        )
    }

    private static func unreadable(_ peer: String, _ what: String) -> Problem {
        Problem(
            .peer,
            BilingualText(en: "`\(peer)` did not answer with a \(what)", zh: "`\(peer)` 的应答不是 \(what)"),
            advice: BilingualText(
                en: "its address must be the base of its protocol endpoints, version path included",
                zh: "对方地址须为其协议端点根地址（含版本路径）"
            )
        )
    }

    /// The `cursor` of a Link header's `next` (RFC 8288).
    static func nextCursor(_ link: String) -> String? {
        for part in link.split(separator: ",") where part.contains("rel=\"next\"") || part.contains("rel=next") {
            guard let url = part.split(separator: ">").first, let query = url.split(separator: "?").last else {
                continue
            }
            for pair in query.split(separator: "&") where pair.hasPrefix("cursor=") {
                return String(pair.dropFirst("cursor=".count)).removingPercentEncoding()
            }
        }
        return nil
    }

    package var adminEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/api/v1/peers/{id}/catalog",
                access: .role(.auditor),
                "a page of a peer's catalogue",
                description: EndpointDescription(
                    query: [PageRequest.fields[0], PageRequest.fields[1]],
                    answer: "Catalog"
                )
            ) { call in
                let found = try await page(
                    of: try call.parameter("id"),
                    cursor: call.query("cursor"),
                    limit: call.query("limit") == nil ? nil : try PageRequest(call).limit
                )
                return .json(["catalog": found.catalog, "next": found.next.map { .string($0) } ?? .null])
            },
            Endpoint(
                .get,
                "/api/v1/peers/{id}/datasets/{dataset}",
                access: .role(.auditor),
                "one dataset of a peer",
                description: EndpointDescription(answer: "Dataset")
            ) { call in
                .json(try await dataset(try call.parameter("dataset"), of: try call.parameter("id")))
            },
        ]
    }
}
