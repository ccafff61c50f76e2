import Identity
import Primitives
import Testing

struct KeyTests {
    @Test(arguments: KeySuite.allCases)
    func `what a key signs verifies by it alone, unchanged`(suite: KeySuite) throws {
        let key = try SigningKey.seeded(suite, 1)
        let other = try SigningKey.seeded(suite, 2)
        let message = Array("as agreed".utf8)
        var signature = try key.sign(message)
        #expect(signature.count == KeySuite.signatureBytes)
        #expect(key.publicKey.isValidSignature(signature, for: message))
        #expect(!other.publicKey.isValidSignature(signature, for: message))
        #expect(!key.publicKey.isValidSignature(signature, for: message + [0]))
        #expect(!key.publicKey.isValidSignature(signature + [0], for: message))
        #expect(!key.publicKey.isValidSignature([], for: message))
        signature[40] ^= 1
        #expect(!key.publicKey.isValidSignature(signature, for: message))
    }

    @Test(arguments: KeySuite.allCases)
    func `a key comes back from storage and from its JSON`(suite: KeySuite) throws {
        let key = try SigningKey.seeded(suite, 3)
        let again = try SigningKey(suite: suite, secretBytes: key.secretBytes)
        #expect(again.publicKey == key.publicKey)
        let encoded = JSONWebKey(key.publicKey, keyID: "k1").json
        let read = try JSONWebKey(encoded)
        #expect(read.key == key.publicKey && read.keyID == "k1")
        var secret = try #require(encoded.objectValue)
        secret["d"] = .string(Base64URL.encode(key.secretBytes))
        #expect(try SigningKey(privateJSONWebKey: .object(secret)).publicKey == key.publicKey)
        #expect(throws: IdentityProblem.self) { try JSONWebKey(.object(secret)) }
        secret["d"] = .string(Base64URL.encode(try SigningKey.seeded(suite, 4).secretBytes))
        #expect(throws: IdentityProblem.self) { try SigningKey(privateJSONWebKey: .object(secret)) }
    }

    @Test func `a private key says nothing of itself`() throws {
        let key = try SigningKey.seeded(.es256, 5)
        var dumped = ""
        dump(key, to: &dumped)
        for text in ["\(key)", String(reflecting: key), dumped] {
            #expect(!text.contains(Hex.encode(key.secretBytes)) && !text.contains("\(key.secretBytes)"))
            #expect(!text.contains(Base64URL.encode(key.secretBytes)))
        }
    }

    /// GB/T 32918.5-2017, appendix A.2.
    @Test func `the standard's SM2 example verifies, and its public key belongs to its private key`() throws {
        let secret = try #require(Hex.decode("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8"))
        let key = try SigningKey(suite: .sm2, secretBytes: secret)
        #expect(
            Hex.encode(key.publicKey.rawRepresentation)
                == "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
                + "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
        )
        let signature = try #require(
            Hex.decode(
                "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
                    + "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
            )
        )
        #expect(key.publicKey.isValidSignature(signature, for: Array("message digest".utf8)))
        #expect(!key.publicKey.isValidSignature(signature, for: Array("message digesu".utf8)))
    }

    /// GB/T 32905-2016, appendix A; the HMAC computed with another implementation.
    @Test func `SM3 gives the standard's digests`() throws {
        #expect(
            Hex.encode(try SM3.hash(Array("abc".utf8)))
                == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
        )
        let long = Array(String(repeating: "abcd", count: 16).utf8)
        #expect(
            Hex.encode(try SM3.hash(long)) == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
        )
    }

    /// RFC 8037, appendix A.3.
    @Test func `the thumbprint is RFC 7638's`() throws {
        let key = try JSONWebKey([
            "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
        ])
        #expect(key.key.thumbprint == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
    }

    private static let x = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"
    private static let y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"
    private static let good: JSONObject = ["kty": "EC", "crv": "P-256", "x": .string(x), "y": .string(y)]

    static let spoiled: [(String, JSONValue)] = [
        ("kty", "RSA"), ("kty", "oct"), ("crv", "P-384"), ("crv", "SM2"), ("alg", "HS256"), ("alg", "none"),
        ("alg", "EdDSA"), ("use", "enc"), ("use", 1), ("key_ops", ["encrypt"]), ("key_ops", ["verify", "verify"]),
        ("key_ops", ["sign"]), ("key_ops", []), ("x", .string(x + "=")), ("x", .string(" " + x)),
        ("x", .string("AA" + x)), ("y", .string(x)), ("y", ""), ("d", .string(x)), ("k", "AAAA"), ("kid", ""),
        ("kid", .string(String(repeating: "k", count: 10_240))), ("kid", 5),
    ]

    @Test(arguments: spoiled)
    func `a spoiled key is refused`(member: String, value: JSONValue) throws {
        _ = try JSONWebKey(.object(Self.good))
        var object = Self.good
        object[member] = value
        #expect(throws: IdentityProblem.self) { try JSONWebKey(.object(object)) }
    }

    @Test func `points off the curve, of small order and secrets outside the group are refused`() {
        let zeros = [UInt8](repeating: 0, count: 64)
        for suite in [KeySuite.es256, .sm2] {
            #expect(throws: IdentityProblem.self) { try VerificationKey(suite: suite, rawRepresentation: zeros) }
            #expect(throws: IdentityProblem.self) { try SigningKey(suite: suite, secretBytes: Array(zeros.prefix(32))) }
            let large = [UInt8](repeating: 0xFF, count: 32)
            #expect(throws: IdentityProblem.self) { try SigningKey(suite: suite, secretBytes: large) }
        }
        for first: UInt8 in [0, 1] {
            let point = [first] + [UInt8](repeating: 0, count: 31)
            #expect(throws: IdentityProblem.self) { try VerificationKey(suite: .eddsa, rawRepresentation: point) }
        }
    }

    @Test func `a set needs different names and readable keys`() throws {
        var one = Self.good
        one["kid"] = "one"
        var two = Self.good
        two["kid"] = "two"
        let set = try JSONWebKeySet(["keys": [.object(one), .object(two)]])
        #expect(set.key(named: "two") != nil && set.key(named: "three") == nil)
        let symmetric: JSONValue = ["kty": "oct", "k": "AAAA", "kid": "x"]
        for keys: JSONValue in [
            [], [.object(one), .object(one)], [.object(one), .object(Self.good)], [.object(one), symmetric],
        ] {
            #expect(throws: IdentityProblem.self) { try JSONWebKeySet(["keys": keys]) }
        }
    }
}
