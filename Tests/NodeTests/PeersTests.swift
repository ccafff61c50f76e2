import Node
import Primitives
import ServerKit
import TestKit
import Testing

@Suite struct PeersTests {
    private func peer(_ id: String, token: String?, from origin: Peer.Origin = .management) -> Peer {
        Peer(
            id: id,
            name: id,
            address: "http://127.0.0.1:1",
            tokenInDigest: token.map { Digest(of: $0) },
            tokenOut: nil,
            claims: [:],
            origin: origin
        )
    }

    private func problem(_ body: () async throws -> Void) async -> Problem? {
        do {
            try await body()
            return nil
        } catch {
            return error as? Problem
        }
    }

    @Test func `a token stands for one peer, and who has it is said`() async throws {
        let database = try Database.inMemory(migrations: PeerStore.migrations, sealer: .forTests())
        let peers = try await Peers.open(database, configured: [peer("a", token: "token-of-a", from: .configuration)])
        let refusal = await problem { try await peers.save(peer("b", token: "token-of-a")) }
        #expect(refusal?.code == .conflict && refusal?.message.en.contains("`a`") == true)
        try await peers.save(peer("b", token: "token-of-b"))
        try await peers.save(peer("b", token: "token-of-b"))
        try await peers.save(peer("c", token: nil))
        try await peers.save(peer("d", token: nil))
        #expect(peers.authenticate(token: "token-of-a")?.id == "a")
        #expect(peers.authenticate(token: "token-of-b")?.id == "b")
    }

    @Test func `two peers of a configuration with one token stop the start with words`() async throws {
        let database = try Database.inMemory(migrations: PeerStore.migrations, sealer: .forTests())
        let twins = ["a", "b"].map { peer($0, token: "token-of-both", from: .configuration) }
        let refusal = await problem { _ = try await Peers.open(database, configured: twins) }
        #expect(refusal?.code == .conflict && refusal?.message.zh.contains("`a`") == true)
    }
}
