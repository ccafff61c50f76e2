/// A complete subtree: `2^level` leaves from `index << level` on.
struct TreeNode: Hashable, Sendable {
    let level: Int
    let index: Int
}

/// Which leaves the hashes of roots and proofs cover (RFC 6962, section 2.1).
enum TreeRange {
    /// The largest power of two smaller than `count`, which is at least 2.
    static func split(_ count: Int) -> Int { 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount) }

    /// The complete subtrees that make up a range of leaves, left to right.
    ///
    /// The range is one that RFC 6962 splits into, so that folding the result from the right gives its hash.
    static func nodes(_ leaves: Range<Int>) -> [TreeNode] {
        var nodes: [TreeNode] = []
        var start = leaves.lowerBound
        while start < leaves.upperBound {
            let largest = Int.bitWidth - 1 - (leaves.upperBound - start).leadingZeroBitCount
            let level = start == 0 ? largest : min(start.trailingZeroBitCount, largest)
            nodes.append(TreeNode(level: level, index: start >> level))
            start += 1 << level
        }
        return nodes
    }

    /// The ranges whose hashes prove that a leaf is in the tree, from the leaf's sibling to the root's child.
    static func inclusion(of index: Int, size: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var leaves = 0..<size
        while leaves.count > 1 {
            let middle = leaves.lowerBound + split(leaves.count)
            if index < middle {
                ranges.append(middle..<leaves.upperBound)
                leaves = leaves.lowerBound..<middle
            } else {
                ranges.append(leaves.lowerBound..<middle)
                leaves = middle..<leaves.upperBound
            }
        }
        return ranges.reversed()
    }

    /// The ranges whose hashes prove that the tree of `newSize` leaves begins with that of `oldSize`.
    static func consistency(from oldSize: Int, to newSize: Int) -> [Range<Int>] {
        guard oldSize > 0, oldSize < newSize else { return [] }
        var ranges: [Range<Int>] = []
        var leaves = 0..<newSize
        var isWhole = true
        while leaves.upperBound != oldSize {
            let middle = leaves.lowerBound + split(leaves.count)
            if oldSize <= middle {
                ranges.append(middle..<leaves.upperBound)
                leaves = leaves.lowerBound..<middle
            } else {
                ranges.append(leaves.lowerBound..<middle)
                leaves = middle..<leaves.upperBound
                isWhole = false
            }
        }
        if !isWhole { ranges.append(leaves) }
        return ranges.reversed()
    }
}
