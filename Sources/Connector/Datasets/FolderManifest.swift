package import Primitives

/// The files of a folder as they were when it was published: what an agreement about a folder is about.
package struct FolderManifest: Sendable, Equatable {
    package struct Entry: Sendable, Equatable {
        /// Below the folder, with `/` between names.
        package let path: String
        package let stamp: ContentStamp

        package var bytes: Int64 { stamp.bytes }
        package var digest: Digest { stamp.digest }
    }

    /// In the order of their paths' bytes.
    package let entries: [Entry]
    private let byPath: [String: Int]

    package init(_ entries: [Entry]) {
        self.entries = entries.sorted { Self.isBefore($0.path, $1.path) }
        var byPath: [String: Int] = [:]
        for (index, entry) in self.entries.enumerated() { byPath[entry.path] = index }
        self.byPath = byPath
    }

    /// The entry of a path, byte for byte.
    subscript(_ path: SourcePath) -> Entry? {
        let text = String(path.text.dropFirst())
        guard let index = byPath[text], index < entries.count, entries[index].path.hasSameBytes(as: text) else {
            return nil
        }
        return entries[index]
    }

    /// The folder as one content: its digest covers every path and every file's digest.
    package var stamp: ContentStamp {
        ContentStamp(
            digest: Self.digest(of: entries.map { ($0.path, $0.digest) }),
            bytes: entries.reduce(0) { $0 &+ $1.bytes },
            modified: 0
        )
    }

    /// SHA-256 over a line `DIGEST PATH` for each file, in the order of the paths' bytes.
    static func digest(of files: [(path: String, digest: Digest)]) -> Digest {
        let lines = files.sorted { isBefore($0.path, $1.path) }.map { "\($0.digest.hex) \($0.path)\n" }
        return Digest(of: lines.joined())
    }

    private static func isBefore(_ one: String, _ other: String) -> Bool {
        one.utf8.lexicographicallyPrecedes(other.utf8)
    }

    /// What a consumer is shown: `{"files": [{"path", "bytes", "sha256"}], "sha256", "isComplete"}`.
    var listing: JSONValue {
        let files = entries.map { entry -> JSONValue in
            ["path": .string(entry.path), "bytes": .integer(entry.bytes), "sha256": .string(entry.digest.hex)]
        }
        return ["files": .array(files), "sha256": .string(stamp.digest.hex), "isComplete": true]
    }

    /// As it is stored; nanoseconds as text, since they are beyond what JSON numbers hold exactly.
    package var json: JSONValue {
        .array(
            entries.map { entry in
                [
                    .string(entry.path), .integer(entry.bytes), .string(String(entry.stamp.modified)),
                    .string(entry.digest.description),
                ]
            }
        )
    }

    /// Reads what was stored; nil when it is not readable.
    package init?(_ json: JSONValue) {
        var entries: [Entry] = []
        for file in json.arrayValue ?? [] {
            guard let parts = file.arrayValue, parts.count == 4, let path = parts[0].stringValue,
                let bytes = parts[1].integerValue, let modified = parts[2].stringValue.flatMap({ Int64($0) }),
                let digest = parts[3].stringValue.flatMap({ Digest($0) })
            else { return nil }
            entries.append(Entry(path: path, stamp: ContentStamp(digest: digest, bytes: bytes, modified: modified)))
        }
        self.init(entries)
    }
}
