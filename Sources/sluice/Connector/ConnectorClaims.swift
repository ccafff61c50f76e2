import Connector
import Identity
import Logging
import Node
import Primitives
import ServerKit
import ServiceLifecycle

/// Credentials in all three roles: what we hold, what we ask of others, what we issue.
///
/// It exists where the participant's identifier is this node's own `did:web`: only then can a self-issued token say who we are.
struct ConnectorClaims: Sendable {
    let introducer: ClaimsIntroducer
    let verifier: ClaimsVerifier
    let participants: Participants
    let wallet: Wallet
    let issuer: Issuer
    let trust: Node.TrustList
    let tokenService: TokenService
    private let logger: Logger

    /// The services that the DID document names.
    static func services(of did: DIDWeb, publicURL: String, configuration: ClaimsConfiguration) -> [DIDService] {
        let base = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
        var services = [
            DIDService(
                id: "\(did)#credential-service",
                type: DCP.credentialService,
                endpoint: base + Wallet.path
            )
        ]
        if !configuration.issuable.isEmpty {
            services.append(
                DIDService(id: "\(did)#issuer-service", type: DCP.issuerService, endpoint: base + Issuer.path)
            )
        }
        return services
    }

    static func build(
        identity: NodeIdentity,
        keys: Keys,
        resolver: any DIDResolver,
        publicURL: String,
        settings: ConnectorSettings,
        database: Database,
        egress: Egress,
        world: World,
        bell: OutboxBell,
        feed: EventFeed,
        metrics: Metrics,
        security: SecurityLog,
        logger: Logger
    ) async throws -> ConnectorClaims {
        // Well over 70 lines: what depends on what is read best as one list.
        let configuration = settings.claims
        let desk = NodeDesk(identity: identity, keys: keys, resolver: resolver, world: world)
        let transport = EgressTransport(egress: egress)
        let trust = try await Node.TrustList.open(database, configured: configuration.trusted, world: world)
        let participants = try await Participants.open(database, world: world)
        let statuses = StatusLists(
            desk: desk,
            transport: transport,
            seconds: configuration.claims.statusSeconds,
            world: world,
            metrics: metrics
        )
        let checker = CredentialChecker(
            desk: desk,
            trust: trust,
            statuses: statuses,
            schemas: configuration.claims.schemas,
            world: world
        )
        let tokens = AccessTokens(world: world)
        let base = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
        return ConnectorClaims(
            introducer: ClaimsIntroducer(desk: desk, tokens: tokens, settings: configuration.claims, world: world),
            verifier: ClaimsVerifier(
                desk: desk,
                checker: checker,
                statuses: statuses,
                participants: participants,
                transport: transport,
                settings: configuration.claims,
                database: database,
                world: world,
                metrics: metrics,
                logger: logger
            ),
            participants: participants,
            wallet: Wallet(
                desk: desk,
                checker: checker,
                trust: trust,
                tokens: tokens,
                database: database,
                transport: transport,
                world: world
            ),
            issuer: Issuer(
                desk: desk,
                baseURL: base + Issuer.path,
                issuable: configuration.issuable,
                database: database,
                transport: transport,
                world: world,
                bell: bell,
                feed: feed
            ),
            trust: trust,
            tokenService: TokenService(
                desk: desk,
                tokens: tokens,
                clients: configuration.clients,
                world: world,
                security: security
            ),
            logger: logger
        )
    }

    var publicEndpoints: [Endpoint] { wallet.protocolEndpoints + issuer.protocolEndpoints }

    var managementEndpoints: [Endpoint] {
        ClaimsAdmin(wallet: wallet, trust: trust, participants: participants).adminEndpoints
            + (issuer.isActive ? IssuerAdmin(issuer).adminEndpoints : [])
    }

    /// What runs beside the listeners: the issuer's worker, and the watch over those whose use is open.
    func services(watching uses: any OpenUses) -> [any Service] {
        var services: [any Service] = [
            StandingWatch(verifier: verifier, participants: participants, uses: uses, logger: logger),
            OwnStanding(wallet: wallet, participants: participants, logger: logger),
        ]
        if issuer.isActive { services.append(IssuanceWorker(issuer, logger: logger)) }
        return services
    }
}

/// Deliveries of the issuer carry their own tokens; everything else is the peer client's.
struct CourierByTopic: OutboxCourier {
    let client: PeerClient
    let issuer: Issuer?

    func deliver(_ message: OutboxMessage) async -> DeliveryOutcome {
        if message.topic == Issuer.topic, let issuer { return await issuer.deliver(message) }
        return await client.deliver(message)
    }
}
