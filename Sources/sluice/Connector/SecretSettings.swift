import Foundation
import Glibc
import Identity
import Node
import Primitives
import ServerKit

/// Where the key-encryption key is, and how secrets are sealed under it.
struct SecretSettings: Sendable {
    /// Bytes of a key file: 64 hexadecimal digits with room for line ends.
    private static let fileBytes = 256

    /// The file of the key-encryption key.
    let keyFile: String
    /// Nobody named the file: the first start makes it.
    let isUsualPlace: Bool
    /// Keys that sealed what is stored already.
    let previousKeyFiles: [String]
    let scheme: SealingScheme
    /// For demonstrations: the key may lie in the data folder, and is made there.
    let isDemonstration: Bool

    init(_ table: ConfigurationTree, environment: [String: String]) throws {
        let named = try table.optionalPath(
            "keyFile",
            "the file of the key-encryption key (64 hexadecimal digits), outside the data folder"
        )
        let credential = try table.optionalString(
            "credential",
            "the systemd credential that holds the key-encryption key"
        )
        previousKeyFiles = try table.list("previousKeyFiles", "files of earlier key-encryption keys; they only open")
        scheme = try table.parsed(
            "scheme",
            default: SealingScheme.aes256GCM.rawValue,
            "how secrets are sealed at rest: AES-256-GCM or SM4-CTR-HMAC-SM3",
            wanted: BilingualText(
                en: "must be AES-256-GCM or SM4-CTR-HMAC-SM3.",
                zh: "须为 AES-256-GCM 或 SM4-CTR-HMAC-SM3。"
            )
        ) { SealingScheme(rawValue: $0) }
        isDemonstration = try table.bool(
            "demonstration",
            default: false,
            "let the key lie beside the data, and make it there; for demonstrations only"
        )
        isUsualPlace = named == nil && credential == nil
        keyFile = try named ?? Self.credential(credential, environment) ?? Self.usualPlace(environment)
    }

    private static func credential(_ name: String?, _ environment: [String: String]) throws -> String? {
        guard let name else { return nil }
        guard let folder = environment["CREDENTIALS_DIRECTORY"], !name.isEmpty, !name.contains("/") else {
            throw Problem.invalid(
                "`secrets.credential` needs systemd's LoadCredential (CREDENTIALS_DIRECTORY is not set), and a plain name",
                "`secrets.credential` 需要 systemd 的 LoadCredential（未设置 CREDENTIALS_DIRECTORY），且须为普通名称"
            )
        }
        return folder + "/" + name
    }

    private static func usualPlace(_ environment: [String: String]) throws -> String {
        if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") {
            return folder + "/sluice/key-encryption.key"
        }
        guard let home = environment["HOME"], home.hasPrefix("/") else {
            throw Problem(
                .invalid,
                BilingualText(
                    en: "no key-encryption key is configured, and there is no HOME to keep one in",
                    zh: "未配置密钥加密密钥，且没有 HOME 目录"
                ),
                advice: BilingualText(
                    en: "make one with `openssl rand -hex 32` in a file of mode 0600 and name it in `secrets.keyFile`",
                    zh: "请用 `openssl rand -hex 32` 生成权限为 0600 的密钥文件，并在 `secrets.keyFile` 中指定"
                )
            )
        }
        return home + "/.config/sluice/key-encryption.key"
    }

    /// Reads the keys; the usual file is made at the first start.
    func sealer(dataFolder: String, world: World) throws -> NodeSealer {
        if isUsualPlace || isDemonstration, !FileManager.default.fileExists(atPath: keyFile) { try makeKey(world) }
        return NodeSealer(
            try Self.read(keyFile, dataFolder: isDemonstration ? nil : dataFolder),
            scheme: scheme,
            previous: try previousKeyFiles.map { try Self.read($0, dataFolder: nil) }
        )
    }

    /// Made under another name and linked, so that two nodes starting at once end with one whole file.
    private func makeKey(_ world: World) throws {
        let draft = keyFile + "." + Hex.encode(world.random(8))
        do {
            try DataFolder.writeSecret(Hex.encode(world.random(KeyEncryptionKey.bytes)), to: draft)
        } catch {
            throw Self.unusable(keyFile, "cannot be made", "无法创建")
        }
        defer { unsafe unlink(draft) }
        // SAFETY: the C calls read their paths for the length of the call.
        guard unsafe link(draft, keyFile) == 0 || errno == EEXIST else {
            throw Self.unusable(keyFile, "cannot be made", "无法创建")
        }
    }

    private static func read(_ path: String, dataFolder: String?) throws -> KeyEncryptionKey {
        let real = URL(filePath: path).resolvingSymlinksInPath().path
        if let dataFolder {
            let folder = URL(filePath: dataFolder).resolvingSymlinksInPath().path
            guard !real.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/") else {
                throw unusable(path, "lies in the data folder: who takes the one has the other", "位于数据目录中，两者会被一同取走")
            }
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: real)
        guard let mode = attributes?[.posixPermissions] as? Int,
            let contents = FileManager.default.contents(atPath: real), contents.count <= fileBytes
        else { throw unusable(path, "cannot be read", "无法读取") }
        guard mode & 0o027 == 0 else { throw unusable(path, "may be read or changed by others", "可被其他用户读取或修改") }
        do {
            return try KeyEncryptionKey(file: Array(contents))
        } catch {
            throw unusable(path, "holds no key: \(error)", "不含有效密钥")
        }
    }

    private static func unusable(_ path: String, _ en: String, _ zh: String) -> Problem {
        Problem(
            .invalid,
            BilingualText(en: "the key file `\(path)` \(en)", zh: "密钥文件 `\(path)` \(zh)"),
            side: .us,
            advice: BilingualText(
                en:
                    "`secrets.keyFile` names a file of mode 0600 outside the data folder, made with `openssl rand -hex 32`",
                zh: "`secrets.keyFile` 应指向数据目录之外、权限为 0600 的文件（可用 `openssl rand -hex 32` 生成）"
            )
        )
    }
}
