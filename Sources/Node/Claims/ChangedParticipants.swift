import Synchronization

/// Participants of whom something else is known now, until somebody looks at what that means for them.
package final class ChangedParticipants: Sendable {
    private let names = Mutex<Set<String>>([])

    package init() {}

    func note(_ participant: String) { _ = names.withLock { $0.insert(participant) } }

    /// Those that were noted since the last call; one reader only.
    package func take() -> Set<String> {
        names.withLock { names in
            defer { names = [] }
            return names
        }
    }
}
