import ArgumentParser
import EvidenceLog
import Foundation
import HTTPTypes
import NIOCore
import Node
import Primitives
import ServerKit

/// `sluice evidence verify`: checks a receipt, a bundle or a whole log with nothing but keys.
struct EvidenceVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check a receipt, a bundle, a log's folder or its address; says what is proven. 验证存证。",
        discussion: """
            A file or folder is checked offline: no server, database or network. Exit codes: 0 it holds, 1 it does not.
            文件与目录离线验证，无需服务器、数据库或网络。退出码：0 成立，1 不成立。
            """
    )

    @Argument(help: "A .tlog-proof, a bundle, a folder with a checkpoint, or the log's URL. 文件、目录或网址。")
    var target: String
    @Option(name: .long, help: "A verifier key of the log, as `evidence log` shows it; repeatable. 日志验证公钥。")
    var key: [String] = []
    @Option(name: .long, help: "A trust policy (C2SP tlog-policy) with logs, witnesses and a quorum. 信任策略文件。")
    var policy: String?
    @Option(name: .long, help: "A party's public key: JWK, key set or DID document; repeatable. 合约一方的公钥文件。")
    var partyKey: [String] = []
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let screen = output.screen
        let result: Verification
        do {
            let trust = try policy.map { try TrustPolicy(reading: Input.bytes($0)) } ?? .none
            let keys = try key.map { try VerifierKey(reading: $0) }
            guard !keys.isEmpty || !trust.logs.isEmpty else { throw Self.noKey }
            result = try await verification(keys, trust)
        } catch let problem as LogProblem {
            throw Problem.invalid(problem.en, problem.zh)
        }
        try tell(result, screen)
        if !result.holds { throw ExitCode(ExitStatus.unexpected.rawValue) }
    }

    private static let noKey = Problem(
        .invalid,
        BilingualText(en: "no key was given, so nothing can be believed", zh: "未提供公钥，无从验证"),
        advice: BilingualText(
            en: "give --key with the log's verifier key, from a source that you trust, or --policy",
            zh: "请用 --key 给出来源可信的日志验证公钥，或使用 --policy"
        )
    )

    private func verification(_ keys: [VerifierKey], _ trust: TrustPolicy) async throws -> Verification {
        if target.hasPrefix("http://") || target.hasPrefix("https://") {
            return try await LogDownload(target).check { folder in Self.folder(folder, keys, trust) }
        }
        let path = Input.absolute(target)
        if Input.isFolder(path) { return Self.folder(LogFolder(path), keys, trust) }
        return try file(
            path,
            EvidenceVerifier(keys: keys, others: keys.compactMap { SM2NoteKey($0) }, policy: trust),
            try BundleSignatures(keyFiles: partyKey)
        )
    }

    /// Whatever a file holds that is not what it should be is a failed check, not a failed command.
    private func file(
        _ path: String,
        _ verifier: EvidenceVerifier,
        _ signatures: BundleSignatures
    ) throws -> Verification {
        guard let data = FileManager.default.contents(atPath: path), data.count <= EvidenceBundle.longest else {
            throw Problem(
                .notFound,
                BilingualText(en: "the file `\(path)` cannot be read", zh: "文件 `\(path)` 无法读取")
            )
        }
        let bytes = Array(data)
        do throws(LogProblem) {
            if bytes.starts(with: TlogProof.header.utf8) { return verifier.check(try TlogProof(reading: bytes)) }
            let bundle = try EvidenceBundle(reading: bytes)
            var result = verifier.check(bundle)
            signatures.tell(bundle, &result)
            return result
        } catch {
            var result = Verification()
            result.failed(error)
            return result
        }
    }

    /// A whole log: every file is derived again.
    private static func folder(_ folder: LogFolder, _ keys: [VerifierKey], _ trust: TrustPolicy) -> Verification {
        var result = Verification()
        do {
            let report = try LogCheck.run(
                folder,
                keys: keys + trust.logs.map(\.key) + keys.compactMap { SM2NoteKey($0) }
            )
            let head = report.checkpoint.checkpoint
            result.proven(
                "the log `\(head.origin)` of \(head.size) entries is whole: \(report.files) files follow from the entries, and its key signed the root",
                "日志 `\(head.origin)` 共 \(head.size) 条，完整无误：\(report.files) 个文件均由条目推得，根已由其密钥签名"
            )
            if !report.ahead.isEmpty {
                result.open(
                    "\(report.ahead.count) files are ahead of the checkpoint; nothing covers them yet",
                    "\(report.ahead.count) 个文件超出检查点，尚无签名覆盖"
                )
            }
            let names = try trust.witnesses(of: report.checkpoint)
            if trust.asksForWitnesses, !trust.isWitnessed(by: names) {
                result.failed("too few witnesses cosigned (\(names.count))", "见证签名不足（\(names.count) 个）")
            } else if trust.asksForWitnesses {
                result.proven("as many witnesses as the policy asks saw this tree", "达到策略要求数量的见证方看到的是这棵树")
            } else {
                result.open(
                    "no witness policy was given: that everybody is shown the same tree is not proven",
                    "未提供见证策略：不能证明对所有人展示同一棵树"
                )
            }
        } catch let problem as LogProblem {
            result.failed(problem)
        } catch {
            result.failed("\(error)", "\(error)")
        }
        result.open(
            "what the entries stand for is proven only with their records: receipts and bundles",
            "条目所代表的内容须连同记录（回执或证据包）才能证明"
        )
        return result
    }

    private func tell(_ result: Verification, _ screen: Screen) throws {
        if screen.isJSON { return try screen.data(result.json.text) }
        let isChinese = screen.language == .zh
        for finding in result.findings {
            let word =
                switch finding.result {
                case .proven: isChinese ? "已证明" : "proven    "
                case .open: isChinese ? "未证明" : "not proven"
                case .failed: isChinese ? "不成立" : "FAILED    "
                }
            try screen.data("\(word)  \(DisplayText.clean(isChinese ? finding.zh : finding.en))")
        }
        try screen.data(
            isChinese
                ? result.holds ? "结论：成立" : "结论：不成立" : result.holds ? "result: it holds" : "result: it does NOT hold"
        )
    }
}

