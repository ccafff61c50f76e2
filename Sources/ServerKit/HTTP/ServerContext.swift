package import Hummingbird
package import NIOCore

/// Hummingbird's request context with the remote address, which rate limits need before anybody is authenticated.
package struct ServerContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    package let remoteAddress: SocketAddress?

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress
    }
}
