import Identity
import Node
import Primitives
import ServerKit
import Synchronization
import TestKit

/// A party with one key and a DID.
struct ClaimsParty: Sendable {
    let did: String
    let key: SigningKey

    init(_ name: String, random: (Int) -> [UInt8]) throws {
        did = "did:web:\(name).example"
        key = try SigningKey.generate(.es256, random: random)
    }

    var keyID: String { did + "#key" }

    func document(endpoint: String) -> DIDDocument {
        DIDDocument(
            id: did,
            methods: [VerificationMethod(id: keyID, key: key.publicKey)],
            relationships: [.authentication: [keyID], .assertionMethod: [keyID], .capabilityInvocation: [keyID]],
            services: [DIDService(id: did + "#cs", type: DCP.credentialService, endpoint: endpoint)]
        )
    }

    func sign(_ payload: JSONValue) throws -> String {
        try CompactJWS.sign(payload.encoded, with: key, keyID: keyID)
    }
}

/// A holder, an issuer and a verifier without a network: what is asked is counted, what is answered is set by the test.
final class ClaimsSpace: PeerTransport, ClaimsDesk, Sendable {
    static let endpoint = "https://holder.example/wallet"
    static let listAddress = "https://issuer.example/status/1"

    private struct State {
        var queries = 0
        var lists = 0
        var revoked: Set<Int> = []
        var isListReachable = true
        var claims: JSONObject = ["level": "gold"]
    }

    let world = SeededWorld(seed: 7)
    let holder: ClaimsParty
    let issuer: ClaimsParty
    private let verifier: ClaimsParty
    private let state = Mutex(State())

    init() throws {
        let random = World.real.random
        holder = try ClaimsParty("holder", random: random)
        issuer = try ClaimsParty("issuer", random: random)
        verifier = try ClaimsParty("verifier", random: random)
    }

    var did: String { verifier.did }
    var queries: Int { state.withLock { $0.queries } }
    var lists: Int { state.withLock { $0.lists } }
    func revoke(_ index: Int) { state.withLock { _ = $0.revoked.insert(index) } }
    func cutList() { state.withLock { $0.isListReachable = false } }

    func sign(_ payload: JSONValue, for purpose: VerificationRelationship, type: String?) async throws -> String {
        try verifier.sign(payload)
    }

    func document(of did: String, naming keyID: String?) async throws -> DIDDocument {
        guard let party = [holder, issuer, verifier].first(where: { $0.did == did }) else {
            throw Problem.notFound("document", did)
        }
        return party.document(endpoint: Self.endpoint)
    }

    /// The tests' tokens are `DID|access token`: how real ones are judged is tested where the validator is.
    func validate(_ token: String) async throws -> SelfIssuedCaller {
        let parts = token.split(separator: "|").map(String.init)
        return SelfIssuedCaller(did: parts[0], accessToken: parts.count > 1 ? parts[1] : nil, use: nil)
    }

    func send(_ request: PeerRequest) async throws -> PeerAnswer {
        if request.url == Self.listAddress { return try list() }
        state.withLock { $0.queries += 1 }
        let now = world.world.now()
        let presentation = PresentationContent(
            id: "urn:uuid:1",
            holder: holder.did,
            audience: verifier.did,
            credentials: [try credential(of: holder.did, now)],
            issued: now,
            seconds: 60
        )
        let token = try holder.sign(presentation.payload(.vc20))
        return PeerAnswer(status: 200, body: PresentationResponseMessage(presentations: [token]).json.encoded)
    }

    /// A membership of somebody, for an hour.
    func credential(of subject: String, _ now: Instant) throws -> String {
        let content = CredentialContent(
            id: "urn:uuid:2",
            type: "MembershipCredential",
            issuer: issuer.did,
            subject: subject,
            claims: state.withLock { $0.claims },
            validFrom: now,
            validUntil: now.advanced(seconds: 3600),
            statuses: [StatusEntry(form: .bitstring, purpose: .revocation, index: 5, listAddress: Self.listAddress)]
        )
        return try issuer.sign(content.payload(.vc20))
    }

    private func list() throws -> PeerAnswer {
        let (revoked, isReachable) = state.withLock { state in
            state.lists += 1
            return (state.revoked, state.isListReachable)
        }
        guard isReachable else { return PeerAnswer(status: 503, body: []) }
        var bits = StatusList()
        for index in revoked { bits.set(index, true) }
        let now = world.world.now()
        let payload = try CredentialContent.statusList(
            bits,
            profile: .vc20,
            purpose: .revocation,
            address: Self.listAddress,
            issuer: issuer.did,
            from: now,
            until: now.advanced(seconds: 86_400)
        )
        return PeerAnswer(status: 200, body: Array(try issuer.sign(payload).utf8))
    }
}
