package import Identity
import Primitives
package import ServerKit

/// Checks credentials that somebody presents or delivers: signature, issuer, times, schema and status.
package struct CredentialChecker: Sendable {
    private let desk: any ClaimsDesk
    private let trust: TrustList
    private let statuses: StatusLists
    private let schemas: [String: CredentialSchema]
    private let world: World

    package init(
        desk: any ClaimsDesk,
        trust: TrustList,
        statuses: StatusLists,
        schemas: [String: CredentialSchema],
        world: World
    ) {
        self.desk = desk
        self.trust = trust
        self.statuses = statuses
        self.schemas = schemas
        self.world = world
    }

    /// Reads a credential without believing it, to see whose it says it is.
    package static func unverified(_ token: String) throws -> VerifiableCredential {
        try VerifiableCredential(payload: try payload(of: try jws(token)))
    }

    /// A credential of `issuer`, whose signature is by a key of that issuer, and whose time is now.
    ///
    /// The issuer is known before: whose document is fetched is not for the bearer to choose.
    package func verified(_ token: String, of issuer: String) async throws -> VerifiableCredential {
        let jws = try Self.jws(token)
        guard let keyID = jws.header.keyID, keyID.hasPrefix(issuer + "#") else {
            throw CredentialProblem(.issuer, "the credential is not signed by a key of `\(issuer)`")
        }
        let document: DIDDocument
        do {
            document = try await desk.document(of: issuer, naming: keyID)
        } catch {
            throw CredentialProblem(.signature, "the issuer `\(issuer)` cannot be resolved: \(error)")
        }
        let verified = try Self.verify(jws, .assertionMethod, document)
        let credential = try VerifiableCredential(payload: try JSONReader.read(verified.payload))
        guard credential.issuer.hasSameBytes(as: issuer) else {
            throw CredentialProblem(.issuer, "the key is of `\(issuer)`, the credential of `\(credential.issuer)`")
        }
        try credential.checkTimes(at: world.now())
        return credential
    }

    /// Refuses a credential whose subject breaks its schema, or whose status is not good, or cannot be told.
    package func checkSchemaAndStatus(_ credential: VerifiableCredential) async throws {
        for address in credential.schemas {
            guard let schema = schemas[address] else {
                // Schemas are never fetched: what its issuer can change after the fact proves nothing.
                throw CredentialProblem(.schema, "the schema `\(address)` is not configured here")
            }
            for subject in credential.subjects { try schema.validate(.object(subject)) }
        }
        try await statuses.check(credential.statuses, issuer: credential.issuer)
    }

    /// The credential's types for which its issuer is trusted.
    package func trustedTypes(of credential: VerifiableCredential) -> [String] {
        credential.ownTypes.filter { trust.trusts(credential.issuer, for: $0) }
    }

    /// Checks a signature by a key of a document that may be used for a purpose.
    static func verify(
        _ jws: CompactJWS,
        _ purpose: VerificationRelationship,
        _ document: DIDDocument
    ) throws -> VerifiedJWS {
        let validator = TokenValidator(.statement(by: document.id, relationship: purpose))
        do {
            return try validator.verify(jws, of: document.id, keys: document.issuerKeys)
        } catch {
            throw CredentialProblem(error.reasons.first ?? .signature)
        }
    }

    static func jws(_ token: String) throws -> CompactJWS {
        do {
            return try CompactJWS(parsing: token, maximumBytes: CredentialLimits.credentialBytes)
        } catch {
            throw CredentialProblem(error)
        }
    }

    private static func payload(of jws: CompactJWS) throws -> JSONValue { try JSONReader.read(jws.unverifiedPayload) }
}

extension Problem {
    /// Why credentials were not accepted: the code is for the peer, the detail for our log.
    package static func claims(_ problem: CredentialProblem) -> Problem {
        Problem(
            .unauthenticated,
            BilingualText(
                en: "the credentials that were presented are not accepted (\(problem.code.rawValue))",
                zh: "所出示的凭证未被接受（\(problem.chinese)）"
            ),
            side: .caller,
            advice: BilingualText(
                en: "present valid credentials of an issuer that is trusted here",
                zh: "请出示由本端信任的签发方签发的有效凭证"
            )
        )
    }
}
