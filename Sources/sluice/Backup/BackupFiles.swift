import Crypto
import Foundation
import Primitives
import ServerKit

/// What a backup is made of: files with plain names, and a manifest that says what they must be.
enum BackupFiles {
    static let database = "sluice.db"
    static let token = "owner-token"
    static let configuration = "sluice.yaml"
    static let manifest = "manifest.json"
    /// The folder of the published evidence log, all its epochs.
    static let evidence = "evidence"
    static let all = [database, token, configuration]
    /// The format of the manifest.
    static let version: Int64 = 1
    private static let chunkBytes = 1 << 18

    /// A moment as part of a file name.
    static func stamp(_ moment: Instant) -> String {
        String(moment.description.prefix(19).filter { $0 != "-" && $0 != ":" }) + "Z"
    }

    static func measure(_ path: String) throws -> (sha256: String, bytes: Int64) {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw Problem(
                .notFound,
                BilingualText(en: "the file `\(path)` cannot be read", zh: "文件 `\(path)` 无法读取")
            )
        }
        defer { try? handle.close() }
        var hasher = SHA256()
        var bytes: Int64 = 0
        while let chunk = try handle.read(upToCount: chunkBytes), !chunk.isEmpty {
            hasher.update(data: chunk)
            bytes += Int64(chunk.count)
        }
        return (Digest(hasher.finalize()).hex, bytes)
    }

    /// A digest over the names and digests of all files below a folder, how many they are, and their bytes.
    static func measureFolder(_ path: String) throws -> (sha256: String, files: Int64, bytes: Int64) {
        var names: [String] = []
        let walker = FileManager.default.enumerator(atPath: path)
        while let name = walker?.nextObject() as? String {
            let type = walker?.fileAttributes?[.type] as? FileAttributeType
            if type != .typeDirectory { names.append(name) }
        }
        var hasher = SHA256()
        var bytes: Int64 = 0
        for name in names.sorted() {
            let file = try measure(path + "/" + name)
            hasher.update(data: Data("\(name)\0\(file.sha256)\n".utf8))
            bytes += file.bytes
        }
        return (Digest(hasher.finalize()).hex, Int64(names.count), bytes)
    }

    /// Copies a file so that only its owner can read it; nothing is replaced.
    static func copy(_ path: String, to target: String) throws {
        try FileManager.default.copyItem(atPath: path, toPath: target)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: target)
    }

    static func conflict(_ en: String, _ zh: String, _ advice: BilingualText) -> Problem {
        Problem(.conflict, BilingualText(en: en, zh: zh), advice: advice)
    }
}
