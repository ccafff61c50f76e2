import Primitives
import ServerKit

/// Decides which file a folder sink means.
enum SinkFolder {
    /// The path itself; inside it, when it is a folder, under a name made from the dataset's identifier.
    ///
    /// Throws a problem of the sink when it lies outside `root` (where one is set) or its folder is not there.
    static func target(_ path: String, dataset: String, root: String?) throws -> String {
        guard isPlain(path), root.map({ isInside(path, $0) }) ?? true else {
            throw problem("`\(path)` is outside the download folder", "`\(path)` 不在下载目录内")
        }
        if FileFacts(path: path)?.isFolder == true { return join(path, SafeFileName.make(from: dataset)) }
        guard !path.hasSuffix("/"), FileFacts(path: PartFile.folder(of: path))?.isFolder == true else {
            throw problem("there is no folder for `\(path)`", "`\(path)` 所在目录不存在")
        }
        // A device would swallow the content or be replaced by it, and a link says that somebody means another place.
        guard FileFacts(link: path)?.isFile ?? true else {
            throw problem("`\(path)` is a link or a device and no file", "`\(path)` 是链接或设备，不是文件")
        }
        return path
    }

    private static func isPlain(_ path: String) -> Bool {
        path.hasPrefix("/") && !path.utf8.contains(0) && !path.split(separator: "/").contains("..")
    }

    private static func isInside(_ path: String, _ root: String) -> Bool {
        path == root || path.hasPrefix(root.hasSuffix("/") ? root : root + "/")
    }

    private static func join(_ folder: String, _ name: String) -> String {
        folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }

    private static func problem(_ en: String, _ zh: String) -> Problem {
        Problem(.sink, BilingualText(en: en, zh: zh))
    }
}
