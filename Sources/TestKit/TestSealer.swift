package import Identity
package import Node
package import ServerKit

extension SecretSealer where Self == NodeSealer {
    /// A sealer whose key every test shares.
    package static func forTests(_ scheme: SealingScheme = .aes256GCM) throws -> NodeSealer {
        NodeSealer(try KeyEncryptionKey(Array(100..<132)), scheme: scheme)
    }
}
