package import Primitives
package import ServerKit

/// A token by which we say who we are (DCP 1.0.1, "Self-Issued ID Tokens"), before it is signed.
package struct SelfIssuedToken: Sendable {
    /// How long a token counts: long enough for a slow peer and clocks that differ, short enough to be of no use later.
    package static let seconds: Int64 = 300

    package let payload: JSONValue

    package init(from did: String, to audience: String, accessToken: String?, world: World) {
        let now = world.now().milliseconds / 1000
        payload = [
            "iss": .string(did), "sub": .string(did), "aud": .string(audience), "jti": .string(world.urn()),
            "iat": .integer(now), "exp": .integer(now + Self.seconds), "token": .optional(accessToken),
        ]
    }
}
