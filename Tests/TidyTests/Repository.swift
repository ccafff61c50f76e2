import Foundation

/// The repository as data: its tracked files, found from this file upwards.
struct Repository {
    struct File {
        /// Relative to the root.
        let path: String
        let text: String

        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
        var name: String { path.split(separator: "/").last.map(String.init) ?? path }
    }

    static let root: URL = {
        var folder = URL(filePath: #filePath).deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path)
        {
            folder = folder.deletingLastPathComponent()
        }
        return folder
    }()

    /// Folders that hold no work of ours.
    private static let skipped: Set<String> = [".build", ".git", ".swiftpm", "node_modules", "__pycache__", ".venv"]
    /// Kinds of files that people write.
    private static let kinds: Set<String> = ["swift", "md", "yaml", "yml", "sh", "py", "txt", "toml", "json", ""]
    /// Larger files are data.
    private static let largestBytes = 1 << 20

    static let files: [File] = {
        var files: [File] = []
        let walker = FileManager.default.enumerator(
            at: root,
            includingPropertiesForKeys: [.isRegularFileKey, .fileSizeKey]
        )
        while let url = walker?.nextObject() as? URL {
            if skipped.contains(url.lastPathComponent) { walker?.skipDescendants() }
            guard kinds.contains(url.pathExtension),
                let values = try? url.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey]),
                values.isRegularFile == true, (values.fileSize ?? 0) <= largestBytes,
                let text = try? String(contentsOf: url, encoding: .utf8)
            else { continue }
            files.append(File(path: String(url.path.dropFirst(root.path.count + 1)), text: text))
        }
        return files.sorted { $0.path < $1.path }
    }()

    static var sources: [File] { files.filter { $0.path.hasPrefix("Sources/") && $0.path.hasSuffix(".swift") } }
    /// Swift that people read: generated files are data in another dress.
    static var swift: [File] { files.filter { $0.path.hasSuffix(".swift") && !$0.path.contains("/Generated/") } }
}
