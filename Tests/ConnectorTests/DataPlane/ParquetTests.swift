import Testing

@testable import Connector

/// Columns of Parquet files: what is given out is all of the allowed columns and nothing of the others.
@Suite struct ParquetTests {
    private static func footer(_ file: [UInt8]) throws -> ParquetFooter {
        let place = try ParquetFooter.place(
            inFile: Int64(file.count),
            head: Array(file.prefix(4)),
            tail: Array(file.suffix(8))
        )
        return try ParquetFooter(Array(file[Int(place.lowerBound)..<Int(place.upperBound)]), at: place.lowerBound)
    }

    /// The new file, as it would be sent.
    private static func project(_ file: [UInt8], _ columns: [String]) throws -> [UInt8] {
        let projection = try ParquetProjection(try footer(file), columns: columns)
        let copied = projection.copies.flatMap { file[Int($0.lowerBound)..<Int($0.upperBound)] }
        let made = ParquetFooter.magic + copied + projection.tail
        #expect(Int64(made.count) == projection.size)
        return made
    }

    /// The sample with another footer.
    private static func sample(_ change: (inout ThriftStruct) -> Void) throws -> [UInt8] {
        let file = ParquetSample.bytes
        let known = try footer(file)
        var reader = ThriftReader(known.bytes)
        reader.budget = 100_000
        var tree = try reader.structure()
        change(&tree)
        var writer = ThriftWriter()
        writer.structure(tree)
        return file.dropLast(known.bytes.count + 8) + end(writer.bytes)
    }

    private static func end(_ footer: [UInt8]) -> [UInt8] {
        footer + (0..<4).map { UInt8(truncatingIfNeeded: footer.count >> ($0 * 8)) } + ParquetFooter.magic
    }

    private static func contains(_ file: [UInt8], _ text: String) -> Bool {
        let text = Array(text.utf8)
        return file.indices.contains { file[$0...].starts(with: text) }
    }

    @Test func `the media type says what a table is, and else the ending of its name`() {
        for (type, name, format) in [
            ("text/csv", "", .csv), ("Text/CSV; header=present", "a.parquet", .csv), ("application/csv", "x", .csv),
            ("application/vnd.apache.parquet", "", .parquet), ("application/x-parquet", "a.csv", .parquet),
            ("application/octet-stream", "sub/A.Parquet", .parquet), ("", "b.csv", .csv),
            ("application/octet-stream", "parquet", nil), ("text/plain", "a.parquet.gz", nil), ("", "", nil),
        ] as [(String, String, TableFormat?)] {
            #expect(TableFormat(mediaType: type, name: name) == format, "\(type) \(name)")
        }
    }

    @Test func `the footer tells columns, row groups and where their bytes are`() throws {
        let footer = try Self.footer(ParquetSample.bytes)
        #expect(footer.names == ParquetSample.names)
        #expect(footer.schema.columns.map { $0.leaves.count } == [1, 1, 1, 1, 3])
        #expect((footer.rows, footer.rowGroups.map(\.rows)) == (5, [2, 2, 1]))
        #expect(footer.rowGroups.allSatisfy { $0.chunks.count == 7 })
        #expect(footer.orders?.count == 7 && footer.createdBy?.isEmpty == false)
    }

