package import Primitives

/// A program that uses data under agreements, by its own registered identity; only an `Authenticator` makes one.
package struct VerifiedApplication: Sendable, Equatable {
    package let id: String
    package let version: String
    /// SHA-256 of the program that was registered; nil where none was.
    package let digest: Digest?
    /// What it was registered for; empty leaves the purpose to each use.
    package let purposes: [String]
    /// The one use of the token that it came with; nil for a token that may be shown many times.
    package let use: SingleUse?

    /// Call this only after the token was checked.
    package init(
        verifiedID: String,
        version: String,
        digest: Digest?,
        purposes: [String],
        use: SingleUse? = nil
    ) {
        self.use = use
        id = verifiedID
        self.version = version
        self.digest = digest
        self.purposes = purposes
    }
}
