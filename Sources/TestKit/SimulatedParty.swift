package import Connector
import DataspaceProtocol
package import Logging
package import Node
import Primitives
package import ServerKit
import Synchronization

/// A whole connector core on a real database, without sockets and without workers: the test drives its outbox.
package final class SimulatedParty: Sendable {
    package let name: String
    package let database: Database
    package let essentials: Essentials
    package let negotiations: Negotiations
    package let transfers: Transfers
    package let agreements: Agreements
    package let amendments: Amendments
    package let freezing: AgreementFreezing
    package let datasets: Datasets
    package let catalog: Catalog
    package let outbox: Outbox
    /// Driven by the test: `watch` raises and breaks, `work` does what is due.
    package let duties: DutyWarden
    package let logger: Logger
    let announcesExtensions: Bool
    private let alive: Life

    /// Whether the process still runs; shared with the way out, so that a killed party sends nothing.
    private final class Life: Sendable {
        private let isAlive = Mutex(true)

        var value: Bool { isAlive.withLock { $0 } }

        func end() { isAlive.withLock { $0 = false } }
    }

    /// What a party is built from.
    package struct Setting: Sendable {
        package var name: String
        package var peers: [Peer]
        package var world: World
        /// A file for parties that crash; without one the database is in memory.
        package var databasePath: String?
        package var automates = true
        package var negotiationDays: Int64 = 14
        package var refusedAddresses: [String] = []
        /// Whether the version document names our extensions; false for what a foreign connector shows.
        package var announcesExtensions = true

        package init(name: String, peers: [Peer], world: World) {
            self.name = name
            self.peers = peers
            self.world = world
        }
    }

    package var participant: String { Self.participant(name) }
    package static func participant(_ name: String) -> String { "urn:party:" + name }
    package static func address(_ name: String) -> String { "http://" + name + DSP.path }

    /// The entry that `owner` keeps of `other`.
    package static func peer(_ other: String, of owner: String, claims: [String: [String]] = [:]) -> Peer {
        Peer(
            id: participant(other),
            name: other,
            address: address(other),
            tokenInDigest: Digest(of: token(from: other, to: owner)),
            tokenOut: token(from: owner, to: other),
            claims: claims,
            origin: .configuration
        )
    }

    package static func token(from: String, to: String) -> String { "token-from-\(from)-to-\(to)" }

    package static func open(_ setting: Setting, on network: SimulatedNetwork) async throws -> SimulatedParty {
        let database =
            try setting.databasePath.map {
                try Database.open(path: $0, migrations: ConnectorSchema.migrations, sealer: try .forTests())
            }
            ?? Database.inMemory(migrations: ConnectorSchema.migrations, sealer: try .forTests())
        let peers = try await Peers.open(database, configured: setting.peers)
        let party = SimulatedParty(setting, database, peers, network)
        network.connect(party, at: setting.name)
        return party
    }

    private init(_ setting: Setting, _ database: Database, _ peers: Peers, _ network: SimulatedNetwork) {
        let life = Life()
        let client = PeerClient(peers: peers, transport: network.transport { life.value })
        alive = life
        name = setting.name
        announcesExtensions = setting.announcesExtensions
        self.database = database
        essentials = Essentials(
            identity: ConnectorIdentity(
                participant: Self.participant(setting.name),
                name: setting.name,
                publicURL: "http://" + setting.name
            ),
            database: database,
            world: setting.world,
            bell: OutboxBell(),
            peers: peers,
            client: client,
            addressGuard: SimulatedGuard(refused: setting.refusedAddresses),
            automates: setting.automates,
            negotiationDays: setting.negotiationDays,
            earlyTries: 0
        )
        negotiations = Negotiations(essentials)
        transfers = Transfers(essentials, observer: nil)
        agreements = Agreements(essentials, transfers: transfers)
        amendments = Amendments(essentials, transfers: transfers)
        freezing = AgreementFreezing(essentials, transfers: transfers, agreements: agreements)
        logger = Logger(label: setting.name) { _ in SwiftLogNoOpLogHandler() }
        duties = DutyWarden(essentials, logger: logger)
        datasets = Datasets(essentials)
        catalog = Catalog(essentials)
        outbox = Outbox(
            database: database,
            courier: client,
            settlers: [
                "negotiation": negotiations, "transfer": transfers, "agreement": agreements, "amendment": amendments,
                AgreementFreezing.topic: freezing,
                DutyReports.topic: DutyReports(essentials),
            ],
            bell: essentials.bell,
            world: setting.world,
            settings: Outbox.Settings(),
            logger: logger
        )
    }

    /// Ends the process at this moment: nothing that is not committed remains, and nothing more gets out.
    package func kill() throws {
        alive.end()
        try database.close()
    }
}

/// Refuses the addresses that a test names.
private struct SimulatedGuard: AddressGuard {
    let refused: [String]

    func check(_ address: String) async throws {
        guard !refused.contains(where: { address.hasPrefix($0) }) else {
            throw Problem.invalid("address `\(address)` is not allowed", "不允许访问地址 `\(address)`")
        }
    }
}
