import Testing

@testable import Connector

/// Values of Thrift's compact protocol, and bytes that are none.
@Suite struct ThriftCompactTests {
    private static func read(_ bytes: [UInt8], budget: Int = 10_000) throws(ThriftFault) -> ThriftStruct {
        var reader = ThriftReader(bytes)
        reader.budget = budget
        return try reader.structure()
    }

    private static func written(_ structure: ThriftStruct) -> [UInt8] {
        var writer = ThriftWriter()
        writer.structure(structure)
        return writer.bytes
    }

    @Test func `the bytes are those of the protocol`() throws {
        // By hand from the protocol: short and long field heads, zigzag, a list of fifteen, truth values in heads and lists.
        let bytes: [UInt8] = [
            0x11, 0x12, 0x15, 0x02, 0x06, 0xC8, 0x01, 0x03, 0x08, 0xF4, 0x03, 0x02, 0x68, 0x69,
            0x19, 0x21, 0x01, 0x02, 0x19, 0xF3, 0x0F, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
            0x1B, 0x01, 0x85, 0x01, 0x61, 0x0D, 0x1C, 0x00, 0x1B, 0x00, 0x17, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0x00,
        ]
        let value = try Self.read(bytes)
        #expect(value[1] == .bool(true) && value[2] == .bool(false) && value.i32(3) == 1)
        #expect(value.i64(100) == -2 && value.binary(250) == Array("hi".utf8))
        #expect(value[251] == .list(.yes, [.bool(true), .bool(false)]) && value.list(252)?.count == 15)
        #expect(value[253] == .map(.binary, .i32, [.binary([0x61]), .i32(-7)]) && value.structure(254)?.fields == [])
        #expect(value[255] == .map(.yes, .yes, []) && value[256] == .double((1.0).bitPattern))
        #expect(Self.written(value) == bytes)
    }

    @Test(arguments: [1, 2, 3, 4]) func `what is written reads as it was`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed)
        for _ in 0..<300 {
            let value = Self.structure(&random, 4)
            #expect(try Self.read(Self.written(value), budget: .max) == value)
            var reader = ThriftReader(Self.written(value) + [7])
            try reader.skip(.structure)
            #expect(reader.position == Self.written(value).count)
        }
    }

    @Test func `an empty list needs no kind`() throws {
        #expect(try Self.read([0x19, 0x00, 0x00])[1] == .list(.structure, []))
        #expect(throws: ThriftFault.unknownKind) { try Self.read([0x19, 0x10, 0x00, 0x00]) }
    }

    @Test func `what is no value is refused`() {
        let long = [UInt8](repeating: 0xFF, count: 11)
        let cases: [(bytes: [UInt8], fault: ThriftFault)] = [
            ([], .ended), ([0x15], .ended), ([0x15, 0x80], .ended), ([0x18, 0x05, 0x61], .ended),
            ([0x1D], .unknownKind), ([0x19, 0x1E, 0x00], .unknownKind), ([0x1B, 0x01, 0xFF], .unknownKind),
            ([0x16] + long, .overflow), ([0x15, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, 0x00], .overflow),
            ([0x14, 0x80, 0x80, 0x04, 0x00], .overflow), ([0x18] + long, .overflow),
            ([0x01, 0xFE, 0xFF, 0x03, 0x11, 0x00], .overflow), ([0x01, 0x80, 0x80, 0x04], .overflow),
            ([0x19, 0xF3, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], .ended), ([0x11, 0x01, 0x02, 0x00], .fieldTwice),
            ([0x1B, 0xFF, 0xFF, 0x03], .ended),
            (Array(repeating: 0x1C, count: 100), .tooDeep), (Array(repeating: 0x19, count: 100), .tooDeep),
            (Array(repeating: 0x11, count: 300) + [0], .tooMany),
            ([0x19, 0xF3, 0xA0, 0x9C, 0x01] + Array(repeating: 0, count: 20_000) + [0], .tooMany),
        ]
        for (bytes, fault) in cases {
            #expect(throws: fault, "\(bytes.prefix(12))") { try Self.read(bytes) }
        }
        var reader = ThriftReader(Array(repeating: 0x1C, count: 100))
        #expect(throws: ThriftFault.tooDeep) { try reader.skip(.structure) }
    }

    private static func structure(_ random: inout SeededGenerator, _ depth: Int) -> ThriftStruct {
        var id: Int16 = 0
        let count = Int.random(in: 0...6, using: &random)
        return ThriftStruct(
            fields: (0..<count).map { _ in
                id += Int16.random(in: 1...40, using: &random)
                return .init(id: id, value: value(&random, depth))
            }
        )
    }

    private static func value(_ random: inout SeededGenerator, _ depth: Int) -> ThriftValue {
        switch Int.random(in: 0...(depth > 0 ? 10 : 6), using: &random) {
        case 0: return .bool(Bool.random(using: &random))
        case 1: return .byte(.random(in: 0...255, using: &random))
        case 2: return .i16([.min, .max, 0, -1].randomElement(using: &random) ?? 0)
        case 3: return .i32(.random(in: .min ... .max, using: &random))
        case 4: return .i64([.min, .max, 63, -64, 64].randomElement(using: &random) ?? 0)
        case 5: return .double(.random(in: 0...UInt64.max, using: &random))
        case 6: return .binary((0..<Int.random(in: 0...200, using: &random)).map { UInt8($0) })
        case 7: return .structure(structure(&random, depth - 1))
        case 8: return .list(.i32, (0..<Int32.random(in: 0...40, using: &random)).map { .i32($0 * -7) })
        case 9:
            let values = (0..<Int.random(in: 0...3, using: &random)).map { _ in structure(&random, depth - 1) }
            return .set(.structure, values.map { .structure($0) })
        default: return .map(.binary, .yes, [.binary([1]), .bool(true), .binary([2]), .bool(false)])
        }
    }
}
