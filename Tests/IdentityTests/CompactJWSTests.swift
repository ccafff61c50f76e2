import Identity
import Primitives
import Testing

struct CompactJWSTests {
    /// RFC 7515, appendix A.3.
    @Test func `the specification's ES256 token verifies`() throws {
        let key = try JSONWebKey([
            "kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
            "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
        ])
        let token = try CompactJWS(
            parsing: "eyJhbGciOiJFUzI1NiJ9."
                + "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
                + "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
        )
        #expect(try token.verified(by: key.key).payload.count == 70)
    }

    /// RFC 8037, appendix A.4: EdDSA is deterministic, so our bytes are the specification's.
    @Test func `we sign the specification's EdDSA token byte for byte`() throws {
        let key = try SigningKey(privateJSONWebKey: [
            "kty": "OKP", "crv": "Ed25519", "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
            "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
        ])
        let signed = try CompactJWS.sign(Array("Example of Ed25519 signing".utf8), with: key)
        let expected =
            "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
            + "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
        #expect(signed == expected)
        let verified = try CompactJWS(parsing: expected).verified(by: key.publicKey)
        #expect(verified.payload == Array("Example of Ed25519 signing".utf8))
    }

    @Test(arguments: KeySuite.allCases)
    func `header and payload come back, and only for the signing key`(suite: KeySuite) throws {
        let key = try SigningKey.seeded(suite, 11)
        let text = try CompactJWS.sign(Array("{}".utf8), with: key, keyID: "did:web:a.example#k", type: "JWT")
        let token = try CompactJWS(parsing: text)
        #expect(token.header == JWSHeader(suite: suite, keyID: "did:web:a.example#k", type: "JWT"))
        #expect(try token.verified(by: key.publicKey).payload == Array("{}".utf8))
        for other in KeySuite.allCases {
            let stranger = try SigningKey.seeded(other, 12).publicKey
            #expect(throws: IdentityProblem.self) { try token.verified(by: stranger) }
        }
    }

    @Test func `a detached token covers the payload that travels elsewhere`() throws {
        let key = try SigningKey.seeded(.eddsa, 13)
        let payload = Array("the agreement".utf8)
        let text = try CompactJWS.signDetached(payload, with: key, keyID: "k")
        #expect(text.contains(".."))
        let token = try CompactJWS(detached: text, payload: payload)
        #expect(try token.verified(by: key.publicKey).payload == payload)
        let changed = try CompactJWS(detached: text, payload: payload + [32])
        #expect(throws: IdentityProblem.self) { try changed.verified(by: key.publicKey) }
        let whole = try CompactJWS.sign(payload, with: key)
        #expect(throws: IdentityProblem.self) { try CompactJWS(detached: whole, payload: payload) }
    }

    static let headers: [(String, IdentityProblem.Reason)] = [
        (#"{"alg":"none"}"#, .algorithm), (#"{"alg":"HS256"}"#, .algorithm), (#"{"alg":"RS256"}"#, .algorithm),
        (#"{"alg":"es256"}"#, .algorithm), (#"{"kid":"k"}"#, .algorithm), (#"{"alg":["ES256"]}"#, .algorithm),
        (#"{"alg":"ES256","jwk":{"kty":"EC"}}"#, .header), (#"{"alg":"ES256","jku":"https://x.example"}"#, .header),
        (#"{"alg":"ES256","x5c":["AA"]}"#, .header), (#"{"alg":"ES256","x5u":"https://x.example"}"#, .header),
        (#"{"alg":"ES256","crit":["exp"],"exp":1}"#, .header), (#"{"alg":"ES256","b64":false}"#, .header),
        (#"{"alg":"ES256","zip":"DEF"}"#, .header), (#"{"alg":"ES256","enc":"A256GCM"}"#, .header),
        (#"{"alg":"ES256","alg":"none"}"#, .malformed), (#"{"alg":"ES256","kid":""}"#, .malformed),
        (#"{"alg":"ES256","kid":7}"#, .malformed), (#"{"alg":"ES256","kid":"a\nb"}"#, .malformed),
        (#"["ES256"]"#, .malformed), ("", .malformed), ("{", .malformed), (#"{"alg":"ES256"} x"#, .malformed),
    ]

    @Test(arguments: headers)
    func `a hostile header is refused for its reason`(header: String, reason: IdentityProblem.Reason) throws {
        let signature = Base64URL.encode([UInt8](repeating: 7, count: 64))
        let text = "\(Base64URL.encode(Array(header.utf8))).e30.\(signature)"
        let problem = #expect(throws: IdentityProblem.self) { try CompactJWS(parsing: text) }
        #expect(problem?.reason == reason)
    }

    @Test func `a kid of 10 KB and a token beyond its limit are too large`() throws {
        let key = try SigningKey.seeded(.eddsa, 14)
        for size in [1_025, 10_240] {
            let text = try CompactJWS.sign([1], with: key, keyID: String(repeating: "k", count: size))
            let problem = #expect(throws: IdentityProblem.self) { try CompactJWS(parsing: text) }
            #expect(problem?.reason == .tooLarge)
        }
        let large = try CompactJWS.sign([UInt8](repeating: 65, count: 20_000), with: key)
        let problem = #expect(throws: IdentityProblem.self) { try CompactJWS(parsing: large) }
        #expect(problem?.reason == .tooLarge)
        _ = try CompactJWS(parsing: large, maximumBytes: 40_000)
    }

    @Test func `every other spelling of a token is refused`() throws {
        let key = try SigningKey.seeded(.es256, 15)
        let text = try CompactJWS.sign(Array("{}".utf8), with: key)
        let spoiled = [
            "", ".", "..", "...", text + ".", "." + text, text + "=", text + "\n", " " + text, text + ".e30",
            text.replacing(".", with: ".."), String(text.dropLast()), String(text.dropLast(4)), text + "AAAA",
            text.replacing("e30", with: "e30="), text.replacing("e30", with: "e3 0"),
            text.replacing("e30", with: "e31"),
        ]
        for token in spoiled {
            #expect(throws: IdentityProblem.self) { try CompactJWS(parsing: token).verified(by: key.publicKey) }
        }
    }

    @Test func `random and cut bytes never trap`() throws {
        var bytes = SeededBytes(16)
        let key = try SigningKey.seeded(.es256, 17)
        let text = Array(try CompactJWS.sign(Array("{}".utf8), with: key, keyID: "k").utf8)
        for _ in 0..<3_000 {
            var mutated = text
            let choice = bytes.take(3)
            mutated[Int(choice[0]) % mutated.count] = choice[1]
            if choice[2] < 64 { mutated.removeLast(Int(choice[2]) % mutated.count) }
            let token = try? CompactJWS(parsing: String(decoding: mutated, as: UTF8.self))
            let accepted = (try? token?.verified(by: key.publicKey)) != nil
            #expect(!accepted || mutated == text)
        }
    }

    @Test func `base64url has one text per byte string`() {
        for length in 0..<40 {
            var seeded = SeededBytes(UInt64(length) + 1)
            let bytes = seeded.take(length)
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
        for text in ["A", "AB=", "AB==", "A B", "AB+", "AB/", "AAE=", "AB", "AAB", "A\u{FF}AA", "AAAAA"] {
            #expect(Base64URL.decode(text) == nil, "\(text)")
        }
    }
}
