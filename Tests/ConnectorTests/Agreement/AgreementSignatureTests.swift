import Connector
import DataspaceProtocol
import Identity
import Primitives
import ServerKit
import TestKit
import Testing

/// What both parties sign, and which signatures of a peer are taken.
struct AgreementSignatureTests {
    private let provider = "did:web:provider.example"
    private let statement = AgreementStatement(
        agreement: ["@id": "urn:a", "@type": "Agreement", "target": "urn:d"],
        providerPid: "urn:p",
        consumerPid: "urn:c"
    )

    @Test func `the statement is canonical and covers document and pids`() {
        let text =
            #"{"agreement":{"@id":"urn:a","@type":"Agreement","target":"urn:d"},"consumerPid":"urn:c","providerPid":"urn:p"}"#
        #expect(String(decoding: statement.bytes, as: UTF8.self) == text)
    }

    private func key(_ suite: KeySuite = .es256) throws -> SigningKey {
        try SigningKey.generate(suite, random: World.real.random)
    }

    private func known(
        _ key: SigningKey,
        _ relationships: Set<VerificationRelationship>? = [.assertionMethod]
    ) -> AgreementKeys {
        .known([IssuerKey(issuer: provider, keyID: provider + "#1", key: key.publicKey, relationships: relationships)])
    }

    private func presented(
        _ key: SigningKey,
        id: String? = nil,
        over bytes: [UInt8]? = nil
    ) throws -> PresentedSignature {
        let id = id ?? provider + "#1"
        let jws = try CompactJWS.signDetached(bytes ?? statement.bytes, with: key, keyID: id)
        let member = key.suite == .sm2 ? "sluice:agreementSignatureSM2" : "sluice:agreementSignature"
        return try #require(try PresentedSignature.all(in: .object([member: .string(jws)])).first)
    }

    @Test(arguments: KeySuite.allCases)
    func `a signature by a published key is taken and keeps its key`(_ suite: KeySuite) throws {
        let key = try key(suite)
        let taken = try presented(key).checked(statement, by: .provider, keys: known(key))
        #expect(taken.key == key.publicKey)
        #expect(taken.json["state"] == "valid")
        #expect(try AgreementSignature(taken.json) == taken)
    }

    @Test func `a signature over anything else is refused`() throws {
        let key = try key()
        for other in [
            AgreementStatement(agreement: ["@id": "urn:a"], providerPid: "urn:p", consumerPid: "urn:c"),
            AgreementStatement(agreement: statement.agreement, providerPid: "urn:x", consumerPid: "urn:c"),
            AgreementStatement(agreement: statement.agreement, providerPid: "urn:c", consumerPid: "urn:p"),
        ] {
            let signature = try presented(key, over: other.bytes)
            #expect(throws: Problem.self) { try signature.checked(statement, by: .provider, keys: known(key)) }
        }
    }

    @Test func `another's key, an unnamed key and a key for another use are refused`() throws {
        let key = try key()
        let good = try presented(key)
        #expect(throws: Problem.self) { try good.checked(statement, by: .provider, keys: known(try self.key())) }
        #expect(throws: Problem.self) {
            try good.checked(statement, by: .provider, keys: known(key, [.authentication]))
        }
        let foreign = try presented(key, id: "did:web:other.example#1")
        #expect(throws: Problem.self) { try foreign.checked(statement, by: .provider, keys: known(key)) }
    }

    @Test func `where nobody knows the keys the signature is kept as unchecked`() throws {
        let kept = try presented(try key()).checked(statement, by: .consumer, keys: .unknown)
        #expect(kept.key == nil)
        #expect(kept.json["state"] == "unchecked")
        #expect(try AgreementSignature(kept.json) == kept)
    }

    @Test(
        arguments: [
            1, "", "a.b", "a..b", "eyJhbGciOiJub25lIn0..AAAA", .array([]), .object(JSONObject()),
            .string(String(repeating: "A", count: 20_000)),
        ] as [JSONValue]
    )
    func `a member that is no detached token is refused`(_ value: JSONValue) {
        #expect(throws: Problem.self) { try PresentedSignature.all(in: ["sluice:agreementSignature": value]) }
    }

    @Test func `a national signature does not pass for an international one`() throws {
        let jws = try CompactJWS.signDetached(statement.bytes, with: try key(.sm2), keyID: "k")
        #expect(throws: Problem.self) {
            try PresentedSignature.all(in: ["sluice:agreementSignature": .string(jws)])
        }
    }
}
