/// Units in which numbers of one kind can be compared exactly (QUDT names; a currency equals only itself).
enum Units {
    private enum Kind { case time, size }

    private static let known: [Term: (kind: Kind, scale: UInt64)] = {
        let time: [(String, UInt64)] = [("SEC", 1), ("MIN", 60), ("HR", 3_600), ("DAY", 86_400)]
        let size: [(String, UInt64)] = [
            ("BYTE", 1), ("KiloBYTE", 1_000), ("MegaBYTE", 1_000_000), ("GigaBYTE", 1_000_000_000),
            ("KibiBYTE", 1 << 10), ("MebiBYTE", 1 << 20), ("GibiBYTE", 1 << 30),
        ]
        var table: [Term: (kind: Kind, scale: UInt64)] = [:]
        for (name, scale) in time { table[Term("http://qudt.org/vocab/unit/" + name)] = (.time, scale) }
        for (name, scale) in size { table[Term("http://qudt.org/vocab/unit/" + name)] = (.size, scale) }
        return table
    }()

    /// What each side is multiplied by to be in one unit; nil when they have none in common.
    ///
    /// A unit on one side only says nothing, and neither does a guess.
    static func scales(_ given: String?, _ wanted: Term?) -> (given: UInt64, wanted: UInt64)? {
        switch (given.map { Term($0) }, wanted) {
        case (nil, nil): return (1, 1)
        case (let given?, let wanted?) where given == wanted: return (1, 1)
        case (let given?, let wanted?):
            guard let one = known[given], let other = known[wanted], one.kind == other.kind else { return nil }
            return (one.scale, other.scale)
        default: return nil
        }
    }
}
