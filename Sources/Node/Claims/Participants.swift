import Primitives
package import ServerKit
import Synchronization

/// The participants that proved themselves by credentials, and what they proved.
package final class Participants: Sendable {
    private let database: Database
    private let world: World
    private let proven = Mutex<[String: ProvenClaims]>([:])
    /// Whose claims changed, ended or were withdrawn.
    package let changed = ChangedParticipants()

    private init(database: Database, world: World) {
        self.database = database
        self.world = world
    }

    package static func open(_ database: Database, world: World) async throws -> Participants {
        let participants = Participants(database: database, world: world)
        let all = try await database.read { try ParticipantStore.all(in: $0) }
        participants.proven.withLock { table in
            for entry in all { table[entry.did] = entry }
        }
        return participants
    }

    /// What a participant proved and what has not ended since.
    package func find(_ did: String) -> ProvenClaims? {
        guard let found = proven.withLock({ $0[did] }), !found.isOver(at: world.now()) else { return nil }
        return found
    }

    /// Whether a participant ever proved itself and was not forgotten since.
    package func isKnown(_ did: String) -> Bool { proven.withLock { $0[did] != nil } }

    /// The claims of a participant; nothing when it proved none, or when they ended.
    package func claims(of did: String) -> [String: [String]] { find(did)?.claims ?? [:] }

    package func list(matching words: String?) -> [ProvenClaims] {
        let needle = words?.lowercased() ?? ""
        return proven.withLock { Array($0.values) }.filter { needle.isEmpty || $0.did.lowercased().contains(needle) }
            .sorted { $0.did < $1.did }
    }

    package func save(_ entry: ProvenClaims) async throws {
        let isKnown = proven.withLock { $0[entry.did] != nil || $0.count < ParticipantStore.limit }
        guard isKnown else { throw Problem.overloaded }
        try await database.write { try ParticipantStore.save(entry, in: $0) }
        let before = proven.withLock { $0.updateValue(entry, forKey: entry.did) }
        if before?.claims != entry.claims || before?.validUntil != entry.validUntil { changed.note(entry.did) }
    }

    /// Forgets what no longer holds; from now on the participant has no claims until it presents anew.
    package func remove(_ did: String) async throws {
        proven.withLock { $0[did] = nil }
        changed.note(did)
        try await database.write { try ParticipantStore.remove(did, in: $0) }
    }
}
