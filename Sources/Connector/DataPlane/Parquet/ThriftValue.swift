/// The kinds of values of Thrift's compact protocol, by their numbers on the wire (Apache Thrift, "Thrift Compact protocol
/// encoding"); in a list a truth value has one of the two kinds and a byte of its own.
enum ThriftKind: UInt8, Sendable {
    case yes = 1, no, byte, i16, i32, i64, double, binary, list, set, map, structure
}

/// A value of any kind, known or not: what is read can be written again.
enum ThriftValue: Sendable, Equatable {
    case bool(Bool), byte(UInt8), i16(Int16), i32(Int32), i64(Int64), binary([UInt8]), structure(ThriftStruct)
    /// By its bits, so that every number stays what it is.
    case double(UInt64)
    case list(ThriftKind, [ThriftValue])
    case set(ThriftKind, [ThriftValue])
    /// Keys and values in turn; an empty map has no kinds.
    case map(ThriftKind, ThriftKind, [ThriftValue])

    var kind: ThriftKind {
        switch self {
        case .bool(let value): value ? .yes : .no
        case .byte: .byte
        case .i16: .i16
        case .i32: .i32
        case .i64: .i64
        case .double: .double
        case .binary: .binary
        case .list: .list
        case .set: .set
        case .map: .map
        case .structure: .structure
        }
    }
}

/// The fields of a structure in the order in which they were read.
struct ThriftStruct: Sendable, Equatable {
    struct Field: Sendable, Equatable {
        let id: Int16
        let value: ThriftValue
    }

    var fields: [Field] = []

    subscript(_ id: Int16) -> ThriftValue? { fields.first { $0.id == id }?.value }

    func i16(_ id: Int16) -> Int16? {
        guard case .i16(let value)? = self[id] else { return nil }
        return value
    }

    func i32(_ id: Int16) -> Int32? {
        guard case .i32(let value)? = self[id] else { return nil }
        return value
    }

    func i64(_ id: Int16) -> Int64? {
        guard case .i64(let value)? = self[id] else { return nil }
        return value
    }

    func binary(_ id: Int16) -> [UInt8]? {
        guard case .binary(let value)? = self[id] else { return nil }
        return value
    }

    func structure(_ id: Int16) -> ThriftStruct? {
        guard case .structure(let value)? = self[id] else { return nil }
        return value
    }

    func list(_ id: Int16) -> [ThriftValue]? {
        guard case .list(_, let values)? = self[id] else { return nil }
        return values
    }
}

/// Why bytes are no value.
enum ThriftFault: Error, Equatable {
    case ended, overflow, tooDeep, tooMany, unknownKind, fieldTwice
}
