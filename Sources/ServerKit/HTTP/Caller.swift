/// Who makes a call, as proven by what the request carried.
package enum Caller: Sendable {
    case anyone
    case participant(VerifiedParticipant)
    case person(Person)
    case application(VerifiedApplication)

    /// The one use of the token that the caller came with.
    var use: SingleUse? {
        switch self {
        case .participant(let participant): participant.use
        case .application(let application): application.use
        case .anyone, .person: nil
        }
    }
}

/// A participant whose token was verified; only an `Authenticator` makes one.
package struct VerifiedParticipant: Sendable, Equatable {
    package let id: String
    /// Facts about the participant that policies may ask for.
    package let claims: [String: [String]]
    /// The one use of the token that the participant came with; nil for tokens that may be shown many times.
    package let use: SingleUse?

    /// Call this only after the token was checked.
    package init(verifiedID: String, claims: [String: [String]] = [:], use: SingleUse? = nil) {
        id = verifiedID
        self.claims = claims
        self.use = use
    }
}

/// A signed-in user of the management side.
package struct Person: Sendable, Equatable {
    package enum Role: String, Sendable, CaseIterable, Comparable {
        /// Reads; also decides what others asked for; also does business; also manages peers, keys and people.
        case auditor, approver, `operator`, owner

        /// Each role includes the ones before it.
        package static func < (one: Role, other: Role) -> Bool {
            (allCases.firstIndex(of: one) ?? 0) < (allCases.firstIndex(of: other) ?? 0)
        }
    }
    package let name: String
    package let role: Role
    /// What the token or session may be used for, as `area:read` or `area:write`; nil is all that the role allows.
    package let scopes: Set<String>?
    /// The account behind a session; nil for API tokens.
    package let account: String?

    package init(name: String, role: Role, scopes: Set<String>? = nil, account: String? = nil) {
        self.name = name
        self.role = role
        self.scopes = scopes
        self.account = account
    }

    /// Whether the scopes cover an endpoint: its area is the segment behind `/api/v1/`; writing includes reading.
    package func isScoped(for path: String, reads: Bool) -> Bool {
        guard let scopes else { return true }
        let segments = path.split(separator: "/").map(String.init)
        let area = segments.starts(with: ["api", "v1"]) ? segments.dropFirst(2).first : segments.first
        let rights = reads ? ["read", "write"] : ["write"]
        return rights.contains { right in
            scopes.contains("*:\(right)") || area.map { scopes.contains("\($0):\(right)") } ?? false
        }
    }

    /// Whether a text is a scope: an area or `*`, a colon, `read` or `write`.
    package static func isScope(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, ["read", "write"].contains(parts[1]), (1...40).contains(parts[0].utf8.count) else {
            return false
        }
        return parts[0] == "*" || parts[0].utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D }
    }
}

/// Tells who a request comes from by its `Authorization` header; nil when the header proves nothing.
package protocol Authenticator: Sendable {
    func participant(authorization: String) async throws -> VerifiedParticipant?
    func person(authorization: String) async throws -> Person?
    func application(authorization: String) async throws -> VerifiedApplication?
}

extension Authenticator {
    /// Nobody has registered applications.
    package func application(authorization: String) async throws -> VerifiedApplication? { nil }
}
