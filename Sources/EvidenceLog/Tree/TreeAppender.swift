public import Primitives

/// The right edge of a tree: what one needs to append entries and know the new root.
///
/// A value without files or clock: it says which tiles to write, and the caller writes them before it signs.
public struct TreeAppender: Sendable {
    /// A tile that an append has made or filled.
    public struct Output: Sendable {
        public let tile: Tile
        public let bytes: [UInt8]
    }

    public private(set) var size: Int
    /// Of each level, the hashes of its partial tile.
    private var edges: [[Digest]]
    /// The partial bundle.
    private var bundle: [UInt8]
    /// Full tiles and bundles that are not yet taken away.
    private var finished: [Output] = []
    private var isChanged = false

    /// An empty tree.
    public init() {
        size = 0
        edges = []
        bundle = []
    }

    /// The right edge of the tree of `size` leaves, read from its tiles and checked against its root.
    public init(size: Int, root: Digest, source: some TileSource) throws {
        self.size = size
        edges = []
        bundle = []
        var level = 0
        while size >> (level * Tile.height) > 0 {
            let elements = size >> (level * Tile.height)
            let index = elements / Tile.fullWidth
            let width = elements % Tile.fullWidth
            if width > 0 {
                let tile = Tile(.hashes(level: level), index: index, width: width)
                edges.append(try tile.hashes(source.read(tile)))
            } else {
                edges.append([])
            }
            level += 1
        }
        if size % Tile.fullWidth > 0 {
            let tile = Tile(.entries, index: size / Tile.fullWidth, width: size % Tile.fullWidth)
            bundle = try source.read(tile)
            try checkBundle(tile)
        }
        guard self.root == root else {
            throw LogProblem(
                .inconsistent,
                "the tiles of \(size) entries do not lead to the root that was signed",
                "\(size) 条的瓦片与已签名的根不符"
            )
        }
    }

    private func checkBundle(_ tile: Tile) throws(LogProblem) {
        let entries = try EntryBundle.entries(bundle, count: tile.width, path: tile.path)
        guard entries.map({ MerkleHash.leaf($0) }) == edges.first else {
            throw LogProblem(
                .inconsistent,
                "bundle `\(tile.path)` is not what its tile says",
                "条目包 `\(tile.path)` 与瓦片不符"
            )
        }
    }

    /// Appends one entry.
    public mutating func append(_ entry: [UInt8]) throws(LogProblem) {
        guard entry.count <= EntryBundle.longestEntry, size < TreeSize.maximum else {
            throw .malformed("an entry of \(entry.count) bytes is too long", "条目过长：\(entry.count) 字节")
        }
        EntryBundle.append(entry, to: &bundle)
        push(MerkleHash.leaf(entry), level: 0)
        size += 1
        isChanged = true
        if size % Tile.fullWidth == 0 {
            finished.append(Output(tile: Tile(.entries, index: size / Tile.fullWidth - 1), bytes: bundle))
            bundle = []
        }
    }

    private mutating func push(_ hash: Digest, level: Int) {
        if edges.count == level { edges.append([]) }
        edges[level].append(hash)
        guard edges[level].count == Tile.fullWidth, let root = MerkleHash.root(ofTile: edges[level][...]) else {
            return
        }
        // The size is not counted on yet: the tile holds the leaf at `size`.
        let index = size >> ((level + 1) * Tile.height)
        finished.append(
            Output(tile: Tile(.hashes(level: level), index: index), bytes: edges[level].flatMap(\.bytes))
        )
        edges[level] = []
        push(root, level: level + 1)
    }

    /// The root of the tree as it is now.
    public var root: Digest {
        var subtrees: [Digest] = []
        for edge in edges.reversed() {
            for node in TreeRange.nodes(0..<edge.count) {
                let start = node.index << node.level
                if let hash = MerkleHash.root(ofTile: edge[start..<(start + 1 << node.level)]) { subtrees.append(hash) }
            }
        }
        return MerkleHash.fold(subtrees) ?? MerkleHash.empty
    }

    /// Full tiles made since the last call; keeps memory bounded while many entries are appended.
    public mutating func takeFinished() -> [Output] {
        defer { finished = [] }
        return finished
    }

    /// The partial tiles of the tree as it is now; what a checkpoint of this size needs beside the full ones.
    public var partials: [Output] {
        var outputs: [Output] = []
        for (level, edge) in edges.enumerated() where !edge.isEmpty {
            let index = size >> (level * Tile.height) / Tile.fullWidth
            outputs.append(
                Output(tile: Tile(.hashes(level: level), index: index, width: edge.count), bytes: edge.flatMap(\.bytes))
            )
        }
        if !bundle.isEmpty {
            let tile = Tile(.entries, index: size / Tile.fullWidth, width: size % Tile.fullWidth)
            outputs.append(Output(tile: tile, bytes: bundle))
        }
        return outputs
    }
}
