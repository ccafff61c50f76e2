import Node
import Primitives
import ServerKit
import TestKit
import Testing

/// What becomes known of a participant reaches those who serve it, once.
struct ChangedParticipantsTests {
    private func proven(_ claims: [String: [String]], until: Instant? = nil) -> ProvenClaims {
        ProvenClaims(did: "did:web:a", claims: claims, statuses: [], validUntil: until, presented: SeededWorld.start)
    }

    @Test func `other claims, another end and a withdrawal are news; the same again is not`() async throws {
        let database = try Database.inMemory(migrations: ParticipantStore.migrations)
        let participants = try await Participants.open(database, world: SeededWorld(seed: 1).world)
        try await participants.save(proven(["role": ["member"]]))
        #expect(participants.changed.take() == ["did:web:a"])
        try await participants.save(proven(["role": ["member"]]))
        #expect(participants.changed.take().isEmpty)
        try await participants.save(proven(["role": ["guest"]]))
        #expect(participants.changed.take() == ["did:web:a"])
        try await participants.save(proven(["role": ["guest"]], until: SeededWorld.start.advanced(seconds: 60)))
        #expect(participants.changed.take() == ["did:web:a"])
        try await participants.remove("did:web:a")
        #expect(participants.changed.take() == ["did:web:a"])
        #expect(participants.changed.take().isEmpty)
    }

    @Test func `what the owner changes about a peer is news`() async throws {
        let database = try Database.inMemory(migrations: PeerStore.migrations, sealer: try .forTests())
        let peers = try await Peers.open(database, configured: [])
        func peer(_ claims: [String: [String]]) -> Peer {
            Peer(
                id: "urn:peer:a",
                name: "a",
                address: "http://a",
                tokenInDigest: nil,
                tokenOut: nil,
                claims: claims,
                origin: .management
            )
        }
        try await peers.save(peer([:]))
        #expect(peers.changed.take() == ["urn:peer:a"])
        try await peers.save(peer(["role": ["member"]]))
        #expect(peers.changed.take() == ["urn:peer:a"])
        try await peers.remove("urn:peer:a")
        #expect(peers.changed.take() == ["urn:peer:a"])
    }
}
