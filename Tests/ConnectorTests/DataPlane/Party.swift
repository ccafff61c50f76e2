import Connector
import DataspaceProtocol
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import Logging
import NIOCore
import NIOPosix
import Node
import Primitives
import ServerKit
import ServiceLifecycle
import TestKit
import Synchronization
import UsagePolicy

/// A clock that a test moves, kept from running backwards as a node's is.
final class MovableClock: Sendable {
    private final class Machine: Sendable {
        private let shift = Mutex<Int64>(0)

        func advance(milliseconds: Int64) { shift.withLock { $0 += milliseconds } }

        var now: Instant { World.real.now().advanced(milliseconds: shift.withLock { $0 }) }
    }

    private let machine: Machine
    private let trusted: TrustedClock

    init() {
        let machine = Machine()
        self.machine = machine
        trusted = TrustedClock({ machine.now }, watermark: machine.now)
    }

    func advance(milliseconds: Int64) { machine.advance(milliseconds: milliseconds) }

    var world: World { trusted.world }
}

/// Protocol messages over the egress, as a running node sends them.
struct HTTPTransport: PeerTransport {
    let egress: Egress

    func send(_ request: PeerRequest) async throws -> PeerAnswer {
        var message = EgressRequest(.init(rawValue: request.method) ?? .get, try EgressURL(request.url))
        message.headers[.authorization] = request.authorization
        message.headers[.contentType] = "application/json"
        if let body = request.body { message.body = .bytes(body) }
        let answer = try await egress.send(message, for: .peer)
        return PeerAnswer(status: answer.status.code, body: Array(answer.body.readableBytesView))
    }
}

struct PeerAuthenticator: Authenticator {
    let peers: Peers

    func participant(authorization: String) async throws -> VerifiedParticipant? {
        peers.authenticate(token: String(authorization.dropFirst("Bearer ".count)))
    }

    func person(authorization: String) async throws -> Person? { nil }
}

struct AnyAddress: AddressGuard {
    func check(_ address: String) async throws {}
}

/// A temporary folder that goes away with its owner.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "sluice-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        do { try FileManager.default.removeItem(atPath: path) } catch { print("left behind: \(path)") }
    }

    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = path + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        return file
    }

    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
}

/// One connector with its data plane, on a real loopback port.
struct Party: Sendable {
    let name: String
    let port: Int
    let clock: MovableClock
    let essentials: Essentials
    let egress: Egress
    let registry: FlowRegistry
    let transfers: Transfers
    let datasets: Datasets
    let vault: Vault?
    let plane: DataPlane
    let outbox: Outbox
    let bell: OutboxBell

    static let migrations = ConnectorSchema.migrations

    var id: String { "urn:test:\(name)" }
    var address: String { "http://127.0.0.1:\(port)" }

    /// The next port to try: below those that the kernel gives to outgoing connections, which would take one back.
    private static let nextPort = Mutex(Int.random(in: 11_000..<30_000))

    static func freePort() async throws -> Int {
        while true {
            let port = nextPort.withLock { port in
                port = port < 32_000 ? port + 1 : 11_000
                return port
            }
            do {
                let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                    .bind(host: "127.0.0.1", port: port).get()
                try await channel.close().get()
                return port
            } catch {
                // Somebody else has it: the next one.
            }
        }
    }

