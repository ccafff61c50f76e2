import Primitives
import ServerKit
import Synchronization

/// Who is signed in: in memory alone, so that a restart ends every session.
final class Sessions: Sendable {
    /// Seconds without a request after which a session ends (ASVS 5.0, 7.3.1).
    static let idleSeconds: Int64 = 1_800
    /// Seconds after which a session ends whatever happens (7.3.2).
    static let longestSeconds: Int64 = 43_200
    /// Sessions of one person, and of all; the oldest ends for a new one.
    private static let ofOne = 10
    private static let ofAll = 10_000

    private struct Session {
        let person: Person
        let account: String
        let since: Instant
        var used: Instant
    }

    private let sessions = Mutex<[Digest: Session]>([:])

    /// Begins a session under a new identifier.
    func begin(_ account: UserAccount, token: String, at now: Instant) {
        let person = Person(
            name: account.name,
            role: account.role,
            scopes: account.mustChangePassword ? ["account:write"] : nil,
            account: account.name
        )
        sessions.withLock { sessions in
            sessions = sessions.filter { Self.isAlive($0.value, at: now) }
            Self.makeRoom(ofOne: account.name, in: &sessions)
            sessions[Digest(of: token)] = Session(person: person, account: account.name, since: now, used: now)
        }
    }

    private static func makeRoom(ofOne account: String, in sessions: inout [Digest: Session]) {
        let own = sessions.filter { $0.value.account == account }
        if own.count >= ofOne, let oldest = own.min(by: { $0.value.since < $1.value.since }) {
            sessions[oldest.key] = nil
        }
        if sessions.count >= ofAll, let oldest = sessions.min(by: { $0.value.used < $1.value.used }) {
            sessions[oldest.key] = nil
        }
    }

    private static func isAlive(_ session: Session, at now: Instant) -> Bool {
        now < session.used.advanced(seconds: idleSeconds) && now < session.since.advanced(seconds: longestSeconds)
    }

    /// Who a session token stands for; using it keeps it alive.
    func person(_ token: String, at now: Instant) -> Person? {
        let digest = Digest(of: token)
        return sessions.withLock { sessions in
            guard var session = sessions[digest] else { return nil }
            guard Self.isAlive(session, at: now) else {
                sessions[digest] = nil
                return nil
            }
            session.used = now
            sessions[digest] = session
            return session.person
        }
    }

    func end(_ token: String) { sessions.withLock { $0[Digest(of: token)] = nil } }

    /// Ends all sessions of an account: its password, role or state changed.
    func endAll(of account: String) { sessions.withLock { $0 = $0.filter { $0.value.account != account } } }
}
