package import Identity

/// What this node asks of others, and shows of itself.
package struct ClaimsSettings: Sendable {
    /// Types of credentials that every participant must present; what is asked for, exactly.
    package var required: [String]
    /// Types that our access tokens open to those whom we send requests.
    package var shown: [String]
    /// How long a presentation counts without being asked for again.
    package var cacheSeconds: Int64
    /// How long a status list counts.
    package var statusSeconds: Int64
    /// Schemas by their addresses; they are never fetched.
    package var schemas: [String: CredentialSchema]

    /// The longest time that a presentation may be kept: its holder may have lost a credential since.
    package static let longestCacheSeconds: Int64 = 3600

    package init(
        required: [String] = ["MembershipCredential"],
        shown: [String]? = nil,
        cacheSeconds: Int64 = 300,
        statusSeconds: Int64 = StatusLists.longestSeconds,
        schemas: [String: CredentialSchema] = [:]
    ) {
        self.required = required
        self.shown = shown ?? required
        self.cacheSeconds = min(max(cacheSeconds, 0), Self.longestCacheSeconds)
        self.statusSeconds = statusSeconds
        self.schemas = schemas
    }

    package var scopes: [CredentialScope] { required.map { .type($0) } }
}
