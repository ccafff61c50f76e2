public import Primitives

/// Where tiles and bundles come from: a folder, or memory.
public protocol TileSource {
    /// The bytes of a tile or bundle; throws when it is not there.
    func read(_ tile: Tile) throws -> [UInt8]
}

/// Computes roots and proofs of a tree from its tiles.
///
/// Nothing that it computes is believed: whoever uses a proof checks it against a signed root.
public struct TreeReader<Source: TileSource> {
    public let size: Int
    private let source: Source
    private var tiles: [Tile: [Digest]] = [:]

    public init(size: Int, source: Source) {
        self.size = size
        self.source = source
    }

    /// The root over the first `count` leaves; all of them when not said.
    public mutating func root(of count: Int? = nil) throws -> Digest {
        let count = count ?? size
        return count == 0 ? MerkleHash.empty : try hash(0..<count)
    }

    public mutating func leafHash(at index: Int) throws -> Digest {
        try check(index)
        return try hash(index..<(index + 1))
    }

    /// The hashes from the leaf's sibling to the root's child (RFC 6962, section 2.1.1).
    public mutating func inclusionProof(of index: Int) throws -> [Digest] {
        try check(index)
        return try TreeRange.inclusion(of: index, size: size).map { try hash($0) }
    }

    /// The proof that this tree begins with its first `oldSize` leaves (RFC 6962, section 2.1.2).
    public mutating func consistencyProof(from oldSize: Int) throws -> [Digest] {
        guard oldSize >= 0, oldSize <= size else { throw Self.beyond(oldSize, size) }
        return try TreeRange.consistency(from: oldSize, to: size).map { try hash($0) }
    }

    /// The entry at `index`.
    public func entry(at index: Int) throws -> [UInt8] {
        try check(index)
        guard let tile = Tile(.entries, index: index / Tile.fullWidth).fitted(to: size) else {
            throw Self.beyond(index, size)
        }
        let entries = try EntryBundle.entries(source.read(tile), count: tile.width, path: tile.path)
        return entries[index % Tile.fullWidth]
    }

    private func check(_ index: Int) throws(LogProblem) {
        guard index >= 0, index < size else { throw Self.beyond(index, size) }
    }

    private static func beyond(_ index: Int, _ size: Int) -> LogProblem {
        LogProblem(.missing, "the tree of \(size) entries does not reach \(index)", "共 \(size) 条的日志没有第 \(index) 条")
    }

    private mutating func hash(_ leaves: Range<Int>) throws -> Digest {
        let subtrees = try TreeRange.nodes(leaves).map { try hash($0) }
        guard let hash = MerkleHash.fold(subtrees) else { throw Self.beyond(leaves.lowerBound, size) }
        return hash
    }

    private mutating func hash(_ node: TreeNode) throws -> Digest {
        let level = node.level / Tile.height
        let rest = node.level % Tile.height
        let start = node.index << rest
        let hashes = try tile(level: level, index: start / Tile.fullWidth)
        let offset = start % Tile.fullWidth
        guard offset + 1 << rest <= hashes.count,
            let hash = MerkleHash.root(ofTile: hashes[offset..<(offset + 1 << rest)])
        else { throw Self.beyond(node.index << node.level, size) }
        return hash
    }

    private mutating func tile(level: Int, index: Int) throws -> [Digest] {
        guard let tile = Tile(.hashes(level: level), index: index).fitted(to: size) else {
            throw Self.beyond(index << ((level + 1) * Tile.height), size)
        }
        if let known = tiles[tile] { return known }
        let hashes = try tile.hashes(source.read(tile))
        tiles[tile] = hashes
        return hashes
    }
}
