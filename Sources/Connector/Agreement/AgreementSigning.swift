import DataspaceProtocol
import Identity
package import Node
import Primitives
import ServerKit

/// Signs agreements for this node and finds the keys by which the signatures of others are judged.
package struct AgreementSigning: Sendable {
    private let keys: Keys
    private let did: String
    private let resolver: any DIDResolver
    private let peers: Peers

    /// Signs with `keys`, each named under `did`; keys of others come from `resolver`.
    package init(keys: Keys, did: String, resolver: any DIDResolver, peers: Peers) {
        self.keys = keys
        self.did = did
        self.resolver = resolver
        self.peers = peers
    }

    /// Our signatures: one in an international suite, and one in SM2 where a key for it was made.
    func sign(_ statement: AgreementStatement, as role: Role) throws -> [AgreementSignature] {
        let bytes = statement.bytes
        let isActive = { keys.active(.agreements, $0) != nil }
        let suites = [[KeySuite.es256, .eddsa].first(where: isActive) ?? .es256] + [KeySuite.sm2].filter(isActive)
        return try suites.map { suite in
            let signer = try keys.signer(.agreements, suite: suite)
            let keyID = signer.verificationMethod(of: did)
            return AgreementSignature(
                role: role,
                jws: try signer.detachedToken(bytes, keyID: keyID),
                suite: suite,
                keyID: keyID,
                key: signer.key.publicKey
            )
        }
    }

    /// Signs another statement of this node about an agreement: a detached compact JWS with the key for agreements.
    func statement(_ bytes: [UInt8]) throws -> String {
        let signer = try keys.signer(.agreements)
        return try signer.detachedToken(bytes, keyID: signer.verificationMethod(of: did))
    }

    /// The keys of the participant who presents signatures; asked before the transaction, since it may take a request.
    ///
    /// A participant whose identifier is a DID must be resolvable: until then the message is answered with a problem that asks for a
    /// repeat. One from the peers table is looked for under the address that the table gives, and may be unknown.
    func keys(of participant: String, for presented: [PresentedSignature]) async throws -> AgreementKeys {
        guard let first = presented.first else { return .unknown }
        if participant.hasPrefix("did:") {
            do {
                return .known(try await resolver.keys(of: participant, naming: first.keyID))
            } catch let problem as Problem {
                throw Problem(
                    .unavailable,
                    BilingualText(
                        en: "the signature on the agreement cannot be checked now: \(problem.message.en)",
                        zh: "目前无法验证合约签名：\(problem.message.zh)"
                    ),
                    retryAfterSeconds: 10
                )
            }
        }
        guard let address = peers.find(participant)?.address, let own = Self.identifier(at: address) else {
            return .unknown
        }
        do {
            return .known(try await resolver.keys(of: own, naming: first.keyID))
        } catch is Problem {
            // A foreign connector need not publish a document; its signature is kept for whoever knows the key.
            return .unknown
        }
    }

    /// The identifier whose document is published where a peer serves the Dataspace Protocol.
    ///
    /// None for an address without TLS, which would ask a server that does not exist, unless it is on this machine.
    private static func identifier(at address: String) -> String? {
        guard address.hasPrefix("https://") || address.hasPrefix("http://localhost") else { return nil }
        let base = address.hasSuffix(DSP.path) ? String(address.dropLast(DSP.path.count)) : address
        do throws(IdentityProblem) {
            return try DIDWeb(address: base).description
        } catch {
            return nil
        }
    }
}
