import Connector
import Foundation
import Hummingbird
import Identity
import Logging
import Node
import Primitives
import ServerKit
import ServiceLifecycle
import UnixSignals
import UsagePolicy

extension EgressAddressGuard: AddressGuard {}

/// The composition root of a connector: builds everything from the settings and runs it as one group of services.
struct ConnectorServer: Sendable {
    private let settings: ConnectorSettings
    private let logger: Logger
    private let folder: DataFolder
    private let database: Database
    private let egress: Egress
    private let tls: ServerTLS?
    private let services: [any Service]
    /// Everything that is served, by listener.
    let listeners: [(name: String, endpoints: [Endpoint])]

    /// Opens the data folder and builds the connector; nothing listens yet.
    ///
    /// `onReady` hears each listener's name and bound port.
    static func build(
        _ settings: ConnectorSettings,
        logger: Logger,
        onReady: @escaping @Sendable (String, Int) async -> Void = { _, _ in }
    ) async throws -> ConnectorServer {
        // Well over 70 lines: what depends on what is read best as one list.
        let folder = try DataFolder(settings.dataFolder)
        if settings.conformance?.isFresh == true { try folder.startAfresh() }
        let sealer = try settings.secrets.sealer(dataFolder: folder.path, world: .real)
        let database = try Database.open(
            path: folder.databasePath,
            migrations: ConnectorSchema.migrations,
            sealer: sealer
        )
        let egress = try Egress(settings.egress)
        let clock = try await NodeClock.open(database, logger: logger)
        let world = clock.world
        let bell = OutboxBell()
        let feed = EventFeed()
        let metrics = Metrics()
        let peers = try await Peers.open(database, configured: settings.peers)
        let tokens = try await APITokens.open(database, world: world)
        try await makeOwnerToken(tokens, settings)
        let tls = try settings.tls.map { try ServerTLS(certificatePath: $0.certificate, keyPath: $0.key) }
        let health = EvidenceHealth(graceSeconds: settings.evidence.graceSeconds)
        let publicURL =
            settings.publicURL
            ?? "\(tls == nil ? "http" : "https")://\(settings.publicBind.host):\(settings.publicBind.port)"
        let keys = try await Keys.open(
            database,
            sealer: sealer,
            world: world,
            node: settings.participant,
            health: health,
            metrics: metrics
        ) { feed.ring() }
        let did = try NodeIdentity.identifier(
            configured: settings.did,
            participant: settings.participant,
            publicURL: publicURL
        )
        let resolver = WebDIDResolver(
            egress: egress,
            world: world,
            allowsHTTPForLocalhost: settings.allowsHTTPForLocalhost
        )
        let identity = did.map { did in
            NodeIdentity(
                did: did,
                keys: keys,
                services: ConnectorClaims.services(of: did, publicURL: publicURL, configuration: settings.claims)
            )
        }
        let security = SecurityLog(database: database, world: world, logger: logger)
        var claims: ConnectorClaims?
        // A self-issued token says our DID: it must be the name by which agreements know us.
        if let identity, identity.did.description == settings.participant {
            claims = try await ConnectorClaims.build(
                identity: identity,
                keys: keys,
                resolver: resolver,
                publicURL: publicURL,
                settings: settings,
                database: database,
                egress: egress,
                world: world,
                bell: bell,
                feed: feed,
                metrics: metrics,
                security: security,
                logger: logger
            )
        }
        let client = PeerClient(
            peers: peers,
            transport: EgressTransport(egress: egress),
            introducer: claims?.introducer
        )
        let essentials = Essentials(
            identity: ConnectorIdentity(
                participant: settings.participant,
                name: settings.name,
                publicURL: publicURL
            ),
            database: database,
            world: world,
            bell: bell,
            feed: feed,
            health: health,
            peers: peers,
            participants: claims?.participants,
            client: client,
            addressGuard: EgressAddressGuard(egress: egress),
            protected: settings.protected,
            evaluator: PolicyEvaluator(
                vocabulary: PolicyVocabulary(
                    claimOperands: settings.claims.operands,
                    operands: UseIntent.answeredOperands
                )
            ),
            keepsControl: true,
            demandsReports: settings.use.demandsReports,
            reportSeconds: settings.use.reportSeconds,
            signing: AgreementSigning(
                keys: keys,
                did: did?.description ?? settings.participant,
                resolver: resolver,
                peers: peers
            ),
            automates: settings.conformance == nil,
            negotiationDays: settings.negotiationDays
        )
        let signers = try await settings.evidence.signers(keys)
        let evidence = NodeEvidence(
            settings.evidence.log,
            database: database,
            signers: signers,
            world: world,
            feed: essentials.feed,
            health: health,
            node: settings.participant,
            witnessing: try settings.evidence.witnessing(signers, egress),
            logger: logger
        )
        // Before anything is changed: a log that contradicts its database refuses every change from the first moment.
        await evidence.writer.begin()
        // A participant known by a did:web speaks for itself from the first start; a log in test mode holds what the test adds.
        if did?.description == settings.participant, !settings.evidence.hasTestMode {
            try await keys.ensure(.identity, .es256)
        }
        if !settings.evidence.hasTestMode { try await keys.ensure(.agreements, .es256) }
        if let claims, claims.issuer.isActive, !settings.evidence.hasTestMode {
            try await keys.ensure(.credentials, .es256)
        }
        let registry = FlowRegistry()
        let slices = ConnectorSlices(
            essentials: essentials,
            registry: registry,
            egress: egress,
            evidence: evidence,
            settings: settings,
            sealer: sealer,
            logger: logger
        )
        var settlers: [String: any OutboxSettler] = [
            "negotiation": slices.negotiations, "transfer": slices.transfers, "agreement": slices.agreements,
            "amendment": slices.amendments, AgreementFreezing.topic: slices.freezing,
            "usage-report": VaultReports(slices.vault), UsageReports.demandTopic: slices.usageReports,
            DutyReports.topic: DutyReports(essentials),
        ]
        if let claims { settlers[Issuer.topic] = claims.issuer }
        let outbox = Outbox(
            database: database,
            courier: CourierByTopic(client: client, issuer: claims?.issuer),
            settlers: settlers,
            bell: bell,
            world: world,
            settings: settings.outbox,
            logger: logger
        )
        metrics.gauge("sluice_outbox_messages") { [database] in
            await Self.count(database) { try OutboxStore.count(in: $0) }
        }
        metrics.gauge("sluice_outbox_locked_out") { [database] in
            await Self.count(database) { try OutboxStore.lockedOutCount(in: $0) }
        }
        metrics.gauge("sluice_database_commits_total") { [database] in Double(database.commits) }
        for state in [DutyProgress.State.due, .retrying, .breached] {
            metrics.gauge("sluice_duties", ["state": state.rawValue.lowercased()]) {
                await Self.count(database) { try Duties.count(state, in: $0) }
            }
        }
        metrics.gauge("sluice_vault_uses") { Double(slices.vault.openUses) }
        metrics.gauge("sluice_flows") { Double(registry.count) }
        metrics.gauge("sluice_evidence_waiting_seconds") { evidence.waitingSeconds }
        var publicEndpoints = slices.publicEndpoints
        if settings.evidence.hasTestMode { publicEndpoints.append(evidence.testMode.endpoint) }
        publicEndpoints += (identity?.endpoints ?? []) + (claims?.publicEndpoints ?? [])
        var services: [any Service] = [
            outbox, clock, evidence.writer, evidence.witnesses,
            DutyWarden(essentials, logger: logger),
            DeadlineWorker(slices.negotiations, slices.agreements, slices.amendments, logger: logger),
        ]
        services += slices.dataPlane.services + slices.vault.services
        services += claims?.services(watching: slices.transfers) ?? []
        if let script = settings.conformance {
            let robot = ConformanceRobot(
                script: script,
                essentials: essentials,
                negotiations: slices.negotiations,
                transfers: slices.transfers,
                logger: logger
            )
            try await robot.seed(slices.datasets)
            publicEndpoints += robot.endpoints
            services.append(robot)
        }
        services.append(security)
        let users = Users(database: database, world: world, security: security)
        let gate = Gatekeeper(
            authenticator: NodeAuthenticator(
                peers: peers,
                tokens: tokens,
                claims: claims?.verifier,
                users: users,
                applications: slices.applications
            ),
            world: world,
            metrics: metrics,
            logger: logger,
            security: security
        )
        let management = ManagementTrail(database: database, world: world)
            .wrap(
                slices.managementEndpoints(tokens: tokens, client: client, clock: clock)
                    + KeyAdmin(keys).adminEndpoints + (claims?.managementEndpoints ?? [])
                    + DutyConfirmation(Duties(essentials), users).adminEndpoints
                    + UserAdmin(users).adminEndpoints + SecurityLogAdmin(database).adminEndpoints
                    + BackupAdmin(database: database, dataFolder: folder.path).adminEndpoints
            )
        let privateEndpoints = OperationsEndpoints(
            database: database,
            metrics: metrics,
            world: world,
            version: Sluice.version
        )
        .adding(
            to: management + (claims?.tokenService.endpoints ?? [])
                + VaultAdmin(slices.vault, slices.applications).useEndpoints
        )
        services.append(
            Listener(host: settings.publicBind.host, port: settings.publicBind.port, tls: tls)
                .service(gate.router(publicEndpoints), name: "public", logger: logger) { await onReady("public", $0) }
        )
        services.append(
            Listener(host: settings.managementBind.host, port: settings.managementBind.port)
                .service(gate.router(privateEndpoints), name: "management", logger: logger) {
                    await onReady("management", $0)
                }
        )
        return ConnectorServer(
            settings: settings,
            logger: logger,
            folder: folder,
            database: database,
            egress: egress,
            tls: tls,
            services: services,
            listeners: [("public", publicEndpoints), ("management", privateEndpoints)]
        )
    }

