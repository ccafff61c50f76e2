import FoundationEssentials

/// A file that is removed when its holder goes away.
final class TemporaryFile: Sendable {
    let path: String

    init(_ text: String, name: String = "file") throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sluice-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appending(path: name).path
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    /// The folder that holds only this file.
    var folder: String { String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) }

    deinit {
        do { try FileManager.default.removeItem(atPath: folder) } catch { print("left behind: \(path)") }
    }
}
