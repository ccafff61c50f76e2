import EvidenceLog
import Foundation
import Identity
import Node
import Primitives
import ServerKit
import TestKit
import Testing

@testable import Connector

/// Applications that sign for each request: by the registered key only, for us, for a short time, once.
@Suite struct ApplicationSignatureTests {
    private static let name = "urn:app:signing"

    private struct Setting: Sendable {
        let party: Party
        let applications: Applications
        let key: SigningKey

        func claims(_ change: JSONObject = [:]) -> JSONObject {
            let now = party.essentials.world.now().milliseconds / 1000
            var claims: JSONObject = [
                "iss": .string(ApplicationSignatureTests.name), "aud": .string(party.id),
                "jti": .string(UUID().uuidString), "iat": .integer(now), "exp": .integer(now + 60),
            ]
            for member in change.members { claims[member.key] = member.value == .null ? nil : member.value }
            return claims
        }

        func token(_ change: JSONObject = [:], by other: SigningKey? = nil, keyID: String? = nil) throws -> String {
            try CompactJWS.sign(JSONValue.object(claims(change)).encoded, with: other ?? key, keyID: keyID)
        }

        func prove(_ token: String) async throws -> VerifiedApplication? {
            try await applications.application(token: token)
        }

        /// What a request does with the token: its use is taken with the use that it is for.
        func use(_ token: String) async throws {
            let application = try #require(try await prove(token))
            try await party.essentials.database.write { try application.use?.take(in: $0) }
        }
    }

    private static func run(_ suite: KeySuite = .es256, _ body: (Setting) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        let party = try await Party("consumer", port: 1, peer: ("provider", 2), vault: folder.path + "/vault")
        let applications = Applications(try #require(party.vault))
        let key = try SigningKey.generate(suite, random: World.real.random)
        let (made, token) = try await applications.add(
            name,
            version: "1",
            digest: nil,
            purposes: [],
            key: JSONWebKey(key.publicKey),
            by: EvidenceActor(.person, "owner")
        )
        #expect(token == nil && made.json["authentication"]?.stringValue == "signature")
        try await body(Setting(party: party, applications: applications, key: key))
        await party.egress.shutdown()
    }

    @Test("a token by the registered key proves the application, once", arguments: KeySuite.allCases)
    func once(_ suite: KeySuite) async throws {
        try await Self.run(suite) { setting in
            let token = try setting.token()
            #expect(try await setting.prove(token)?.id == Self.name)
            try await setting.use(token)
            #expect(await problem { try await setting.use(token) } == .unauthenticated)
            try await setting.use(try setting.token())
        }
    }

    @Test("of many replays at once one is taken")
    func replays() async throws {
        try await Self.run { setting in
            let token = try setting.token()
            let taken = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<50 { group.addTask { await problem { try await setting.use(token) } == nil } }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(taken == 1)
        }
    }

    @Test("another key, audience, time or name, and anything unsigned, proves nothing")
    func hostile() async throws {
        try await Self.run { setting in
            let other = try SigningKey.generate(.es256, random: World.real.random)
            let now = setting.party.essentials.world.now().milliseconds / 1000
            let changes: [JSONObject] = [
                ["aud": "urn:test:provider"], ["aud": .null], ["jti": .null], ["exp": .null], ["iat": .null],
                ["exp": .integer(now - 60)], ["exp": .integer(now + 3600)], ["iat": .integer(now + 600)],
                ["nbf": .integer(now + 600)],
            ]
            for change in changes {
                let token = try setting.token(change)
                #expect(await problem { _ = try await setting.prove(token) } == .unauthenticated, "\(change)")
            }
            let forged = try setting.token(by: other)
            #expect(await problem { _ = try await setting.prove(forged) } == .unauthenticated)
            let named = try setting.token(keyID: "did:web:other.example#key")
            #expect(await problem { _ = try await setting.prove(named) } == .unauthenticated)
            let good = try setting.token()
            let parts = good.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            let none = Base64URL.encode(Array("{\"alg\":\"none\"}".utf8)) + "." + parts[1] + "."
            for text in [none, parts[0] + "." + parts[1] + ".", "..", "a.b.c", good + "x"] {
                #expect(await problem { _ = try await setting.prove(text) } == .unauthenticated, "\(text.prefix(20))")
            }
            // A name that nobody registered, or that has a bearer token, is a stranger's.
            #expect(try await setting.prove(try setting.token(["iss": "urn:app:nobody"])) == nil)
            let (_, bearer) = try await setting.applications.add(
                "urn:app:plain",
                version: "1",
                digest: nil,
                purposes: [],
                by: EvidenceActor(.person, "owner")
            )
            #expect(try await setting.prove(try setting.token(["iss": "urn:app:plain"])) == nil)
            #expect(try await setting.prove(try #require(bearer))?.id == "urn:app:plain")
            try await setting.applications.remove(Self.name, by: EvidenceActor(.person, "owner"))
            #expect(try await setting.prove(good) == nil)
        }
    }
}
