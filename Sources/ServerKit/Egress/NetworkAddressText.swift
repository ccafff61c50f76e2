/// Spellings of IPv6 addresses: reading RFC 4291 2.2, writing RFC 5952.
extension NetworkAddress {
    static func groups(_ text: some StringProtocol) -> UInt128? {
        guard text.utf8.count <= 45 else { return nil }
        let halves = String(text).split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
        guard let first = halves.first, let last = halves.last else { return nil }
        switch halves.count {
        case 1:
            guard let all = half(first, isLast: true), all.count == 8 else { return nil }
            return joined(all)
        case 2:
            guard let left = half(first, isLast: false), let right = half(last, isLast: true) else { return nil }
            let gap = 8 - left.count - right.count
            guard gap >= 1 else { return nil }
            return joined(left + Array(repeating: 0, count: gap) + right)
        default: return nil
        }
    }

    /// The groups on one side of `::`; only the very last group may be written as IPv4.
    private static func half(_ text: Substring, isLast: Bool) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 8 else { return nil }
        var groups: [UInt16] = []
        for (index, part) in parts.enumerated() {
            if isLast, index == parts.count - 1, let octets = octets(part) {
                groups += [UInt16(octets >> 16), UInt16(truncatingIfNeeded: octets)]
            } else if let group = group(part) {
                groups.append(group)
            } else {
                return nil
            }
        }
        return groups
    }

    private static func group(_ text: Substring) -> UInt16? {
        guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ $0.isHexDigit }) else { return nil }
        return UInt16(text, radix: 16)
    }

    private static func joined(_ groups: [UInt16]) -> UInt128 {
        groups.reduce(0) { $0 << 16 | UInt128($1) }
    }
}

extension NetworkAddress: CustomStringConvertible {
    /// The canonical spelling, without brackets.
    package var description: String {
        switch self {
        case .v4(let bits): return Self.dotted(bits)
        case .v6(let bits) where isMapped: return "::ffff:\(Self.dotted(UInt32(truncatingIfNeeded: bits)))"
        case .v6(let bits): return Self.compressed((0..<8).map { UInt16(truncatingIfNeeded: bits >> (112 - 16 * $0)) })
        }
    }

    private static func dotted(_ bits: UInt32) -> String {
        "\(bits >> 24).\(bits >> 16 & 0xFF).\(bits >> 8 & 0xFF).\(bits & 0xFF)"
    }

    private static func compressed(_ groups: [UInt16]) -> String {
        let words = groups.map { String($0, radix: 16) }
        let run = longestZeroRun(groups)
        guard run.count >= 2 else { return words.joined(separator: ":") }
        return words[..<run.lowerBound].joined(separator: ":") + "::" + words[run.upperBound...].joined(separator: ":")
    }

    private static func longestZeroRun(_ groups: [UInt16]) -> Range<Int> {
        var best = 0..<0
        var start = 0
        for (index, group) in groups.enumerated() {
            if group != 0 { start = index + 1 }
            if index + 1 - start > best.count { best = start..<(index + 1) }
        }
        return best
    }
}

extension UInt8 {
    var isDecimalDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    var isHexDigit: Bool {
        isDecimalDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20)
    }

    var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
}
