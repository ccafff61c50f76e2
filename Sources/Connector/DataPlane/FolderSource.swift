import Foundation
import Glibc
import HTTPTypes
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

    /// The files with their sizes, in order of their names: `{"files": [{"path", "bytes"}], "isComplete"}`.
    ///
    /// What could not be asked for is not listed: hidden files, links, names that are not plain.
    func listing() throws -> JSONValue {
        var files: [JSONValue] = []
        var isComplete = true
        try list(below: [], into: &files, &isComplete)
        return ["files": .array(files), "isComplete": .bool(isComplete)]
    }

    private func list(below names: [String], into files: inout [JSONValue], _ isComplete: inout Bool) throws {
        let folder = ([path] + names).joined(separator: "/")
        guard names.count < SourcePath.depth, let entries = FileManager.default.contents(of: folder) else {
            isComplete = false
            return
        }
        for name in entries.sorted() where SourcePath.isPlain(name) {
            guard files.count < Self.listingLimit else {
                isComplete = false
                return
            }
            guard let facts = FileFacts(link: folder + "/" + name) else { continue }
            if facts.isFolder { try list(below: names + [name], into: &files, &isComplete) }
            guard facts.isFile else { continue }
            let shown = (names + [name]).joined(separator: "/")
            files.append(["path": .string(shown), "bytes": .integer(facts.bytes)])
        }
    }
}

extension FileManager {
    /// Names in a folder; nil when it cannot be read.
    fileprivate func contents(of folder: String) -> [String]? {
        do { return try contentsOfDirectory(atPath: folder) } catch { return nil }
    }
}