    /// A count from the store; -1 when the database cannot be read.
    private static func count(
        _ database: Database,
        _ body: @escaping @Sendable (ReadTransaction) throws -> Int64
    ) async -> Double {
        do {
            return Double(try await database.read(body))
        } catch {
            return -1
        }
    }

    /// The first start makes the owner's token and writes it to its file, this once.
    private static func makeOwnerToken(_ tokens: APITokens, _ settings: ConnectorSettings) async throws {
        guard tokens.isEmpty else { return }
        let token = try await tokens.create(name: APITokens.ownerName, role: .owner)
        do {
            try DataFolder.writeSecret(token, to: settings.ownerTokenFile)
        } catch {
            try await tokens.revoke(APITokens.ownerName)
            throw error
        }
    }

    /// Closes what was built without having run.
    func discard() async throws {
        await egress.shutdown()
        try database.close()
        withExtendedLifetime(folder) {}
    }

    /// Runs until SIGTERM or SIGINT; SIGHUP reads the certificate again.
    func run() async throws {
        let group = ServiceGroup(
            configuration: .init(
                services: services.map {
                    .init(
                        service: $0,
                        successTerminationBehavior: .gracefullyShutdownGroup,
                        failureTerminationBehavior: .gracefullyShutdownGroup
                    )
                },
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        let reloading = Task { await reloadOnHangup() }
        defer { reloading.cancel() }
        try await group.run()
        await egress.shutdown()
        // The last close writes everything from the log into the database file, so that the file alone is whole.
        try database.close()
        withExtendedLifetime(folder) {}
    }

    /// Reads the certificate again on SIGHUP; a file that cannot be read leaves the old one in use.
    private func reloadOnHangup() async {
        for await _ in await UnixSignalsSequence(trapping: .sighup) {
            do {
                try tls?.reload()
                logger.notice("configuration files were read again")
            } catch {
                logger.error("the certificate could not be read; the old one stays", metadata: ["error": "\(error)"])
            }
        }
    }
}
