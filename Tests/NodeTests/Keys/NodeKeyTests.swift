import EvidenceLog
import Foundation
import Identity
import Node
import Primitives
import ServerKit
import TestKit
import Testing

struct NodeKeyTests {
    static let migrations =
        EvidenceStore.migrations + ManagementTrail.migrations + NodeKeyStore.migrations + PeerStore.migrations

    private func open(
        _ database: Database,
        _ sealer: NodeSealer? = nil,
        seed: UInt64 = 1
    ) async throws -> Keys {
        try await Keys.open(
            database,
            sealer: try sealer ?? .forTests(),
            world: SeededWorld(seed: seed).world,
            node: "did:web:us.example"
        )
    }

    private func evidence(_ database: Database, _ id: String) async throws -> [String] {
        try await database.read { transaction in
            try EvidenceStore.entries(about: "key", id, in: transaction).map { $0.record["type"]?.stringValue ?? "" }
        }
    }

    @Test func `the table lets a key end, and nothing bring it back`() {
        var legal: Set<String> = []
        for state in [nil] + NodeKey.State.allCases.map(Optional.some) {
            for event in NodeKey.Event.allCases {
                guard let next = NodeKey.next(state, on: event) else { continue }
                legal.insert("\(state?.rawValue ?? "-") \(event.rawValue) \(next.rawValue)")
            }
        }
        #expect(
            legal == ["- create ACTIVE", "ACTIVE retire RETIRED", "ACTIVE revoke REVOKED", "RETIRED revoke REVOKED"]
        )
    }

    @Test(arguments: KeySuite.allCases, SealingScheme.allCases)
    func `a key signs, also after a restart, and its private part stands sealed`(
        suite: KeySuite,
        scheme: SealingScheme
    ) async throws {
        let database = try Database.inMemory(migrations: Self.migrations)
        let keys = try await open(database, .forTests(scheme))
        let key = try await keys.create(.agreements, suite, by: nil)
        let signature = try keys.signer(.agreements).sign([1, 2, 3])
        #expect(key.publicKey.isValidSignature(signature, for: [1, 2, 3]))
        let again = try await open(database, .forTests(scheme), seed: 2)
        #expect(again.all == [key])
        let second = try again.signer(.agreements, suite: suite).sign([4])
        #expect(key.publicKey.isValidSignature(second, for: [4]))
        let secret = try await database.read { try $0.first("SELECT secret FROM node_key")?.blob("secret") ?? [] }
        #expect(SealedSecret(bytes: secret).scheme == scheme)
        #expect(try await evidence(database, key.id) == ["key.create"])
        let audit = try await database.read {
            try $0.query("SELECT operation FROM audit").map { try $0.text("operation") }
        }
        #expect(audit == ["OPEN key \(key.id) (agreements, \(suite.rawValue))"])
    }

    @Test func `one key signs for a purpose in a suite, and rotation keeps what verifies the past`() async throws {
        let database = try Database.inMemory(migrations: Self.migrations)
        let keys = try await open(database)
        let old = try await keys.ensure(.agreements, .eddsa)
        #expect(try await keys.ensure(.agreements, .eddsa) == old)
        await #expect(throws: Problem.self) { try await keys.create(.agreements, .eddsa, by: nil) }
        let signature = try keys.signer(.agreements).sign([9])
        let (retired, new) = try await keys.rotate(old.id, by: EvidenceActor(.person, "ann"))
        #expect(retired.state == .retired && new.state == .active && new.id != old.id)
        #expect(try keys.require(old.id).publicKey.isValidSignature(signature, for: [9]))
        #expect(try keys.signer(.agreements).key.id == new.id)
        await #expect(throws: Problem.self) { try await keys.rotate(old.id, by: nil) }
        #expect(try await evidence(database, old.id) == ["key.create", "key.retire"])
        let left = try await database.read { try $0.query("SELECT id FROM node_key WHERE secret IS NOT NULL").count }
        #expect(left == 1, "the retired key's private part is erased")
        let revoked = try await keys.revoke(new.id, reason: "lost laptop", by: nil)
        #expect(revoked.state == .revoked)
        #expect(throws: Problem.self) { try keys.signer(.agreements) }
        await #expect(throws: Problem.self) { try await keys.revoke(new.id, reason: "again", by: nil) }
        #expect(try await open(database).all.map(\.state) == keys.all.map(\.state))
    }

    @Test func `another key-encryption key opens nothing; the earlier one, named, does, and the seal is renewed`()
        async throws
    {
        let database = try Database.inMemory(migrations: Self.migrations)
        let first = try NodeSealer.forTests()
        let key = try await open(database, first).create(.identity, .es256, by: nil)
        let newer = try KeyEncryptionKey(Array(10..<42))
        let problem = await #expect(throws: Problem.self) { try await open(database, NodeSealer(newer), seed: 2) }
        #expect(problem?.code == .storage)
        let earlier = try KeyEncryptionKey(Array(100..<132))
        let moved = try await open(database, NodeSealer(newer, previous: [earlier]), seed: 3)
        #expect(moved.all.map(\.id) == [key.id])
        #expect(try await open(database, NodeSealer(newer), seed: 4).all.map(\.id) == [key.id])
    }

    @Test func `the document lets each key do what its purpose is, and forgets the revoked`() async throws {
        let keys = try await open(try Database.inMemory(migrations: Self.migrations))
        let identity = try await keys.create(.identity, .es256, by: nil)
        let agreements = try await keys.create(.agreements, .eddsa, by: nil)
        let us = NodeIdentity(did: try DIDWeb("did:web:us.example:a"), keys: keys)
        let id = "did:web:us.example:a"
        var document = try DIDDocument(us.document.json, expecting: id)
        #expect(document.method("\(id)#\(identity.id)", for: .capabilityInvocation) != nil)
        #expect(document.method("\(id)#\(agreements.id)", for: .assertionMethod) != nil)
        #expect(document.method("\(id)#\(agreements.id)", for: .capabilityInvocation) == nil)
        #expect(us.endpoints.map(\.path) == ["/a/did.json"])
        _ = try await keys.rotate(identity.id, by: nil)
        let newer = try await keys.rotate(agreements.id, by: nil).new
        _ = try await keys.revoke(newer.id, reason: "test", by: nil)
        document = us.document
        #expect(document.method("\(id)#\(identity.id)", for: .capabilityInvocation) == nil, "retired")
        #expect(document.method("\(id)#\(agreements.id)", for: .assertionMethod) != nil, "its past stays good")
        #expect(document.method("\(id)#\(newer.id)", for: .assertionMethod) == nil, "revoked")
        let signer = try keys.signer(.identity)
        #expect(document.method(signer.verificationMethod(of: id), for: .authentication) != nil)
    }

    @Test func `no secret of a peer stands readable in the database's files`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sealed-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let database = try Database.open(path: folder + "/d", migrations: Self.migrations, sealer: .forTests())
        let peers = try await Peers.open(database, configured: [])
        let token = "the-token-that-we-show"
        let peer = Peer(
            id: "urn:p",
            name: "p",
            address: "https://p.example",
            tokenInDigest: nil,
            tokenOut: token,
            origin: .management
        )
        try await peers.save(peer)
        try database.close()
        for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
            let bytes = try Data(contentsOf: URL(filePath: folder + "/" + file))
            #expect(bytes.range(of: Data(token.utf8)) == nil, "\(file)")
        }
        let again = try Database.open(path: folder + "/d", migrations: Self.migrations, sealer: .forTests())
        #expect(try await Peers.open(again, configured: []).find("urn:p")?.tokenOut == token)
    }

    @Test func `identifiers come from configuration, participant or address, and never from an IP address`() throws {
        func identifier(_ configured: String?, _ participant: String, _ url: String) throws -> String? {
            try NodeIdentity.identifier(configured: configured, participant: participant, publicURL: url)?.description
        }
        #expect(try identifier("did:web:a.example", "urn:x", "https://b.example") == "did:web:a.example")
        #expect(try identifier(nil, "did:web:c.example:p", "https://b.example") == "did:web:c.example:p")
        #expect(try identifier(nil, "urn:x", "https://b.example:8443") == "did:web:b.example%3A8443")
        #expect(try identifier(nil, "urn:x", "http://127.0.0.1:8282") == nil)
        #expect(throws: Problem.self) { try identifier("did:web:10.0.0.1", "urn:x", "https://b.example") }
    }
}
