package import Primitives

/// What an issuer says, before it is signed.
package struct CredentialContent: Sendable, Equatable {
    package var id: String
    package var type: String
    package var issuer: String
    package var subject: String
    /// The subject's members besides `id`.
    package var claims: JSONObject
    package var validFrom: Instant
    package var validUntil: Instant
    package var statuses: [StatusEntry]
    package var schema: String?

    package init(
        id: String,
        type: String,
        issuer: String,
        subject: String,
        claims: JSONObject,
        validFrom: Instant,
        validUntil: Instant,
        statuses: [StatusEntry] = [],
        schema: String? = nil
    ) {
        self.id = id
        self.type = type
        self.issuer = issuer
        self.subject = subject
        self.claims = claims
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.statuses = statuses
        self.schema = schema
    }

    /// The payload to sign in a profile.
    package func payload(_ profile: CredentialProfile) -> JSONValue {
        var members: JSONObject = ["id": .string(subject)]
        for member in claims.members where member.key != "id" { members[member.key] = member.value }
        return Self.payload(
            profile,
            types: ["VerifiableCredential", type],
            id: id,
            issuer: issuer,
            subject: members,
            validFrom: validFrom,
            validUntil: validUntil,
            statuses: statuses,
            schema: schema
        )
    }

    private static func payload(
        _ profile: CredentialProfile,
        types: [String],
        id: String,
        issuer: String,
        subject: JSONObject,
        validFrom: Instant,
        validUntil: Instant,
        statuses: [StatusEntry],
        schema: String?
    ) -> JSONValue {
        let names = profile == .vc20 ? ("validFrom", "validUntil") : ("issuanceDate", "expirationDate")
        var body: JSONObject = [
            "@context": .strings([profile.context]), "id": .string(id), "type": .strings(types),
            "issuer": .string(issuer), names.0: .string(validFrom.description),
            names.1: .string(validUntil.description), "credentialSubject": .object(subject),
        ]
        // One status stays an object: readers of data model 1.1 often expect no array.
        let entries = statuses.map(\.json)
        if let only = entries.first { body["credentialStatus"] = entries.count == 1 ? only : .array(entries) }
        if let schema { body["credentialSchema"] = ["id": .string(schema), "type": "JsonSchema"] }
        guard profile == .vc11 else { return .object(body) }
        return [
            "iss": .string(issuer), "sub": subject["id"], "jti": .string(id),
            "iat": .integer(validFrom.milliseconds / 1000), "nbf": .integer(validFrom.milliseconds / 1000),
            "exp": .integer(validUntil.milliseconds / 1000), "vc": .object(body),
        ]
    }

    /// The payload of the credential that publishes a status list at `address`.
    package static func statusList(
        _ list: StatusList,
        profile: CredentialProfile,
        purpose: StatusPurpose,
        address: String,
        issuer: String,
        from: Instant,
        until: Instant
    ) throws(CredentialProblem) -> JSONValue {
        let form = profile.statusForm
        return payload(
            profile,
            types: ["VerifiableCredential", form.credentialType],
            id: address,
            issuer: issuer,
            subject: [
                "id": .string(address + "#list"), "type": .string(form.subjectType),
                "statusPurpose": .string(purpose.rawValue), "encodedList": .string(try list.encoded(as: form)),
            ],
            validFrom: from,
            validUntil: until,
            statuses: [],
            schema: nil
        )
    }
}

/// What a holder shows, before it is signed.
package struct PresentationContent: Sendable, Equatable {
    package var id: String
    package var holder: String
    package var audience: String
    /// Credentials of one profile, in compact form.
    package var credentials: [String]
    package var issued: Instant
    package var seconds: Int64

    package init(
        id: String,
        holder: String,
        audience: String,
        credentials: [String],
        issued: Instant,
        seconds: Int64
    ) {
        self.id = id
        self.holder = holder
        self.audience = audience
        self.credentials = credentials
        self.issued = issued
        self.seconds = seconds
    }

    /// The payload to sign in a profile.
    package func payload(_ profile: CredentialProfile) -> JSONValue {
        let now = issued.milliseconds / 1000
        var claims: JSONObject = [
            "iss": .string(holder), "sub": .string(holder), "aud": .string(audience), "jti": .string(id),
            "iat": .integer(now), "nbf": .integer(now), "exp": .integer(now + seconds),
        ]
        var body: JSONObject = [
            "@context": .strings([profile.context]), "type": .strings(["VerifiablePresentation"]),
            "holder": .string(holder), "verifiableCredential": .array(credentials.map { entry($0, profile) }),
        ]
        guard profile == .vc20 else {
            claims["vp"] = .object(body)
            return .object(claims)
        }
        for member in claims.members { body[member.key] = member.value }
        return .object(body)
    }

    private func entry(_ token: String, _ profile: CredentialProfile) -> JSONValue {
        guard profile == .vc20 else { return .string(token) }
        return [
            "@context": .string(profile.context), "id": .string("data:application/vc+jwt," + token),
            "type": "EnvelopedVerifiableCredential",
        ]
    }
}
