import Foundation
import Glibc
import Primitives
import ServerKit

/// A folder whose files are served by name; nothing outside it can be reached, not even by a link inside it.
struct FolderSource: Sendable {
    /// Files in a listing: more belong in a database.
    static let listingLimit = 10_000
    /// Tells a consumer's worker that it has a list of files before it.
    static let listingType = "application/vnd.sluice.folder+json"

    let path: String

    /// Opens a file by walking down one name at a time, following no link.
    func open(_ path: SourcePath) throws -> ContentFile {
        guard let name = path.names.last else { throw SourcePath.notThere }
        var folder = try Self.openFolder(at: AT_FDCWD, self.path, O_RDONLY)
        defer { close(folder) }
        for name in path.names.dropLast() {
            let next = try Self.openFolder(at: folder, name, O_RDONLY | O_NOFOLLOW)
            close(folder)
            folder = next
        }
        let file = unsafe openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard file >= 0 else { throw SourcePath.notThere }
        do {
            return try ContentFile(taking: file, path: self.path + path.text)
        } catch {
            // A folder, pipe or device is not content.
            throw SourcePath.notThere
        }
    }

    private static func openFolder(at parent: CInt, _ name: String, _ flags: CInt) throws -> CInt {
        let folder = unsafe openat(parent, name, flags | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw SourcePath.notThere }
        return folder
    }

    /// Every file that can be asked for, with its size, time and digest; reads all of them once.
    ///
    /// What could not be asked for is not listed: hidden files, links, names that are not plain. A folder that holds too
    /// much, or that cannot be read throughout, has no version and is refused.
    func manifest() throws -> FolderManifest {
        var entries: [FolderManifest.Entry] = []
        try collect(below: [], into: &entries)
        return FolderManifest(entries)
    }

    private func collect(below names: [String], into entries: inout [FolderManifest.Entry]) throws {
        let folder = ([path] + names).joined(separator: "/")
        guard names.count < SourcePath.depth, let found = FileManager.default.contents(of: folder) else {
            throw Self.unreadable(folder)
        }
        for name in found where SourcePath.isPlain(name) {
            guard entries.count < Self.listingLimit else { throw Self.tooMany(path) }
            guard let facts = FileFacts(link: folder + "/" + name) else { throw Self.unreadable(folder + "/" + name) }
            if facts.isFolder { try collect(below: names + [name], into: &entries) }
            guard facts.isFile else { continue }
            let stamp = try SourceInspection.hash(folder + "/" + name)
            entries.append(FolderManifest.Entry(path: (names + [name]).joined(separator: "/"), stamp: stamp))
        }
    }

    /// Refuses a folder in which a file of the list is missing or has another size; digests are checked file by file.
    func checkSizes(of manifest: FolderManifest) throws {
        for entry in manifest.entries {
            guard FileFacts(link: path + "/" + entry.path)?.bytes == entry.bytes else { throw ContentFile.changed }
        }
    }

    private static func unreadable(_ path: String) -> Problem {
        Problem(
            .source,
            BilingualText(en: "`\(path)` cannot be read, or lies too deep", zh: "`\(path)` 无法读取或层级过深"),
            advice: BilingualText(
                en: "check its permissions; at most \(SourcePath.depth) folders deep",
                zh: "请检查权限；最多 \(SourcePath.depth) 层目录"
            )
        )
    }

    private static func tooMany(_ path: String) -> Problem {
        Problem(
            .source,
            BilingualText(
                en: "the folder `\(path)` holds more than \(listingLimit) files",
                zh: "文件夹 `\(path)` 中的文件超过 \(listingLimit) 个"
            ),
            advice: BilingualText(en: "publish its parts, or an archive of it", zh: "请分别发布其各部分，或发布其归档文件")
        )
    }
}

extension FileManager {
    /// Names in a folder; nil when it cannot be read.
    fileprivate func contents(of folder: String) -> [String]? {
        do { return try contentsOfDirectory(atPath: folder) } catch { return nil }
    }
}
