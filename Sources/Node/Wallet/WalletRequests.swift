package import Identity
import Primitives
import ServerKit

/// What we ask issuers for.
extension Wallet {
    /// What an issuer can issue.
    package func metadata(of issuer: String) async throws -> IssuerMetadata {
        let endpoint = try await issuerEndpoint(issuer)
        let answer = try await transport.send(PeerRequest("GET", endpoint + DCP.metadata, authorization: nil))
        let metadata = try IssuerMetadata(try PeerClient.json(answer, of: issuer))
        guard metadata.issuer.hasSameBytes(as: issuer) else {
            throw Problem(
                .peer,
                BilingualText(en: "the metadata is of `\(metadata.issuer)`", zh: "元数据属于 `\(metadata.issuer)`")
            )
        }
        return metadata
    }

    /// Asks an issuer for a type of credential; the issuer delivers later, to our storage endpoint.
    package func request(type: String, profile: CredentialProfile?, from issuer: String) async throws -> WalletRequest {
        let offered = try await metadata(of: issuer).credentialsSupported.filter { object in
            object.credentialType == type && (profile == nil || object.profile == profile?.rawValue)
        }
        guard let chosen = offered.first(where: { $0.profile == CredentialProfile.vc20.rawValue }) ?? offered.first
        else {
            throw Problem.notFound("credential at the issuer", type)
        }
        var request = WalletRequest(
            holderPid: world.urn(),
            issuer: issuer,
            credentials: [chosen.id],
            state: .requested,
            location: nil,
            reason: nil,
            created: world.now()
        )
        // Stored first: an issuer may deliver before its answer arrives.
        let opened = request
        try await database.write { try WalletStore.save(opened, in: $0) }
        let message = CredentialRequestMessage(holderPid: request.holderPid, credentials: request.credentials)
        do {
            request.location = try await post(message.json, to: issuerEndpoint(issuer) + DCP.credentials, of: issuer)
        } catch {
            request.state = .rejected
            request.reason = "\(error)"
        }
        let answered = request
        return try await database.write { transaction in
            let current = try WalletStore.request(answered.holderPid, in: transaction) ?? answered
            // A delivery that overtook the answer stays what it is.
            guard current.state == .requested else { return current }
            try WalletStore.save(answered, in: transaction)
            return answered
        }
    }

    private func post(_ message: JSONValue, to url: String, of issuer: String) async throws -> String? {
        let token = try await desk.sign(
            SelfIssuedToken(from: desk.did, to: issuer, accessToken: nil, world: world).payload,
            for: .capabilityInvocation,
            type: nil
        )
        let request = PeerRequest("POST", url, authorization: "Bearer " + token, body: message.encoded)
        let answer = try await transport.send(request)
        guard (200..<300).contains(answer.status) else {
            throw Problem(
                .peer,
                BilingualText(en: "the issuer answered \(answer.status)", zh: "签发方返回 \(answer.status)")
            )
        }
        return answer.headers["location"]
    }

    private func issuerEndpoint(_ issuer: String) async throws -> String {
        guard let service = try await desk.document(of: issuer, naming: nil).service(ofType: DCP.issuerService) else {
            throw Problem(
                .peer,
                BilingualText(en: "`\(issuer)` names no issuer service", zh: "`\(issuer)` 未声明签发服务")
            )
        }
        return service.endpoint.hasSuffix("/") ? String(service.endpoint.dropLast()) : service.endpoint
    }
}
