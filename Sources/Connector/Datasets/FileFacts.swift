import Glibc
import Primitives
import ServerKit

/// What the file system says of a file or folder, by which a change is noticed without reading it.
package struct FileFacts: Sendable, Equatable {
    let isFile: Bool
    let isFolder: Bool
    let bytes: Int64
    /// Modification time in nanoseconds since 1970.
    let modified: Int64
    /// Device and number of the file: another file at the same path differs.
    let identity: [UInt64]

    /// Looks at a path, following links; nil when nothing readable is there.
    init?(path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    /// Looks at a path without following a link at its end.
    init?(link path: String) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    /// Looks at an open file; nil when the descriptor is not valid.
    init?(descriptor: CInt) {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        let kind = status.st_mode & S_IFMT
        isFile = kind == S_IFREG
        isFolder = kind == S_IFDIR
        bytes = Int64(status.st_size)
        modified = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        identity = [UInt64(status.st_dev), UInt64(status.st_ino)]
    }
}
