import EvidenceLog
import Foundation
import Node
import Primitives
import ServerKit

/// What configuration says about the evidence log.
struct EvidenceOptions: Sendable {
    let log: EvidenceLogSettings
    let graceSeconds: Int64
    let keyFile: String
    /// Whether `POST /add` is served for tools that test logs.
    let hasTestMode: Bool

    init(_ table: ConfigurationTree, dataFolder: String, publicURL: String, publicHost: String) throws {
        let folder = try table.path(
            "folder",
            default: dataFolder + "/evidence",
            "the folder of the log; a web server may publish its subfolder `log`"
        )
        let origin = try table.parsed(
            "origin",
            default: EvidenceLogSettings.origin(publicURL: publicURL),
            "the log's name, fixed when it begins: the address of its files without scheme",
            wanted: BilingualText(
                en: "must be a name without spaces and plus signs.",
                zh: "须为不含空格与加号的名称。"
            )
        ) { VerifierKey(name: $0, algorithm: .ed25519, material: Array(repeating: 0, count: 32)) == nil ? nil : $0 }
        graceSeconds =
            try table.duration(
                "grace",
                default: .seconds(EvidenceHealth.usualGraceSeconds),
                "how long committed evidence may wait for the log before changes are refused"
            ).components.seconds
        keyFile = try table.path(
            "keyFile",
            default: dataFolder + "/evidence-key",
            "the file of the log's signing key, made at the first start (mode 0600)"
        )
        hasTestMode = try table.bool(
            "testAdd",
            default: false,
            "serve `POST /add` for tools that test logs; only where `public.bind` is loopback"
        )
        guard !hasTestMode || ["127.0.0.1", "::1", "localhost"].contains(publicHost) else {
            throw Problem.invalid(
                "`evidence.testAdd` needs a `public.bind` on loopback",
                "`evidence.testAdd` 仅允许 `public.bind` 为回环地址"
            )
        }
        log = EvidenceLogSettings(folder: folder, origin: origin)
    }
}

/// The log's signing key in a file of its own: 32 bytes as hexadecimal digits.
enum EvidenceKeyFile {
    /// The seed, made at the first start.
    static func seed(_ path: String, _ world: World) throws -> [UInt8] {
        if !FileManager.default.fileExists(atPath: path) {
            try DataFolder.writeSecret(Hex.encode(world.random(32)), to: path)
        }
        let text = try String(contentsOfFile: path, encoding: .utf8)
        guard let seed = Hex.decode(text.filter { !$0.isWhitespace }), seed.count == 32 else {
            throw Problem(
                .storage,
                BilingualText(en: "`\(path)` is not an evidence key", zh: "`\(path)` 不是存证密钥文件"),
                advice: BilingualText(en: "put the key back from a backup", zh: "请从备份恢复该密钥")
            )
        }
        return seed
    }
}
