import Connector
import DataspaceProtocol
import Logging
import Node
import Primitives
import ServerKit
import ServiceLifecycle

/// The slices of a connector over one set of essentials, and the endpoints they contribute.
struct ConnectorSlices: Sendable {
    let essentials: Essentials
    let datasets: Datasets
    let catalog: Catalog
    let negotiations: Negotiations
    let transfers: Transfers
    let agreements: Agreements
    let amendments: Amendments
    let freezing: AgreementFreezing
    let dataPlane: DataPlane
    let vault: Vault
    let applications: Applications
    let usageReports: UsageReports
    let downloads: String
    let evidence: NodeEvidence

    init(
        essentials: Essentials,
        registry: FlowRegistry,
        egress: Egress,
        evidence: NodeEvidence,
        settings: ConnectorSettings,
        sealer: NodeSealer,
        logger: Logger
    ) {
        self.essentials = essentials
        self.evidence = evidence
        datasets = Datasets(essentials)
        catalog = Catalog(essentials)
        negotiations = Negotiations(essentials)
        transfers = Transfers(essentials, observer: registry)
        agreements = Agreements(essentials, transfers: transfers)
        amendments = Amendments(essentials, transfers: transfers)
        freezing = AgreementFreezing(essentials, transfers: transfers, agreements: agreements)
        downloads = settings.downloads
        vault = Vault(
            essentials,
            folder: settings.dataFolder + "/vault",
            sealer: sealer,
            scheme: sealer.scheme,
            places: settings.use.places,
            logger: logger
        )
        applications = Applications(vault)
        usageReports = UsageReports(essentials)
        dataPlane = DataPlane(
            essentials: essentials,
            transfers: transfers,
            registry: registry,
            egress: egress,
            vault: vault,
            logger: logger
        )
    }

    var publicEndpoints: [Endpoint] {
        catalog.protocolEndpoints + negotiations.protocolEndpoints + transfers.protocolEndpoints
            + agreements.protocolEndpoints + amendments.protocolEndpoints + freezing.protocolEndpoints
            + usageReports.protocolEndpoints + VaultReports(vault).protocolEndpoints
            + dataPlane.endpoints + evidence.publicEndpoints
    }

    func managementEndpoints(tokens: APITokens, client: PeerClient, clock: NodeClock) -> [Endpoint] {
        let peers = PeerAdmin(
            peers: essentials.peers,
            client: client,
            us: essentials.identity.participant,
            ourAddress: essentials.identity.protocolAddress,
            versionPath: VersionDocument.path
        )
        let transferAdmin = TransferAdmin(transfers, report: dataPlane, downloads: downloads)
        return datasets.adminEndpoints + negotiations.adminEndpoints + agreements.adminEndpoints
            + amendments.adminEndpoints + Duties(essentials).adminEndpoints + Contracts(essentials).adminEndpoints
            + transferAdmin.adminEndpoints
            + RemoteCatalog(essentials).adminEndpoints
            + peers.adminEndpoints
            + EvidenceAdmin(database: essentials.database, feed: essentials.feed).adminEndpoints
            + EvidenceAudit(database: essentials.database, kinds: AuditStore.kinds).adminEndpoints
            + evidence.adminEndpoints + AgreementBundles(agreements, receipts: evidence.receipts).adminEndpoints
            + UsageAdmin(essentials.database, freezing: freezing).adminEndpoints
            + TokenAdmin(tokens).adminEndpoints + VaultAdmin(vault, applications).adminEndpoints
            + usageReports.adminEndpoints
            + ClockAdmin(clock, us: essentials.identity.participant).adminEndpoints
    }
}

/// Ends negotiations whose deadline has passed, and finishes endings of agreements that a crash interrupted.
struct DeadlineWorker: Service {
    /// Seconds between two looks: deadlines are days, and a minute late is on time.
    private static let intervalSeconds = 60

    private let negotiations: Negotiations
    private let agreements: Agreements
    private let amendments: Amendments
    private let logger: Logger

    init(_ negotiations: Negotiations, _ agreements: Agreements, _ amendments: Amendments, logger: Logger) {
        self.negotiations = negotiations
        self.agreements = agreements
        self.amendments = amendments
        self.logger = logger
    }

    func run() async throws {
        let ticks = AsyncStream<Void> { continuation in
            continuation.yield()
            let ticking = Task {
                while (try? await Task.sleep(for: .seconds(Self.intervalSeconds))) != nil { continuation.yield() }
                continuation.finish()
            }
            continuation.onTermination = { _ in ticking.cancel() }
        }
        for await _ in ticks.cancelOnGracefulShutdown() {
            do {
                let ended = try await negotiations.endOverdue()
                if ended > 0 { logger.notice("negotiations ended by their deadline", metadata: ["count": "\(ended)"]) }
                try await agreements.finishEndings()
                try await amendments.closeOverdue()
                try await amendments.reviewTransfers()
            } catch {
                logger.error("deadlines could not be enforced", metadata: ["error": "\(error)"])
            }
        }
    }
}
