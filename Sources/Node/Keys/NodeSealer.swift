package import Identity
import ServerKit

/// Seals the node's secrets under its key-encryption key.
///
/// Keys that were the key-encryption key before still open what they sealed; whatever is stored anew is sealed under the present one.
package struct NodeSealer: SecretSealer {
    private let key: KeyEncryptionKey
    private let previous: [KeyEncryptionKey]
    package let scheme: SealingScheme

    package init(_ key: KeyEncryptionKey, scheme: SealingScheme = .aes256GCM, previous: [KeyEncryptionKey] = []) {
        self.key = key
        self.scheme = scheme
        self.previous = previous
    }

    package func seal(_ secret: [UInt8], context: String) throws -> [UInt8] {
        do {
            return try SealedSecret.seal(secret, context: context, under: key, scheme: scheme).bytes
        } catch {
            throw Problem(
                error.reason == .tooLarge ? .tooLarge : .internalError,
                BilingualText(en: "a secret cannot be sealed: \(error)", zh: "机密无法加密保存：\(error)")
            )
        }
    }

    package func open(_ sealed: [UInt8], context: String) throws -> [UInt8] {
        let secret = SealedSecret(bytes: sealed)
        let opening = ([key] + previous).first { $0.name == secret.keyName } ?? key
        do {
            return try secret.open(context: context, under: opening)
        } catch {
            throw Problem(
                .storage,
                BilingualText(en: "a stored secret does not open: \(error)", zh: "已保存的机密无法解密：\(error)"),
                side: .us,
                advice: BilingualText(
                    en:
                        "start with the key file that this data was made with (`secrets.keyFile`, or `secrets.previousKeyFiles`)",
                    zh: "请使用创建该数据时的密钥文件（`secrets.keyFile` 或 `secrets.previousKeyFiles`）"
                )
            )
        }
    }

    /// Whether the bytes were sealed under another key or scheme than the present one.
    func isOutdated(_ sealed: [UInt8]) -> Bool {
        let secret = SealedSecret(bytes: sealed)
        return secret.keyName != key.name || secret.scheme != scheme
    }
}
