/// One IPv4 or IPv6 address as a number, in host byte order.
package enum NetworkAddress: Hashable, Sendable {
    case v4(UInt32)
    case v6(UInt128)

    /// Reads one strict spelling: four decimal octets without leading zeros, or RFC 4291 2.2 without zone.
    package init?(_ text: some StringProtocol) {
        if let octets = Self.octets(text) {
            self = .v4(octets)
        } else if let groups = Self.groups(text) {
            self = .v6(groups)
        } else {
            return nil
        }
    }

    static func octets(_ text: some StringProtocol) -> UInt32? {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            guard let octet = octet(part) else { return nil }
            value = value << 8 | UInt32(octet)
        }
        return value
    }

    private static func octet(_ digits: some Collection<UInt8>) -> UInt8? {
        guard (1...3).contains(digits.count), digits.count == 1 || digits.first != UInt8(ascii: "0") else { return nil }
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return UInt8(exactly: value)
    }

    /// The IPv4 address that traffic to this IPv6 address reaches or is translated to.
    ///
    /// Mapped `::ffff:0:0/96` and compatible `::/96` (RFC 4291 2.5.5), NAT64 `64:ff9b::/96` (RFC 6052 2.1),
    /// 6to4 `2002::/16` (RFC 3056 2) and Teredo `2001::/32`, whose client address is inverted (RFC 4380 4).
    package var embedded: NetworkAddress? {
        guard case .v6(let bits) = self, bits > 1 else { return nil }
        switch bits >> 96 {
        case 0x2001_0000: return .v4(~UInt32(truncatingIfNeeded: bits))
        case 0x2002_0000...0x2002_FFFF: return .v4(UInt32(truncatingIfNeeded: bits >> 80))
        default: break
        }
        switch bits >> 32 {
        case 0, 0xFFFF, 0x0064_FF9B_0000_0000_0000_0000: return .v4(UInt32(truncatingIfNeeded: bits))
        default: return nil
        }
    }

    /// Whether this is an IPv4-mapped address: the kernel connects to the IPv4 address itself.
    var isMapped: Bool {
        guard case .v6(let bits) = self else { return false }
        return bits >> 32 == 0xFFFF
    }
}
