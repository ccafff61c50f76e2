import Identity
import Primitives
import ServerKit
import Synchronization

/// The random key of one grant, in memory: once it is destroyed, nothing opens what it sealed.
final class DataKey: Sendable {
    private let key: Mutex<KeyEncryptionKey?>
    /// Tells keys apart without telling anything about them; stays when the key is gone.
    let name: String

    init(_ secret: [UInt8]) throws {
        do {
            let key = try KeyEncryptionKey(secret)
            name = key.name
            self.key = Mutex(key)
        } catch {
            throw Self.damaged
        }
    }

    func destroy() { key.withLock { $0 = nil } }

    /// Refuses when the key is gone.
    func check() throws { _ = try living() }

    private func living() throws -> KeyEncryptionKey {
        guard let key = key.withLock({ $0 }) else { throw Self.gone }
        return key
    }

    func seal(_ bytes: [UInt8], _ context: String, _ scheme: SealingScheme) throws -> [UInt8] {
        let key = try living()
        do {
            return try SealedSecret.seal(bytes, context: context, under: key, scheme: scheme).bytes
        } catch {
            throw Problem(
                .internalError,
                BilingualText(en: "the vault cannot seal: \(error)", zh: "数据保险库无法加密：\(error)")
            )
        }
    }

    func open(_ bytes: [UInt8], _ context: String, _ scheme: SealingScheme) throws -> [UInt8] {
        let key = try living()
        let sealed = SealedSecret(bytes: bytes)
        guard sealed.scheme == scheme else { throw Self.damaged }
        do { return try sealed.open(context: context, under: key) } catch { throw Self.damaged }
    }

    static let gone = Problem(
        .refused,
        BilingualText(en: "the key of this data was destroyed", zh: "该数据的密钥已销毁"),
        advice: BilingualText(en: "see `sluice vault proof`", zh: "请查看 `sluice vault proof`")
    )

    static let damaged = Problem(
        .storage,
        BilingualText(
            en: "a file in the vault is not what was stored: it was changed, cut or exchanged",
            zh: "数据保险库中的文件与存入时不符：已被更改、截断或替换"
        ),
        side: .us,
        advice: BilingualText(
            en: "ask the provider for the data again, and find out who has access to this machine",
            zh: "请重新向提供方申请数据，并排查本机的访问情况"
        )
    )
}
