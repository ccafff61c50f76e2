import EvidenceLog
import Primitives
import Testing

struct TreeTests {
    @Test func `the hash of no leaves is the hash of nothing`() {
        #expect(MerkleHash.empty.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(MerkleHash.leaf([]).hex == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
    }

    @Test func `every root up to 600 leaves is that of the naive tree`() throws {
        var appender = TreeAppender()
        let entries = NaiveTree.entries(600)
        for size in 0...600 {
            #expect(appender.root == NaiveTree(Array(entries[..<size])).root, "size \(size)")
            #expect(appender.size == size)
            if size < 600 { try appender.append(entries[size]) }
        }
    }

    /// Sizes around every boundary of a tile, and each small one.
    static let sizes = Array(1...40) + [63, 64, 65, 128, 255, 256, 257, 513, 600]

    @Test(arguments: sizes) func `inclusion proofs from tiles are those of the naive tree, and verify`(
        _ size: Int
    ) throws {
        let entries = NaiveTree.entries(size)
        let naive = NaiveTree(entries)
        var reader = TreeReader(size: size, source: try MemoryTiles.log(entries).tiles)
        #expect(try reader.root() == naive.root)
        for index in 0..<size {
            let proof = try reader.inclusionProof(of: index)
            #expect(proof == naive.path(index, naive.leaves[...]), "\(index) of \(size)")
            let leaf = MerkleHash.leaf(entries[index])
            #expect(try reader.leafHash(at: index) == leaf)
            #expect(try reader.entry(at: index) == entries[index])
            #expect(MerkleProof.includes(leaf, at: index, size: size, root: naive.root, proof: proof))
            for wrong in [index - 1, index + 1, size] where wrong != index {
                #expect(!MerkleProof.includes(leaf, at: wrong, size: size, root: naive.root, proof: proof))
            }
            #expect(!MerkleProof.includes(leaf, at: index, size: size, root: naive.root, proof: proof + [leaf]))
            if !proof.isEmpty {
                let short = Array(proof.dropLast())
                #expect(!MerkleProof.includes(leaf, at: index, size: size, root: naive.root, proof: short))
            }
        }
    }

