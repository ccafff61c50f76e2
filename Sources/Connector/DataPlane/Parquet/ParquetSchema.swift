/// Bounds of what is read of a Parquet file, each with its reason: the file comes from a peer.
enum ParquetLimits {
    /// Bytes of a footer: a thousand columns in a hundred row groups take about ten million.
    static let footerBytes = 16 << 20
    /// Elements of a schema, groups and leaves: each takes some hundred bytes of memory while the file is looked at.
    static let schemaElements = 65_536
    /// Columns at the top: as many as fields in a row of CSV.
    static let columns = CSVReader.fieldLimit
    /// Groups in groups: lists of records of lists take three levels each.
    static let depth = 32
    /// Row groups: their ordinals have 16 bits.
    static let rowGroups = 32_768
    /// Values in all schema elements, and in all orders of columns: some ten for each element.
    static let schemaValues = 1_000_000
    /// Values of one column chunk: some fifty are usual, and histograms of levels come to it.
    static let chunkValues = 4_096
}

/// The tree of a file's columns, from the list in which it is written: each group before its children.
struct ParquetSchema: Sendable {
    /// A column at the top, with all that is below it.
    struct Column: Sendable {
        let name: String
        /// Its places among the elements.
        let elements: Range<Int>
        /// Its places among the leaves, which are those of its chunks in each row group.
        let leaves: Range<Int>
    }

    /// The fields of an element that are known: others could tell of columns that are not given out.
    private static let known: ClosedRange<Int16> = 1...10

    let elements: [ThriftStruct]
    /// The element above each one; of the root itself.
    private let parents: [Int]
    /// Elements that are leaves.
    private let leaves: [Int]
    private(set) var columns: [Column] = []

    var leafCount: Int { leaves.count }

    /// Reads the elements, the root first.
    init(_ elements: [ThriftStruct]) throws(ParquetFault) {
        guard !elements.isEmpty else { throw .damaged("there is no schema", "缺少模式") }
        self.elements = elements.map { element in
            ThriftStruct(fields: element.fields.filter { Self.known.contains($0.id) })
        }
        var parents = [0]
        var leaves: [Int] = []
        var columns: [Column] = []
        /// Groups that are open: where each is, and how many children are still to come.
        var open = [(element: 0, rest: try Self.children(elements[0]))]
        for (index, element) in elements.enumerated().dropFirst() {
            while let last = open.last, last.rest == 0 { open.removeLast() }
            guard let parent = open.last else { throw Self.otherCount }
            open[open.count - 1].rest -= 1
            parents.append(parent.element)
            let name = try Self.name(element)
            if parent.element == 0 {
                Self.close(&columns, at: index, leaves.count)
                columns.append(Column(name: name, elements: index..<index, leaves: leaves.count..<leaves.count))
            }
            let children = try Self.children(element)
            if children == 0, element[1] != nil { leaves.append(index) }
            guard children == 0 || element[1] == nil else { throw .damaged("a leaf has children", "叶子列含有子列") }
            open.append((index, children))
            guard open.count <= ParquetLimits.depth else { throw .tooLarge("groups are nested too deep", "列嵌套过深") }
        }
        Self.close(&columns, at: elements.count, leaves.count)
        guard open.allSatisfy({ $0.rest == 0 }) else { throw Self.otherCount }
        guard columns.count <= ParquetLimits.columns else { throw .tooLarge("there are too many columns", "列过多") }
        guard Set(columns.map { Array($0.name.utf8) }).count == columns.count else {
            throw .damaged("two columns have one name", "列名重复")
        }
        (self.parents, self.leaves, self.columns) = (parents, leaves, columns)
    }

    private static let otherCount = ParquetFault.damaged("the schema is no tree", "模式不是一棵树")

    private static func close(_ columns: inout [Column], at end: Int, _ leaves: Int) {
        guard let last = columns.popLast() else { return }
        columns.append(
            Column(
                name: last.name,
                elements: last.elements.lowerBound..<end,
                leaves: last.leaves.lowerBound..<leaves
            )
        )
    }

    private static func children(_ element: ThriftStruct) throws(ParquetFault) -> Int {
        guard element[5] != nil else { return 0 }
        guard let count = element.i32(5), count >= 0 else { throw otherCount }
        return Int(count)
    }

    private static func name(_ element: ThriftStruct) throws(ParquetFault) -> String {
        guard let bytes = element.binary(4), let name = String(validating: bytes, as: UTF8.self) else {
            throw .damaged("a column has no name", "列缺少名称")
        }
        return name
    }

    /// Whether a path leads to a leaf: the names below the root, byte for byte.
    func leads(_ path: [ThriftValue], to leaf: Int) -> Bool {
        guard leaves.indices.contains(leaf) else { return false }
        var element = leaves[leaf]
        for step in path.reversed() {
            guard element != 0, case .binary(let name) = step, elements[element].binary(4) == name else { return false }
            element = parents[element]
        }
        return element == 0
    }
}
