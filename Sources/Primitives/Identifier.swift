/// A string identifier that cannot be confused with another kind of identifier.
///
/// Compared byte by byte: Swift strings compare by canonical equivalence, under which two different
/// byte strings (composed and decomposed accents) would be one identifier.
public struct Identifier<Kind>: Hashable, Sendable, CustomStringConvertible {
    public let rawValue: String

    public init(_ rawValue: String) { self.rawValue = rawValue }

    public static func == (one: Self, other: Self) -> Bool { one.rawValue.hasSameBytes(as: other.rawValue) }

    public func hash(into hasher: inout Hasher) {
        var text = rawValue
        text.withUTF8 { unsafe hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }

    public var description: String { rawValue }
}

extension String {
    /// Whether two strings are the same bytes, which is what identity means for names, keys and policy operands.
    public func hasSameBytes(as other: String) -> Bool {
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }
}
