import Crypto
import Foundation
import NIOCore
import NIOPosix
import Primitives
import ServerKit

/// Looks at sources: whether they are there, and what their content is.
enum SourceInspection {
    /// Bytes read at once while hashing.
    private static let chunkBytes = 1 << 20

    /// Refuses a source that is not there; a remote API is not called, since it may count or cost.
    static func check(_ source: DataSource, _ protected: ProtectedPlaces) async throws {
        switch source {
        case .file(let path), .sqlite(let path, _):
            try protected.check(path)
            guard try await facts(of: path).isFile else { throw missing(path, "file", "文件") }
        case .folder(let path):
            try protected.check(path)
            guard try await facts(of: path).isFolder else { throw missing(path, "folder", "文件夹") }
        case .http(let source):
            do {
                _ = try EgressURL(source.url)
            } catch {
                throw Problem(.invalid, error.text)
            }
        }
    }

    /// What a source holds when it is published.
    struct Content: Sendable {
        /// The digest and size; nil for sources whose content is not fixed.
        var stamp: ContentStamp?
        /// The files of a folder.
        var manifest: FolderManifest?
    }

    /// Reads the whole content of a file or folder once.
    static func content(of source: DataSource) async throws -> Content {
        try await NIOThreadPool.singleton.runIfActive {
            switch source {
            case .file(let path): return Content(stamp: try hash(path))
            case .folder(let path):
                let manifest = try FolderSource(path: path).manifest()
                return Content(stamp: manifest.stamp, manifest: manifest)
            case .http, .sqlite: return Content()
            }
        }
    }

    static func facts(of path: String) async throws -> FileFacts {
        try await NIOThreadPool.singleton.runIfActive { try readFacts(path) }
    }

    static func readFacts(_ path: String) throws -> FileFacts {
        guard let facts = FileFacts(path: path) else { throw missing(path, "file or folder", "文件或文件夹") }
        return facts
    }

    /// Hashes a file, and refuses one that changes meanwhile.
    static func hash(_ path: String) throws -> ContentStamp {
        let before = try readFacts(path)
        guard before.isFile else { throw missing(path, "file", "文件") }
        guard let handle = FileHandle(forReadingAtPath: path) else { throw missing(path, "readable file", "可读文件") }
        defer { try? handle.close() }
        var hasher = SHA256()
        var bytes: Int64 = 0
        do {
            while let chunk = try handle.read(upToCount: chunkBytes), !chunk.isEmpty {
                hasher.update(data: chunk)
                bytes += Int64(chunk.count)
            }
        } catch {
            throw missing(path, "readable file", "可读文件")
        }
        let after = try readFacts(path)
        guard after.bytes == bytes, after.modified == before.modified else {
            throw Problem(
                .changed,
                BilingualText(en: "`\(path)` changed while it was read", zh: "`\(path)` 在读取过程中发生变化"),
                advice: BilingualText(en: "publish when nobody writes to it", zh: "请在无人写入时发布")
            )
        }
        return ContentStamp(digest: Digest(hasher.finalize()), bytes: bytes, modified: after.modified)
    }

    private static func missing(_ path: String, _ en: String, _ zh: String) -> Problem {
        Problem(
            .source,
            BilingualText(en: "there is no \(en) at `\(path)`", zh: "`\(path)` 处没有\(zh)"),
            advice: BilingualText(en: "check the path and its permissions", zh: "请检查路径与权限")
        )
    }
}
