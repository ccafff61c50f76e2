/// Who makes a call, as proven by what the request carried.
package enum Caller: Sendable {
    case anyone
    case participant(VerifiedParticipant)
    case person(Person)
}

/// A participant whose token was verified; only an `Authenticator` makes one.
package struct VerifiedParticipant: Sendable, Equatable {
    package let id: String
    /// Facts about the participant that policies may ask for.
    package let claims: [String: [String]]

    /// Call this only after the token was checked.
    package init(verifiedID: String, claims: [String: [String]] = [:]) {
        id = verifiedID
        self.claims = claims
    }
}

/// A signed-in user of the management side.
package struct Person: Sendable, Equatable {
    package enum Role: String, Sendable, CaseIterable, Comparable {
        case auditor, `operator`, owner

        /// Each role includes the ones before it.
        package static func < (one: Role, other: Role) -> Bool {
            (allCases.firstIndex(of: one) ?? 0) < (allCases.firstIndex(of: other) ?? 0)
        }
    }
    package let name: String
    package let role: Role

    package init(name: String, role: Role) {
        self.name = name
        self.role = role
    }
}

/// Tells who a request comes from by its `Authorization` header; nil when the header proves nothing.
package protocol Authenticator: Sendable {
    func participant(authorization: String) async throws -> VerifiedParticipant?
    func person(authorization: String) async throws -> Person?
}
