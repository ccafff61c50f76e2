public import Primitives

/// The hashes of a Merkle tree (RFC 6962, section 2.1) with SHA-256.
public enum MerkleHash {
    /// The root of a tree without leaves: the hash of nothing.
    public static let empty = Digest(of: [UInt8]())

    /// The hash of an entry.
    public static func leaf(_ entry: [UInt8]) -> Digest {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entry.count + 1)
        bytes.append(0x00)
        bytes.append(contentsOf: entry)
        return Digest(of: bytes)
    }

    /// The hash of two neighbouring subtrees.
    public static func node(_ left: Digest, _ right: Digest) -> Digest {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(65)
        bytes.append(0x01)
        bytes.append(contentsOf: left.bytes)
        bytes.append(contentsOf: right.bytes)
        return Digest(of: bytes)
    }

    /// Folds neighbouring subtrees, largest first, into the hash of all their leaves; nil when there are none.
    static func fold(_ subtrees: [Digest]) -> Digest? {
        guard var hash = subtrees.last else { return nil }
        for left in subtrees.dropLast().reversed() { hash = node(left, hash) }
        return hash
    }

    /// The root over the hashes of a tile, which may be partial.
    static func root(ofTile hashes: ArraySlice<Digest>) -> Digest? {
        guard hashes.count > 1 else { return hashes.first }
        let half = hashes.startIndex + TreeRange.split(hashes.count)
        guard let left = root(ofTile: hashes[..<half]), let right = root(ofTile: hashes[half...]) else { return nil }
        return node(left, right)
    }
}

/// Checks of proofs (RFC 6962, sections 2.1.1 and 2.1.2, in the words of RFC 9162, sections 2.1.3.2 and 2.1.4.2).
public enum MerkleProof {
    /// Hashes in the longest proof that is read: a tree of 2^62 leaves needs no more, and tlog-witness allows as many.
    public static let longest = 63

    /// Whether `leaf` stands at `index` of the tree of `size` leaves with `root`.
    public static func includes(_ leaf: Digest, at index: Int, size: Int, root: Digest, proof: [Digest]) -> Bool {
        guard index >= 0, index < size, size <= TreeSize.maximum, proof.count <= longest else { return false }
        var (first, second) = (index, size - 1)
        var hash = leaf
        for sibling in proof {
            guard second != 0 else { return false }
            if first & 1 == 1 || first == second {
                hash = MerkleHash.node(sibling, hash)
                while first & 1 == 0, first != 0 { (first, second) = (first >> 1, second >> 1) }
            } else {
                hash = MerkleHash.node(hash, sibling)
            }
            (first, second) = (first >> 1, second >> 1)
        }
        return second == 0 && hash == root
    }

    /// Whether the tree of `newSize` leaves begins with the tree of `oldSize` leaves.
    ///
    /// An empty tree begins every tree; its proof is empty.
    public static func extends(
        _ oldSize: Int,
        _ oldRoot: Digest,
        to newSize: Int,
        _ newRoot: Digest,
        proof: [Digest]
    ) -> Bool {
        guard oldSize >= 0, oldSize <= newSize, newSize <= TreeSize.maximum, proof.count <= longest else {
            return false
        }
        if oldSize == 0 { return proof.isEmpty && oldRoot == MerkleHash.empty }
        if oldSize == newSize { return proof.isEmpty && oldRoot == newRoot }
        var rest = proof[...]
        if oldSize & (oldSize - 1) == 0 { rest = ([oldRoot] + proof)[...] }
        guard let seed = rest.popFirst() else { return false }
        var (first, second) = (oldSize - 1, newSize - 1)
        while first & 1 == 1 { (first, second) = (first >> 1, second >> 1) }
        var (old, new) = (seed, seed)
        for hash in rest {
            guard second != 0 else { return false }
            if first & 1 == 1 || first == second {
                old = MerkleHash.node(hash, old)
                new = MerkleHash.node(hash, new)
                while first & 1 == 0, first != 0 { (first, second) = (first >> 1, second >> 1) }
            } else {
                new = MerkleHash.node(new, hash)
            }
            (first, second) = (first >> 1, second >> 1)
        }
        return second == 0 && old == oldRoot && new == newRoot
    }
}
