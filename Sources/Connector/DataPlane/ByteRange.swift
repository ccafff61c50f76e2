/// What a `Range` field asks of content of a known size (RFC 9110, 14.1.2).
enum RangeRequest: Equatable {
    /// No range, or one that the server may leave aside: several ranges, another unit, a broken spelling.
    case whole
    case part(Range<Int64>)
    /// A range that begins after the end: 416.
    case unsatisfiable

    /// Digits of a position: more than any file system's largest file has.
    private static let digits = 1...18

    init(_ field: String?, size: Int64) {
        self = Self.parse(field, size: size) ?? .whole
    }

    private static func parse(_ field: String?, size: Int64) -> RangeRequest? {
        guard let field, field.lowercased().hasPrefix("bytes="), !field.contains(",") else { return nil }
        let parts = field.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        if parts[0].isEmpty { return number(parts[1]).map { suffix($0, of: size) } }
        guard let first = number(parts[0]) else { return nil }
        guard !parts[1].isEmpty else { return part(first, size - 1, of: size) }
        guard let last = number(parts[1]), last >= first else { return nil }
        return part(first, last, of: size)
    }

    private static func suffix(_ length: Int64, of size: Int64) -> RangeRequest {
        guard length > 0, size > 0 else { return .unsatisfiable }
        return .part(max(0, size - length)..<size)
    }

    private static func part(_ first: Int64, _ last: Int64, of size: Int64) -> RangeRequest {
        first < size ? .part(first..<min(last, size - 1) + 1) : .unsatisfiable
    }

    private static func number(_ text: Substring) -> Int64? {
        guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int64(text)
    }
}

/// A `Content-Range` field of an answer or an upload: `bytes 5-9/10`, `bytes */10` (RFC 9110, 14.4).
struct ContentRange: Equatable {
    /// Nil when the answer only tells the size.
    let range: Range<Int64>?
    let total: Int64?

    init?(_ field: String) {
        guard field.lowercased().hasPrefix("bytes ") else { return nil }
        let parts = field.dropFirst(6).split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        guard parts[1] == "*" || Self.number(parts[1]) != nil else { return nil }
        total = Self.number(parts[1])
        if parts[0] == "*" {
            range = nil
            return
        }
        let ends = parts[0].split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = Self.number(ends[0]), let last = Self.number(ends[1]), last >= first,
            total.map({ last < $0 }) ?? true
        else { return nil }
        range = first..<last + 1
    }

    private static func number(_ text: Substring) -> Int64? {
        guard (1...18).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int64(text)
    }
}
