package import Identity
package import Primitives
package import ServerKit

/// A self-issued token that was checked: who made it, and the access token that it carries.
package struct SelfIssuedCaller: Sendable {
    package let did: String
    /// Opens the caller's credential service to us; its form is the caller's own business.
    package let accessToken: String?
    /// What the receiving transaction uses up, so that the token counts once.
    package let use: TokenUse?

    package init(did: String, accessToken: String?, use: TokenUse?) {
        self.did = did
        self.accessToken = accessToken
        self.use = use
    }
}

/// What the claims protocol needs of the node's identity: its keys, other parties' documents, and the one token validator.
package protocol ClaimsDesk: Sendable {
    /// Our own identifier.
    var did: String { get }
    /// Signs a payload with our current key for a purpose.
    func sign(_ payload: JSONValue, for purpose: VerificationRelationship, type: String?) async throws -> String
    /// Another party's DID document, through the egress; read again when it does not have the key that `keyID` names.
    func document(of did: String, naming keyID: String?) async throws -> DIDDocument
    /// Checks a self-issued token made for us; throws a `Problem` that a caller may be told.
    func validate(_ token: String) async throws -> SelfIssuedCaller
}

/// The desk of a running node.
package struct NodeDesk: ClaimsDesk {
    /// Bytes of an access token inside a token: opaque to us, and given back with each query.
    private static let accessTokenBytes = 8_192

    package let did: String
    private let identity: NodeIdentity
    private let keys: Keys
    private let resolver: any DIDResolver
    private let world: World

    package init(identity: NodeIdentity, keys: Keys, resolver: any DIDResolver, world: World) {
        did = identity.did.description
        self.identity = identity
        self.keys = keys
        self.resolver = resolver
        self.world = world
    }

    package func sign(
        _ payload: JSONValue,
        for purpose: VerificationRelationship,
        type: String?
    ) async throws -> String {
        let signer = try keys.signer(purpose == .assertionMethod ? .credentials : .identity)
        return try signer.token(payload.encoded, keyID: signer.verificationMethod(of: did), type: type)
    }

    package func document(of did: String, naming keyID: String?) async throws -> DIDDocument {
        // Our own document is here: a node that issues to itself needs no network.
        if did.hasSameBytes(as: self.did) { return identity.document }
        let document = try await resolver.resolve(did, fresh: false)
        guard let keyID, !document.methods.contains(where: { $0.id.hasSameBytes(as: keyID) }) else { return document }
        return try await resolver.resolve(did, fresh: true)
    }

    package func validate(_ token: String) async throws -> SelfIssuedCaller {
        let received: ReceivedToken
        do {
            received = try ReceivedToken(token)
        } catch {
            throw Problem.refused([TokenRefusal(error)])
        }
        guard let issuer = received.unverifiedClaims.issuer else { throw Problem.refused([.issuerMissing]) }
        let keys: [IssuerKey]
        do {
            keys = try await document(of: issuer, naming: received.jws.header.keyID).issuerKeys
        } catch {
            throw Problem.refused([.keyUnknown])
        }
        let validator = TokenValidator(.selfIssued(for: did))
        switch validator.decide(received, keys: keys, now: world.now()) {
        case .refused(let reasons): throw Problem.refused(reasons)
        case .accepted(let valid):
            let access = valid.claims.object["token"]?.stringValue
            guard (access?.utf8.count ?? 0) <= Self.accessTokenBytes else { throw Problem.refused([.tooLarge]) }
            return SelfIssuedCaller(did: valid.issuer, accessToken: access, use: valid.use)
        }
    }
}

extension Problem {
    /// A token that is not taken, with the reasons: they tell a caller nothing that it does not know of its own token.
    static func refused(_ reasons: [TokenRefusal]) -> Problem {
        let texts = reasons.map(\.text)
        return Problem(
            .unauthenticated,
            BilingualText(
                en: "the token is refused: " + texts.map(\.en).joined(separator: "; "),
                zh: "令牌被拒绝：" + texts.map(\.zh).joined(separator: "；")
            ),
            advice: BilingualText(
                en: "send a fresh self-issued token of your DID, made for this participant",
                zh: "请使用贵方 DID 为本参与方新签发的令牌"
            )
        )
    }
}
