package import Hummingbird
import HummingbirdCore
import HummingbirdTLS
package import Logging
import NIOCore
import NIOSSL
package import ServiceLifecycle

/// One listening socket with its endpoints.
package struct Listener: Sendable {
    /// Connections open at once; more wait in the kernel's queue.
    static let connectionLimit = 4096
    /// Seconds a connection may be idle between requests.
    static let idleSeconds: Int64 = 75
    /// Bytes of a request's header: four times what real tokens need.
    static let headerBytes = 64 * 1024

    package let host: String
    package let port: Int
    package let tls: ServerTLS?

    package init(host: String, port: Int, tls: ServerTLS? = nil) {
        self.host = host
        self.port = port
        self.tls = tls
    }

    /// A service that serves the router; `onReady` hears the port that was bound.
    package func service(
        _ router: Router<ServerContext>,
        name: String,
        logger: Logger,
        onReady: @escaping @Sendable (Int) async -> Void
    ) -> any Service {
        let http = HTTP1Channel.Configuration(
            idleTimeout: .seconds(Self.idleSeconds),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: Self.headerBytes,
                maxHeaderListSize: Self.headerBytes,
                maxHeaderFieldCount: 100
            )
        )
        return Application(
            router: router,
            server: builder(http),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port),
                serverName: "sluice",
                availableConnectionsDelegate: MaximumAvailableConnections(Self.connectionLimit)
            ),
            onServerRunning: { await onReady($0.localAddress?.port ?? 0) },
            logger: logger
        )
    }

    private func builder(_ http: HTTP1Channel.Configuration) -> HTTPServerBuilder {
        let slots = ConnectionSlots()
        return HTTPServerBuilder { [tls] responder in
            let channel = HTTP1Channel(responder: responder, configuration: http)
            guard let tls else { return LimitedChannel(channel, slots: slots) }
            return LimitedChannel(ReloadingTLSChannel(channel, tls: tls), slots: slots)
        }
    }
}
