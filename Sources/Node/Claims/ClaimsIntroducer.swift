import Identity
import Primitives
package import ServerKit

/// Introduces us to parties that are known by their DID: a self-issued token with an access token to what we show.
package struct ClaimsIntroducer: SelfIntroducer {
    private let desk: any ClaimsDesk
    private let tokens: AccessTokens
    private let settings: ClaimsSettings
    private let world: World

    package init(desk: any ClaimsDesk, tokens: AccessTokens, settings: ClaimsSettings, world: World) {
        self.desk = desk
        self.tokens = tokens
        self.settings = settings
        self.world = world
    }

    package func token(for party: String) async throws -> String? {
        guard party.hasPrefix("did:web:") else { return nil }
        let access = tokens.token(for: party, scopes: Set(settings.shown.map { .type($0) }))
        let token = SelfIssuedToken(from: desk.did, to: party, accessToken: access, world: world)
        return try await desk.sign(token.payload, for: .capabilityInvocation, type: nil)
    }
}
