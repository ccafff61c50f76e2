import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// One HTTP client with its connections to one checked address.
///
/// Whoever works with it holds it; when the cache and the last request let go, its connections are closed.
final class PooledClient: Sendable {
    let client: HTTPClient

    init(_ client: HTTPClient) { self.client = client }

    deinit {
        // The client keeps itself until it is closed; an error only says that it was closed before.
        client.shutdown { _ in }
    }

    /// Closes its connections, those in use too.
    func shutDown() async {
        await withCheckedContinuation { done in client.shutdown { _ in done.resume() } }
    }
}

/// Which connections may be shared by requests.
struct EgressClientKey: Hashable {
    /// Long transfers have connections of their own, so that they never make a protocol message wait.
    enum Lane: Hashable {
        case messages, streams
    }

    let host: String
    let address: NetworkAddress
    let lane: Lane
}

/// The bounded cache of clients, least recently used out first.
final class EgressClients: Sendable {
    private struct State {
        var clients: [EgressClientKey: (client: PooledClient, lastUse: UInt64)] = [:]
        var uses: UInt64 = 0
        var isShutDown = false
    }

    private let state = Mutex(State())
    private let settings: EgressSettings
    private let trust: TLSConfiguration

    init(_ settings: EgressSettings) throws {
        self.settings = settings
        var trust = TLSConfiguration.makeClientConfiguration()
        if let file = settings.certificateAuthorities {
            trust.additionalTrustRoots = [.certificates(try NIOSSLCertificate.fromPEMFile(file))]
        }
        self.trust = trust
    }

    /// The client for a checked address; throws ``EgressProblem`` after shutdown.
    func client(_ key: EgressClientKey) throws(EgressProblem) -> PooledClient {
        try state.withLock { (state: inout State) throws(EgressProblem) -> PooledClient in
            guard !state.isShutDown else { throw .shutDown }
            state.uses += 1
            let client = state.clients[key]?.client ?? PooledClient(makeClient(key))
            state.clients[key] = (client, state.uses)
            while state.clients.count > settings.maximumClients {
                guard let oldest = state.clients.min(by: { $0.value.lastUse < $1.value.lastUse }) else { break }
                state.clients[oldest.key] = nil
            }
            return client
        }
    }

    /// Entries now.
    var count: Int { state.withLock { $0.clients.count } }

    func shutDown() async {
        let clients = state.withLock { state in
            state.isShutDown = true
            defer { state.clients = [:] }
            return state.clients.values.map(\.client)
        }
        for client in clients { await client.shutDown() }
    }

    private func makeClient(_ key: EgressClientKey) -> HTTPClient {
        let isStream = key.lane == .streams
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: trust,
            redirectConfiguration: .disallow,
            timeout: .init(connect: TimeAmount(settings.connectTime)),
            connectionPool: .init(
                idleTimeout: EgressLimits.keepAliveTime,
                concurrentHTTP1ConnectionsPerHostSoftLimit: isStream
                    ? EgressLimits.streamConnections : EgressLimits.messageConnections
            ),
            decompression: .disabled
        )
        if isStream {
            // "Debug" is only the client's word: it is the one public place to add a handler.
            configuration.http1_1ConnectionDebugInitializer = { [idle = TimeAmount(settings.idleTime)] channel in
                PeerSilenceHandler.add(to: channel, limit: idle)
            }
        }
        configuration.httpVersion = .http1Only
        // Our own loop tries the next address at once; retries over time belong to the outbox.
        configuration.connectionPool.retryConnectionEstablishment = false
        // The connection goes to the address that was checked; the name stays for Host, SNI and the certificate.
        configuration.dnsOverride = [key.host: key.address.description]
        return HTTPClient(
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            configuration: configuration
        )
    }
}
