import NIOCore
import Primitives
import ServerKit
import Testing
import UsagePolicy

@testable import Connector

/// Parquet in the vault: only the columns that the agreement allows, and no rule about rows is taken for kept.
@Suite struct SealedParquetTests {
    private static func read(
        _ content: any RangedContent,
        _ projection: ParquetProjection,
        _ disk: Disk
    ) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await part in ParquetParts(content: content, projection: projection, disk: disk) {
            #expect(part.readableBytes <= DataPlaneLimits.chunkBytes)
            bytes += Array(buffer: part)
        }
        #expect(Int64(bytes.count) == projection.size)
        return bytes
    }

    @Test func `an application gets the allowed columns and nothing else`() async throws {
        let constraints = [VaultUseTests.constraint("dataField", "isAnyOf", ["id", "place", "tags"])]
        try await VaultUseTests.run(VaultUseTests.read(constraints), content: ParquetSample.bytes) { setting in
            let (_, _, agreement) = try await setting.uses.find(setting.ask())
            let terms = setting.vault.terms(of: agreement)
            let plan = try TablePlan(terms, names: ParquetSample.names, asked: nil, choosesRows: false)
            #expect(plan.columns == ["id", "tags", "place"] && plan.filter == nil)
            let use = try await setting.use(setting.ask(), facts: plan.facts)
            let content = try await setting.uses.content(use)
            let disk = setting.vault.disk
            let footer = try await ParquetFooter.read(content, size: content.bytes, on: disk)
            #expect(footer.names == ParquetSample.names)
            let bytes = try await Self.read(content, try await footer.projection(plan.columns, on: disk), disk)
            #expect(!String(decoding: bytes, as: UTF8.self).contains("secret-"))
            await use.settle(Int64(bytes.count))

            let greedy = try TablePlan(
                terms,
                names: ParquetSample.names,
                asked: ["id", "passenger"],
                choosesRows: false
            )
            #expect(await problem { _ = try await setting.use(setting.ask(), facts: greedy.facts) } == .refused)
            #expect(throws: Problem.self) {
                try TablePlan(terms, names: ParquetSample.names, asked: ["city"], choosesRows: false)
            }
            #expect(throws: Problem.self) { try TablePlan(terms, names: [], asked: nil, choosesRows: false) }
        }
    }

    @Test func `a column that is excluded is none of those given out`() async throws {
        let constraints = [VaultUseTests.constraint("dataField", "isNoneOf", ["passenger", "place"])]
        try await VaultUseTests.run(VaultUseTests.read(constraints), content: ParquetSample.bytes) { setting in
            let (_, _, agreement) = try await setting.uses.find(setting.ask())
            let terms = setting.vault.terms(of: agreement)
            let plan = try TablePlan(terms, names: ParquetSample.names, asked: nil, choosesRows: false)
            #expect(plan.columns == ["id", "carrier", "tags"])
            await (try await setting.use(setting.ask(), facts: plan.facts)).settle(0)
            let greedy = try TablePlan(terms, names: ParquetSample.names, asked: ["id", "place"], choosesRows: false)
            #expect(await problem { _ = try await setting.use(setting.ask(), facts: greedy.facts) } == .refused)
        }
    }

    @Test func `a rule about rows is not met, and the refusal says why`() async throws {
        let constraints = [VaultUseTests.constraint("valueExpression", "eq", "id >= 2")]
        try await VaultUseTests.run(VaultUseTests.read(constraints), content: ParquetSample.bytes) { setting in
            let (_, _, agreement) = try await setting.uses.find(setting.ask())
            let terms = setting.vault.terms(of: agreement)
            let plan = try TablePlan(terms, names: ParquetSample.names, asked: nil, choosesRows: false)
            #expect(plan.filter == nil && plan.facts["valueExpression"] == nil)
            do {
                _ = try await setting.use(setting.ask(), facts: plan.facts)
                Issue.record("a use under a rule about rows was permitted")
            } catch let refusal as Problem {
                let told = plan.explained(refusal)
                #expect(told.code == .refused && told.message.en.contains("rows of Parquet cannot be chosen"))
                #expect(told.message.zh.contains("Parquet 无法按行筛选") && told.advice != nil)
            }
            let rows = try TablePlan(terms, names: ParquetSample.names, asked: nil)
            #expect(rows.filter != nil && rows.explained(VaultUses.nothing) == VaultUses.nothing)
        }
    }

    @Test func `what is no Parquet is a problem of the source in both languages`() async throws {
        let contents: [[UInt8]] = [
            [], Array("PAR1PAR1".utf8), ParquetSample.bytes.dropLast(), Array("id\r\n1\r\n2\r\n3\r\n".utf8),
        ]
        for content in contents {
            try await VaultUseTests.run(VaultUseTests.read([]), content: content) { setting in
                let use = try await setting.use(setting.ask(), facts: [:])
                let sealed = try await setting.uses.content(use)
                do {
                    _ = try await ParquetFooter.read(sealed, size: sealed.bytes, on: setting.vault.disk)
                    Issue.record("\(content.count) bytes were read as Parquet")
                } catch let problem as Problem {
                    #expect(problem.code == .source && problem.message.zh.contains("Parquet"))
                }
                await use.settle(0)
            }
        }
    }

    @Test func `pieces are bounded and whole, however the columns lie`() async throws {
        /// Content in memory.
        struct Bytes: RangedContent {
            let bytes: [UInt8]
            func read(at offset: Int64, count: Int) throws -> ByteBuffer {
                ByteBuffer(bytes: bytes[Int(offset)..<(Int(offset) + count)])
            }
        }
        // Two chunks of one column with one of another between, larger than a piece.
        let size: Int64 = 300_000
        func chunk(_ name: String, _ place: Int64) -> ThriftValue {
            let metadata: [ThriftValue?] = [
                .i32(1), .list(.i32, [.i32(0)]), .list(.binary, [.binary(Array(name.utf8))]), .i32(0), .i64(1),
                .i64(size), .i64(size), nil, .i64(place),
            ]
            let fields = metadata.enumerated().compactMap { index, value in
                value.map { ThriftStruct.Field(id: Int16(index + 1), value: $0) }
            }
            return .structure(ThriftStruct(fields: [.init(id: 3, value: .structure(ThriftStruct(fields: fields)))]))
        }
        func element(_ name: String) -> ThriftValue {
            .structure(
                ThriftStruct(fields: [.init(id: 1, value: .i32(1)), .init(id: 4, value: .binary(Array(name.utf8)))])
            )
        }
        func group(_ first: Int64, _ second: Int64) -> ThriftValue {
            .structure(
                ThriftStruct(fields: [
                    .init(id: 1, value: .list(.structure, [chunk("a", first), chunk("b", second)])),
                    .init(id: 3, value: .i64(1)),
                ])
            )
        }
        var root = ThriftStruct()
        root.fields = [.init(id: 4, value: .binary([])), .init(id: 5, value: .i32(2))]
        let schema: [ThriftValue] = [.structure(root), element("a"), element("b")]
        let tree = ThriftStruct(fields: [
            .init(id: 1, value: .i32(2)), .init(id: 2, value: .list(.structure, schema)), .init(id: 3, value: .i64(2)),
            .init(id: 4, value: .list(.structure, [group(4, 4 + size), group(4 + size * 3, 4 + size * 2)])),
        ])
        var writer = ThriftWriter()
        writer.structure(tree)
        let length = (0..<4).map { UInt8(truncatingIfNeeded: writer.bytes.count >> ($0 * 8)) }
        let body = noise(Int(size * 4))
        let file = ParquetFooter.magic + body + writer.bytes + length + ParquetFooter.magic
        let disk = Disk()
        let content = Bytes(bytes: file)
        let footer = try await ParquetFooter.read(content, size: Int64(file.count), on: disk)
        let parts = (0..<4).map { Array(body[($0 * Int(size))..<(($0 + 1) * Int(size))]) }
        for (columns, expected) in [
            (["a"], parts[0] + parts[3]), (["b"], parts[1] + parts[2]),
            (["a", "b"], parts[0] + parts[1] + parts[3] + parts[2]),
            (["b", "a"], parts[1] + parts[0] + parts[2] + parts[3]),
        ] {
            let made = try await Self.read(content, try await footer.projection(columns, on: disk), disk)
            #expect(Array(made.dropFirst(4).prefix(expected.count)) == expected)
            let again = try await ParquetFooter.read(Bytes(bytes: made), size: Int64(made.count), on: disk)
            #expect(again.names == columns && again.createdBy == nil && again.orders == nil)
        }
    }
}