    @Test(
        "chosen columns come whole, byte for byte, and nothing tells of the others",
        arguments: [
            ["id"], ["place"], ["tags", "carrier"], ["place", "id", "tags"], ["id", "carrier", "tags", "place"],
        ]
    )
    func chosen(_ columns: [String]) throws {
        let file = ParquetSample.bytes
        let before = try Self.footer(file)
        let made = try Self.project(file, columns)
        let after = try Self.footer(made)
        #expect(after.names == columns && after.rows == before.rows)
        for (old, new) in zip(before.rowGroups, after.rowGroups) {
            #expect((old.rows, old.ordinal) == (new.rows, new.ordinal))
            let chosen = columns.flatMap { name in
                before.schema.columns.filter { $0.name == name }.flatMap { old.chunks[$0.leaves] }
            }
            for (from, to) in zip(chosen, new.chunks) {
                let source = file[Int(from.place.lowerBound)..<Int(from.place.upperBound)]
                #expect(made[Int(to.place.lowerBound)..<Int(to.place.upperBound)] == source)
            }
        }
        #expect(Self.contains(file, "secret-ann") && !Self.contains(made, "secret-"))
        for name in ["passenger", "ARROW:schema"] { #expect(Self.contains(file, name) && !Self.contains(made, name)) }
        for name in ["city", "carrier"] where !columns.contains(name) && !columns.contains("place") {
            #expect(!Self.contains(made, name))
        }
        // What is taken from a part is what is taken from the whole.
        #expect(try Self.project(made, [columns[0]]) == Self.project(file, [columns[0]]))
    }

    @Test func `a column is its name's bytes, once, and one at least`() throws {
        let file = try Self.sample { tree in
            let schema = (tree.list(2) ?? []).map { $0.renamed("carrier", "cafe\u{301}").renamed("id", "caf\u{E9}") }
            let groups = (tree.list(4) ?? []).map {
                $0.renamedPaths("carrier", "cafe\u{301}").renamedPaths("id", "caf\u{E9}")
            }
            tree.set(2, .list(.structure, schema))
            tree.set(4, .list(.structure, groups))
        }
        let names = try Self.footer(file).names.map { Array($0.utf8) }
        #expect(names[0] == Array("caf\u{E9}".utf8) && names[1] == Array("cafe\u{301}".utf8))
        let made = try Self.footer(try Self.project(file, ["cafe\u{301}", "cafe\u{301}"]))
        #expect(made.names.map { Array($0.utf8) } == [Array("cafe\u{301}".utf8)] && made.orders?.count == 1)
        #expect(throws: ParquetFault.self) { try Self.project(file, ["carrier"]) }
        #expect(throws: ParquetFault.self) { try Self.project(file, ["city"]) }
        #expect(throws: ParquetFault.nothingLeft) { try Self.project(file, []) }
    }

    @Test func `files that are encrypted, spread, or none are refused`() throws {
        let file = ParquetSample.bytes
        #expect(throws: ParquetFault.noParquet) { try Self.footer(Array("carrier,delay\r\n".utf8)) }
        #expect(throws: ParquetFault.noParquet) { try Self.footer(file + [0]) }
        #expect(throws: ParquetFault.encrypted) { try Self.footer(file.dropLast(4) + Array("PARE".utf8)) }
        #expect(throws: ParquetFault.encrypted) { try Self.footer(Array("PARE".utf8) + file.dropFirst(4)) }
        for (id, value, fault) in [
            (8, ThriftValue.structure(ThriftStruct()), ParquetFault.encrypted), (9, .binary([1]), .encrypted),
        ] { #expect(throws: fault) { try Self.footer(try Self.sample { $0.set(id, value) }) } }
        for (id, value, fault) in [
            (1, ThriftValue.binary(Array("other.parquet".utf8)), ParquetFault.severalFiles),
            (8, .structure(ThriftStruct()), .encrypted), (9, .binary([1]), .encrypted),
        ] { #expect(throws: fault) { try Self.footer(try Self.sample { $0.changeChunk(0, 3) { $0.set(id, value) } }) } }
    }

    @Test func `places that are not the column's own are refused`() throws {
        let passenger = try Self.footer(ParquetSample.bytes).rowGroups[0].chunks[2].place
        let size = Int64(ParquetSample.bytes.count)
        for (id, value) in [
            (9, passenger.lowerBound), (9, passenger.upperBound - 1), (9, -1), (9, 0), (9, 3), (9, size), (9, .max),
            (7, .max), (7, -1), (7, size), (7, passenger.upperBound), (5, -1), (6, -1), (11, passenger.lowerBound),
            (11, 1), (11, .max), (11, 3_000),
        ] as [(Int, Int64)] {
            let file = try Self.sample { $0.changeChunk(0, 0) { $0.changeMetadata { $0.set(id, .i64(value)) } } }
            #expect(throws: ParquetFault.self, "\(id) \(value)") { try Self.project(file, ["id"]) }
        }
        // Where no values are, there may be no data page; what is no page is not copied.
        func empty(_ column: Int, _ bytes: Int64?) throws -> [UInt8] {
            try Self.sample {
                $0.changeChunk(0, column) {
                    $0.changeMetadata { metadata in
                        for id in [5, 9] { metadata.set(id, .i64(0)) }
                        if let bytes { metadata.set(7, .i64(bytes)) }
                    }
                }
            }
        }
        #expect(throws: ParquetFault.self) { try Self.project(try empty(0, nil), ["id"]) }
        for (file, column) in [(try empty(0, 0), "id"), (try empty(1, nil), "carrier")] {
            let place = try Self.footer(try Self.project(file, [column])).rowGroups[0].chunks[0].place
            #expect(place.lowerBound == 4 && place.isEmpty == (column == "id"))
        }
        // A chunk of another column under an allowed name, wherever its place would be.
        let swapped = try Self.sample {
            $0.changeGroup(0) { group in
                var chunks = group.list(1) ?? []
                if chunks.count > 2 { chunks.swapAt(0, 2) }
                group.set(1, .list(.structure, chunks))
            }
        }
        #expect(throws: ParquetFault.self) { try Self.project(swapped, ["id"]) }
        let sums = try Self.sample { tree in
            for column in [0, 1] { tree.changeChunk(0, column) { $0.changeMetadata { $0.set(6, .i64(.max)) } } }
        }
        #expect(throws: ParquetFault(.overflow)) { try Self.project(sums, ["id", "carrier"]) }
    }

    @Test func `schemas that are no tree, or too large, are refused`() throws {
        func schema(_ children: [Int32?], deep: Bool = false) throws -> ParquetSchema {
            try ParquetSchema(
                children.enumerated().map { index, count in
                    var element = ThriftStruct(fields: [.init(id: 4, value: .binary(Array("c\(index)".utf8)))])
                    if let count { element.set(5, .i32(count)) } else { element.set(1, .i32(1)) }
                    return element
                }
            )
        }
        #expect(
            try schema([2, nil, 2, nil, 1, nil]).columns.map { [$0.elements, $0.leaves] } == [
                [1..<2, 0..<1], [2..<6, 1..<3],
            ]
        )
        for wrong in [[], [1], [3, nil, nil], [1, nil, nil], [-1], [.max], [1, .max], [2, 1, nil], [1, 0, nil]]
            as [[Int32?]]
        {
            #expect(throws: ParquetFault.self, "\(wrong)") { try schema(wrong) }
        }
        #expect(throws: ParquetFault.self) { try schema(Array(repeating: 1, count: 100) + [nil]) }
        #expect(throws: ParquetFault.self) { try schema([20_000] + Array(repeating: nil, count: 20_000)) }
        #expect(throws: ParquetFault.self) {
            try Self.footer(try Self.sample { $0.set(2, .list(.structure, Array(($0.list(2) ?? []).dropLast()))) })
        }
    }

    @Test func `huge counts and lengths take neither memory nor time`() throws {
        let magic = ParquetFooter.magic
        func file(_ footer: [UInt8]) -> [UInt8] { magic + Self.end(footer) }
        #expect(throws: ParquetFault.self) { try Self.footer(magic + [0xFF, 0xFF, 0xFF, 0xFF] + magic) }
        #expect(throws: ParquetFault.self) { try Self.footer(magic + [0, 0, 0, 0] + magic) }
        // A schema and row groups of two milliards, of structures that take a byte each, and lists of them.
        for head: [UInt8] in [[0x29, 0xFC], [0x49, 0xFC], [0x79, 0xFC]] {
            #expect(throws: ParquetFault.self) { try Self.footer(file(head + [0xFF, 0xFF, 0xFF, 0xFF, 0x07])) }
            let count = 1_000_000
            let many = head + [0xC0, 0x84, 0x3D] + Array(repeating: 0, count: count + 1)
            #expect(throws: ParquetFault.self) { try Self.footer(file(many)) }
        }
    }

    @Test("bytes that were changed give a whole file or a refusal", arguments: [1, 2, 3, 4] as [UInt64])
    func mutations(_ seed: UInt64) throws {
        var random = SeededGenerator(seed)
        let sample = ParquetSample.bytes
        let start = sample.count - (try Self.footer(sample).bytes.count) - 8
        var refused = 0
        for _ in 0..<500 {
            var file = sample
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: start..<file.count, using: &random)
                switch Int.random(in: 0...3, using: &random) {
                case 0: file[place] = .random(in: 0...255, using: &random)
                case 1: file[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
                case 2: file.insert(.random(in: 0...255, using: &random), at: place)
                default: file.removeSubrange(place..<min(place + 3, file.count - 8))
                }
            }
            // Half of them say how long they are, so that more than the length is tried.
            if Bool.random(using: &random) {
                file = Array(file[..<start]) + Self.end(Array(file[start...].dropLast(8)))
            }
            do {
                let footer = try Self.footer(file)
                let made = try Self.project(file, Array(footer.names.prefix(2)))
                #expect(try Self.footer(made).names == Array(footer.names.prefix(2)))
            } catch is ParquetFault {
                refused += 1
            }
        }
        #expect((50..<500).contains(refused))
    }
}

