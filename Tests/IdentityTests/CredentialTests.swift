import Identity
import Primitives
import Testing

@Suite struct CredentialTests {
    private static let now = Instant(milliseconds: 1_800_000_000_000)
    private static let holder = "did:web:holder.example"
    private static let issuer = "did:web:issuer.example"

    private static func content() -> CredentialContent {
        CredentialContent(
            id: "urn:uuid:1",
            type: "MembershipCredential",
            issuer: issuer,
            subject: holder,
            claims: ["level": "gold", "regions": ["CN-33", "CN-31"], "since": 2024, "active": true, "id": "other"],
            validFrom: now,
            validUntil: now.advanced(seconds: 3600),
            statuses: [
                StatusEntry(form: .bitstring, purpose: .revocation, index: 7, listAddress: "https://issuer.example/1"),
                StatusEntry(form: .bitstring, purpose: .suspension, index: 7, listAddress: "https://issuer.example/2"),
            ]
        )
    }

    @Test(arguments: CredentialProfile.allCases)
    func `what is written is read, in both profiles`(profile: CredentialProfile) throws {
        let credential = try VerifiableCredential(payload: Self.content().payload(profile))
        #expect(credential.profile == profile)
        #expect(credential.issuer == Self.issuer && credential.id == "urn:uuid:1")
        #expect(credential.ownTypes == ["MembershipCredential"])
        #expect(credential.statuses == Self.content().statuses)
        #expect(credential.validFrom == Self.now && credential.validUntil == Self.now.advanced(seconds: 3600))
        try credential.checkHolder(Self.holder)
        #expect(throws: CredentialProblem.self) { try credential.checkHolder("did:web:thief.example") }
        #expect(credential.claims["MembershipCredential"] == ["active"])
        #expect(credential.claims["MembershipCredential.level"] == ["gold"])
        #expect(credential.claims["MembershipCredential.regions"] == ["CN-33", "CN-31"])
        #expect(credential.claims["MembershipCredential.since"] == ["2024"])
        #expect(credential.claims["MembershipCredential.active"] == ["true"])
        #expect(credential.claims["MembershipCredential.issuer"] == [Self.issuer])
    }

    @Test func `times are judged with the stated leeway`() throws {
        let credential = try VerifiableCredential(payload: Self.content().payload(.vc20))
        try credential.checkTimes(at: Self.now.advanced(seconds: -30))
        try credential.checkTimes(at: Self.now.advanced(seconds: 3629))
        #expect(throws: CredentialProblem.self) { try credential.checkTimes(at: Self.now.advanced(seconds: -31)) }
        #expect(throws: CredentialProblem.self) { try credential.checkTimes(at: Self.now.advanced(seconds: 3630)) }
    }

    /// What the token says and what the credential says are both held: the narrower counts.
    @Test func `an expired credential inside a fresh token is expired`() throws {
        var payload = try #require(Self.content().payload(.vc11).objectValue)
        payload["exp"] = .integer(Self.now.milliseconds / 1000 + 1_000_000)
        let credential = try VerifiableCredential(payload: .object(payload))
        #expect(throws: CredentialProblem.self) { try credential.checkTimes(at: Self.now.advanced(seconds: 5000)) }
        payload["exp"] = .integer(Self.now.milliseconds / 1000 + 60)
        let short = try VerifiableCredential(payload: .object(payload))
        #expect(short.validUntil == Self.now.advanced(seconds: 60))
    }

