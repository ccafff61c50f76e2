package import Hummingbird
package import NIOCore

/// Hummingbird's request context with the remote address, which rate limits need before anybody is authenticated.
package struct ServerContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    package let remoteAddress: SocketAddress?
    /// The connection, so that a revoked grant can cut a reader who has stopped reading.
    package let channel: any Channel

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress
        channel = source.channel
    }
}
