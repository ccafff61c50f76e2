public import Primitives

/// A tile or an entry bundle of a log (C2SP tlog-tiles, “Merkle Tree” and “Log entries”).
public struct Tile: Hashable, Sendable {
    /// Hashes of a full tile, and entries of a full bundle.
    public static let fullWidth = 256
    static let height = 8
    /// The highest level that a path may name.
    static let highestLevel = 63
    /// Bytes of a full tile of hashes.
    static let fullBytes = fullWidth * 32

    public enum Kind: Hashable, Sendable {
        /// Hashes of subtrees of 256^level leaves.
        case hashes(level: Int)
        case entries
    }

    public let kind: Kind
    public let index: Int
    /// 1 to 256.
    public let width: Int

    public init(_ kind: Kind, index: Int, width: Int = fullWidth) {
        self.kind = kind
        self.index = index
        self.width = width
    }

    public var isPartial: Bool { width < Self.fullWidth }

    /// How many leaves one element of the tile covers, as a power of two.
    private var shift: Int {
        switch kind {
        case .hashes(let level): level * Self.height
        case .entries: 0
        }
    }

    /// The same tile as a tree of `size` leaves has it; nil when that tree does not reach it.
    public func fitted(to size: Int) -> Tile? {
        guard shift < Int.bitWidth - 2 else { return nil }
        let elements = size >> shift
        let start = index * Self.fullWidth
        guard start < elements else { return nil }
        return Tile(kind, index: index, width: min(Self.fullWidth, elements - start))
    }

    /// The path below the log's prefix, as `tile/0/x001/234` or `tile/entries/000.p/17`.
    public var path: String {
        let folder =
            switch kind {
            case .hashes(let level): "tile/\(level)/"
            case .entries: "tile/entries/"
            }
        return folder + Self.path(ofIndex: index) + (isPartial ? ".p/\(width)" : "")
    }

    /// The folder in which partial forms of this tile stand.
    var partialFolder: String { Tile(kind, index: index).path + ".p" }

    private static func path(ofIndex index: Int) -> String {
        var parts: [String] = []
        var rest = index
        repeat {
            let digits = String(rest % 1000)
            parts.insert(String(repeating: "0", count: 3 - digits.count) + digits, at: 0)
            rest /= 1000
        } while rest > 0
        return parts.dropLast().map { "x\($0)/" }.joined() + (parts.last ?? "000")
    }

    /// Reads a path below the log's prefix; nil for anything that the specification does not allow.
    public init?(path: String) {
        guard path.utf8.count <= Self.longestPath else { return nil }
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).map { String($0) }
        guard parts.count >= 3, parts.removeFirst() == "tile" else { return nil }
        let folder = parts.removeFirst()
        if folder == "entries" {
            kind = .entries
        } else {
            guard let level = Decimal.read(folder), level <= Self.highestLevel else { return nil }
            kind = .hashes(level: level)
        }
        var width = Self.fullWidth
        if parts.count >= 2, parts[parts.count - 2].hasSuffix(".p") {
            guard let last = parts.popLast(), let partial = Decimal.read(last), (1..<Self.fullWidth).contains(partial)
            else { return nil }
            width = partial
            parts[parts.count - 1].removeLast(2)
        }
        // A path may name any index; only those that a tree can have are read, so that no product overflows.
        guard let index = Self.index(of: parts), index <= TreeSize.maximum / Self.fullWidth else { return nil }
        self.index = index
        self.width = width
    }

    /// Characters in the longest path: an index of 2^60 has seven groups of three digits.
    private static let longestPath = 64

    private static func index(of parts: [String]) -> Int? {
        var index = 0
        for (position, part) in parts.enumerated() {
            var digits = Array(part.utf8)
            if position < parts.count - 1 {
                guard digits.first == UInt8(ascii: "x") else { return nil }
                digits.removeFirst()
            }
            guard digits.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }), index < TreeSize.maximum / 1000
            else { return nil }
            for digit in digits { index = index * 10 + Int(digit - 0x30) }
        }
        // One path per index: a first group of zeroes is allowed only where it is the whole number.
        guard let first = parts.first, parts.count == 1 || first != "x000" else { return nil }
        return index
    }
}

extension Tile {
    /// The hashes in a tile's bytes; refuses bytes of another length.
    public func hashes(_ bytes: [UInt8]) throws(LogProblem) -> [Digest] {
        guard bytes.count == width * 32 else {
            throw LogProblem(
                .malformed,
                "tile `\(path)` has \(bytes.count) bytes instead of \(width * 32)",
                "瓦片 `\(path)` 为 \(bytes.count) 字节，应为 \(width * 32) 字节"
            )
        }
        return stride(from: 0, to: bytes.count, by: 32).compactMap { Digest(bytes: bytes[$0..<($0 + 32)]) }
    }
}

/// Entry bundles: each entry behind its length as a big-endian uint16.
public enum EntryBundle {
    /// Bytes of the longest entry.
    public static let longestEntry = 65_535
    /// Bytes of the largest bundle.
    public static let largest = Tile.fullWidth * (longestEntry + 2)

    /// Appends an entry to a bundle; the caller has checked its length.
    static func append(_ entry: [UInt8], to bundle: inout [UInt8]) {
        bundle.append(UInt8(truncatingIfNeeded: entry.count >> 8))
        bundle.append(UInt8(truncatingIfNeeded: entry.count))
        bundle.append(contentsOf: entry)
    }

    /// The entries of a bundle; refuses one that is cut off, or that has not exactly `count` entries.
    public static func entries(_ bundle: [UInt8], count: Int, path: String) throws(LogProblem) -> [[UInt8]] {
        var entries: [[UInt8]] = []
        var rest = bundle[...]
        while !rest.isEmpty {
            guard entries.count < count, let high = rest.popFirst(), let low = rest.popFirst() else {
                throw broken(path, count)
            }
            let length = Int(high) << 8 | Int(low)
            guard rest.count >= length else { throw broken(path, count) }
            entries.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        guard entries.count == count else { throw broken(path, count) }
        return entries
    }

    private static func broken(_ path: String, _ count: Int) -> LogProblem {
        .malformed("bundle `\(path)` does not hold \(count) whole entries", "条目包 `\(path)` 不是完整的 \(count) 条")
    }
}
