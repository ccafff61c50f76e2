import Connector
import EvidenceLog
import Foundation
import Node
import Primitives
import ServerKit

/// The published evidence log in a backup: every epoch as of one checkpoint each.
///
/// It is kept so that receipts of what was signed can still be made and its files still be published. It says nothing of what was signed
/// after the backup; so a log is never continued from it.
enum BackupLog {
    /// The epochs that a folder holds, oldest first.
    private static func epochs(_ folder: String) -> [Int64] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/log")) ?? []
        return [1] + names.compactMap { Int64($0) }.filter { $0 > 1 }.sorted()
    }

    private static func place(_ folder: String, _ epoch: Int64) -> LogPlace {
        EvidenceLogSettings(folder: folder, origin: "").place(epoch: epoch)
    }

    /// Copies what is published; nothing when no log has begun.
    static func copy(_ folder: String, to target: String) throws {
        for epoch in epochs(folder) {
            do {
                _ = try LogCopy.run(from: place(folder, epoch), to: place(target, epoch))
            } catch let problem as LogProblem {
                throw Problem(
                    .storage,
                    BilingualText(
                        en: "the evidence log cannot be copied: \(problem.en)",
                        zh: "存证日志无法备份：\(problem.zh)"
                    )
                )
            }
        }
        guard FileManager.default.fileExists(atPath: target) else { return }
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: target)
    }

    /// What the manifest says of it.
    static func json(_ folder: String) throws -> JSONValue {
        let (sha256, files, bytes) = try BackupFiles.measureFolder(folder)
        let epochs = try epochs(folder).compactMap { epoch -> JSONValue? in
            guard let head = try place(folder, epoch).published.checkpoint()?.checkpoint else { return nil }
            return [
                "epoch": .integer(epoch), "origin": .string(head.origin), "size": .integer(Int64(head.size)),
                "root": .string(head.root.description),
            ]
        }
        return [
            "name": .string(BackupFiles.evidence), "files": .integer(files), "bytes": .integer(bytes),
            "sha256": .string(sha256), "epochs": .array(epochs),
        ]
    }

    /// Whether a node's folder still says what it has signed.
    static func hasHead(_ folder: String) throws -> Bool {
        try epochs(folder).contains { epoch in
            let place = place(folder, epoch)
            return try place.head() != nil || place.published.checkpoint() != nil
        }
    }

    /// Puts the log of a backup where the node's was.
    static func restore(_ source: String, to folder: String) throws {
        for part in ["log", "state"] {
            let (from, target) = (source + "/" + part, folder + "/" + part)
            guard FileManager.default.fileExists(atPath: from) else { continue }
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            // Folders without a head are all that can be here.
            if FileManager.default.fileExists(atPath: target) { try FileManager.default.removeItem(atPath: target) }
            try FileManager.default.copyItem(atPath: from, toPath: target)
        }
    }

    /// Tells the database that it is a copy, so that its log goes on only in a new epoch; false when it has no log yet.
    static func markRestored(_ database: String, backup: Instant) async throws -> Bool {
        let database = try Database.open(path: database, migrations: ConnectorSchema.migrations)
        do {
            let isMarked = try await database.write { try EvidenceEpochStore.restore(from: backup, in: $0) }
            try database.close()
            return isMarked
        } catch {
            try database.close()
            throw error
        }
    }
}