extension ThriftStruct {
    fileprivate mutating func set(_ id: Int, _ value: ThriftValue) {
        let id = Int16(id)
        fields.removeAll { $0.id == id }
        fields.append(.init(id: id, value: value))
        fields.sort { $0.id < $1.id }
    }

    fileprivate mutating func change(_ id: Int, _ index: Int, _ body: (inout ThriftStruct) -> Void) {
        var values = list(Int16(id)) ?? []
        guard values.indices.contains(index), case .structure(var inner) = values[index] else { return }
        body(&inner)
        values[index] = .structure(inner)
        set(id, .list(.structure, values))
    }

    fileprivate mutating func changeGroup(_ group: Int, _ body: (inout ThriftStruct) -> Void) { change(4, group, body) }

    fileprivate mutating func changeChunk(_ group: Int, _ column: Int, _ body: (inout ThriftStruct) -> Void) {
        changeGroup(group) { $0.change(1, column, body) }
    }

    fileprivate mutating func changeMetadata(_ body: (inout ThriftStruct) -> Void) {
        guard var metadata = structure(3) else { return }
        body(&metadata)
        set(3, .structure(metadata))
    }
}

extension ThriftValue {
    /// The element of a schema under another name.
    fileprivate func renamed(_ old: String, _ new: String) -> ThriftValue {
        guard case .structure(var element) = self, element.binary(4) == Array(old.utf8) else { return self }
        element.set(4, .binary(Array(new.utf8)))
        return .structure(element)
    }

    /// The row group whose chunks of a column name another path.
    fileprivate func renamedPaths(_ old: String, _ new: String) -> ThriftValue {
        guard case .structure(var group) = self else { return self }
        for index in (group.list(1) ?? []).indices {
            group.change(1, index) { chunk in
                chunk.changeMetadata { metadata in
                    guard metadata.list(3) == [.binary(Array(old.utf8))] else { return }
                    metadata.set(3, .list(.binary, [.binary(Array(new.utf8))]))
                }
            }
        }
        return .structure(group)
    }
}