    @Test(arguments: sizes) func `consistency proofs are those of the naive tree, and verify`(_ size: Int) throws {
        let naive = NaiveTree(NaiveTree.entries(size))
        var reader = TreeReader(size: size, source: try MemoryTiles.log(NaiveTree.entries(size)).tiles)
        for old in 0...size {
            let oldRoot = naive.root(naive.leaves[..<old])
            let proof = try reader.consistencyProof(from: old)
            #expect(try reader.root(of: old) == oldRoot)
            if old > 0 { #expect(proof == naive.subproof(old, naive.leaves[...], true), "\(old) to \(size)") }
            #expect(MerkleProof.extends(old, oldRoot, to: size, naive.root, proof: proof))
            #expect(!MerkleProof.extends(old, MerkleHash.leaf([1]), to: size, naive.root, proof: proof))
            #expect(!MerkleProof.extends(old, oldRoot, to: size, MerkleHash.leaf([1]), proof: proof) || old == 0)
            #expect(!MerkleProof.extends(old, oldRoot, to: size, naive.root, proof: proof + [oldRoot]))
            if let first = proof.first {
                let flipped = [Digest(of: first.bytes)] + proof.dropFirst()
                #expect(!MerkleProof.extends(old, oldRoot, to: size, naive.root, proof: flipped))
            }
        }
    }

    @Test(arguments: [1, 7, 100, 256, 600]) func `the tiles do not depend on how entries came in batches`(
        _ batch: Int
    ) throws {
        let entries = NaiveTree.entries(600)
        let (all, one) = try MemoryTiles.log(entries)
        let (tiles, appender) = try MemoryTiles.log(entries, batch: batch)
        #expect(appender.root == one.root)
        for (path, bytes) in all.files { #expect(tiles.files[path] == bytes, "\(path)") }
    }

    @Test(arguments: [0, 1, 255, 256, 257, 600])
    func `an appender read back from tiles goes on as if it had never stopped`(
        _ size: Int
    ) throws {
        let (tiles, appender) = try MemoryTiles.log(NaiveTree.entries(size))
        var resumed = try TreeAppender(size: size, root: appender.root, source: tiles)
        for index in size..<700 { try resumed.append(NaiveTree.entry(index)) }
        #expect(resumed.root == NaiveTree(NaiveTree.entries(700)).root)
    }

    @Test func `an appender refuses tiles that do not lead to the signed root`() throws {
        let (tiles, appender) = try MemoryTiles.log(NaiveTree.entries(300))
        for path in tiles.files.keys where path.contains(".p/") {
            var broken = tiles
            broken.files[path]?[20] ^= 1
            #expect(throws: LogProblem.self, "\(path)") {
                _ = try TreeAppender(size: 300, root: appender.root, source: broken)
            }
        }
        #expect(throws: LogProblem.self) { try TreeAppender(size: 300, root: MerkleHash.empty, source: tiles) }
    }

    @Test func `a log of 70,000 entries has the tiles that the specification counts`() throws {
        let tiles = try MemoryTiles.log((0..<70_000).map { [UInt8(truncatingIfNeeded: $0)] }).tiles
        let names = tiles.files.keys
        #expect(names.count { $0.hasPrefix("tile/0/") && !$0.contains(".p") } == 273)
        #expect(tiles.files["tile/0/273.p/112"]?.count == 112 * 32)
        #expect(names.count { $0.hasPrefix("tile/1/") && !$0.contains(".p") } == 1)
        #expect(tiles.files["tile/1/001.p/17"]?.count == 17 * 32)
        #expect(tiles.files["tile/2/000.p/1"]?.count == 32)
        #expect(names.count { $0.hasPrefix("tile/2/") } == 1)
    }

    @Test func `entries beyond the format's length are refused`() throws {
        var appender = TreeAppender()
        try appender.append([UInt8](repeating: 1, count: 65_535))
        #expect(throws: LogProblem.self) { try appender.append([UInt8](repeating: 1, count: 65_536)) }
        #expect(appender.size == 1)
    }

    @Test func `proofs of impossible positions are refused and do not trap`() {
        let leaf = MerkleHash.leaf([])
        for (index, size) in [(-1, 1), (0, 0), (1, 1), (Int.max, Int.max), (0, Int.max), (Int.min, 5)] {
            #expect(!MerkleProof.includes(leaf, at: index, size: size, root: leaf, proof: []))
        }
        for (old, new) in [(-1, 1), (2, 1), (1, Int.max), (Int.max, Int.max), (Int.min, Int.max)] {
            #expect(!MerkleProof.extends(old, leaf, to: new, leaf, proof: [leaf]))
        }
        #expect(!MerkleProof.extends(1, leaf, to: 2, leaf, proof: []))
        #expect(!MerkleProof.extends(3, leaf, to: 5, leaf, proof: []))
    }
}

struct TileTests {
    @Test(arguments: [
        ("tile/0/000", 0, 0, 256), ("tile/0/255", 0, 255, 256), ("tile/3/x001/x234/067", 3, 1_234_067, 256),
        ("tile/0/000.p/1", 0, 0, 1), ("tile/63/999.p/255", 63, 999, 255), ("tile/1/x001/000.p/17", 1, 1000, 17),
    ]) func `paths of hash tiles`(_ path: String, _ level: Int, _ index: Int, _ width: Int) {
        let tile = Tile(.hashes(level: level), index: index, width: width)
        #expect(tile.path == path)
        #expect(Tile(path: path) == tile)
    }

    @Test func `paths of entry bundles`() {
        #expect(Tile(.entries, index: 273, width: 112).path == "tile/entries/273.p/112")
        #expect(Tile(path: "tile/entries/x001/000") == Tile(.entries, index: 1000))
    }

    @Test(arguments: [
        "", "tile", "tile/", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/00/000", "tile/64/000",
        "tile/-1/000", "tile/0/x000/001", "tile/0/x001", "tile/0/001/002", "tile/0/000.p", "tile/0/000.p/",
        "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/1/2", "tile/0/../000", "tile/0/000/",
        "/tile/0/000", "tile/0/٠٠٠", "tile/x/000", "tile/entries/", "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
        "tile/0/x999/x999/x999/x999/x999/999", "tile/0/000.p/1.p/1", "tile/0/x00a/001", "tile/0/+00", "tile/ 0/000",
        "tile/entries/000.p/٣",
    ]) func `other paths are refused`(_ path: String) { #expect(Tile(path: path) == nil) }

    @Test func `a bundle that is cut off or has another number of entries is refused`() throws {
        let whole: [UInt8] = [0, 2, 7, 8, 0, 0]
        #expect(try EntryBundle.entries(whole, count: 2, path: "") == [[7, 8], []])
        for count in [0, 1, 3] {
            #expect(throws: LogProblem.self) { try EntryBundle.entries(whole, count: count, path: "") }
        }
        for length in 0..<whole.count {
            #expect(throws: LogProblem.self) { try EntryBundle.entries(Array(whole[..<length]), count: 2, path: "") }
        }
        #expect(throws: LogProblem.self) { try EntryBundle.entries([0xFF, 0xFF, 1], count: 1, path: "") }
    }
}
