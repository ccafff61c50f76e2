import Connector
import Crypto
import Foundation
import Primitives
import ServerKit

/// The file that `get` writes.
struct GetTarget: Sendable {
    /// Bytes read at once for the digest.
    private static let chunkBytes = 1 << 18

    let path: String

    /// What the caller said, made absolute; in a folder, and without a word, named after the dataset.
    init(_ file: String?, dataset: JSONValue) throws {
        let id = dataset["@id"]?.stringValue ?? "dataset"
        let mediaType = dataset["distribution"]?.oneOrMany.lazy.compactMap { $0["dcat:mediaType"]?.stringValue }.first
        let name = MediaType.named(SafeFileName.make(from: id), mediaType)
        let given = Input.absolute(file ?? name)
        path = Input.isFolder(given) ? given + "/" + name : given
        try Self.checkFolder(of: path)
    }

    private static func checkFolder(of path: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        guard Input.isFolder(folder) else {
            throw Problem(
                .invalid,
                BilingualText(en: "there is no folder `\(folder)`", zh: "目录 `\(folder)` 不存在"),
                advice: BilingualText(en: "make it, or choose another with --output", zh: "请先创建，或用 --output 另选")
            )
        }
    }

    var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// SHA-256 and size of the file; nil when this command cannot read it, and for a folder.
    func measure() throws -> (sha256: String, bytes: Int64)? {
        guard !Input.isFolder(path), let handle = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? handle.close() }
        var hasher = SHA256()
        var bytes: Int64 = 0
        while let chunk = try handle.read(upToCount: Self.chunkBytes), !chunk.isEmpty {
            hasher.update(data: chunk)
            bytes += Int64(chunk.count)
        }
        return (Digest(hasher.finalize()).hex, bytes)
    }
}
