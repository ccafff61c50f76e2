import Identity
import ServerKit

/// Signs with one active key of this node, and counts each use.
package struct KeySigner: Sendable {
    package let key: NodeKey
    private let signing: SigningKey
    private let count: @Sendable (NodeKey) -> Void

    init(_ key: NodeKey, _ signing: SigningKey, count: @escaping @Sendable (NodeKey) -> Void) {
        self.key = key
        self.signing = signing
        self.count = count
    }

    /// The full name of the key in the DID document of `did`.
    package func verificationMethod(of did: String) -> String { did + "#" + key.id }

    /// The 64-byte signature over a message.
    package func sign(_ message: [UInt8]) throws -> [UInt8] {
        count(key)
        return try attempt { () throws(IdentityProblem) in try signing.sign(message) }
    }

    /// A compact JWS over a payload; `keyID` is the name under which the receiver finds the public key.
    package func token(_ payload: [UInt8], keyID: String, type: String? = nil) throws -> String {
        count(key)
        return try attempt { () throws(IdentityProblem) in
            try CompactJWS.sign(payload, with: signing, keyID: keyID, type: type)
        }
    }

    /// A detached compact JWS, `header..signature`, over a payload that travels elsewhere.
    package func detachedToken(_ payload: [UInt8], keyID: String, type: String? = nil) throws -> String {
        count(key)
        return try attempt { () throws(IdentityProblem) in
            try CompactJWS.signDetached(payload, with: signing, keyID: keyID, type: type)
        }
    }

    private func attempt<Value>(_ work: () throws(IdentityProblem) -> Value) throws -> Value {
        do {
            return try work()
        } catch {
            throw Problem(
                .internalError,
                BilingualText(en: "a signature could not be made: \(error)", zh: "无法生成签名：\(error)")
            )
        }
    }
}
