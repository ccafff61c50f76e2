package import Primitives

/// The one judge of tokens: protocol, claims, data plane and management ask it, and `sluice token verify` shows it.
///
/// It decides over values alone: the token as received, what the receiver expects, the keys that were found for the issuer, the time.
/// Whether a token was used before is known only inside the receiving transaction: the caller claims `ValidatedToken.use` there, and
/// passes `isUsed` only where it looks on (as the command does).
package struct TokenValidator: Sendable {
    package let expectations: TokenExpectations

    package init(_ expectations: TokenExpectations) { self.expectations = expectations }

    /// Reads and judges a token.
    package func decide(
        _ text: String,
        keys: [IssuerKey],
        now: Instant,
        isUsed: (TokenUse) -> Bool = { _ in false }
    ) -> TokenDecision {
        do {
            return decide(try ReceivedToken(text), keys: keys, now: now, isUsed: isUsed)
        } catch {
            return .refused([TokenRefusal(error)])
        }
    }

    /// Judges a token that was read.
    ///
    /// All reasons are given, but nothing is said of claims beside a key or signature that fails: they are a stranger's words.
    package func decide(
        _ token: ReceivedToken,
        keys: [IssuerKey],
        now: Instant,
        isUsed: (TokenUse) -> Bool = { _ in false }
    ) -> TokenDecision {
        guard let issuer = token.unverifiedClaims.issuer else { return .refused([.issuerMissing]) }
        let verified: VerifiedJWS
        do { verified = try verify(token.jws, of: issuer, keys: keys) } catch { return .refused(error.reasons) }
        let claims = token.unverifiedClaims
        var reasons = headerReasons(verified.header) + partyReasons(claims) + timeReasons(claims, now)
        let use = claims.tokenID.map { tokenID in
            TokenUse(issuer: issuer, tokenID: tokenID, forgetAfter: forgetTime(claims, now))
        }
        if expectations.tokenID == .required {
            if let use { if isUsed(use) { reasons.append(.used) } } else { reasons.append(.tokenIDMissing) }
        }
        guard reasons.isEmpty else { return .refused(reasons) }
        return .accepted(
            ValidatedToken(header: verified.header, claims: claims, key: verified.key, issuer: issuer, use: use)
        )
    }

    /// Checks the signature alone: by a key of `issuer` that is allowed what is expected, under that key's own algorithm.
    ///
    /// It is what tokens have in common with credentials, presentations and status lists, whose claims their data models judge.
    package func verify(
        _ jws: CompactJWS,
        of issuer: String,
        keys: [IssuerKey]
    ) throws(TokenRefused) -> VerifiedJWS {
        let key = try findKey(for: jws.header, of: issuer, in: keys)
        do { return try jws.verified(by: key) } catch { throw TokenRefused(reasons: [TokenRefusal(error)]) }
    }

    /// The issuer's key that `kid` names; without `kid`, its only key for this use.
    private func findKey(
        for header: JWSHeader,
        of issuer: String,
        in keys: [IssuerKey]
    ) throws(TokenRefused) -> VerificationKey {
        guard expectations.suites.contains(header.suite) else { throw TokenRefused(reasons: [.algorithm]) }
        let own = keys.filter { $0.issuer.hasSameBytes(as: issuer) }
        guard let keyID = header.keyID else {
            let usable = own.filter(isAllowed)
            guard usable.count <= 1 else { throw TokenRefused(reasons: [.keyMissing]) }
            guard let only = usable.first else { throw TokenRefused(reasons: [.keyUnknown]) }
            return only.key
        }
        guard let named = own.first(where: { $0.keyID.hasSameBytes(as: keyID) }) else {
            let isForeign = keys.contains { $0.keyID.hasSameBytes(as: keyID) } || Self.isDIDURL(keyID, ofOther: issuer)
            throw TokenRefused(reasons: [isForeign ? .keyNotOfIssuer : .keyUnknown])
        }
        guard isAllowed(named) else { throw TokenRefused(reasons: [.keyNotAllowed]) }
        return named.key
    }

    private func isAllowed(_ key: IssuerKey) -> Bool {
        guard let wanted = expectations.relationship, let allowed = key.relationships else {
            return expectations.relationship == nil
        }
        return allowed.contains(wanted)
    }

    private static func isDIDURL(_ keyID: String, ofOther issuer: String) -> Bool {
        keyID.hasPrefix("did:") && !keyID.hasPrefix(issuer + "#")
    }

    private func headerReasons(_ header: JWSHeader) -> [TokenRefusal] {
        guard let wanted = expectations.type else { return [] }
        return header.type.map(Self.mediaType) == Self.mediaType(wanted) ? [] : [.wrongType]
    }

    /// RFC 7515, 4.1.9: case does not count, `application/` may be left out.
    private static func mediaType(_ text: String) -> String {
        let lower = text.lowercased()
        return lower.hasPrefix("application/") ? String(lower.dropFirst("application/".count)) : lower
    }

    private func partyReasons(_ claims: TokenClaims) -> [TokenRefusal] {
        var reasons: [TokenRefusal] = []
        if let wanted = expectations.issuer, claims.issuer?.hasSameBytes(as: wanted) != true {
            reasons.append(.wrongIssuer)
        }
        if let wanted = expectations.subject, claims.subject?.hasSameBytes(as: wanted) != true {
            reasons.append(.wrongSubject)
        }
        if expectations.issuerIsSubject, let issuer = claims.issuer, claims.subject?.hasSameBytes(as: issuer) != true {
            reasons.append(.issuerNotSubject)
        }
        if let wanted = expectations.audience {
            if claims.audience.isEmpty {
                reasons.append(.audienceMissing)
            } else if !claims.audience.contains(where: { $0.hasSameBytes(as: wanted) }) {
                reasons.append(.wrongAudience)
            }
        }
        return reasons
    }

    /// What the dates of claims have against them at `now`.
    func timeReasons(_ claims: TokenClaims, _ now: Instant) -> [TokenRefusal] {
        var reasons: [TokenRefusal] = []
        let latest = now.advanced(seconds: expectations.leewaySeconds)
        let earliest = now.advanced(seconds: -expectations.leewaySeconds)
        if let expires = claims.expires {
            if expires <= earliest { reasons.append(.expired) }
        } else if expectations.expiry == .required {
            reasons.append(.expiryMissing)
        }
        if let notBefore = claims.notBefore, notBefore > latest { reasons.append(.notYetValid) }
        if let issuedAt = claims.issuedAt {
            if issuedAt > latest { reasons.append(.issuedInFuture) }
        } else if expectations.issuedAt == .required {
            reasons.append(.issuedAtMissing)
        }
        if let limit = expectations.lifetimeSeconds, let expires = claims.expires {
            let longest = now.advanced(seconds: limit).advanced(seconds: expectations.leewaySeconds)
            if expires > longest { reasons.append(.lifetimeTooLong) }
        }
        return reasons
    }

    /// When the token would be refused as expired, whatever it says; `decide` accepts no token that lives longer than the memory.
    private func forgetTime(_ claims: TokenClaims, _ now: Instant) -> Instant {
        let longest = now.advanced(seconds: expectations.lifetimeSeconds ?? TokenExpectations.usualLifetime)
        return (claims.expires ?? longest).advanced(seconds: expectations.leewaySeconds)
    }
}