/// Fetches a published log into a folder that goes away again.
struct LogDownload {
    private let prefix: String
    private let egress: Egress

    init(_ address: String) throws {
        prefix = address.hasSuffix("/") ? address : address + "/"
        let origin = try EgressURL(prefix).origin
        let allowed = EgressPolicy.Allowance(origins: [origin], allowsPlainHTTP: true)
        egress = try Egress(EgressSettings(policy: EgressPolicy(peer: EgressPolicy.Allowance(), owner: allowed)))
    }

    func check(_ body: (LogFolder) -> Verification) async throws -> Verification {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sluice-log-" + World.real.uuid())
        defer { removeQuietly(folder) }
        do {
            try await download(to: folder)
        } catch {
            await egress.shutdown()
            throw error
        }
        await egress.shutdown()
        return body(LogFolder(folder.path))
    }

    private func removeQuietly(_ folder: URL) {
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            // A temporary folder that stays does no harm.
        }
    }

    private func download(to folder: URL) async throws {
        let note = try await fetch("checkpoint", limit: SignedNote.longest, into: folder)
        let size = try SignedCheckpoint(reading: note).checkpoint.size
        var shift = 0
        while size >> shift > 0 {
            try await all(.hashes(level: shift / 8), size, folder)
            shift += 8
        }
        try await all(.entries, size, folder)
    }

    private func all(_ kind: Tile.Kind, _ size: Int, _ folder: URL) async throws {
        var index = 0
        while let tile = Tile(kind, index: index).fitted(to: size) {
            _ = try await fetch(tile.path, limit: EntryBundle.largest, into: folder)
            index += 1
        }
    }

    private func fetch(_ path: String, limit: Int, into folder: URL) async throws -> [UInt8] {
        var request = EgressRequest(.get, try EgressURL(prefix + path))
        request.maximumBytes = limit
        let answer = try await egress.send(request, for: .owner)
        guard answer.status.code == 200 else {
            throw LogProblem(
                .missing,
                "`\(prefix)\(path)` answered \(answer.status.code)",
                "`\(prefix)\(path)` 返回 \(answer.status.code)"
            )
        }
        let bytes = Array(answer.body.readableBytesView)
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: file)
        return bytes
    }
}
