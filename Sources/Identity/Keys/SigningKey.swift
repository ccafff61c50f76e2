import COpenSSL
import Crypto

/// A private key of one suite, never printed; it leaves this type only into a sealed secret.
package struct SigningKey: Sendable, CustomStringConvertible, CustomReflectable {
    package let publicKey: VerificationKey
    /// The scalar (ES256, SM2) or the seed (EdDSA): 32 secret bytes, for sealing only.
    package let secretBytes: [UInt8]

    package var suite: KeySuite { publicKey.suite }

    /// Takes a private key out of storage.
    ///
    /// - Throws: `IdentityProblem` with reason `key` when the bytes are no private key of the suite.
    package init(suite: KeySuite, secretBytes: [UInt8]) throws(IdentityProblem) {
        guard secretBytes.count == KeySuite.privateKeyBytes else {
            throw IdentityProblem(.key, "a private key has \(KeySuite.privateKeyBytes) bytes")
        }
        let point = try Self.publicBytes(suite, secretBytes)
        publicKey = try VerificationKey(suite: suite, rawRepresentation: point)
        self.secretBytes = secretBytes
    }

    /// A new key made of 32 bytes of a cryptographic generator; about one draw in 2^32 is no key of its suite and is drawn again.
    ///
    /// - Throws: `IdentityProblem` with reason `library` when no draw is taken, which means the generator is broken.
    package static func generate(_ suite: KeySuite, random: (Int) -> [UInt8]) throws(IdentityProblem) -> SigningKey {
        for _ in 0..<8 {
            if let key = try? SigningKey(suite: suite, secretBytes: random(KeySuite.privateKeyBytes)) { return key }
        }
        throw IdentityProblem(.library, "no \(suite.rawValue) key could be made")
    }

    private static func publicBytes(_ suite: KeySuite, _ secret: [UInt8]) throws(IdentityProblem) -> [UInt8] {
        do {
            switch suite {
            case .es256:
                return Array(try P256.Signing.PrivateKey(rawRepresentation: secret).publicKey.rawRepresentation)
            case .eddsa:
                return Array(try Curve25519.Signing.PrivateKey(rawRepresentation: secret).publicKey.rawRepresentation)
            case .sm2: return try SM2.publicPoint(of: secret)
            }
        } catch let problem as IdentityProblem {
            throw problem
        } catch {
            throw IdentityProblem(.key, "not a private key of \(suite.rawValue)")
        }
    }

    /// The 64-byte signature over the message.
    package func sign(_ message: [UInt8]) throws(IdentityProblem) -> [UInt8] {
        do {
            switch suite {
            case .es256:
                let key = try P256.Signing.PrivateKey(rawRepresentation: secretBytes)
                return Array(try key.signature(for: message).rawRepresentation)
            case .eddsa:
                return Array(try Curve25519.Signing.PrivateKey(rawRepresentation: secretBytes).signature(for: message))
            case .sm2: return try SM2.sign(message, with: secretBytes)
            }
        } catch let problem as IdentityProblem {
            throw problem
        } catch {
            throw IdentityProblem(.library, "no \(suite.rawValue) signature could be made")
        }
    }

    package var description: String { "private key of \(publicKey)" }
    package var customMirror: Mirror { Mirror(self, children: ["publicKey": publicKey.description]) }
}
