import Identity
import Primitives
import Testing

struct TokenValidatorTests {
    private static let now = Instant(milliseconds: 1_790_000_000_000)
    private static let us = "did:web:us.example"
    private static let them = "did:web:them.example"
    private static let seconds = now.milliseconds / 1000

    private let key: SigningKey
    private let other: SigningKey

    init() throws {
        key = try SigningKey.seeded(.es256, 41)
        other = try SigningKey.seeded(.es256, 42)
    }

    private var keys: [IssuerKey] {
        [
            IssuerKey(
                issuer: Self.them,
                keyID: Self.them + "#k1",
                key: key.publicKey,
                relationships: [.capabilityInvocation]
            ),
            IssuerKey(
                issuer: Self.them,
                keyID: Self.them + "#k2",
                key: other.publicKey,
                relationships: [.assertionMethod]
            ),
            IssuerKey(
                issuer: "did:web:evil.example",
                keyID: "did:web:evil.example#k1",
                key: other.publicKey,
                relationships: [.capabilityInvocation]
            ),
        ]
    }

    private static func claims(_ changes: [(String, JSONValue?)] = []) -> JSONValue {
        var object: JSONObject = [
            "iss": .string(them), "sub": .string(them), "aud": .string(us), "jti": "t1",
            "iat": .integer(seconds), "exp": .integer(seconds + 300),
        ]
        for (name, value) in changes { object[name] = value }
        return .object(object)
    }

    private func token(
        _ claims: JSONValue = claims(),
        by signer: SigningKey? = nil,
        keyID: String? = them + "#k1",
        contentType: String? = nil
    ) throws -> String {
        try CompactJWS.sign(claims.encoded, with: signer ?? key, keyID: keyID, type: "JWT", contentType: contentType)
    }

    private func reasons(_ token: String, _ expectations: TokenExpectations = .selfIssued(for: us)) -> [TokenRefusal] {
        TokenValidator(expectations).decide(token, keys: keys, now: Self.now).reasons
    }

    @Test func `an honest token is accepted and names its one use`() throws {
        let decision = TokenValidator(.selfIssued(for: Self.us)).decide(try token(), keys: keys, now: Self.now)
        let accepted = try decision.token()
        #expect(accepted.issuer == Self.them && accepted.claims.tokenID == "t1")
        let use = try #require(accepted.use)
        #expect(use.forgetAfter == Self.now.advanced(seconds: 330))
        let again = TokenValidator(.selfIssued(for: Self.us))
            .decide(try token(), keys: keys, now: Self.now) { $0 == use }
        #expect(again.reasons == [.used])
    }

    static let spoiled: [([(String, JSONValue?)], [TokenRefusal])] = [
        ([("iss", nil)], [.issuerMissing]), ([("iss", "")], [.malformed]), ([("iss", 5)], [.malformed]),
        ([("sub", "did:web:x.example")], [.issuerNotSubject]), ([("sub", nil)], [.issuerNotSubject]),
        ([("aud", "did:web:x.example")], [.wrongAudience]), ([("aud", nil)], [.audienceMissing]),
        ([("aud", [])], [.malformed]), ([("aud", ["did:web:x.example", 5])], [.malformed]),
        ([("aud", .string(us + "/"))], [.wrongAudience]), ([("aud", .string(us.uppercased()))], [.wrongAudience]),
        ([("jti", nil)], [.tokenIDMissing]), ([("jti", "")], [.malformed]), ([("jti", 7)], [.malformed]),
        ([("jti", .string(String(repeating: "j", count: 257)))], [.malformed]),
        ([("exp", nil)], [.expiryMissing]), ([("exp", "soon")], [.malformed]), ([("exp", -1)], [.malformed]),
        ([("exp", .number(1e300))], [.malformed]), ([("exp", .integer(seconds - 31))], [.expired]),
        ([("exp", .integer(seconds + 7200))], [.lifetimeTooLong]), ([("iat", nil)], [.issuedAtMissing]),
        ([("iat", .integer(seconds + 31))], [.issuedInFuture]), ([("nbf", .integer(seconds + 31))], [.notYetValid]),
        (
            [("sub", "did:web:x.example"), ("exp", .integer(seconds - 600)), ("aud", nil), ("jti", nil)],
            [.issuerNotSubject, .audienceMissing, .expired, .tokenIDMissing]
        ),
    ]

    @Test(arguments: spoiled)
    func `each spoiled claim is named, and all of them`(
        changes: [(String, JSONValue?)],
        expected: [TokenRefusal]
    ) throws {
        #expect(reasons(try token(Self.claims(changes))) == expected)
    }

