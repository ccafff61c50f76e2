import Primitives

/// The checks of shape that credentials and presentations share.
enum CredentialShape {
    /// `@context` begins with the data model's own, and holds nothing but addresses.
    ///
    /// Inline contexts could give words another meaning; nothing is ever fetched.
    static func checkContext(_ body: JSONFields, _ profile: CredentialProfile) throws {
        let contexts = try bounded(try body.value("@context").oneOrMany, "@context")
        guard contexts.first?.stringValue == profile.context else {
            throw CredentialProblem(.malformed, "`@context` must begin with \(profile.context)")
        }
        guard contexts.allSatisfy({ $0.stringValue != nil }) else {
            throw CredentialProblem(.malformed, "`@context` must hold addresses only")
        }
    }

    static func types(_ body: JSONFields) throws -> [String] {
        let types = try bounded(try body.value("type").oneOrMany, "type")
        let words = types.compactMap(\.stringValue)
        guard !words.isEmpty, words.count == types.count, words.allSatisfy({ (1...256).contains($0.utf8.count) }) else {
            throw CredentialProblem(.malformed, "`type` must be names")
        }
        return words
    }

    /// The issuer, which `issuer` and `iss` name alike; one of them may be missing.
    static func issuer(_ body: JSONFields, _ claims: JSONFields) throws -> String {
        let stated = try body.optional("issuer").map { value in
            guard let name = value.stringValue ?? value["id"]?.stringValue else {
                throw CredentialProblem(.malformed, "`issuer` must be an identifier, or have one")
            }
            return name
        }
        return try same(stated, try claims.optionalIdentifier("iss"), "issuer", .issuer)
    }

    /// One or more subjects; `sub` names the only one.
    static func subjects(_ body: JSONFields, _ claims: JSONFields) throws -> [JSONObject] {
        let values = try bounded(try body.value("credentialSubject").oneOrMany, "credentialSubject")
        var subjects = values.compactMap(\.objectValue)
        guard !subjects.isEmpty, subjects.count == values.count else {
            throw CredentialProblem(.malformed, "`credentialSubject` must be objects")
        }
        guard let sub = try claims.optionalIdentifier("sub") else { return subjects }
        guard subjects.count == 1 else {
            throw CredentialProblem(.malformed, "`sub` cannot name one of several subjects")
        }
        let stated = subjects[0]["id"]?.stringValue
        subjects[0]["id"] = .string(try same(stated, sub, "credentialSubject.id", .holder))
        return subjects
    }

    /// The narrower of what the data model and the token say.
    static func validity(
        _ body: JSONFields,
        _ claims: JSONFields,
        _ profile: CredentialProfile
    ) throws -> (from: Instant?, until: Instant?) {
        let names = profile == .vc20 ? ("validFrom", "validUntil") : ("issuanceDate", "expirationDate")
        let from = [try instant(body, names.0), try seconds(claims, "nbf")].compactMap { $0 }.max()
        let until = [try instant(body, names.1), try seconds(claims, "exp")].compactMap { $0 }.min()
        if profile == .vc11, from == nil {
            throw CredentialProblem(.malformed, "neither `issuanceDate` nor `nbf` is there")
        }
        return (from, until)
    }

    /// One value, several or none; more than the limit is refused.
    static func many(_ body: JSONFields, _ key: String) throws -> [JSONValue] {
        guard let value = body.optional(key) else { return [] }
        return try bounded(value.oneOrMany, key)
    }

    private static func bounded(_ values: [JSONValue], _ key: String) throws -> [JSONValue] {
        guard values.count <= CredentialLimits.parts else {
            throw CredentialProblem(.tooLarge, "`\(key)` has more than \(CredentialLimits.parts) entries")
        }
        return values
    }

    private static func same(
        _ one: String?,
        _ other: String?,
        _ what: String,
        _ code: CredentialProblem.Code
    ) throws -> String {
        guard let first = one ?? other, !first.isEmpty, first.utf8.count <= Limits.identifierBytes else {
            throw CredentialProblem(.malformed, "`\(what)` is missing")
        }
        guard (other ?? first).hasSameBytes(as: first) else {
            throw CredentialProblem(code, "`\(what)` is stated in two ways")
        }
        return first
    }

    private static func instant(_ body: JSONFields, _ key: String) throws -> Instant? {
        guard let text = try body.optionalString(key) else { return nil }
        guard let instant = Instant(text) else {
            throw CredentialProblem(.malformed, "`\(key)` must be a date and time with a zone")
        }
        return instant
    }

    /// A NumericDate of RFC 7519; fractions are allowed there, and cut here.
    private static func seconds(_ claims: JSONFields, _ key: String) throws -> Instant? {
        switch claims.optional(key) {
        case nil: return nil
        case .integer(let value): return Instant(milliseconds: 0).advanced(seconds: value)
        case .number(let value) where abs(value) < 1e12:
            return Instant(milliseconds: Int64((value * 1000).rounded(.down)))
        default: throw CredentialProblem(.malformed, "`\(key)` must be a number of seconds")
        }
    }
}