    /// One member changed at a time; each is refused for its reason.
    @Test(
        arguments: [
            ("iss", #""did:web:other.example""#, CredentialProblem.Code.issuer),
            ("sub", #""did:web:other.example""#, .holder),
            ("vc.@context", #"["https://www.w3.org/ns/credentials/v2"]"#, .malformed),
            ("vc.@context", #"["https://www.w3.org/2018/credentials/v1", {"a": "b"}]"#, .malformed),
            ("vc.type", #"["MembershipCredential"]"#, .malformed),
            ("vc.type", "[]", .malformed),
            ("vc.issuer", #"{"name": "nobody"}"#, .malformed),
            ("vc.credentialSubject", #""text""#, .malformed),
            ("vc.credentialSubject", #"[{"id": "did:web:a.example"}, {"id": "did:web:b.example"}]"#, .malformed),
            ("vc.credentialSubject", "[]", .malformed),
            ("vc.issuanceDate", #""yesterday""#, .malformed),
            ("vc.expirationDate", #""2030-01-01T00:00:00""#, .malformed),
            ("vc.credentialStatus", #"{"type": "Unheard", "id": "x"}"#, .status),
            ("vc.credentialSchema", #"{"type": "JsonSchema"}"#, .malformed),
            ("nbf", #""soon""#, .malformed),
            ("vp", "{}", .malformed),
        ]
    ) func `contradictions and broken shapes are refused`(
        path: String,
        value: String,
        code: CredentialProblem.Code
    ) throws {
        let whole = Self.content().payload(.vc11)
        let changed = Self.set(path.split(separator: ".").map(String.init), to: try JSONReader.read(value), in: whole)
        let problem = #expect(throws: CredentialProblem.self) { try VerifiableCredential(payload: changed) }
        #expect(problem?.code == code)
    }

    private static func set(_ path: [String], to value: JSONValue, in whole: JSONValue) -> JSONValue {
        guard let first = path.first, var object = whole.objectValue else { return value }
        object[first] = set(Array(path.dropFirst()), to: value, in: object[first] ?? .object(JSONObject()))
        return .object(object)
    }

    @Test func `null members count as absent`() throws {
        let changed = Self.set(["vc", "expirationDate"], to: .null, in: Self.content().payload(.vc11))
        _ = try VerifiableCredential(payload: changed)
    }

    @Test(arguments: CredentialProfile.allCases)
    func `presentations are read in both profiles`(profile: CredentialProfile) throws {
        let content = PresentationContent(
            id: "urn:uuid:2",
            holder: Self.holder,
            audience: "did:web:verifier.example",
            credentials: ["a.b.c", "d.e.f"],
            issued: Self.now,
            seconds: 60
        )
        let presentation = try VerifiablePresentation(payload: content.payload(profile), signer: Self.holder)
        #expect(presentation.profile == profile)
        #expect(presentation.credentials == ["a.b.c", "d.e.f"])
        try presentation.checkAudience("did:web:verifier.example")
        #expect(throws: CredentialProblem.self) { try presentation.checkAudience("did:web:other.example") }
        #expect(throws: CredentialProblem.self) {
            try VerifiablePresentation(payload: content.payload(profile), signer: "did:web:thief.example")
        }
        let credential = try VerifiableCredential(payload: Self.content().payload(profile))
        try presentation.checkProfile(of: credential)
        let other = try #require(CredentialProfile.allCases.first { $0 != profile })
        let foreign = try VerifiableCredential(payload: Self.content().payload(other))
        #expect(throws: CredentialProblem.self) { try presentation.checkProfile(of: foreign) }
    }

    @Test func `a presentation with too many credentials is refused before they are looked at`() {
        let content = PresentationContent(
            id: "urn:uuid:2",
            holder: Self.holder,
            audience: "x",
            credentials: Array(repeating: "a.b.c", count: CredentialLimits.credentials + 1),
            issued: Self.now,
            seconds: 60
        )
        let problem = #expect(throws: CredentialProblem.self) {
            try VerifiablePresentation(payload: content.payload(.vc11), signer: Self.holder)
        }
        #expect(problem?.code == .tooLarge)
    }

    @Test func `subjects are held to their schema`() throws {
        let schema = try CredentialSchema([
            "$schema": "http://json-schema.org/draft-04/schema#", "type": "object",
            "properties": ["id": ["type": "string"], "foo": ["type": "string", "minLength": 2]],
            "required": ["id", "foo"],
        ])
        try schema.validate(["id": "a", "foo": "bar", "more": 1])
        for broken: JSONValue in [["id": "a", "baz": "quazz"], ["id": "a", "foo": 7], ["id": "a", "foo": "b"], []] {
            #expect(throws: CredentialProblem.self) { try schema.validate(broken) }
        }
    }

    @Test func `a schema with a keyword that is not understood is refused`() {
        for schema: JSONValue in [
            ["not": ["type": "string"]], ["properties": ["a": ["$ref": "#"]]], ["type": "thing"], ["pattern": "a"], 7,
        ] {
            #expect(throws: CredentialProblem.self) { try CredentialSchema(schema) }
        }
    }
}