    @Test func `the leeway is 30 seconds on both sides, and several audiences may be named`() throws {
        let edges: [(String, JSONValue?)] = [
            ("exp", .integer(Self.seconds - 29)), ("nbf", .integer(Self.seconds + 30)),
            ("iat", .integer(Self.seconds + 30)), ("aud", ["did:web:x.example", .string(Self.us)]),
        ]
        for edge in edges { #expect(reasons(try token(Self.claims([edge]))) == [], "\(edge.0)") }
        #expect(reasons(try token(Self.claims([("exp", .number(Double(Self.seconds) + 0.5))]))) == [])
    }

    @Test func `keys count only for their issuer, their use and their name`() throws {
        let evil = "did:web:evil.example"
        #expect(reasons(try token(by: other, keyID: evil + "#k1")) == [.keyNotOfIssuer])
        #expect(reasons(try token(by: other, keyID: "did:web:unknown.example#k1")) == [.keyNotOfIssuer])
        #expect(reasons(try token(by: other, keyID: Self.them + "#k2")) == [.keyNotAllowed])
        #expect(reasons(try token(by: other, keyID: Self.them + "#k1")) == [.signature])
        #expect(reasons(try token(keyID: Self.them + "#k9")) == [.keyUnknown])
        #expect(reasons(try token(keyID: "#k1")) == [.keyUnknown])
        #expect(reasons(try token(keyID: nil)) == [], "its only key for this use")
        var two = keys
        two.append(
            IssuerKey(
                issuer: Self.them,
                keyID: Self.them + "#k3",
                key: other.publicKey,
                relationships: [.capabilityInvocation]
            )
        )
        let validator = TokenValidator(.selfIssued(for: Self.us))
        #expect(validator.decide(try token(keyID: nil), keys: two, now: Self.now).reasons == [.keyMissing])
        #expect(validator.decide(try token(), keys: [], now: Self.now).reasons == [.keyUnknown])
    }

    @Test func `algorithms outside the expectation, confusion and nesting are refused`() throws {
        var expectations = TokenExpectations.selfIssued(for: Self.us)
        expectations.suites = [.eddsa]
        #expect(reasons(try token(), expectations) == [.algorithm])
        let national = try SigningKey.seeded(.sm2, 43)
        #expect(reasons(try token(by: national)) == [.algorithm], "an ES256 key, a token that says SM2")
        #expect(reasons(try token(contentType: "JWT")) == [.malformed])
        let payload = Base64URL.encode(Self.claims().encoded)
        for header in [#"{"alg":"none"}"#, #"{"alg":"HS256","kid":"did:web:them.example#k1"}"#] {
            let text =
                "\(Base64URL.encode(Array(header.utf8))).\(payload).\(Base64URL.encode([UInt8](repeating: 1, count: 64)))"
            #expect(reasons(text) == [.algorithm])
        }
        #expect(reasons(try token(keyID: String(repeating: "k", count: 10_240))) == [.tooLarge])
        #expect(reasons("") == [.malformed])
        let inner = try CompactJWS.sign(Array(try token().utf8), with: key, keyID: Self.them + "#k1")
        #expect(reasons(inner) == [.malformed])
    }

    @Test func `a statement has no audience, may repeat and may last`() throws {
        let keys = [
            IssuerKey(issuer: Self.them, keyID: "k", key: key.publicKey, relationships: [.assertionMethod])
        ]
        let claims: JSONValue = ["iss": .string(Self.them), "exp": .integer(Self.seconds + 31_536_000)]
        let text = try token(claims, keyID: "k")
        let validator = TokenValidator(.statement(by: Self.them, relationship: .assertionMethod))
        #expect(validator.decide(text, keys: keys, now: Self.now).reasons == [])
        let late = Self.now.advanced(seconds: 31_536_031)
        #expect(validator.decide(text, keys: keys, now: late).reasons == [.expired])
        let wrong = TokenValidator(.statement(by: Self.us, relationship: .assertionMethod))
        #expect(wrong.decide(text, keys: keys, now: Self.now).reasons == [.wrongIssuer])
    }

    @Test func `the expected type is compared as media types are`() throws {
        var expectations = TokenExpectations.selfIssued(for: Self.us)
        for (type, expected) in [("jwt", []), ("application/JWT", []), ("vc+jwt", [TokenRefusal.wrongType])] {
            expectations.type = type
            #expect(reasons(try token(), expectations) == expected)
        }
    }
}
