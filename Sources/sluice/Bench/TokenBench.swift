import Identity
import Primitives
import ServerKit

/// How many tokens one core judges per second: parsing, signature and every claim, without remembering the use.
struct TokenBench {
    /// Tokens judged in one measurement: about a second's work.
    private static let tokens = 20_000
    /// Different tokens, so that nothing is measured from a cache.
    private static let different = 200
    /// Judgements per second and core that the design asks for.
    private static let floor = 5_000.0

    func run() throws -> [BenchRow] {
        var rows: [BenchRow] = []
        for suite in [KeySuite.es256, .eddsa] { rows.append(try row(suite, floor: Self.floor)) }
        // SM2 has no floor: OpenSSL verifies about three thousand signatures a second.
        rows.append(try row(.sm2, floor: nil))
        return rows
    }

    private func row(_ suite: KeySuite, floor: Double?) throws -> BenchRow {
        let now = World.real.now()
        let issuer = "did:web:bench.example"
        let key = try SigningKey.generate(suite, random: World.real.random)
        let keyID = issuer + "#k"
        let keys = [
            IssuerKey(
                issuer: issuer,
                keyID: keyID,
                key: key.publicKey,
                relationships: [.capabilityInvocation]
            )
        ]
        let tokens = try (0..<Self.different).map { try token($0, issuer, keyID, key, now) }
        let validator = TokenValidator(.selfIssued(for: "did:web:us.example"))
        let begin = ContinuousClock.now
        for number in 0..<Self.tokens {
            let decision = validator.decide(tokens[number % tokens.count], keys: keys, now: now)
            guard decision.reasons.isEmpty else { throw Problem.internalError }
        }
        let seconds = (ContinuousClock.now - begin).preciseMilliseconds / 1000
        return BenchRow(
            name: "tokens judged, \(suite.rawValue), one core",
            value: Double(Self.tokens) / seconds,
            unit: "/s",
            floor: floor,
            isUpperLimit: false
        )
    }

    private func token(
        _ number: Int,
        _ issuer: String,
        _ keyID: String,
        _ key: SigningKey,
        _ now: Instant
    ) throws -> String {
        let seconds = now.milliseconds / 1000
        let claims: JSONValue = [
            "iss": .string(issuer), "sub": .string(issuer), "aud": "did:web:us.example",
            "jti": .string("token \(number)"), "iat": .integer(seconds), "exp": .integer(seconds + 300),
        ]
        return try CompactJWS.sign(claims.encoded, with: key, keyID: keyID, type: "JWT")
    }
}
