import NIOCore
import NIOPosix

/// Whether a listener could be opened.
enum PortProbe {
    /// Binds and lets go at once, as the server would bind.
    static func isFree(_ bind: ConnectorSettings.Bind) -> Bool {
        do {
            let channel = try ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .bind(host: bind.host, port: bind.port).wait()
            try channel.close().wait()
            return true
        } catch {
            return false
        }
    }
}
