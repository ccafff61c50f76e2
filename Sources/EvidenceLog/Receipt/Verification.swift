public import Primitives

/// What a check of evidence proves, what it leaves open, and what failed, in words.
public struct Verification: Sendable, Equatable {
    public enum Result: String, Sendable { case proven, open, failed }

    public struct Finding: Sendable, Equatable {
        public let result: Result
        public let en: String
        public let zh: String
    }

    public private(set) var findings: [Finding] = []

    public init() {}

    /// Nothing failed, and something was proven.
    public var holds: Bool {
        findings.contains { $0.result == .proven } && !findings.contains { $0.result == .failed }
    }

    public mutating func proven(_ en: String, _ zh: String) {
        findings.append(Finding(result: .proven, en: en, zh: zh))
    }
    public mutating func open(_ en: String, _ zh: String) { findings.append(Finding(result: .open, en: en, zh: zh)) }
    public mutating func failed(_ en: String, _ zh: String) {
        findings.append(Finding(result: .failed, en: en, zh: zh))
    }

    public mutating func failed(_ problem: LogProblem) { failed(problem.en, problem.zh) }

    public var json: JSONValue {
        [
            "holds": .bool(holds),
            "findings": .array(
                findings.map {
                    ["result": .string($0.result.rawValue), "text": .string($0.en), "textZh": .string($0.zh)]
                }
            ),
        ]
    }
}

/// Checks receipts and bundles with nothing but the log's key: no server, database or network.
public struct EvidenceVerifier: Sendable {
    private let keys: [VerifierKey]
    /// Keys of other algorithms, whose signature lines must verify where they are.
    private let others: [any NoteVerifier]
    private let policy: TrustPolicy

    /// `keys` are those of the logs that are believed; the policy's logs count too.
    public init(keys: [VerifierKey], others: [any NoteVerifier] = [], policy: TrustPolicy = .none) {
        self.others = others
        self.keys = keys + policy.logs.map(\.key)
        self.policy = policy
    }

    /// A `.tlog-proof` of ours.
    public func check(_ proof: TlogProof) -> Verification {
        var result = Verification()
        do throws(LogProblem) {
            guard let extra = proof.extra else {
                throw .malformed("the receipt does not carry its entry", "回执未携带条目")
            }
            let carried = try ReceiptExtra(reading: extra)
            try check(ReceiptEntry(carried, proof), &result)
            let head = proof.checkpoint.checkpoint
            result.proven(
                "the entry is number \(proof.index) of the log `\(head.origin)`, in the tree of \(head.size) that its key signed",
                "该条目是日志 `\(head.origin)` 的第 \(proof.index) 条，属于其密钥签名的 \(head.size) 条的树"
            )
            tellRecord(carried, &result)
            try tellOthers([proof.checkpoint], &result)
            try tellWitnesses([proof.checkpoint], &result)
        } catch {
            result.failed(error)
        }
        tellLimits(&result)
        return result
    }

    private struct ReceiptEntry {
        let extra: ReceiptExtra
        let proof: TlogProof

        init(_ extra: ReceiptExtra, _ proof: TlogProof) {
            self.extra = extra
            self.proof = proof
        }
    }

    /// The leaf is in the signed tree, and a record that is shown is the one that the leaf commits to.
    private func check(_ entry: ReceiptEntry, _ result: inout Verification) throws(LogProblem) {
        let origin = entry.proof.checkpoint.checkpoint.origin
        let own = keys.filter { NoteName.same($0.name, origin) && $0.algorithm == .ed25519 }
        guard !own.isEmpty else {
            throw LogProblem(.signature, "no key of the log `\(origin)` was given", "未提供日志 `\(origin)` 的公钥")
        }
        try entry.proof.verify(entry: entry.extra.leaf, log: own)
        _ = try entry.proof.checkpoint.note.verifiedKeys(among: others)
        guard entry.extra.record == nil || entry.extra.recordMatches else {
            throw LogProblem(
                .proof,
                "entry \(entry.proof.index): the record is not the one that the log commits to",
                "第 \(entry.proof.index) 条：记录与日志中的承诺不符"
            )
        }
    }

    /// Signature lines of further keys that were given, such as SM2.
    private func tellOthers(_ heads: [SignedCheckpoint], _ result: inout Verification) throws(LogProblem) {
        guard !others.isEmpty else { return }
        var missing = 0
        for head in heads where try head.note.verifiedKeys(among: others).isEmpty { missing += 1 }
        if missing == 0 {
            result.proven("the second signature of the log verifies too", "日志的第二签名亦验证通过")
        } else {
            result.open("\(missing) checkpoints have no second signature", "\(missing) 个检查点没有第二签名")
        }
    }

    private func tellRecord(_ extra: ReceiptExtra, _ result: inout Verification) {
        guard let record = extra.record else {
            result.open(
                "the record is not shown or was erased; only that an entry was made is proven",
                "未出示记录或记录已删除；仅证明存在该条目"
            )
            return
        }
        let type = record["type"]?.stringValue ?? ""
        let (time, actor) = (record["time"]?.stringValue ?? "", record["actor"]?["id"]?.stringValue ?? "")
        result.proven(
            "the record (`\(type)` by `\(actor)`, \(time)) is the one that the log commits to; not a byte was changed since",
            "记录（`\(actor)` 于 \(time) 的 `\(type)`）正是日志所承诺的内容，此后未改动任何字节"
        )
    }

