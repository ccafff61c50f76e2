/// Reads values from bytes of a stranger: in time that grows with the bytes, and in memory that `budget` bounds.
struct ThriftReader: Sendable {
    /// Structures in structures: Parquet has eight.
    static let depth = 32
    /// Fields of one structure: Parquet has at most twenty.
    static let fieldLimit = 64

    let bytes: [UInt8]
    private(set) var position: Int
    /// Values that may still be kept; whoever reads sets it before each tree.
    var budget = 0

    init(_ bytes: [UInt8], at position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    private mutating func byte() throws(ThriftFault) -> UInt8 {
        guard bytes.indices.contains(position) else { throw .ended }
        defer { position += 1 }
        return bytes[position]
    }

    private mutating func take(_ count: Int) throws(ThriftFault) -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.count - position else { throw .ended }
        defer { position += count }
        return bytes[position..<(position + count)]
    }

    private mutating func number() throws(ThriftFault) -> UInt64 {
        var result: UInt64 = 0
        for shift in stride(from: 0, through: 63, by: 7) {
            let byte = try byte()
            let part = UInt64(byte & 0x7F)
            guard shift < 63 || part <= 1 else { throw .overflow }
            result |= part << UInt64(shift)
            if byte & 0x80 == 0 { return result }
        }
        throw .overflow
    }

    private mutating func signed() throws(ThriftFault) -> Int64 {
        let number = try number()
        return Int64(bitPattern: number >> 1) ^ (0 - Int64(bitPattern: number & 1))
    }

    private mutating func signed<Number: FixedWidthInteger>(_: Number.Type) throws(ThriftFault) -> Number {
        guard let value = Number(exactly: try signed()) else { throw .overflow }
        return value
    }

    /// A count of things that take a byte each at least.
    private mutating func count() throws(ThriftFault) -> Int {
        guard let count = Int(exactly: try number()) else { throw .overflow }
        guard count <= bytes.count - position else { throw .ended }
        return count
    }

    private static func kind(_ number: UInt8) throws(ThriftFault) -> ThriftKind {
        guard let kind = ThriftKind(rawValue: number) else { throw .unknownKind }
        return kind
    }

    /// The next field of a structure, or nil at its end.
    mutating func field(after last: Int16) throws(ThriftFault) -> (id: Int16, kind: ThriftKind)? {
        let head = try byte()
        if head == 0 { return nil }
        let kind = try Self.kind(head & 0x0F)
        guard head >> 4 > 0 else { return (try signed(Int16.self), kind) }
        let (id, isOver) = last.addingReportingOverflow(Int16(head >> 4))
        guard !isOver else { throw .overflow }
        return (id, kind)
    }

    /// The kind of a list's elements, and how many there are.
    mutating func listHead() throws(ThriftFault) -> (kind: ThriftKind, count: Int) {
        let head = try byte()
        // Some writers name no kind where there is nothing.
        let kind = head == 0 ? .structure : try Self.kind(head & 0x0F)
        let count = head >> 4 < 15 ? Int(head >> 4) : try count()
        guard count <= bytes.count - position else { throw .ended }
        return (kind, count)
    }

    mutating func structure(_ depth: Int = Self.depth) throws(ThriftFault) -> ThriftStruct {
        guard depth > 0 else { throw .tooDeep }
        var result = ThriftStruct()
        var last: Int16 = 0
        var highest = Int16.min
        while let (id, kind) = try field(after: last) {
            guard result.fields.count < Self.fieldLimit else { throw .tooMany }
            // Two readers could disagree about which one counts.
            guard id > highest || !result.fields.contains(where: { $0.id == id }) else { throw .fieldTwice }
            result.fields.append(.init(id: id, value: try value(kind, depth - 1)))
            (last, highest) = (id, max(highest, id))
        }
        return result
    }

    /// A value that stands in a field.
    mutating func value(_ kind: ThriftKind, _ depth: Int = Self.depth) throws(ThriftFault) -> ThriftValue {
        guard depth > 0 else { throw .tooDeep }
        guard budget > 0 else { throw .tooMany }
        budget -= 1
        switch kind {
        case .yes: return .bool(true)
        case .no: return .bool(false)
        case .byte: return .byte(try byte())
        case .i16: return .i16(try signed(Int16.self))
        case .i32: return .i32(try signed(Int32.self))
        case .i64: return .i64(try signed())
        case .double: return .double(try take(8).reversed().reduce(0) { $0 << 8 | UInt64($1) })
        case .binary: return .binary(Array(try take(try count())))
        case .structure: return .structure(try structure(depth))
        case .map: return try map(depth)
        case .list, .set:
            let (element, count) = try listHead()
            let values = try elements(element, count, depth)
            return kind == .list ? .list(element, values) : .set(element, values)
        }
    }

    private mutating func elements(
        _ kind: ThriftKind,
        _ count: Int,
        _ depth: Int
    ) throws(ThriftFault) -> [ThriftValue] {
        guard count <= budget else { throw .tooMany }
        var values: [ThriftValue] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try element(kind, depth)) }
        return values
    }

    /// A value that stands in a list, where a truth value is a byte.
    private mutating func element(_ kind: ThriftKind, _ depth: Int) throws(ThriftFault) -> ThriftValue {
        guard kind == .yes || kind == .no else { return try value(kind, depth - 1) }
        let byte = try byte()
        return try value(byte == ThriftKind.yes.rawValue ? .yes : .no, depth - 1)
    }

    private mutating func map(_ depth: Int) throws(ThriftFault) -> ThriftValue {
        let count = try count()
        guard count > 0 else { return .map(.yes, .yes, []) }
        guard count <= budget / 2 else { throw .tooMany }
        let kinds = try byte()
        let (key, item) = (try Self.kind(kinds >> 4), try Self.kind(kinds & 0x0F))
        var values: [ThriftValue] = []
        for _ in 0..<count {
            values.append(try element(key, depth))
            values.append(try element(item, depth))
        }
        return .map(key, item, values)
    }

    /// Passes over a value and keeps nothing of it.
    mutating func skip(_ kind: ThriftKind, _ depth: Int = Self.depth) throws(ThriftFault) {
        guard depth > 0 else { throw .tooDeep }
        switch kind {
        case .yes, .no: return
        case .byte: _ = try byte()
        case .i16, .i32, .i64: _ = try number()
        case .double: _ = try take(8)
        case .binary: _ = try take(try count())
        case .structure:
            var last: Int16 = 0
            while let (id, kind) = try field(after: last) {
                try skip(kind, depth - 1)
                last = id
            }
        case .map:
            let count = try count()
            guard count > 0 else { return }
            let kinds = try byte()
            let (key, item) = (try Self.kind(kinds >> 4), try Self.kind(kinds & 0x0F))
            for _ in 0..<count {
                try skipElement(key, depth)
                try skipElement(item, depth)
            }
        case .list, .set:
            let (element, count) = try listHead()
            for _ in 0..<count { try skipElement(element, depth) }
        }
    }

    private mutating func skipElement(_ kind: ThriftKind, _ depth: Int) throws(ThriftFault) {
        if kind == .yes || kind == .no { _ = try byte() } else { try skip(kind, depth - 1) }
    }
}
