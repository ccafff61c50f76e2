import Glibc
import Primitives
import ServerKit

/// Files and folders of the connector itself, which it neither publishes nor overwrites.
///
/// Whoever may name a source or a sink could otherwise read the database with its tokens, or put another in its place.
package struct ProtectedPlaces: Sendable {
    private let places: [String]
    /// Folders inside them that are for data all the same.
    private let open: [String]

    package init(_ places: [String] = [], except open: [String] = []) {
        self.places = places.map(Self.resolved)
        self.open = open.map(Self.resolved)
    }

    /// Refuses a path that lies in a protected place, or a folder that holds one; links are followed first.
    package func check(_ path: String) throws {
        let path = Self.resolved(path)
        if open.contains(where: { Self.isInside(path, $0) }) { return }
        let isOurs = places.contains { Self.isInside(path, $0) || Self.isInside($0, path) }
        guard isOurs else { return }
        throw Problem(
            .invalid,
            BilingualText(
                en: "`\(path)` is or holds something of this connector itself",
                zh: "`\(path)` 是本连接器自身的文件或包含这类文件"
            ),
            advice: BilingualText(en: "use a folder that is only for data", zh: "请使用仅存放数据的目录")
        )
    }

    private static func isInside(_ path: String, _ folder: String) -> Bool {
        path.hasSameBytes(as: folder) || path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
    }

    /// The path without links, also where its last names do not exist yet.
    private static func resolved(_ path: String) -> String {
        // SAFETY: with a null second argument realpath allocates its result, which is freed here.
        if let found = unsafe realpath(path, nil) {
            defer { unsafe free(found) }
            return unsafe String(cString: found)
        }
        guard let slash = path.lastIndex(of: "/"), path.count > 1 else { return path }
        let parent = slash == path.startIndex ? "/" : resolved(String(path[..<slash]))
        let name = path[path.index(after: slash)...]
        return name.isEmpty ? parent : (parent == "/" ? "/" : parent + "/") + name
    }
}
