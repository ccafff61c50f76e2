import Identity
import Logging
import Node
import Primitives
import ServerKit
import Synchronization
import Testing
import TestKit

@Suite struct ClaimsVerifierTests {
    private struct Fixture {
        let space: ClaimsSpace
        let database: Database
        let participants: Participants
        let verifier: ClaimsVerifier
    }

    private func fixture(
        trusting types: [String] = ["MembershipCredential"],
        cacheSeconds: Int64 = 300
    ) async throws -> Fixture {
        let space = try ClaimsSpace()
        let world = space.world.world
        let database = try Database.inMemory(
            migrations: TrustStore.migrations + ParticipantStore.migrations + TokenUseStore.migrations
        )
        let trust = try await TrustList.open(database, configured: [(space.issuer.did, types)], world: world)
        let participants = try await Participants.open(database, world: world)
        let metrics = Metrics()
        let statuses = StatusLists(desk: space, transport: space, world: world, metrics: metrics)
        let verifier = ClaimsVerifier(
            desk: space,
            checker: CredentialChecker(desk: space, trust: trust, statuses: statuses, schemas: [:], world: world),
            statuses: statuses,
            participants: participants,
            transport: space,
            settings: ClaimsSettings(cacheSeconds: cacheSeconds),
            database: database,
            world: world,
            metrics: metrics,
            logger: Logger(label: "test")
        )
        return Fixture(space: space, database: database, participants: participants, verifier: verifier)
    }

    private func token(_ space: ClaimsSpace) -> String { space.holder.did + "|opens" }

    @Test func `claims of a trusted issuer reach the participant, one presentation for many`() async throws {
        let fixture = try await fixture()
        for _ in 0..<20 {
            let participant = try await fixture.verifier.participant(token(fixture.space))
            #expect(participant.id == fixture.space.holder.did)
            #expect(participant.claims["MembershipCredential"] == ["active"])
            #expect(participant.claims["MembershipCredential.level"] == ["gold"])
        }
        #expect(fixture.space.queries == 1)
        #expect(fixture.space.lists == 1)
    }

    @Test func `a presentation counts for its time only`() async throws {
        let fixture = try await fixture(cacheSeconds: 300)
        _ = try await fixture.verifier.participant(token(fixture.space))
        fixture.space.world.advance(milliseconds: 299_000)
        _ = try await fixture.verifier.participant(token(fixture.space))
        #expect(fixture.space.queries == 1)
        fixture.space.world.advance(milliseconds: 2_000)
        _ = try await fixture.verifier.participant(token(fixture.space))
        #expect(fixture.space.queries == 2)
    }

    @Test func `a status is read again within half a minute, and a revoked credential stops counting`() async throws {
        let fixture = try await fixture()
        _ = try await fixture.verifier.participant(token(fixture.space))
        fixture.space.revoke(5)
        fixture.space.world.advance(milliseconds: 29_000)
        _ = try await fixture.verifier.participant(token(fixture.space))
        fixture.space.world.advance(milliseconds: 2_000)
        let problem = await #expect(throws: Problem.self) {
            try await fixture.verifier.participant(token(fixture.space))
        }
        #expect(problem?.code == .unauthenticated)
        #expect(problem?.message.en.contains("revoked") == true)
        #expect(fixture.participants.claims(of: fixture.space.holder.did).isEmpty)
    }

    @Test func `a status that cannot be read is no yes`() async throws {
        let fixture = try await fixture()
        _ = try await fixture.verifier.participant(token(fixture.space))
        fixture.space.cutList()
        fixture.space.world.advance(milliseconds: 61_000)
        await #expect(throws: Problem.self) { try await fixture.verifier.participant(token(fixture.space)) }
    }

    @Test func `an issuer counts for the types that it is trusted for, and for no other`() async throws {
        let fixture = try await fixture(trusting: ["OtherCredential"])
        let problem = await #expect(throws: Problem.self) {
            try await fixture.verifier.participant(token(fixture.space))
        }
        #expect(problem?.message.en.contains("missing") == true)
    }

    @Test func `without an access token nothing is asked`() async throws {
        let fixture = try await fixture()
        await #expect(throws: Problem.self) { try await fixture.verifier.participant(fixture.space.holder.did) }
        #expect(fixture.space.queries == 0)
    }

    @Test func `what was proven outlives a restart, and ends with the credential`() async throws {
        let fixture = try await fixture()
        _ = try await fixture.verifier.participant(token(fixture.space))
        let again = try await Participants.open(fixture.database, world: fixture.space.world.world)
        #expect(again.claims(of: fixture.space.holder.did)["MembershipCredential"] == ["active"])
        fixture.space.world.advance(milliseconds: 3_601_000)
        #expect(again.find(fixture.space.holder.did) == nil)
    }

    /// An open use whose end is written down.
    private final class Uses: OpenUses {
        let did: String
        private let ended = Mutex<[CredentialProblem.Code]>([])

        init(_ did: String) { self.did = did }

        var codes: [CredentialProblem.Code] { ended.withLock { $0 } }

        func participantsWithOpenUse() async throws -> Set<String> { [did] }

        func end(of participant: String, because problem: CredentialProblem) async {
            ended.withLock { $0.append(problem.code) }
        }
    }

    @Test func `open use ends when the credential is revoked meanwhile`() async throws {
        let fixture = try await fixture()
        _ = try await fixture.verifier.participant(token(fixture.space))
        let uses = Uses(fixture.space.holder.did)
        let watch = StandingWatch(
            verifier: fixture.verifier,
            participants: fixture.participants,
            uses: uses,
            logger: Logger(label: "test")
        )
        await watch.look()
        #expect(uses.codes.isEmpty)
        fixture.space.revoke(5)
        fixture.space.world.advance(milliseconds: 61_000)
        await watch.look()
        #expect(uses.codes == [.revoked])
        #expect(fixture.participants.find(fixture.space.holder.did) == nil)
    }

    @Test func `access tokens open what they name, to whom they name, for their time`() throws {
        let space = try ClaimsSpace()
        let tokens = AccessTokens(world: space.world.world)
        let token = tokens.token(for: "did:web:a.example", scopes: [.type("A")])
        #expect(tokens.scopes(of: token, for: "did:web:a.example") == [.type("A")])
        #expect(tokens.scopes(of: token, for: "did:web:b.example") == nil)
        #expect(tokens.scopes(of: "guessed", for: "did:web:a.example") == nil)
        #expect(tokens.token(for: "did:web:a.example", scopes: [.type("A")]) == token)
        #expect(tokens.token(for: "did:web:a.example", scopes: [.type("A"), .type("B")]) != token)
        space.world.advance(milliseconds: 301_000)
        #expect(tokens.scopes(of: token, for: "did:web:a.example") == nil)
        #expect(tokens.token(for: "did:web:a.example", scopes: [.type("A")]) != token)
    }
}
