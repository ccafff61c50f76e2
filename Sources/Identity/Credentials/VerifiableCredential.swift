package import Primitives

/// A verifiable credential of either data model, read strictly; its signature is checked elsewhere.
///
/// Sources: VC Data Model 2.0 (4.1–4.11) secured with JOSE (vc-jose-cose 3.1.1), and VC Data Model 1.1 as a JWT (6.3.1).
package struct VerifiableCredential: Sendable, Equatable {
    package let profile: CredentialProfile
    package let id: String?
    package let types: [String]
    package let issuer: String
    package let subjects: [JSONObject]
    package let validFrom: Instant?
    package let validUntil: Instant?
    package let statuses: [StatusEntry]
    /// Addresses of the schemas that subjects must fit.
    package let schemas: [String]

    /// The only subject; nil when there are several.
    package var subject: JSONObject? { subjects.count == 1 ? subjects.first : nil }

    /// Reads the payload of a credential's JWS.
    package init(payload: JSONValue) throws(CredentialProblem) {
        do {
            try self.init(checking: payload)
        } catch let problem as CredentialProblem {
            throw problem
        } catch {
            throw CredentialProblem(.malformed, "\(error)")
        }
    }

    private init(checking payload: JSONValue) throws {
        let claims = try JSONFields(payload)
        guard claims.optional("vp") == nil else { throw CredentialProblem(.malformed, "it is a presentation") }
        let isWrapped = claims.optional("vc") != nil
        let body = isWrapped ? try claims.fields("vc") : claims
        profile = isWrapped ? .vc11 : .vc20
        try CredentialShape.checkContext(body, profile)
        types = try CredentialShape.types(body)
        guard types.contains("VerifiableCredential") else {
            throw CredentialProblem(.malformed, "`type` has no VerifiableCredential")
        }
        id = try body.optionalString("id", maximumBytes: Limits.identifierBytes)
        issuer = try CredentialShape.issuer(body, claims)
        subjects = try CredentialShape.subjects(body, claims)
        (validFrom, validUntil) = try CredentialShape.validity(body, claims, profile)
        statuses = try CredentialShape.many(body, "credentialStatus").map { try StatusEntry($0) }
        schemas = try CredentialShape.many(body, "credentialSchema").map {
            try JSONFields($0, path: "credentialSchema").identifier("id")
        }
    }

    /// The types besides `VerifiableCredential`, which all share.
    package var ownTypes: [String] { types.filter { !$0.hasSameBytes(as: "VerifiableCredential") } }

    /// Refuses a credential outside its time, with a leeway for clocks that differ.
    package func checkTimes(at now: Instant) throws(CredentialProblem) {
        let leeway = CredentialLimits.leewaySeconds
        if let validFrom, validFrom > now.advanced(seconds: leeway) {
            throw CredentialProblem(.notYetValid, "valid from \(validFrom)")
        }
        if let validUntil, validUntil <= now.advanced(seconds: -leeway) {
            throw CredentialProblem(.expired, "valid until \(validUntil)")
        }
    }

    /// Refuses a credential about anybody but `holder`: every subject must be named, and be the holder.
    package func checkHolder(_ holder: String) throws(CredentialProblem) {
        guard subjects.allSatisfy({ $0["id"]?.stringValue?.hasSameBytes(as: holder) ?? false }) else {
            throw CredentialProblem(.holder, "a subject is not `\(holder)`")
        }
    }

    /// What the credential says of its subject, as claims that policies read.
    ///
    /// `Type` has the value `active`; `Type.member` has the member's values, nested members joined by points.
    package var claims: [String: [String]] {
        var claims: [String: [String]] = [:]
        for type in ownTypes {
            claims[type, default: []].append("active")
            for subject in subjects { Self.flatten(.object(subject), at: type, depth: 0, into: &claims) }
            claims[type + ".issuer", default: []].append(issuer)
        }
        return claims
    }

    /// Deeper members than these are not claims: policies name flat facts.
    private static let claimDepth = 4

    private static func flatten(
        _ value: JSONValue,
        at path: String,
        depth: Int,
        into claims: inout [String: [String]]
    ) {
        switch value {
        case .string(let text): claims[path, default: []].append(text)
        case .integer(let number): claims[path, default: []].append(String(number))
        case .bool(let flag): claims[path, default: []].append(flag ? "true" : "false")
        case .number, .null: break
        case .array(let elements):
            for element in elements.prefix(Limits.jsonDepth) { flatten(element, at: path, depth: depth, into: &claims) }
        case .object(let object):
            guard depth < claimDepth else { return }
            for member in object.members where member.key != "id" || depth > 0 {
                flatten(member.value, at: "\(path).\(member.key)", depth: depth + 1, into: &claims)
            }
        }
    }
}
