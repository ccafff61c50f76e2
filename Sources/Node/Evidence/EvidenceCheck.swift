import Dispatch
import EvidenceLog
import Primitives
import ServerKit

/// Derives every epoch of the log again: from its files, and once more from the database.
struct EvidenceCheck: Sendable {
    private static let batch = 8192

    let database: Database
    let receipts: EvidenceReceipts

    func run() async throws -> JSONValue {
        var findings: [JSONValue] = []
        var isWhole = true
        for log in try await receipts.logs() {
            do {
                findings.append(try await check(log))
            } catch let problem as LogProblem {
                isWhole = false
                findings.append([
                    "epoch": .integer(log.epoch), "holds": false, "problem": .string(problem.en),
                    "problemZh": .string(problem.zh),
                ])
            }
        }
        return ["holds": .bool(isWhole), "epochs": .array(findings)]
    }

    private func check(_ log: EvidenceReceipts.LogName) async throws -> JSONValue {
        let key = try VerifierKey(reading: log.verifierKey)
        let report = try await Self.aside { try LogCheck.run(LogFolder(log.directory), keys: [key]) }
        let head = report.checkpoint.checkpoint
        guard try await root(ofFirst: head.size, epoch: log.epoch) == head.root else {
            throw LogProblem(
                .inconsistent,
                "the database's entries do not lead to the signed root of \(head.size)",
                "数据库条目与已签名的 \(head.size) 条的根不符"
            )
        }
        return [
            "epoch": .integer(log.epoch), "holds": true, "entries": .integer(Int64(head.size)),
            "files": .integer(Int64(report.files)), "ahead": .strings(report.ahead),
        ]
    }

    private func root(ofFirst size: Int, epoch: Int64) async throws -> Digest? {
        var tree = TreeAppender()
        while tree.size < size {
            let (from, limit) = (tree.size, min(Self.batch, size - tree.size))
            let leaves = try await database.read {
                try EvidenceEpochStore.leaves(of: epoch, from: from, limit: limit, in: $0)
            }
            if leaves.isEmpty { return nil }
            for leaf in leaves { try tree.append(leaf) }
            _ = tree.takeFinished()
        }
        return tree.root
    }

    /// Long work of files and hashes, off the threads that answer calls.
    private static func aside<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global(qos: .utility).async { continuation.resume(with: Result { try work() }) }
        }
    }
}