    init(
        _ name: String,
        port: Int,
        peer: (name: String, port: Int),
        database path: String? = nil,
        clock: MovableClock = MovableClock(),
        stallTime: Duration = DataPlaneLimits.stallTime,
        vault folder: String? = nil,
        scheme: SealingScheme = .aes256GCM
    ) async throws {
        self.name = name
        self.port = port
        self.clock = clock
        let database =
            try path.map { try Database.open(path: $0, migrations: Self.migrations, sealer: try .forTests()) }
            ?? Database.inMemory(migrations: Self.migrations, sealer: try .forTests())
        let allowance = EgressPolicy.Allowance(networks: [Network("127.0.0.0/8")].compactMap { $0 })
        egress = try Egress(EgressSettings(policy: EgressPolicy(peer: allowance, owner: allowance)))
        let other = Peer(
            id: "urn:test:\(peer.name)",
            name: peer.name,
            address: "http://127.0.0.1:\(peer.port)" + DSP.path,
            tokenInDigest: Digest(of: "token-of-\(peer.name)"),
            tokenOut: "token-of-\(name)",
            origin: .management
        )
        let peers = try await Peers.open(database, configured: [])
        try await peers.save(other)
        let client = PeerClient(peers: peers, transport: HTTPTransport(egress: egress))
        bell = OutboxBell()
        essentials = Essentials(
            identity: ConnectorIdentity(
                participant: "urn:test:\(name)",
                name: name,
                publicURL: "http://127.0.0.1:\(port)"
            ),
            database: database,
            world: clock.world,
            bell: bell,
            peers: peers,
            client: client,
            addressGuard: AnyAddress(),
            evaluator: PolicyEvaluator(vocabulary: PolicyVocabulary(claimOperands: ["industry": "industry"]))
        )
        let logger = Logger(label: name) { _ in SwiftLogNoOpLogHandler() }
        registry = FlowRegistry(stallTime: stallTime)
        transfers = Transfers(essentials, observer: registry)
        datasets = Datasets(essentials)
        let sealer = try NodeSealer.forTests()
        vault = folder.map { [essentials] in
            Vault(essentials, folder: $0, sealer: sealer, scheme: scheme, logger: logger)
        }
        plane = DataPlane(
            essentials: essentials,
            transfers: transfers,
            registry: registry,
            egress: egress,
            vault: vault,
            logger: logger
        )
        outbox = Outbox(
            database: database,
            courier: client,
            settlers: ["transfer": transfers, AgreementFreezing.topic: Self.freezing(essentials, transfers)],
            bell: bell,
            world: clock.world,
            settings: .init(),
            logger: logger
        )
    }

    var freezing: AgreementFreezing { Self.freezing(essentials, transfers) }

    private static func freezing(_ essentials: Essentials, _ transfers: Transfers) -> AgreementFreezing {
        let agreements = Agreements(essentials, transfers: transfers)
        return AgreementFreezing(essentials, transfers: transfers, agreements: agreements)
    }

    /// Runs the party's server and workers while `body` runs.
    func run<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
        let logger = Logger(label: name) { _ in SwiftLogNoOpLogHandler() }
        let gate = Gatekeeper(
            authenticator: PeerAuthenticator(peers: essentials.peers),
            world: essentials.world,
            metrics: Metrics(),
            logger: logger
        )
        let (ready, bound) = AsyncStream.makeStream(of: Void.self)
        let server = Listener(host: "127.0.0.1", port: port).service(
            gate.router(transfers.protocolEndpoints + freezing.protocolEndpoints + plane.endpoints),
            name: name,
            logger: logger
        ) { _ in bound.finish() }
        let group = ServiceGroup(
            configuration: .init(services: [server, outbox] + plane.services + (vault?.services ?? []), logger: logger)
        )
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                // A server that cannot listen must not leave its test waiting.
                defer { bound.finish() }
                try await group.run()
            }
            for await _ in ready {}
            let result: Result<Value, any Error>
            do { result = .success(try await body()) } catch { result = .failure(error) }
            tasks.cancelAll()
            while let ended = await tasks.nextResult() { _ = ended }
            await egress.shutdown()
            return try result.get()
        }
    }

    /// Writes an agreement into the books of both parties, as a finished negotiation would.
    func keep(_ agreement: Agreement) async throws {
        try await essentials.database.write { try AgreementStore.insert(agreement, in: $0) }
    }
}

/// A provider and a consumer with an agreement about one product.
struct TwoConnectors: Sendable {
    let provider: Party
    let consumer: Party
    let folder: TemporaryFolder

