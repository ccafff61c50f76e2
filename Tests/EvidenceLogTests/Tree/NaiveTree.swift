import EvidenceLog
import Foundation
import Primitives

/// The second copy of the tree: RFC 6962, section 2.1, as recursion over all leaves, with no tile in sight.
struct NaiveTree {
    let leaves: [Digest]

    init(_ entries: [[UInt8]]) { leaves = entries.map { Digest(of: [0x00] + $0) } }

    static func entry(_ index: Int) -> [UInt8] { Array("entry \(index)".utf8) }
    static func entries(_ count: Int) -> [[UInt8]] { (0..<count).map(entry) }

    func root(_ leaves: ArraySlice<Digest>) -> Digest {
        if leaves.isEmpty { return Digest(of: [UInt8]()) }
        if leaves.count == 1 { return leaves[leaves.startIndex] }
        let middle = leaves.startIndex + half(leaves.count)
        return Digest(of: [0x01] + root(leaves[..<middle]).bytes + root(leaves[middle...]).bytes)
    }

    var root: Digest { root(leaves[...]) }

    private func half(_ count: Int) -> Int {
        var power = 1
        while power * 2 < count { power *= 2 }
        return power
    }

    /// PATH(m, D[n]).
    func path(_ m: Int, _ leaves: ArraySlice<Digest>) -> [Digest] {
        if leaves.count <= 1 { return [] }
        let k = half(leaves.count)
        let middle = leaves.startIndex + k
        return m < k
            ? path(m, leaves[..<middle]) + [root(leaves[middle...])]
            : path(m - k, leaves[middle...]) + [root(leaves[..<middle])]
    }

    /// SUBPROOF(m, D[n], b).
    func subproof(_ m: Int, _ leaves: ArraySlice<Digest>, _ isWhole: Bool) -> [Digest] {
        if m == leaves.count { return isWhole ? [] : [root(leaves)] }
        let k = half(leaves.count)
        let middle = leaves.startIndex + k
        return m <= k
            ? subproof(m, leaves[..<middle], isWhole) + [root(leaves[middle...])]
            : subproof(m - k, leaves[middle...], false) + [root(leaves[..<middle])]
    }
}

/// Tiles in memory.
struct MemoryTiles: TileSource {
    var files: [String: [UInt8]] = [:]

    func read(_ tile: Tile) throws -> [UInt8] {
        guard let bytes = files[tile.path] else { throw LogProblem(.missing, "no \(tile.path)", "") }
        return bytes
    }

    mutating func take(_ outputs: [TreeAppender.Output]) {
        for output in outputs { files[output.tile.path] = output.bytes }
    }

    /// The tiles of a log with these entries, written in batches of `batch`.
    static func log(_ entries: [[UInt8]], batch: Int = .max) throws -> (tiles: MemoryTiles, appender: TreeAppender) {
        var (tiles, appender) = (MemoryTiles(), TreeAppender())
        for (index, entry) in entries.enumerated() {
            try appender.append(entry)
            if (index + 1) % batch == 0 { tiles.take(appender.takeFinished() + appender.partials) }
        }
        tiles.take(appender.takeFinished() + appender.partials)
        return (tiles, appender)
    }
}
