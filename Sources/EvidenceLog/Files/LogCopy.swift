/// Copies a published log as of its newest checkpoint, also while its writer goes on.
///
/// A tile is never changed once it is covered by a checkpoint, so the checkpoint that is read first says what must be copied; what the
/// log signs meanwhile is left out.
public enum LogCopy {
    /// The checkpoint whose tree was copied, and how many tiles it has; nil when the log has none.
    public static func run(
        from place: LogPlace,
        to target: LogPlace
    ) throws -> (checkpoint: SignedCheckpoint, tiles: Int)? {
        guard let head = try place.published.checkpoint() else { return nil }
        try target.prepare()
        let size = head.checkpoint.size
        var touched: Set<String> = []
        var tiles = try copy(.entries, size, place, target, &touched)
        var level = 0
        while size >> (level * Tile.height) > 0 {
            tiles += try copy(.hashes(level: level), size, place, target, &touched)
            level += 1
        }
        try target.sync(touched)
        // A file that is not what was signed is found here, not when the copy is needed.
        _ = try TreeAppender(size: size, root: head.checkpoint.root, source: target.published)
        try target.publish(head)
        if let witnessed = try place.witnessed() { try target.keepWitnessed(witnessed) }
        return (head, tiles)
    }

    private static func copy(
        _ kind: Tile.Kind,
        _ size: Int,
        _ place: LogPlace,
        _ target: LogPlace,
        _ touched: inout Set<String>
    ) throws -> Int {
        var index = 0
        while let tile = Tile(kind, index: index).fitted(to: size) {
            let output = TreeAppender.Output(tile: tile, bytes: try place.published.read(tile))
            try target.write([output], touched: &touched)
            index += 1
        }
        return index
    }
}
