import Hummingbird
import Primitives
package import ServerKit

/// The owner's side of peers: who they are, and whether we reach each other.
package struct PeerAdmin: Sendable {
    let peers: Peers
    let client: PeerClient
    /// Our own participant identifier.
    let us: String
    /// The base of our own protocol endpoints, as peers reach it.
    let ourAddress: String
    /// Where the version document of a peer stands, from its address.
    let versionPath: String

    package init(peers: Peers, client: PeerClient, us: String, ourAddress: String, versionPath: String) {
        self.peers = peers
        self.client = client
        self.us = us
        self.ourAddress = ourAddress
        self.versionPath = versionPath
    }

    package var adminEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/api/v1/peers",
                access: .role(.auditor),
                "list peers",
                description: EndpointDescription(query: PageRequest.fields, answer: "PeerPage")
            ) { call in
                let page = try PageRequest(call)
                let all = peers.list(matching: call.query("q")).filter { $0.id > page.after }
                return page.answer(Array(all.prefix(page.limit + 1)), cursor: \.id, json: \.json)
            },
            Endpoint(
                .post,
                "/api/v1/peers",
                access: .role(.owner),
                "add or change a peer",
                description: EndpointDescription(
                    body: [
                        .init("id", "string", "participant identifier", required: true),
                        .init(
                            "address",
                            "string",
                            "base of its protocol endpoints, version path included",
                            required: true
                        ),
                        .init("name", "string", "a name for people"),
                        .init("tokenIn", "string", "the bearer token it shows us; written only"),
                        .init("tokenOut", "string", "the bearer token we show it; written only"),
                        .init("claims", "object", "facts about it that policies may ask for"),
                    ],
                    success: 201,
                    answer: "Peer"
                ),
                handler: add
            ),
            Endpoint(
                .get,
                "/api/v1/peers/{id}",
                access: .role(.auditor),
                "show a peer",
                description: EndpointDescription(answer: "Peer")
            ) { call in
                .json(try peers.require(try call.parameter("id")).json)
            },
            Endpoint(
                .delete,
                "/api/v1/peers/{id}",
                access: .role(.owner),
                "remove a peer",
                description: EndpointDescription(success: 204)
            ) { call in
                try await peers.remove(try call.parameter("id"))
                return Response(status: .noContent)
            },
            Endpoint(
                .post,
                "/api/v1/peers/{id}/check",
                access: .role(.operator),
                "make a round trip: do we reach it, does it accept our token, does it speak our version",
                description: EndpointDescription(answer: "PeerCheck")
            ) { call in
                .json(await check(try peers.require(try call.parameter("id"))))
            },
        ]
    }

    private func add(_ call: Call) async throws -> Response {
        let fields = try JSONFields(try await call.json())
        try fields.allowOnly(["id", "address", "name", "tokenIn", "tokenOut", "claims"])
        let id = try fields.identifier("id")
        let known = peers.find(id)
        let tokenIn = try fields.optionalString("tokenIn")
        if let tokenIn, !Peers.tokenCharacters.contains(tokenIn.utf8.count) {
            throw fields.problem("tokenIn", "must have \(Peers.tokenCharacters.lowerBound) bytes or more")
        }
        let address = try fields.identifier("address")
        do {
            _ = try EgressURL(address)
        } catch {
            throw Problem(.invalid, error.text)
        }
        var claims: [String: [String]] = [:]
        for member in try fields.optionalFields("claims")?.object.members ?? [] {
            claims[member.key] = member.value.oneOrMany.compactMap(\.stringValue)
        }
        let peer = Peer(
            id: id,
            name: try fields.optionalString("name") ?? known?.name ?? id,
            address: address,
            tokenInDigest: tokenIn.map { Digest(of: $0) } ?? known?.tokenInDigest,
            tokenOut: try fields.optionalString("tokenOut") ?? known?.tokenOut,
            claims: claims,
            origin: .management
        )
        try await peers.save(peer)
        return .json(peer.json, status: known == nil ? .created : .ok)
    }

    /// Three questions, each answered with what to do when the answer is no.
    ///
    /// Whether the peer can call us back shows in the third: a peer that checks a request's callback refuses ours by name.
    private func check(_ peer: Peer) async -> JSONValue {
        let version = await ask("version") {
            let origin = peer.address.components(upTo: 3)
            let answer = try await client.get(origin + versionPath, of: peer.id)
            let json = try PeerClient.json(answer, of: peer.id)
            let versions = (json["protocolVersions"]?.arrayValue ?? []).compactMap { $0["version"]?.stringValue }
            guard versions.contains("2025-1") else {
                throw Problem.invalid("it does not speak 2025-1, only \(versions)", "对方不支持 2025-1，仅支持 \(versions)")
            }
            return versions.joined(separator: ", ")
        }
        let token = await ask("token") {
            // A process that cannot exist: 404 says that we were let in, 401 that we were not.
            let answer = try await client.get(
                peer.address + "/negotiations/urn:uuid:00000000-0000-4000-8000-000000000000",
                of: peer.id
            )
            guard answer.status == 404 || answer.status == 200 else {
                throw Problem.invalid("it answered \(answer.status) to our token", "对方对本端令牌返回 \(answer.status)")
            }
            return "accepted"
        }
        let callback = await ask("callback") {
            let answer = try await client.post(peer.address + "/negotiations/request", of: peer.id, probe)
            let text = String(decoding: answer.body, as: UTF8.self)
            let isClosed = text.contains("does not connect to")
            guard answer.status < 500, !isClosed else {
                throw Problem.invalid(
                    "it will not call back to \(ourAddress)",
                    "对方不会回调 \(ourAddress)"
                )
            }
            return "not refused: \(ourAddress)"
        }
        let all = [version, token, callback]
        return [
            "peer": .string(peer.id), "address": .string(peer.address),
            "ok": .bool(all.allSatisfy { $0["ok"]?.boolValue == true }), "checks": .array(all),
        ]
    }

    /// A contract request for an offer that cannot exist: it is refused, and shows whether our callback address is acceptable.
    private var probe: JSONValue {
        [
            "@context": ["https://w3id.org/dspace/2025/1/context.jsonld"], "@type": "ContractRequestMessage",
            "consumerPid": "urn:sluice:check", "callbackAddress": .string(ourAddress),
            "offer": [
                "@type": "Offer", "@id": "urn:sluice:check", "target": "urn:sluice:check",
                "permission": [["action": "use"]],
            ],
        ]
    }

    private func ask(_ name: String, _ body: () async throws -> String) async -> JSONValue {
        do {
            return ["check": .string(name), "ok": true, "detail": .string(try await body())]
        } catch let problem as Problem {
            return [
                "check": .string(name), "ok": false, "detail": .string(problem.message.en),
                "detailZh": .string(problem.message.zh),
            ]
        } catch let problem as EgressProblem {
            return [
                "check": .string(name), "ok": false, "detail": .string(problem.text.en),
                "detailZh": .string(problem.text.zh),
            ]
        } catch {
            return ["check": .string(name), "ok": false, "detail": .string("\(error)")]
        }
    }
}

extension String {
    /// The first parts of a URL split at slashes: three of them are its origin.
    fileprivate func components(upTo count: Int) -> String {
        split(separator: "/", omittingEmptySubsequences: false).prefix(count).joined(separator: "/")
    }
}
