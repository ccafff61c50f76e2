import Synchronization

/// Which messages are under way; bounded in all and to one peer, so that a slow peer never starves the others.
package final class OutboxFlight: Sendable {
    /// Messages under way at once, in all and to one peer.
    package static let limit = 256
    package static let perPeerLimit = 64
    /// Peers that can be at their limit at the same time.
    static let crowdedLimit = limit / perPeerLimit
    /// Who was turned away is looked for again when this share is free: one look then fills several places.
    private static let freeShare = 4

    private struct State {
        var ids: Set<String> = []
        var perPeer: [String: Int] = [:]
        /// Somebody was not admitted since the last look.
        var hasTurnedAway = false
    }

    private let state = Mutex(State())

    package init() {}

    /// Takes a place; false when there is none, or the message is under way already.
    package func admit(_ id: String, of peer: String) -> Bool {
        state.withLock { state in
            if state.ids.contains(id) { return false }
            guard state.ids.count < Self.limit, state.perPeer[peer, default: 0] < Self.perPeerLimit else {
                state.hasTurnedAway = true
                return false
            }
            state.ids.insert(id)
            state.perPeer[peer, default: 0] += 1
            return true
        }
    }

    /// Frees a message's place; true when it is time to look for those who were turned away.
    @discardableResult
    package func release(_ id: String, of peer: String) -> Bool {
        state.withLock { state in
            state.ids.remove(id)
            let left = state.perPeer[peer, default: 1] - 1
            state.perPeer[peer] = left > 0 ? left : nil
            let hasRoom =
                left <= Self.perPeerLimit - Self.perPeerLimit / Self.freeShare
                && state.ids.count <= Self.limit - Self.limit / Self.freeShare
            guard state.hasTurnedAway, hasRoom else { return false }
            state.hasTurnedAway = false
            return true
        }
    }

    /// Peers at their limit: a look at the table passes over their messages.
    package var crowded: [String] {
        state.withLock { $0.perPeer.filter { $0.value >= Self.perPeerLimit }.map(\.key) }
    }

    /// Notes that a look did not see everything.
    func noteMore() { state.withLock { $0.hasTurnedAway = true } }
}