    static func run(
        clock: MovableClock = MovableClock(),
        stallTime: Duration = DataPlaneLimits.stallTime,
        vault: String? = nil,
        scheme: SealingScheme = .aes256GCM,
        _ body: @escaping @Sendable (TwoConnectors) async throws -> Void
    ) async throws {
        let ports = (try await Party.freePort(), try await Party.freePort())
        let provider = try await Party(
            "provider",
            port: ports.0,
            peer: ("consumer", ports.1),
            clock: clock,
            stallTime: stallTime
        )
        let consumer = try await Party(
            "consumer",
            port: ports.1,
            peer: ("provider", ports.0),
            clock: clock,
            vault: vault,
            scheme: scheme
        )
        let both = TwoConnectors(provider: provider, consumer: consumer, folder: try TemporaryFolder())
        try await provider.run { try await consumer.run { try await body(both) } }
    }

    /// Publishes a source and agrees on it; the answer is the agreement's identifier.
    func agree(
        _ source: DataSource,
        permission: JSONValue = ["action": "use"],
        profile: String? = nil,
        more: JSONObject = [:]
    ) async throws -> String {
        let resource = try await provider.datasets.addResource(name: "r", source: source)
        let product = try await provider.datasets.publish(
            resource: resource.id,
            .init(title: "p", mediaType: "text/csv")
        )
        let id = "urn:agreement:\(UUID().uuidString)"
        var terms: JSONObject = [
            "@type": "Agreement", "@id": .string(id), "target": .string(product.id.rawValue),
            "assigner": .string(provider.id), "assignee": .string(consumer.id),
            "timestamp": .string(World.real.now().description), "profile": .optional(profile),
            "permission": [permission],
        ]
        for member in more.members { terms[member.key] = member.value }
        let document = JSONValue.object(terms)
        for (party, role, peer) in [(provider, Role.provider, consumer), (consumer, Role.consumer, provider)] {
            try await party.keep(
                Agreement(
                    id: id,
                    role: role,
                    negotiation: "urn:n:\(id)",
                    peer: peer.id,
                    dataset: product.id.rawValue,
                    productVersion: product.version.digest,
                    document: document,
                    state: .active,
                    created: World.real.now()
                )
            )
        }
        return id
    }

    func pull(_ agreement: String, into sink: TransferSink) async throws -> TransferProcess {
        try await consumer.transfers.request(agreement: agreement, format: "HttpData-PULL", sink: sink)
    }

    /// The provider's side of a consumer's transfer.
    func providerSide(of transfer: TransferProcess) async throws -> TransferProcess {
        let shown = try await consumer.transfers.find(transfer.id)
        return try await provider.transfers.find(Identifier(shown.peerPid ?? ""))
    }
}

/// Waits until something holds.
@discardableResult
func eventually<Value: Sendable>(
    within seconds: Double = 20,
    _ what: @Sendable () async throws -> Value?
) async throws -> Value {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
        if let value = try await what() { return value }
        try await Task.sleep(for: .milliseconds(20))
    }
    throw WaitedTooLong()
}

struct WaitedTooLong: Error {}

extension TemporaryFolder {
    /// A database with a table `t` of many rows.
    func table(rows: Int) throws -> String {
        let path = path + "/rows.db"
        let migration = Migration(
            "t",
            [
                "CREATE TABLE t (id INTEGER, word TEXT)",
                """
                INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(rows))
                    SELECT i, 'row number ' || i FROM n
                """,
            ]
        )
        try Database.open(path: path, migrations: [migration]).close()
        return path
    }
}

extension Party {
    func waits(for id: Identifier<TransferProcess>, _ state: TransferTable.State) async throws -> TransferProcess {
        try await eventually {
            let found = try await transfers.find(id)
            return found.state == state ? found : nil
        }
    }
}

/// Bytes that repeat nowhere near, so that a chunk in the wrong place changes the digest.
func noise(_ count: Int, seed: UInt64 = 7) -> [UInt8] {
    var state = seed
    return (0..<count).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 33)
    }
}
