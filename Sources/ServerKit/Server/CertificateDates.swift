import NIOSSL
package import Primitives

/// When the certificates of a PEM file hold.
package struct CertificateDates: Sendable, Equatable {
    /// The latest beginning and the earliest end of all certificates in the chain.
    package let from: Instant
    package let until: Instant

    package init(path: String) throws {
        let chain = try NIOSSLCertificate.fromPEMFile(path)
        from = Instant(milliseconds: Int64(chain.map(\.notValidBefore).max() ?? 0) * 1000)
        until = Instant(milliseconds: Int64(chain.map(\.notValidAfter).min() ?? 0) * 1000)
    }
}
