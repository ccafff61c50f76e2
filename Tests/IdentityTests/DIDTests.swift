import Identity
import Primitives
import Testing

struct DIDTests {
    @Test(arguments: [
        ("did:web:provider.example", "https://provider.example/.well-known/did.json"),
        ("did:web:provider.example%3A8443", "https://provider.example:8443/.well-known/did.json"),
        ("did:web:provider.example:space:a", "https://provider.example/space/a/did.json"),
        ("did:web:localhost%3A9000:p", "https://localhost:9000/p/did.json"),
        ("did:web:x.example:%E6%95%B0", "https://x.example/%E6%95%B0/did.json"),
    ])
    func `an identifier leads to its document`(did: String, address: String) throws {
        let parsed = try DIDWeb(did)
        #expect(parsed.description == did && parsed.documentAddress() == address)
    }

    @Test(arguments: [
        ("https://provider.example", "did:web:provider.example"),
        ("https://provider.example/", "did:web:provider.example"),
        ("https://provider.example:8443/space/a", "did:web:provider.example%3A8443:space:a"),
        ("http://localhost:9000/p/", "did:web:localhost%3A9000:p"),
    ])
    func `an address gives the identifier`(address: String, did: String) throws {
        #expect(try DIDWeb(address: address).description == did)
    }

    @Test func `plain HTTP is for localhost alone, and only when switched on`() throws {
        let local = try DIDWeb("did:web:localhost%3A9000")
        #expect(local.documentAddress(allowsHTTPForLocalhost: true) == "http://localhost:9000/.well-known/did.json")
        let other = try DIDWeb("did:web:localhost.example")
        #expect(other.documentAddress(allowsHTTPForLocalhost: true).hasPrefix("https://"))
    }

    @Test(arguments: [
        "did:key:z6Mk", "did:web:", "did:web:127.0.0.1", "did:web:10.1", "did:web:2130706433", "did:web:0x7f000001",
        "did:web:[::1]", "did:web:%5B%3A%3A1%5D", "did:web:a..b", "did:web:-a.example", "did:web:A.example",
        "did:web:a.example%3A0", "did:web:a.example%3A65536", "did:web:a.example%3A080", "did:web:a.example%3a80",
        "did:web:a.example%3A80%3A81", "did:web:a.example:", "did:web:a.example::b", "did:web:a.example:..",
        "did:web:a.example:.", "did:web:a.example:%2E%2E", "did:web:a.example:b%2Fc", "did:web:a.example:b/c",
        "did:web:a.example:b%00", "did:web:a.example?x", "did:web:a.example#k", "did:web:user@a.example",
        "did:web:a.example:b?c", "did:web:a.example:%E6", "DID:web:a.example", "did:web:a.example:%e6%95%b0",
    ])
    func `another spelling, an IP address or a trick is refused`(did: String) {
        #expect(throws: IdentityProblem.self) { try DIDWeb(did) }
    }

    private func document(_ id: String, _ key: SigningKey, changing: (inout JSONObject) -> Void = { _ in }) -> JSONValue
    {
        let method = VerificationMethod(id: id + "#k1", key: key.publicKey)
        let written = DIDDocument(
            id: id,
            methods: [method],
            relationships: [.assertionMethod: [method.id], .capabilityInvocation: [method.id]],
            services: [DIDService(id: id + "#cs", type: "CredentialService", endpoint: "https://a.example/cs")]
        )
        var object = written.json.objectValue ?? [:]
        changing(&object)
        return .object(object)
    }

    @Test(arguments: KeySuite.allCases)
    func `a document comes back as it was written`(suite: KeySuite) throws {
        let id = "did:web:a.example"
        let key = try SigningKey.seeded(suite, 21)
        let read = try DIDDocument(document(id, key), expecting: id)
        #expect(read.method(id + "#k1", for: .capabilityInvocation)?.key == key.publicKey)
        #expect(read.method(id + "#k1", for: .authentication) == nil)
        #expect(read.method(id + "#k2", for: .assertionMethod) == nil)
        #expect(read.methods(for: .assertionMethod).count == 1)
        #expect(read.service(ofType: "CredentialService")?.endpoint == "https://a.example/cs")
    }

    @Test func `relative names and embedded methods are read as the document's own`() throws {
        let id = "did:web:a.example"
        let key = try SigningKey.seeded(.es256, 22)
        let jwk = JSONWebKey(key.publicKey).json
        let value: JSONValue = [
            "id": .string(id),
            "verificationMethod": [
                ["id": "#k1", "type": "JsonWebKey2020", "controller": .string(id), "publicKeyJwk": jwk]
            ],
            "authentication": ["#k1"],
            "capabilityInvocation": [["id": "#k2", "controller": .string(id), "publicKeyJwk": jwk]],
        ]
        let read = try DIDDocument(value, expecting: id)
        #expect(read.method(id + "#k1", for: .authentication) != nil)
        #expect(read.method(id + "#k2", for: .capabilityInvocation) != nil)
        #expect(read.method(id + "#k2", for: .authentication) == nil)
    }

    @Test func `another's document, doubled names and foreign keys do not count`() throws {
        let id = "did:web:a.example"
        let key = try SigningKey.seeded(.es256, 23)
        #expect(throws: IdentityProblem.self) { try DIDDocument(document(id, key), expecting: "did:web:b.example") }
        #expect(throws: IdentityProblem.self) {
            let doubled = document(id, key) { object in
                let methods = object["verificationMethod"]?.arrayValue ?? []
                object["verificationMethod"] = .array(methods + methods)
            }
            return try DIDDocument(doubled, expecting: id)
        }
        let foreign: JSONValue = [
            "id": .string(id),
            "verificationMethod": [
                [
                    "id": .string(id + "#k1"), "controller": "did:web:b.example",
                    "publicKeyJwk": JSONWebKey(key.publicKey).json,
                ]
            ],
            "capabilityInvocation": [.string(id + "#k1"), "did:web:b.example#k1"],
        ]
        #expect(try DIDDocument(foreign, expecting: id).methods(for: .capabilityInvocation).isEmpty)
        let many = JSONValue.array(Array(repeating: "did:web:a.example#k1", count: 65))
        #expect(throws: IdentityProblem.self) {
            try DIDDocument(["id": .string(id), "authentication": many], expecting: id)
        }
    }
}
