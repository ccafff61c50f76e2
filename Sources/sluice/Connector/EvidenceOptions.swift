import EvidenceLog
import Foundation
import Node
import Primitives
import ServerKit

/// What configuration says about the evidence log.
struct EvidenceOptions: Sendable {
    let log: EvidenceLogSettings
    let graceSeconds: Int64
    /// Whether checkpoints also carry a signature of SM2 with SM3.
    let signsWithSM2: Bool
    /// Whether `POST /add` is served for tools that test logs.
    let hasTestMode: Bool
    /// The name under which this node cosigns others' checkpoints.
    let witnessName: String
    /// The logs that it cosigns.
    let witnessedLogs: [VerifierKey]

    init(_ table: ConfigurationTree, folder: String, publicURL: String, publicHost: String) throws {
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
        signsWithSM2 = try table.bool(
            "sm2",
            default: false,
            "sign checkpoints with SM2 too, as a second line that other verifiers ignore"
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
        let witness = try table.table("witness")
        witnessName = try witness.parsed(
            "name",
            default: origin + "/witness",
            "the name under which this node cosigns others' checkpoints",
            wanted: BilingualText(
                en: "must be a name without spaces and plus signs.",
                zh: "须为不含空格与加号的名称。"
            )
        ) { VerifierKey(name: $0, algorithm: .ed25519, material: Array(repeating: 0, count: 32)) == nil ? nil : $0 }
        witnessedLogs = try witness.list("logs", "verifier keys of the logs that this node cosigns").map(Self.key)
        var settings = EvidenceLogSettings(folder: folder, origin: origin)
        let policy = try table.optionalPath(
            "policy",
            "a trust policy file (C2SP tlog-policy): the witnesses that cosign our log, with addresses, and the quorum"
        )
        if let policy { settings.policy = try Self.policy(policy) }
        settings.retention = try Self.retention(try table.table("retention"))
        log = settings
    }

    private static func retention(_ table: ConfigurationTree) throws -> [EvidenceRetention: Int64] {
        let meanings: [EvidenceRetention: String] = [
            .contract: "years that records of negotiations and agreements are kept",
            .delivery: "years that records of transfers are kept",
            .catalogue: "years that records of resources, products and offers are kept",
            .other: "years that all other records are kept",
        ]
        var years: [EvidenceRetention: Int64] = [:]
        for kind in EvidenceRetention.allCases {
            let least = Int(kind.leastYears)
            years[kind] = Int64(
                try table.int(
                    kind.rawValue,
                    default: least,
                    in: least...Int(EvidenceRetention.mostYears),
                    meanings[kind] ?? kind.rawValue
                )
            )
        }
        return years
    }

    /// The node's keys for its log; in test mode keys without evidence of their making, since that log holds what is added.
    func signers(_ keys: Keys) async throws -> EvidenceSigners {
        guard hasTestMode else { return try await EvidenceSigners(keys, withSM2: signsWithSM2) }
        return try EvidenceSigners(seed: try TestModeKeyFile.seed(log.folder))
    }

    /// What the node needs as a witness, and to be witnessed.
    func witnessing(_ signers: EvidenceSigners, _ egress: Egress) throws -> Witnessing {
        Witnessing(logs: witnessedLogs, transport: EgressWitnessTransport(egress)) {
            try signers.cosigner(witnessName)
        }
    }

    private static func key(_ text: String) throws -> VerifierKey {
        do {
            return try VerifierKey(reading: text)
        } catch {
            throw Problem.invalid(error.en, error.zh)
        }
    }

    private static func policy(_ path: String) throws -> TrustPolicy {
        do {
            return try TrustPolicy(reading: try Input.bytes(path))
        } catch let problem as LogProblem {
            throw Problem.invalid("`\(path)`: \(problem.en)", "`\(path)`：\(problem.zh)")
        }
    }
}

/// The signing key of a log in test mode, beside the log: such a log proves nothing to anybody.
enum TestModeKeyFile {
    static func seed(_ folder: String) throws -> [UInt8] {
        let path = folder + "/test-key"
        if !FileManager.default.fileExists(atPath: path) {
            try DataFolder.writeSecret(Hex.encode(World.real.random(32)), to: path)
        }
        let text = try String(contentsOfFile: path, encoding: .utf8)
        guard let seed = Hex.decode(text.filter { !$0.isWhitespace }), seed.count == 32 else {
            throw Problem(
                .storage,
                BilingualText(en: "`\(path)` is not a key", zh: "`\(path)` 不是密钥文件")
            )
        }
        return seed
    }
}
