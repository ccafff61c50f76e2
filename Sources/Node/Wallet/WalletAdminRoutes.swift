import Hummingbird
import Identity
import Primitives
package import ServerKit

/// The owner's side of the wallet, of trust, and of what others proved.
package struct ClaimsAdmin: Sendable {
    let wallet: Wallet
    let trust: TrustList
    let participants: Participants

    package init(wallet: Wallet, trust: TrustList, participants: Participants) {
        self.wallet = wallet
        self.trust = trust
        self.participants = participants
    }

    package var adminEndpoints: [Endpoint] { trustEndpoints + walletEndpoints }

    private var trustEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/api/v1/trust",
                access: .role(.auditor),
                "issuers that are trusted, by type of credential",
                description: EndpointDescription(query: PageRequest.fields, answer: "TrustPage")
            ) { call in
                let page = try PageRequest(call)
                let all = trust.list(matching: call.query("q")).filter { Self.cursor($0) > page.after }
                return page.answer(Array(all.prefix(page.limit + 1)), cursor: Self.cursor, json: \.json)
            },
            Endpoint(
                .post,
                "/api/v1/trust",
                access: .role(.owner),
                "trust an issuer for types of credentials",
                description: EndpointDescription(
                    body: [
                        .init("issuer", "string", "the issuer's DID", required: true),
                        .init("types", "array", "types of credentials it is trusted for", required: true),
                    ],
                    success: 201,
                    answer: "TrustedIssuer"
                ),
                handler: addTrust
            ),
            Endpoint(
                .delete,
                "/api/v1/trust/{issuer}",
                access: .role(.owner),
                "trust an issuer no longer, for one type or for all",
                description: EndpointDescription(
                    query: [.init("type", "string", "only for this type")],
                    success: 204
                )
            ) { call in
                try await trust.remove(try call.parameter("issuer"), type: call.query("type"))
                return Response(status: .noContent)
            },
            Endpoint(
                .get,
                "/api/v1/participants",
                access: .role(.auditor),
                "participants that proved themselves by credentials, with their claims",
                description: EndpointDescription(query: PageRequest.fields, answer: "ParticipantPage")
            ) { call in
                let page = try PageRequest(call)
                // What we can prove ourselves stands among our credentials.
                let all = participants.list(matching: call.query("q"))
                    .filter { $0.did > page.after && !$0.did.hasSameBytes(as: wallet.desk.did) }
                return page.answer(Array(all.prefix(page.limit + 1)), cursor: \.did, json: \.json)
            },
        ]
    }

    private static func cursor(_ entry: TrustedIssuer) -> String { entry.issuer + " " + entry.type }

    private func addTrust(_ call: Call) async throws -> Response {
        let fields = try JSONFields(try await call.json())
        try fields.allowOnly(["issuer", "types"])
        let issuer = try fields.identifier("issuer")
        do {
            _ = try DIDWeb(issuer)
        } catch {
            throw fields.problem("issuer", "must be a did:web identifier: \(error)")
        }
        let types = try fields.array("types").compactMap(\.stringValue)
        guard !types.isEmpty, types.allSatisfy({ (1...256).contains($0.utf8.count) && !$0.contains(" ") }) else {
            throw fields.problem("types", "must name at least one type of credential")
        }
        try await trust.add(issuer, types: types)
        return .json(["issuer": .string(issuer), "types": .strings(types)], status: .created)
    }

    private var walletEndpoints: [Endpoint] {
        [
            Endpoint(
                .get,
                "/api/v1/wallet/credentials",
                access: .role(.auditor),
                "credentials of ours",
                description: EndpointDescription(query: PageRequest.fields, answer: "HeldCredentialPage")
            ) { call in
                try Self.page(call, try await wallet.credentials(), id: \.id, json: \.json)
            },
            Endpoint(
                .get,
                "/api/v1/wallet/credentials/{id}",
                access: .role(.auditor),
                "one credential of ours, with its token",
                description: EndpointDescription(answer: "HeldCredential")
            ) { call in
                let held = try await wallet.credential(try call.parameter("id"))
                var json = held.json.objectValue
                json?["token"] = .string(held.token)
                return .json(json.map { .object($0) } ?? held.json)
            },
            Endpoint(
                .delete,
                "/api/v1/wallet/credentials/{id}",
                access: .role(.owner),
                "remove a credential of ours",
                description: EndpointDescription(success: 204)
            ) { call in
                try await wallet.remove(try call.parameter("id"))
                return Response(status: .noContent)
            },
            Endpoint(
                .get,
                "/api/v1/wallet/requests",
                access: .role(.auditor),
                "our requests for credentials",
                description: EndpointDescription(query: PageRequest.fields, answer: "WalletRequestPage")
            ) { call in
                try Self.page(call, try await wallet.requests(), id: \.holderPid, json: \.json)
            },
            Endpoint(
                .post,
                "/api/v1/wallet/requests",
                access: .role(.operator),
                "ask an issuer for a credential",
                description: EndpointDescription(
                    body: [
                        .init("issuer", "string", "the issuer's DID", required: true),
                        .init("type", "string", "the type of credential", required: true),
                        .init("profile", "string", "`vc20-bssl/jwt` or `vc11-sl2021/jwt`"),
                    ],
                    success: 201,
                    answer: "WalletRequest"
                )
            ) { call in
                let fields = try JSONFields(try await call.json())
                try fields.allowOnly(["issuer", "type", "profile"])
                let request = try await wallet.request(
                    type: try fields.identifier("type"),
                    profile: try Self.profile(fields),
                    from: try fields.identifier("issuer")
                )
                return .json(request.json, status: .created)
            },
            Endpoint(
                .get,
                "/api/v1/wallet/offers",
                access: .role(.auditor),
                "offers that issuers made us",
                description: EndpointDescription(query: PageRequest.fields, answer: "WalletOfferPage")
            ) { call in
                try Self.page(call, try await wallet.offers(), id: \.id, json: \.json)
            },
        ]
    }

    static func profile(_ fields: JSONFields) throws -> CredentialProfile? {
        guard let text = try fields.optionalString("profile") else { return nil }
        guard let profile = CredentialProfile(rawValue: text) else {
            let known = CredentialProfile.allCases.map(\.rawValue).joined(separator: " or ")
            throw fields.problem("profile", "must be \(known)")
        }
        return profile
    }

    /// A page of a short list, by identifier, with a search over its text.
    private static func page<Element>(
        _ call: Call,
        _ all: [Element],
        id: (Element) -> String,
        json: (Element) -> JSONValue
    ) throws -> Response {
        let page = try PageRequest(call)
        let words = call.query("q")?.lowercased() ?? ""
        let found = all.filter { element in
            id(element) > page.after && (words.isEmpty || json(element).text.lowercased().contains(words))
        }
        let sorted = found.sorted { id($0) < id($1) }
        return page.answer(Array(sorted.prefix(page.limit + 1)), cursor: id, json: json)
    }
}

extension Wallet {
    package func credentials() async throws -> [HeldCredential] {
        try await database.read { try WalletStore.credentials(in: $0) }
    }

    package func credential(_ id: String) async throws -> HeldCredential {
        guard let held = try await database.read({ try WalletStore.credential(id, in: $0) }) else {
            throw Problem.notFound("credential", id)
        }
        return held
    }

    package func remove(_ id: String) async throws {
        guard try await database.write({ try WalletStore.remove(id, in: $0) }) else {
            throw Problem.notFound("credential", id)
        }
        changes.ring()
    }

    package func requests() async throws -> [WalletRequest] {
        try await database.read { try WalletStore.requests(in: $0) }
    }

    package func offers() async throws -> [WalletOffer] {
        try await database.read { try WalletStore.offers(in: $0) }
    }
}
