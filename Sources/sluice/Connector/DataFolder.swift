import Foundation
import Glibc
import Primitives
import ServerKit

/// The folder that holds a node's state; one process at a time owns it.
final class DataFolder: Sendable {
    let path: String
    private let lockDescriptor: Int32

    var databasePath: String { path + "/sluice.db" }

    /// Creates the folder with mode 0700 and takes its lock; fails when another process has it.
    init(_ path: String) throws {
        self.path = path
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        // SAFETY: the variadic C call reads the mode only because O_CREAT is given.
        let descriptor = unsafe open(path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.unusable(path, "cannot be written", "不可写") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw Self.unusable(path, "is in use by another sluice process", "正被另一个 sluice 进程使用")
        }
        lockDescriptor = descriptor
    }

    deinit { close(lockDescriptor) }

    /// What marks a folder that a test kit's profile began: nothing else is ever emptied.
    private static let throwawayMark = "throwaway"

    /// Empties the folder of a test kit's profile, so that each start begins alike.
    func startAfresh() throws {
        let files = FileManager.default
        let held = try files.contentsOfDirectory(atPath: path).filter { $0 != "lock" }
        guard held.isEmpty || held.contains(Self.throwawayMark) else {
            throw Self.unusable(path, "holds data that no test profile began, and is not emptied", "含有并非测试配置产生的数据，不予清空")
        }
        for name in held where name != Self.throwawayMark { try files.removeItem(atPath: path + "/" + name) }
        if held.isEmpty { try Self.writeSecret("emptied at each start", to: path + "/" + Self.throwawayMark) }
    }

    private static func unusable(_ path: String, _ en: String, _ zh: String) -> Problem {
        Problem(
            .storage,
            BilingualText(en: "the data folder `\(path)` \(en)", zh: "数据目录 `\(path)` \(zh)"),
            advice: BilingualText(en: "stop the other one, or choose another folder", zh: "请停止另一进程，或更换目录")
        )
    }

    /// Writes a secret to a new file that only its owner can read; an existing file is not touched.
    static func writeSecret(_ text: String, to path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // SAFETY: as above.
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw unusable(path, "already has a file here, or is not writable", "已有文件或不可写") }
        defer { close(descriptor) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        try handle.write(contentsOf: Data((text + "\n").utf8))
        try handle.synchronize()
    }
}
