package import Primitives

/// A verifiable presentation of either data model, read strictly; signatures are checked elsewhere.
package struct VerifiablePresentation: Sendable, Equatable {
    package let profile: CredentialProfile
    package let holder: String
    package let audiences: [String]
    /// The credentials in compact form.
    package let credentials: [String]

    /// Reads the payload of a presentation's JWS; `signer` is the DID whose key signed it.
    package init(payload: JSONValue, signer: String) throws(CredentialProblem) {
        do {
            try self.init(checking: payload, signer: signer)
        } catch let problem as CredentialProblem {
            throw problem
        } catch {
            throw CredentialProblem(.malformed, "\(error)")
        }
    }

    private init(checking payload: JSONValue, signer: String) throws {
        let claims = try JSONFields(payload)
        guard claims.optional("vc") == nil else { throw CredentialProblem(.malformed, "it is a credential") }
        let isWrapped = claims.optional("vp") != nil
        let body = isWrapped ? try claims.fields("vp") : claims
        profile = isWrapped ? .vc11 : .vc20
        try CredentialShape.checkContext(body, profile)
        guard try CredentialShape.types(body).contains("VerifiablePresentation") else {
            throw CredentialProblem(.malformed, "`type` has no VerifiablePresentation")
        }
        holder = signer
        for stated in [try claims.optionalIdentifier("iss"), try Self.holder(body)].compactMap({ $0 }) {
            guard stated.hasSameBytes(as: signer) else {
                throw CredentialProblem(.holder, "the presentation is signed by `\(signer)`, not by its holder")
            }
        }
        audiences = (claims.optional("aud")?.oneOrMany ?? []).compactMap(\.stringValue)
        let entries = body.optional("verifiableCredential")?.oneOrMany ?? []
        guard entries.count <= CredentialLimits.credentials else {
            throw CredentialProblem(.tooLarge, "more than \(CredentialLimits.credentials) credentials")
        }
        let isEnveloped = profile == .vc20
        credentials = try entries.map { try Self.token($0, isEnveloped: isEnveloped) }
    }

    private static func holder(_ body: JSONFields) throws -> String? {
        guard let value = body.optional("holder") else { return nil }
        guard let name = value.stringValue ?? value["id"]?.stringValue else {
            throw CredentialProblem(.malformed, "`holder` must be an identifier")
        }
        return name
    }

    private static let dataPrefixes = ["data:application/vc+jwt,", "data:application/vc+ld+jwt,"]

    /// A credential's compact form: a string, or in data model 2.0 the `data:` address of an enveloped credential (4.13).
    private static func token(_ entry: JSONValue, isEnveloped: Bool) throws -> String {
        let text: String
        if isEnveloped, let address = entry["id"]?.stringValue {
            guard (entry["type"]?.oneOrMany ?? []).contains("EnvelopedVerifiableCredential"),
                let prefix = dataPrefixes.first(where: { address.hasPrefix($0) })
            else { throw CredentialProblem(.malformed, "an enveloped credential must be data:application/vc+jwt") }
            text = String(address.dropFirst(prefix.count))
        } else if let string = entry.stringValue {
            text = string
        } else {
            throw CredentialProblem(.mixed, "a credential is not secured as the presentation is")
        }
        guard text.utf8.count <= CredentialLimits.credentialBytes else {
            throw CredentialProblem(.tooLarge, "a credential has more than \(CredentialLimits.credentialBytes) bytes")
        }
        return text
    }

    /// Refuses a presentation made for others: it must name `audience`, and nobody else.
    package func checkAudience(_ audience: String) throws(CredentialProblem) {
        guard audiences.count == 1, audiences[0].hasSameBytes(as: audience) else {
            throw CredentialProblem(.audience, "the presentation is made for \(audiences)")
        }
    }

    /// Refuses a credential of another profile than its presentation (homogeneity, DCP 1.0.1).
    package func checkProfile(of credential: VerifiableCredential) throws(CredentialProblem) {
        guard credential.profile == profile else {
            throw CredentialProblem(.mixed, "a \(credential.profile.rawValue) credential inside \(profile.rawValue)")
        }
    }
}

extension VerifiablePresentation {
    /// Refuses a presentation outside the times of its token (`nbf`, `iat`, `exp`) or of its data model.
    package static func checkTimes(_ payload: JSONValue, at now: Instant) throws(CredentialProblem) {
        let claims: TokenClaims
        do { claims = try TokenClaims(payload) } catch { throw CredentialProblem(error) }
        let judge = TokenValidator(.statement(by: nil, relationship: .authentication))
        if let reason = judge.timeReasons(claims, now).first { throw CredentialProblem(reason) }
        if let text = payload["validUntil"]?.stringValue, let time = Instant(text), time <= now {
            throw CredentialProblem(.expired, "`validUntil` is \(time)")
        }
    }
}