    /// A whole bundle.
    public func check(_ bundle: EvidenceBundle) -> Verification {
        var result = Verification()
        do throws(LogProblem) {
            guard !bundle.entries.isEmpty else { throw .malformed("the bundle has no entries", "证据包没有条目") }
            for entry in bundle.entries { try check(ReceiptEntry(entry.extra, entry.proof), &result) }
            try checkHeads(bundle.entries.map(\.proof.checkpoint))
            let logs = Set(bundle.entries.map(\.proof.checkpoint.checkpoint.origin)).sorted().joined(separator: ", ")
            result.proven(
                "\(bundle.entries.count) records are in the log `\(logs)`, each as its leaf commits to",
                "\(bundle.entries.count) 条记录均在日志 `\(logs)` 中，且与承诺一致"
            )
            try tellAgreement(bundle, &result)
            tellSteps(bundle, &result)
            tellSignatures(bundle, &result)
            try tellOthers(bundle.entries.map(\.proof.checkpoint), &result)
            try tellWitnesses(bundle.entries.map(\.proof.checkpoint), &result)
        } catch {
            result.failed(error)
        }
        tellLimits(&result)
        return result
    }

    /// Two different roots of one log at one size are a split view, whoever signed them.
    private func checkHeads(_ heads: [SignedCheckpoint]) throws(LogProblem) {
        var roots: [String: Digest] = [:]
        for head in heads.map(\.checkpoint) {
            let key = "\(head.size) \(head.origin)"
            guard roots[key] == nil || roots[key] == head.root else {
                throw LogProblem(
                    .inconsistent,
                    "the log `\(head.origin)` signed two different trees of \(head.size) entries: a split view",
                    "日志 `\(head.origin)` 对 \(head.size) 条签署了两个不同的树：分裂视图"
                )
            }
            roots[key] = head.root
        }
    }

    private func tellAgreement(_ bundle: EvidenceBundle, _ result: inout Verification) throws(LogProblem) {
        let digest = Digest(of: CanonicalJSON.bytes(of: bundle.agreement)).description
        let named = bundle.entries.compactMap { $0.extra.record?["digests"]?["agreement"]?.stringValue }
        guard named.allSatisfy({ $0 == digest }) else {
            throw LogProblem(
                .proof,
                "the agreement is not the one whose digest the records name",
                "合约与记录中的摘要不符"
            )
        }
        if named.isEmpty {
            result.open("no record names the agreement's digest", "没有记录写明合约摘要")
        } else {
            result.proven(
                "the agreement's exact content is what \(named.count) records name (\(digest))",
                "合约内容与 \(named.count) 条记录写明的摘要一致（\(digest)）"
            )
        }
        for (role, party, member) in [
            ("provider", bundle.provider, "assigner"), ("consumer", bundle.consumer, "assignee"),
        ] where bundle.agreement[member]?.stringValue.map({ !NoteName.same($0, party) }) == true {
            throw LogProblem(.proof, "the agreement names another \(role)", "合约写明的 \(role) 与证据包不符")
        }
    }

    /// Each record's previous state must be the state that the record before it left.
    private func tellSteps(_ bundle: EvidenceBundle, _ result: inout Verification) {
        var states: [String: String] = [:]
        var gaps = 0
        for record in bundle.entries.compactMap(\.extra.record) {
            guard let id = record["subject"]?["id"]?.stringValue else { continue }
            let previous = record["previousState"]?.stringValue
            if let known = states[id], let previous, known != previous { gaps += 1 }
            if let state = record["newState"]?.stringValue { states[id] = state }
        }
        if gaps == 0 {
            result.proven("the steps follow each other without a gap", "各步骤前后衔接，没有缺口")
        } else {
            result.failed("\(gaps) steps do not follow from the ones before", "有 \(gaps) 处步骤与前一步不衔接")
        }
    }

    /// Who signed; the signatures themselves are judged by whoever knows the parties' keys.
    private func tellSignatures(_ bundle: EvidenceBundle, _ result: inout Verification) {
        switch bundle.signedBy {
        case []: result.open("no party signed the agreement itself", "双方均未对合约本身签名")
        case ["provider"]: result.open("signed by one party: `\(bundle.provider)`", "仅一方签名：`\(bundle.provider)`")
        case ["consumer"]: result.open("signed by one party: `\(bundle.consumer)`", "仅一方签名：`\(bundle.consumer)`")
        default: break
        }
    }

    private func tellWitnesses(_ heads: [SignedCheckpoint], _ result: inout Verification) throws(LogProblem) {
        guard policy.asksForWitnesses else {
            result.open(
                "no witness policy was given: that the log shows everybody the same tree is not proven",
                "未提供见证策略：不能证明该日志对所有人展示同一棵树"
            )
            return
        }
        for head in heads {
            let names = try policy.witnesses(of: head)
            guard policy.isWitnessed(by: names) else {
                throw LogProblem(
                    .signature,
                    "too few witnesses cosigned the checkpoint of \(head.checkpoint.size) (\(names.count))",
                    "\(head.checkpoint.size) 条的检查点见证签名不足（\(names.count) 个）"
                )
            }
        }
        result.proven(
            "as many witnesses as the policy asks saw the same tree",
            "达到策略要求数量的见证方看到的是同一棵树"
        )
    }

    private func tellLimits(_ result: inout Verification) {
        result.open(
            "times are those of the log's owner; that what the records say is true is not proven, only that it was recorded",
            "时间由日志方给出；仅证明曾如此记录，不证明记录内容本身为真"
        )
    }
}
