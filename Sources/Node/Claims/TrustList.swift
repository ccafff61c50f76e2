package import Primitives
package import ServerKit
import Synchronization

/// An issuer whose word counts for one type of credential.
package struct TrustedIssuer: Sendable, Equatable {
    package let issuer: String
    package let type: String
    package let origin: Peer.Origin
    package let added: Instant

    package init(issuer: String, type: String, origin: Peer.Origin, added: Instant) {
        self.issuer = issuer
        self.type = type
        self.origin = origin
        self.added = added
    }

    package var json: JSONValue {
        [
            "issuer": .string(issuer), "type": .string(type), "origin": .string(origin.rawValue),
            "added": .string(added.description),
        ]
    }
}

/// Whose credentials this node believes, by type; there is no wildcard, and nobody is trusted by default.
package final class TrustList: Sendable {
    private let database: Database
    private let world: World
    private let entries = Mutex<[TrustedIssuer]>([])

    private init(database: Database, world: World) {
        self.database = database
        self.world = world
    }

    /// Opens the list: the configuration's entries replace those that an earlier configuration made.
    package static func open(
        _ database: Database,
        configured: [(issuer: String, types: [String])],
        world: World
    ) async throws -> TrustList {
        let now = world.now()
        let fresh = configured.flatMap { entry in
            entry.types.map { TrustedIssuer(issuer: entry.issuer, type: $0, origin: .configuration, added: now) }
        }
        try await database.write { transaction in
            try TrustStore.removeAll(from: .configuration, in: transaction)
            for entry in fresh { try TrustStore.save(entry, in: transaction) }
        }
        let list = TrustList(database: database, world: world)
        try await list.reload()
        return list
    }

    private func reload() async throws {
        let all = try await database.read { try TrustStore.all(in: $0) }
        entries.withLock { $0 = all }
    }

    /// Whether an issuer is trusted for a type.
    package func trusts(_ issuer: String, for type: String) -> Bool {
        entries.withLock { all in
            all.contains { $0.issuer.hasSameBytes(as: issuer) && $0.type.hasSameBytes(as: type) }
        }
    }

    /// Whether an issuer is trusted for anything: before that nothing of it is fetched.
    package func knows(_ issuer: String) -> Bool {
        entries.withLock { all in all.contains { $0.issuer.hasSameBytes(as: issuer) } }
    }

    package func list(matching words: String?) -> [TrustedIssuer] {
        let needle = words?.lowercased() ?? ""
        return entries.withLock { $0 }.filter { entry in
            needle.isEmpty || entry.issuer.lowercased().contains(needle) || entry.type.lowercased().contains(needle)
        }
    }

    package func add(_ issuer: String, types: [String]) async throws {
        let now = world.now()
        guard entries.withLock({ $0.count }) + types.count <= TrustStore.limit else { throw Problem.overloaded }
        try await database.write { transaction in
            for type in types {
                let entry = TrustedIssuer(issuer: issuer, type: type, origin: .management, added: now)
                try TrustStore.save(entry, in: transaction)
            }
        }
        try await reload()
    }

    /// Takes trust back, for one type or for all.
    package func remove(_ issuer: String, type: String?) async throws {
        let removed = try await database.write { try TrustStore.remove(issuer, type: type, in: $0) }
        guard removed > 0 else {
            guard !knows(issuer) else {
                throw Problem(
                    .conflict,
                    BilingualText(
                        en: "trust in `\(issuer)` comes from the configuration file",
                        zh: "对 `\(issuer)` 的信任来自配置文件"
                    ),
                    advice: BilingualText(en: "change it there and restart", zh: "请修改配置文件并重启")
                )
            }
            throw Problem.notFound("trusted issuer", issuer)
        }
        try await reload()
    }
}
