import NIOCore
import Synchronization

/// Remembers lookups for a short time, and lets all who ask for one name wait for one lookup.
final class ResolverCache: Sendable {
    private enum Entry {
        case running(Task<[NetworkAddress], any Error>)
        case known([NetworkAddress], until: NIODeadline)
    }

    private let resolver: any HostResolver
    private let entries = Mutex<[String: Entry]>([:])

    init(_ resolver: any HostResolver) { self.resolver = resolver }

    func addresses(of host: EgressOrigin.Host) async throws -> [NetworkAddress] {
        switch host {
        case .address(let address): return [address]
        case .name(let name):
            switch try entry(name) {
            case .known(let addresses, _): return addresses
            case .running(let task): return try await task.value
            }
        }
    }

    private func entry(_ name: String) throws(EgressProblem) -> Entry {
        try entries.withLock { (entries: inout [String: Entry]) throws(EgressProblem) -> Entry in
            let now = NIODeadline.now()
            switch entries[name] {
            case .known(_, let until)? where until <= now: break
            case .some(let entry): return entry
            case .none: try Self.makeRoom(in: &entries, now: now, for: name)
            }
            // A task of its own: the first caller's cancellation must not fail the others.
            let entry = Entry.running(Task { try await self.lookUp(name) })
            entries[name] = entry
            return entry
        }
    }

    private func lookUp(_ name: String) async throws -> [NetworkAddress] {
        do {
            let addresses = try await resolver.addresses(of: name)
            guard !addresses.isEmpty else { throw EgressProblem.notResolved(name, "no addresses") }
            entries.withLock { $0[name] = .known(addresses, until: .now() + EgressLimits.lookupAge) }
            return addresses
        } catch {
            entries.withLock { $0[name] = nil }
            throw error
        }
    }

    private static func makeRoom(
        in entries: inout [String: Entry],
        now: NIODeadline,
        for name: String
    )
        throws(EgressProblem)
    {
        guard entries.count >= EgressLimits.lookups else { return }
        entries = entries.filter { if case .running = $0.value { true } else { false } }
        guard entries.count < EgressLimits.lookups else { throw .notResolved(name, "too many lookups are waiting") }
    }
}
