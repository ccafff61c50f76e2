import Foundation
import Identity
import Primitives
import Testing

/// The Wycheproof vectors; every suite here has vectors of our own beside it that always run.
@Suite(.enabled(if: Wycheproof.folder != nil, "no copy of the Wycheproof vectors beside the project"))
struct WycheproofTests {
    private func accepts(_ key: JSONValue, _ token: String) -> Bool {
        guard let key = try? JSONWebKey(key), let token = try? CompactJWS(parsing: token) else { return false }
        return (try? token.verified(by: key.key)) != nil
    }

    /// Valid vectors of algorithms outside the suites (HMAC, RSA, ES512) are refused, which is the rule and no gap:
    /// a verifier that knows no HMAC cannot be confused into it.
    @Test func `JSON Web Signature: all 355 invalid tokens are refused, the valid ones of our suites verify`() throws {
        var counts: [String: Int] = [:]
        for group in try Wycheproof.groups("json_web_signature_test.json") {
            let key = try #require(group["public"] ?? group["private"])
            for test in group.tests {
                let accepted = accepts(key, try test.text("jws"))
                let isOurs = key["crv"]?.stringValue == "P-256"
                let isValid = try test.text("result") == "valid"
                counts[isValid ? (isOurs ? "valid, ours" : "valid, other") : "invalid", default: 0] += 1
                #expect(accepted == (isValid && isOurs), "JWS \(test["tcId"]?.text ?? "")")
            }
        }
        #expect(counts == ["invalid": 355, "valid, ours": 2, "valid, other": 44])
    }

    @Test func `JSON Web Key: no invalid set verifies anything`() throws {
        for group in try Wycheproof.groups("json_web_key_test.json") {
            let stated = try #require(group["public"] ?? group["private"])
            for test in group.tests where try test.text("result") == "invalid" {
                let set = try? JSONWebKeySet(stated)
                let token = try? CompactJWS(parsing: try test.text("jws"))
                let accepted = set?.keys.contains { (try? token?.verified(by: $0.key)) != nil } ?? false
                #expect(!accepted, "JWK \(test["tcId"]?.text ?? "")")
            }
        }
    }

    @Test func `ES256 signatures of 64 bytes`() throws {
        var valid = 0
        for group in try Wycheproof.groups("ecdsa_secp256r1_sha256_p1363_test.json") {
            let point = try #require(group["publicKey"]).hex("uncompressed").dropFirst()
            let key = try VerificationKey(suite: .es256, rawRepresentation: Array(point))
            for test in group.tests {
                let accepted = key.isValidSignature(try test.hex("sig"), for: try test.hex("msg"))
                let expected = try test.text("result") == "valid"
                valid += expected ? 1 : 0
                #expect(accepted == expected, "P1363 \(test["tcId"]?.text ?? "")")
            }
        }
        #expect(valid > 100)
    }

    @Test func `Ed25519 signatures`() throws {
        var valid = 0
        for group in try Wycheproof.groups("ed25519_test.json") {
            let key = try? VerificationKey(
                suite: .eddsa,
                rawRepresentation: try #require(group["publicKey"]).hex("pk")
            )
            for test in group.tests {
                let accepted = try key?.isValidSignature(test.hex("sig"), for: test.hex("msg")) ?? false
                let expected = try test.text("result") == "valid"
                valid += expected ? 1 : 0
                #expect(accepted == expected, "Ed25519 \(test["tcId"]?.text ?? "")")
            }
        }
        #expect(valid > 50)
    }
}
