import Primitives
package import ServerKit
import Synchronization

/// Who this node knows: found by identifier to send, by token to receive.
package final class Peers: Sendable {
    /// Characters of a token: shorter ones can be guessed.
    package static let tokenCharacters = 9...512

    private struct Index {
        var byID: [String: Peer] = [:]
        var byToken: [Digest: Peer] = [:]
    }

    private let database: Database
    private let index = Mutex(Index())
    /// Peers that were changed or removed, with what the owner vouches for.
    package let changed = ChangedParticipants()

    private init(database: Database) { self.database = database }

    /// Opens the directory: the configuration's entries replace those that an earlier configuration made.
    package static func open(_ database: Database, configured: [Peer]) async throws -> Peers {
        try await database.write { transaction in
            try PeerStore.removeAll(from: .configuration, in: transaction)
            for peer in configured { try PeerStore.save(peer, in: transaction) }
        }
        let peers = Peers(database: database)
        try await peers.reload()
        return peers
    }

    private func reload() async throws {
        let all = try await database.read { try PeerStore.all(in: $0) }
        var fresh = Index()
        for peer in all {
            fresh.byID[peer.id] = peer
            if let digest = peer.tokenInDigest { fresh.byToken[digest] = peer }
        }
        index.withLock { $0 = fresh }
    }

    package func find(_ id: String) -> Peer? { index.withLock { $0.byID[id] } }

    /// The peer, or an error that says how to add it.
    package func require(_ id: String) throws -> Peer {
        guard let peer = find(id) else {
            throw Problem(
                .notFound,
                BilingualText(en: "no peer `\(id)` is known", zh: "未登记对方 `\(id)`"),
                advice: BilingualText(en: "add it with `sluice peer add`", zh: "请用 `sluice peer add` 登记")
            )
        }
        return peer
    }

    package func find(address: String) -> Peer? {
        let wanted = address.hasSuffix("/") ? String(address.dropLast()) : address
        return index.withLock { $0.byID.values.first { $0.address == wanted } }
    }

    /// All peers whose name, identifier or address contains the words, by identifier.
    package func list(matching words: String?) -> [Peer] {
        let needle = words?.lowercased() ?? ""
        let all = index.withLock { Array($0.byID.values) }
        return all.filter { peer in
            needle.isEmpty || [peer.id, peer.name, peer.address].contains { $0.lowercased().contains(needle) }
        }.sorted { $0.id < $1.id }
    }

    package func save(_ peer: Peer) async throws {
        if let known = find(peer.id), known.origin == .configuration { throw Self.isConfigured(peer.id) }
        try await database.write { try PeerStore.save(peer, in: $0) }
        try await reload()
        changed.note(peer.id)
    }

    package func remove(_ id: String) async throws {
        guard try require(id).origin == .management else { throw Self.isConfigured(id) }
        _ = try await database.write { try PeerStore.remove(id, in: $0) }
        try await reload()
        changed.note(id)
    }

    private static func isConfigured(_ id: String) -> Problem {
        Problem(
            .conflict,
            BilingualText(en: "peer `\(id)` comes from the configuration file", zh: "对方 `\(id)` 来自配置文件"),
            advice: BilingualText(en: "change it there and restart", zh: "请修改配置文件并重启")
        )
    }

    /// The participant that a token stands for.
    ///
    /// The token is compared by its digest, so the time the look-up takes tells nothing about stored tokens.
    package func authenticate(token: String) -> VerifiedParticipant? {
        guard Self.tokenCharacters.contains(token.utf8.count) else { return nil }
        let digest = Digest(of: token)
        guard let peer = index.withLock({ $0.byToken[digest] }) else { return nil }
        return VerifiedParticipant(verifiedID: peer.id, claims: peer.claims)
    }
}
