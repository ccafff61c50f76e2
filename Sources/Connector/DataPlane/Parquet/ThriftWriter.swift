/// Writes values as the compact protocol has them, each number in as few bytes as it takes.
struct ThriftWriter: Sendable {
    private(set) var bytes: [UInt8] = []

    private mutating func number(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    private mutating func signed(_ value: Int64) { number(UInt64(bitPattern: (value << 1) ^ (value >> 63))) }

    /// Begins a field; the number before it in the same structure decides its form.
    mutating func field(_ id: Int16, _ kind: ThriftKind, after last: Int16) {
        let (step, isOver) = id.subtractingReportingOverflow(last)
        if !isOver, (1...15).contains(step) {
            bytes.append(UInt8(step) << 4 | kind.rawValue)
        } else {
            bytes.append(kind.rawValue)
            signed(Int64(id))
        }
    }

    mutating func field(_ id: Int16, _ value: ThriftValue, after last: Int16) {
        field(id, value.kind, after: last)
        self.value(value)
    }

    mutating func listHead(_ kind: ThriftKind, _ count: Int) {
        if count < 15 {
            bytes.append(UInt8(count) << 4 | kind.rawValue)
        } else {
            bytes.append(0xF0 | kind.rawValue)
            number(UInt64(count))
        }
    }

    mutating func structure(_ structure: ThriftStruct) {
        var last: Int16 = 0
        for field in structure.fields {
            self.field(field.id, field.value, after: last)
            last = field.id
        }
        end()
    }

    /// Ends a structure.
    mutating func end() { bytes.append(0) }

    /// A value that stands in a field; a truth value stands in the field's head already.
    mutating func value(_ value: ThriftValue) {
        switch value {
        case .bool: return
        case .byte(let byte): bytes.append(byte)
        case .i16(let number): signed(Int64(number))
        case .i32(let number): signed(Int64(number))
        case .i64(let number): signed(number)
        case .double(let bits):
            for shift in stride(from: 0, to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
            }
        case .binary(let text):
            number(UInt64(text.count))
            bytes += text
        case .structure(let inner): structure(inner)
        case .list(let kind, let values), .set(let kind, let values):
            listHead(kind, values.count)
            for value in values { element(value) }
        case .map(let key, let item, let values):
            number(UInt64(values.count / 2))
            if !values.isEmpty { bytes.append(key.rawValue << 4 | item.rawValue) }
            for value in values { element(value) }
        }
    }

    private mutating func element(_ value: ThriftValue) {
        if case .bool = value { bytes.append(value.kind.rawValue) } else { self.value(value) }
    }
}
