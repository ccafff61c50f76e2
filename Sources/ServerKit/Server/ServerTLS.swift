import HummingbirdCore
import Logging
import NIOCore
package import NIOSSL
import Synchronization

/// The certificate and key of a listener; read again on demand, so that renewal needs no restart.
package final class ServerTLS: Sendable {
    private let certificatePath: String
    private let keyPath: String
    private let current: Mutex<NIOSSLContext>

    /// Reads PEM files: a certificate chain and its private key.
    package init(certificatePath: String, keyPath: String) throws {
        self.certificatePath = certificatePath
        self.keyPath = keyPath
        current = Mutex(try Self.load(certificatePath, keyPath))
    }

    package var context: NIOSSLContext { current.withLock { $0 } }

    /// Reads the files again; on failure the old certificate stays in use.
    package func reload() throws {
        let fresh = try Self.load(certificatePath, keyPath)
        current.withLock { $0 = fresh }
    }

    private static func load(_ certificatePath: String, _ keyPath: String) throws -> NIOSSLContext {
        let chain = try NIOSSLCertificate.fromPEMFile(certificatePath).map { NIOSSLCertificateSource.certificate($0) }
        let key = try NIOSSLPrivateKey(file: keyPath, format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain,
            privateKey: .privateKey(key)
        )
        configuration.minimumTLSVersion = .tlsv12
        return try NIOSSLContext(configuration: configuration)
    }
}

/// TLS in front of another channel, with the certificate that is current when a connection opens.
struct ReloadingTLSChannel<Base: ServerChildChannel>: ServerChildChannel {
    typealias Value = Base.Value

    let base: Base
    let tls: ServerTLS

    init(_ base: Base, tls: ServerTLS) {
        self.base = base
        self.tls = tls
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls.context))
        }.flatMap { base.setup(channel: channel, logger: logger) }
    }

    @concurrent func handle(value: Base.Value, logger: Logger) async { await base.handle(value: value, logger: logger) }
}
