import ArgumentParser
import Foundation
import Primitives
import ServerKit

/// `sluice backup`: a copy that `sluice restore` takes.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy database, evidence log, token and configuration into a new folder. 备份。",
        discussion: """
            The connector may run or be stopped. Data files stay where they are and are not copied; the backup holds secrets.
            连接器运行或停止时均可执行；不含数据文件；备份内含密钥，请妥善保管。
            """
    )

    @Argument(help: "A new folder. 新目录。") var to: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let place = try common.configuration.managementPlace()
        let target = Input.absolute(to)
        try Self.make(target)
        // The log before the database: every entry of the copied log must be in the copied database.
        try BackupLog.copy(place.evidenceFolder, to: target + "/" + BackupFiles.evidence)
        try await copyDatabase(place, to: target + "/" + BackupFiles.database)
        if FileManager.default.fileExists(atPath: place.tokenFile) {
            try BackupFiles.copy(place.tokenFile, to: target + "/" + BackupFiles.token)
        }
        if let file = common.configuration.file {
            try BackupFiles.copy(file, to: target + "/" + BackupFiles.configuration)
        }
        let manifest = try Self.manifest(of: target)
        try DataFolder.writeSecret(manifest.text, to: target + "/" + BackupFiles.manifest)
        let screen = common.output.screen
        screen.say("backed up; it holds secrets, keep it safe", "备份完成；内含密钥，请妥善保管")
        try screen.show(
            manifest,
            [
                Column("FOLDER", "目录") { _, _ in target }, .time("CREATED", "时间", "created"),
                Column("FILES", "文件") { value, _ in Self.files(value) },
            ]
        )
    }

    private static func make(_ target: String) throws {
        guard !FileManager.default.fileExists(atPath: target) else {
            throw BackupFiles.conflict(
                "`\(target)` exists already",
                "`\(target)` 已存在",
                BilingualText(en: "name a folder that does not exist", zh: "请指定一个不存在的目录")
            )
        }
        try FileManager.default.createDirectory(
            atPath: target,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    /// From the running connector through its own door, else from the file.
    private func copyDatabase(_ place: ManagementPlace, to target: String) async throws {
        guard DataFolder.isInUse(place.dataFolder) else {
            let source = place.dataFolder + "/sluice.db"
            guard FileManager.default.fileExists(atPath: source) else {
                throw Problem(
                    .notFound,
                    BilingualText(en: "no database in `\(place.dataFolder)`", zh: "`\(place.dataFolder)` 中没有数据库")
                )
            }
            try DatabaseFile.copy(source, to: target)
            return try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: target)
        }
        let client = try common.client()
        do {
            let made = try await client.postOnce("backup", body: [:])
            try BackupFiles.copy(made["path"]?.stringValue ?? "", to: target)
        } catch {
            await client.close()
            throw error
        }
        await client.close()
    }

    private static func manifest(of folder: String) throws -> JSONValue {
        var files: [JSONValue] = []
        for name in BackupFiles.all where FileManager.default.fileExists(atPath: folder + "/" + name) {
            let (sha256, bytes) = try BackupFiles.measure(folder + "/" + name)
            files.append(["name": .string(name), "bytes": .integer(bytes), "sha256": .string(sha256)])
        }
        let log = folder + "/" + BackupFiles.evidence
        return [
            "version": .integer(BackupFiles.version), "program": .string("sluice " + Sluice.version),
            "created": .string(World.real.now().description), "folder": .string(folder), "files": .array(files),
            "log": FileManager.default.fileExists(atPath: log) ? try BackupLog.json(log) : .null,
        ]
    }

    private static func files(_ manifest: JSONValue) -> String {
        let files = (manifest["files"]?.arrayValue ?? []) + (manifest["log"].map { $0 == .null ? [] : [$0] } ?? [])
        return files.map { file in
            let name = file["name"]?.stringValue ?? "-"
            return "\(name)  \(Amount.bytes(file["bytes"]?.integerValue ?? 0))  \(file["sha256"]?.stringValue ?? "-")"
        }.joined(separator: "\n")
    }
}
