import Connector
import Foundation
import Hummingbird
import Logging
import Node
import Primitives
import ServerKit
import ServiceLifecycle
import UnixSignals

extension EgressAddressGuard: AddressGuard {}

/// The composition root of a connector: builds everything from the settings and runs it as one group of services.
struct ConnectorServer: Sendable {
    private let settings: ConnectorSettings
    private let logger: Logger
    private let folder: DataFolder
    private let egress: Egress
    private let tls: ServerTLS?
    private let services: [any Service]

    /// Opens the data folder and builds the connector; nothing listens yet.
    ///
    /// `onReady` hears each listener's name and bound port.
    static func build(
        _ settings: ConnectorSettings,
        logger: Logger,
        onReady: @escaping @Sendable (String, Int) async -> Void = { _, _ in }
    ) async throws -> ConnectorServer {
        let folder = try DataFolder(settings.dataFolder)
        let database = try Database.open(path: folder.databasePath, migrations: ConnectorSchema.migrations)
        let egress = try Egress(settings.egress)
        let world = World.real
        let bell = OutboxBell()
        let peers = try await Peers.open(database, configured: settings.peers)
        let tokens = try await APITokens.open(database, world: world)
        try await makeOwnerToken(tokens, settings)
        let client = PeerClient(peers: peers, transport: EgressTransport(egress: egress))
        let tls = try settings.tls.map { try ServerTLS(certificatePath: $0.certificate, keyPath: $0.key) }
        let essentials = Essentials(
            identity: ConnectorIdentity(
                participant: settings.participant,
                name: settings.name,
                publicURL: settings.publicURL
                    ?? "\(tls == nil ? "http" : "https")://\(settings.publicBind.host):\(settings.publicBind.port)"
            ),
            database: database,
            world: world,
            bell: bell,
            peers: peers,
            client: client,
            addressGuard: EgressAddressGuard(egress: egress),
            automates: settings.conformance == nil,
            negotiationDays: settings.negotiationDays
        )
        let datasets = Datasets(essentials)
        let catalog = Catalog(essentials)
        let negotiations = Negotiations(essentials)
        let transfers = Transfers(essentials, observer: nil)
        let metrics = Metrics()
        metrics.gauge("sluice_outbox_messages") {
            Double((try? await database.read { try OutboxStore.count(in: $0) }) ?? -1)
        }
        let outbox = Outbox(
            database: database,
            courier: client,
            settlers: ["negotiation": negotiations, "transfer": transfers],
            bell: bell,
            world: world,
            settings: settings.outbox,
            logger: logger
        )
        var publicEndpoints =
            catalog.protocolEndpoints + negotiations.protocolEndpoints + transfers.protocolEndpoints
        var services: [any Service] = [outbox]
        if let script = settings.conformance {
            let robot = ConformanceRobot(
                script: script, essentials: essentials, negotiations: negotiations, transfers: transfers,
                logger: logger)
            try await robot.seed(datasets)
            publicEndpoints += robot.endpoints
            services.append(robot)
        }
        let gate = Gatekeeper(
            authenticator: NodeAuthenticator(peers: peers, tokens: tokens), world: world, metrics: metrics,
            logger: logger)
        let listeners = [
            Listener(host: settings.publicBind.host, port: settings.publicBind.port, tls: tls)
                .service(gate.router(publicEndpoints), name: "public", logger: logger) { await onReady("public", $0) },
        ]
        services += listeners
        return ConnectorServer(
            settings: settings, logger: logger, folder: folder, egress: egress, tls: tls, services: services)
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
        try await group.run()
        await egress.shutdown()
        withExtendedLifetime(folder) {}
    }
}
