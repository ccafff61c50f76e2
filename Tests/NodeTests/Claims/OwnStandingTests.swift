import Identity
import Logging
import Primitives
import ServerKit
import TestKit
import Testing

@testable import Node

/// What we can prove ourselves: judged like what others prove, and gone when it does not hold any more.
@Suite struct OwnStandingTests {
    private struct Fixture {
        let space: ClaimsSpace
        let wallet: Wallet
        let participants: Participants
        let standing: OwnStanding

        var claims: [String: [String]] { participants.claims(of: space.did) }

        /// Puts a credential into the wallet as its issuer delivered it.
        func hold(_ token: String, as id: String = "urn:held:1") async throws {
            let credential = try CredentialChecker.unverified(token)
            let held = HeldCredential(
                id: id,
                token: token,
                credential: credential,
                received: space.world.world.now(),
                issuerPid: nil,
                holderPid: nil
            )
            let payload = try credential.storedPayload(of: token)
            try await wallet.database.write { try WalletStore.insert(held, payload: payload, in: $0) }
        }
    }

    private func fixture(trusting types: [String] = ["MembershipCredential"]) async throws -> Fixture {
        let space = try ClaimsSpace()
        let world = space.world.world
        let database = try Database.inMemory(
            migrations: TrustStore.migrations + ParticipantStore.migrations + TokenUseStore.migrations
                + WalletStore.migrations
        )
        let trust = try await TrustList.open(database, configured: [(space.issuer.did, types)], world: world)
        let participants = try await Participants.open(database, world: world)
        let statuses = StatusLists(desk: space, transport: space, seconds: 0, world: world, metrics: Metrics())
        let wallet = Wallet(
            desk: space,
            checker: CredentialChecker(desk: space, trust: trust, statuses: statuses, schemas: [:], world: world),
            trust: trust,
            tokens: AccessTokens(world: world),
            database: database,
            transport: space,
            world: world
        )
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let standing = OwnStanding(wallet: wallet, participants: participants, logger: logger)
        return Fixture(space: space, wallet: wallet, participants: participants, standing: standing)
    }

    @Test func `a credential of a trusted issuer gives claims until its status says otherwise`() async throws {
        let fixture = try await fixture()
        try await fixture.hold(try fixture.space.credential(of: fixture.space.did, fixture.space.world.world.now()))
        #expect(fixture.claims.isEmpty, "nobody has looked yet")
        try await fixture.standing.look()
        #expect(fixture.claims["MembershipCredential.level"] == ["gold"])
        fixture.space.revoke(5)
        try await fixture.standing.look()
        #expect(fixture.claims.isEmpty)
    }

    @Test func `a status that cannot be told, an end in time and an empty wallet give none`() async throws {
        let fixture = try await fixture()
        try await fixture.hold(try fixture.space.credential(of: fixture.space.did, fixture.space.world.world.now()))
        try await fixture.standing.look()
        fixture.space.world.advance(milliseconds: 3_600_001)
        #expect(fixture.claims.isEmpty, "the end of a credential needs no look")
        try await fixture.standing.look()
        #expect(!fixture.participants.isKnown(fixture.space.did))

        try await fixture.hold(
            try fixture.space.credential(of: fixture.space.did, fixture.space.world.world.now()),
            as: "urn:held:2"
        )
        try await fixture.standing.look()
        #expect(!fixture.claims.isEmpty)
        fixture.space.cutList()
        try await fixture.standing.look()
        #expect(fixture.claims.isEmpty)
        try await fixture.wallet.remove("urn:held:2")
        try await fixture.standing.look()
        #expect(fixture.claims.isEmpty)
    }

    @Test func `what is another's, of an issuer that is not trusted, or badly signed gives none`() async throws {
        let own = try await fixture()
        let now = own.space.world.world.now()
        try await own.hold(try own.space.credential(of: own.space.holder.did, now))
        try await own.standing.look()
        #expect(own.claims.isEmpty, "a credential of somebody else")

        let strict = try await fixture(trusting: ["OtherCredential"])
        try await strict.hold(try strict.space.credential(of: strict.space.did, now))
        try await strict.standing.look()
        #expect(strict.claims.isEmpty && strict.space.lists == 0, "nothing is fetched for an issuer whom nobody trusts")

        let forged = try await fixture()
        let good = try forged.space.credential(of: forged.space.did, now)
        let flipped = good.hasSuffix("A") ? "Q" : "A"
        try await forged.hold(String(good.dropLast(2)) + flipped + String(good.suffix(1)))
        try await forged.standing.look()
        #expect(forged.claims.isEmpty)
    }
}
