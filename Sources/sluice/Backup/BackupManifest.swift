import Foundation
import Primitives
import ServerKit

/// Reads a backup's manifest and believes nothing that it does not find so.
enum BackupManifest {
    /// What was found to be as the manifest states.
    struct Verified {
        let names: [String]
        let created: Instant
        let hasLog: Bool
    }

    /// The names of the files, each with the digest that the manifest states, a sound database among them, and the evidence log.
    static func verified(in folder: String) throws -> Verified {
        let path = folder + "/" + BackupFiles.manifest
        guard FileManager.default.fileExists(atPath: path) else {
            throw Problem(
                .notFound,
                BilingualText(en: "`\(folder)` is no backup: it has no manifest", zh: "`\(folder)` 不是备份：缺少清单"),
                advice: BilingualText(en: "name a folder that `sluice backup` made", zh: "请指定 `sluice backup` 生成的目录")
            )
        }
        let fields = try JSONFields(try Input.object(path))
        guard try fields.integer("version", in: 0...Int64.max) == BackupFiles.version else {
            throw Problem.invalid("the manifest is of another version", "清单版本不受支持")
        }
        let names = try fields.array("files").map { try check(try JSONFields($0), in: folder) }
        guard names.contains(BackupFiles.database) else {
            throw Problem.invalid("the backup has no database", "备份中没有数据库")
        }
        if let fault = try DatabaseFile.faults(in: folder + "/" + BackupFiles.database).first {
            throw Problem.invalid("the backup's database is damaged: \(fault)", "备份数据库已损坏：\(fault)")
        }
        guard let created = Instant(try fields.string("created")) else {
            throw Problem.invalid("the manifest does not say when it was made", "清单缺少创建时间")
        }
        return Verified(names: names, created: created, hasLog: try checkLog(fields, in: folder))
    }

    private static func checkLog(_ fields: JSONFields, in folder: String) throws -> Bool {
        guard let log = fields.object["log"], log != .null else { return false }
        let stated = try JSONFields(log)
        let found = try BackupFiles.measureFolder(folder + "/" + BackupFiles.evidence)
        guard try stated.string("sha256") == found.sha256,
            try stated.integer("files", in: 0...Int64.max) == found.files
        else { throw isChanged(BackupFiles.evidence) }
        return true
    }

    private static func isChanged(_ name: String) -> Problem {
        Problem(
            .invalid,
            BilingualText(en: "`\(name)` is not what the manifest states", zh: "`\(name)` 与清单不符"),
            advice: BilingualText(en: "use another backup; nothing was changed", zh: "请使用其他备份；未做任何更改")
        )
    }

    private static func check(_ file: JSONFields, in folder: String) throws -> String {
        let name = try file.string("name")
        guard BackupFiles.all.contains(where: { $0.hasSameBytes(as: name) }) else {
            throw Problem.invalid("the manifest names a file that no backup has: `\(name)`", "清单含有未知文件：`\(name)`")
        }
        let stated = (try file.string("sha256"), try file.integer("bytes", in: 0...Int64.max))
        guard try BackupFiles.measure(folder + "/" + name) == stated else {
            throw isChanged(name)
        }
        return name
    }
}
