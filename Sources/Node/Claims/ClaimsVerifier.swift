import Identity
package import Logging
import Primitives
package import ServerKit

/// Turns a self-issued token into a participant with claims (DCP 1.0.1, "Presentation Flow"): token, presentation, credentials,
/// trusted issuers, status.
///
/// What was presented counts for a bounded time; statuses are read again as they age. Requests of one participant that wait for
/// the same presentation share one query.
package actor ClaimsVerifier {
    /// Queries under way at once: each holds a connection to a stranger.
    private static let queryLimit = 64
    /// Presentations asked of one participant per second, and at once: a peer that changes nothing needs one in minutes.
    private static let queryRate = (perSecond: 10.0, burst: 60.0)

    private let desk: any ClaimsDesk
    private let checker: CredentialChecker
    private let statuses: StatusLists
    private let participants: Participants
    private let transport: any PeerTransport
    private let settings: ClaimsSettings
    private let database: Database
    private let world: World
    private let metrics: Metrics
    private let logger: Logger
    private let rate = TokenBuckets(ratePerSecond: queryRate.perSecond, burst: queryRate.burst)
    private var underWay: [String: Task<ProvenClaims, any Error>] = [:]
    /// Tokens that made us ask a moment ago, before their one use was taken.
    private var asked: [TokenUse: Instant] = [:]
    /// Seconds after which a request is over and the use of its token stands in the database.
    private static let askedSeconds: Int64 = 120
    /// Tokens remembered so: more than the rate of queries lets one participant make us ask for, in that time.
    private static let askedLimit = 8_192

    package init(
        desk: any ClaimsDesk,
        checker: CredentialChecker,
        statuses: StatusLists,
        participants: Participants,
        transport: any PeerTransport,
        settings: ClaimsSettings,
        database: Database,
        world: World,
        metrics: Metrics,
        logger: Logger
    ) {
        self.desk = desk
        self.checker = checker
        self.statuses = statuses
        self.participants = participants
        self.transport = transport
        self.settings = settings
        self.database = database
        self.world = world
        self.metrics = metrics
        self.logger = logger
    }

    /// The participant behind a self-issued token; throws what the caller may be told.
    ///
    /// The token's one use is taken by the message's own transaction, which decides; a token of which it is known already that it was
    /// used is refused here, so that a replay never makes us ask a second time.
    package func participant(_ token: String) async throws -> VerifiedParticipant {
        let caller = try await validated(token)
        let now = world.now()
        if let use = caller.use, try await database.read({ try TokenUseStore.isUsed(use, in: $0) }) {
            throw refusedAsUsed()
        }
        do {
            let proven = try await proven(by: caller)
            return VerifiedParticipant(
                verifiedID: caller.did,
                claims: proven.claims,
                use: SingleUse(database) { try TokenUseStore.claim(caller.use, now: now, in: $0) }
            )
        } catch let problem as CredentialProblem {
            metrics.count("sluice_claims_refused_total", ["code": problem.code.rawValue])
            logger.notice(
                "claims refused",
                metadata: ["participant": "\(caller.did)", "why": "\(problem)"]
            )
            throw Problem.claims(problem)
        }
    }

    private func refusedAsUsed() -> Problem {
        metrics.count("sluice_claims_refused_total", ["code": "token"])
        return Problem.refused([.used])
    }

    /// Who a token is of; a refusal is counted and logged without the token.
    private func validated(_ token: String) async throws -> SelfIssuedCaller {
        do {
            return try await desk.validate(token)
        } catch let problem as Problem {
            metrics.count("sluice_claims_refused_total", ["code": "token"])
            logger.notice("token refused", metadata: ["why": "\(problem.message.en)"])
            throw problem
        }
    }

    private func proven(by caller: SelfIssuedCaller) async throws -> ProvenClaims {
        // Without an access token the holder has opened nothing to us; with one, what it showed a moment ago still counts.
        guard let accessToken = caller.accessToken else {
            throw CredentialProblem(.missing, "the token carries no access token (`token`)")
        }
        if let known = participants.find(caller.did), isFresh(known) {
            try await recheck(known)
            return known
        }
        return try await query(caller.did, accessToken, caller.use)
    }

    private func isFresh(_ known: ProvenClaims) -> Bool {
        settings.cacheSeconds > 0 && known.presented.advanced(seconds: settings.cacheSeconds) > world.now()
    }

    /// Reads the statuses of what somebody proved again where they have aged; what does not hold any more is forgotten.
    package func recheck(_ known: ProvenClaims) async throws {
        do {
            guard !known.isOver(at: world.now()) else { throw CredentialProblem(.expired, "a credential ended") }
            for status in known.statuses { try await statuses.check([status.entry], issuer: status.issuer) }
        } catch {
            try await participants.remove(known.did)
            throw error
        }
    }

    private func query(_ did: String, _ accessToken: String, _ use: TokenUse?) async throws -> ProvenClaims {
        // The key holds the access token: a request must not profit from what another one's token opened.
        let key = did + " " + Digest(of: accessToken).hex
        if let running = underWay[key] { return try await running.value }
        if let use { try askOnce(for: use) }
        guard underWay.count < Self.queryLimit, rate.take(did, at: world.now()) == nil else { throw Problem.overloaded }
        // One task for all who wait: a caller that gives up must not end the query of the others.
        let task = Task { try await self.ask(did, accessToken) }
        underWay[key] = task
        defer { underWay[key] = nil }
        return try await task.value
    }

    /// Refuses a token that has made us ask already.
    private func askOnce(for use: TokenUse) throws {
        let now = world.now()
        if asked.count >= Self.askedLimit {
            asked = asked.filter { $0.value.advanced(seconds: Self.askedSeconds) > now }
        }
        guard asked.count < Self.askedLimit else { throw Problem.overloaded }
        guard asked.updateValue(now, forKey: use) == nil else { throw refusedAsUsed() }
    }

    private func ask(_ did: String, _ accessToken: String) async throws -> ProvenClaims {
        let document = try await resolve(did)
        guard let service = document.service(ofType: DCP.credentialService) else {
            throw CredentialProblem(.missing, "`\(did)` names no credential service")
        }
        let presentations = try await presentations(at: service.endpoint, of: did, accessToken)
        var credentials: [VerifiableCredential] = []
        for presentation in presentations {
            credentials += try await verified(presentation, of: did, document)
        }
        let proven = try Self.proof(credentials, did, checker, settings, world.now())
        try await participants.save(proven)
        return proven
    }

    private func resolve(_ did: String) async throws -> DIDDocument {
        do {
            return try await desk.document(of: did, naming: nil)
        } catch {
            throw CredentialProblem(.signature, "`\(did)` cannot be resolved: \(error)")
        }
    }

    private func presentations(at endpoint: String, of did: String, _ accessToken: String) async throws -> [String] {
        metrics.count("sluice_claims_requests_total", ["kind": "presentation"])
        let token = try await desk.sign(
            SelfIssuedToken(from: desk.did, to: did, accessToken: accessToken, world: world).payload,
            for: .capabilityInvocation,
            type: nil
        )
        let base = endpoint.hasSuffix("/") ? String(endpoint.dropLast()) : endpoint
        let answer: PeerAnswer
        do {
            answer = try await transport.send(
                PeerRequest(
                    "POST",
                    base + DCP.presentationQuery,
                    authorization: "Bearer " + token,
                    body: PresentationQueryMessage(scopes: settings.scopes).json.encoded
                )
            )
        } catch {
            throw CredentialProblem(.missing, "the credential service cannot be reached: \(error)")
        }
        guard (200..<300).contains(answer.status) else {
            throw CredentialProblem(.missing, "the credential service answered \(answer.status)")
        }
        do {
            return try PresentationResponseMessage(try JSONReader.read(answer.body)).presentations
        } catch {
            throw CredentialProblem(.malformed, "the credential service's answer: \(error)")
        }
    }

    /// The credentials of a presentation that its holder signed for us, all checked.
    private func verified(
        _ token: String,
        of holder: String,
        _ document: DIDDocument
    ) async throws -> [VerifiableCredential] {
        let presentation = try await Self.presentation(token, of: holder, document, world.now())
        try presentation.checkAudience(desk.did)
        var credentials: [VerifiableCredential] = []
        for token in presentation.credentials {
            let stated = try CredentialChecker.unverified(token)
            // What an issuer says that nobody here trusts is not read, and nothing of it is fetched.
            guard !checker.trustedTypes(of: stated).isEmpty else { continue }
            let credential = try await checker.verified(token, of: stated.issuer)
            try presentation.checkProfile(of: credential)
            try credential.checkHolder(holder)
            try await checker.checkSchemaAndStatus(credential)
            credentials.append(credential)
        }
        return credentials
    }

    private static func presentation(
        _ token: String,
        of holder: String,
        _ document: DIDDocument,
        _ now: Instant
    ) async throws -> VerifiablePresentation {
        let jws: CompactJWS
        do {
            jws = try CompactJWS(parsing: token, maximumBytes: CredentialLimits.tokenBytes)
        } catch {
            throw CredentialProblem(error)
        }
        guard let keyID = jws.header.keyID, keyID.hasPrefix(holder + "#") else {
            throw CredentialProblem(.holder, "the presentation is not signed by `\(holder)`")
        }
        let verified = try CredentialChecker.verify(jws, .authentication, document)
        let payload = try JSONReader.read(verified.payload)
        try VerifiablePresentation.checkTimes(payload, at: now)
        return try VerifiablePresentation(payload: payload, signer: holder)
    }

    /// Gathers claims; every required type must be among the credentials.
    private static func proof(
        _ credentials: [VerifiableCredential],
        _ did: String,
        _ checker: CredentialChecker,
        _ settings: ClaimsSettings,
        _ now: Instant
    ) throws -> ProvenClaims {
        let held = Set(credentials.flatMap { checker.trustedTypes(of: $0) })
        for type in settings.required where !held.contains(type) {
            throw CredentialProblem(.missing, "no \(type) of a trusted issuer was presented")
        }
        return ProvenClaims(of: did, by: credentials, trusted: checker, at: now)
    }
}
