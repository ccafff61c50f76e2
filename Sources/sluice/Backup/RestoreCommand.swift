import ArgumentParser
import Foundation
import Primitives
import ServerKit

/// `sluice restore`: puts a backup into the data folder of a stopped connector.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup into the data folder of a stopped connector. 恢复备份。",
        discussion: """
            Every file is compared with the manifest first. With --force, what is there is set aside, not deleted. An evidence
            log that is still there is left as it is; where it is lost, it goes on in a new epoch (`sluice evidence recover`).
            先按清单校验全部文件；使用 --force 时原有文件改名保留，不会删除。原有存证日志保持不变；若已丢失，则以新纪元继续。
            """
    )

    @Argument(help: "The folder that backup made. 备份目录。") var from: String
    @Flag(name: .long, help: "Set aside what is in the data folder. 替换现有数据。") var force = false
    @OptionGroup var configuration: ConfigurationOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let place = try configuration.managementPlace()
        let source = Input.absolute(from)
        let backup = try BackupManifest.verified(in: source)
        let names = backup.names
        if DataFolder.isInUse(place.dataFolder) { throw Self.isRunning(place.dataFolder) }
        let existing = Self.entries(of: place.dataFolder)
        guard existing.isEmpty || force else { throw Self.notEmpty(place.dataFolder) }
        // From here on no connector can start in the folder.
        let folder = try DataFolder(place.dataFolder)
        let aside = "before-restore-" + BackupFiles.stamp(World.real.now())
        try Self.setAside(folder.databasePath, aside)
        try BackupFiles.copy(source + "/" + BackupFiles.database, to: folder.databasePath)
        let isNewEpoch = try await restoreLog(place, backup, source, folder.databasePath)
        if names.contains(BackupFiles.token) {
            if FileManager.default.fileExists(atPath: place.tokenFile) {
                try FileManager.default.moveItem(atPath: place.tokenFile, toPath: place.tokenFile + "." + aside)
            }
            try BackupFiles.copy(source + "/" + BackupFiles.token, to: place.tokenFile)
        }
        withExtendedLifetime(folder) {}
        try tell(place, names, isNewEpoch)
    }

    /// What the node has signed stands in its own folder, which is never replaced; where that is lost, nothing tells what was signed
    /// after the backup, and the log must not go on as if nothing had been.
    private func restoreLog(
        _ place: ManagementPlace,
        _ backup: BackupManifest.Verified,
        _ source: String,
        _ database: String
    ) async throws -> Bool {
        if try BackupLog.hasHead(place.evidenceFolder) { return false }
        if backup.hasLog { try BackupLog.restore(source + "/" + BackupFiles.evidence, to: place.evidenceFolder) }
        return try await BackupLog.markRestored(database, backup: backup.created)
    }

    private static func entries(of folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0 != "lock" }
    }

    /// The database and what SQLite keeps beside it belong together.
    private static func setAside(_ path: String, _ word: String) throws {
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.moveItem(atPath: path + suffix, toPath: "\(path).\(word)\(suffix)")
        }
    }

    private func tell(_ place: ManagementPlace, _ names: [String], _ isNewEpoch: Bool) throws {
        let screen = output.screen
        screen.say(
            "restored; what happened after the backup is unknown here, so look at `sluice negotiation list` after the start",
            "已恢复；备份之后发生的事项本端已不可知，启动后请查看 `sluice negotiation list`"
        )
        if names.contains(BackupFiles.configuration) {
            screen.say(
                "the configuration was not touched; the backup's is in \(from)/\(BackupFiles.configuration)",
                "未改动配置；备份中的配置为 \(from)/\(BackupFiles.configuration)"
            )
        }
        if isNewEpoch {
            screen.say(
                "the evidence log was lost: nothing can be changed until `sluice evidence recover --reason …` begins a new epoch",
                "存证日志已丢失：执行 `sluice evidence recover --reason …` 开始新纪元之前，不能做任何更改"
            )
        }
        let result: JSONValue = [
            "data": .string(place.dataFolder), "files": .strings(names), "needsRecovery": .bool(isNewEpoch),
        ]
        try screen.show(result, [Column("DATA", "数据目录", "data"), Column("FILES", "文件", "files")])
    }

    private static func isRunning(_ folder: String) -> Problem {
        BackupFiles.conflict(
            "a connector is running in `\(folder)`",
            "连接器正在使用 `\(folder)`",
            BilingualText(en: "stop it first", zh: "请先停止连接器")
        )
    }

    private static func notEmpty(_ folder: String) -> Problem {
        BackupFiles.conflict(
            "the data folder `\(folder)` is not empty",
            "数据目录 `\(folder)` 非空",
            BilingualText(
                en: "--force sets aside what is there; or name another folder with --set data=FOLDER",
                zh: "用 --force 保留并替换现有数据；或用 --set data=目录 指定其他目录"
            )
        )
    }
}
