/// A block of addresses in CIDR notation (RFC 4632, RFC 4291 2.3).
package struct Network: Hashable, Sendable, CustomStringConvertible {
    package let base: NetworkAddress
    /// Leading bits that decide: 0–32 for IPv4, 0–128 for IPv6.
    package let prefix: Int

    /// Reads `10.0.0.0/8`, `fd00::/8` or one address; `nil` for other spellings and for bits set beyond the prefix.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let base = NetworkAddress(first) else { return nil }
        guard parts.count == 2 else {
            self.init(base, prefix: base.width)
            return
        }
        guard parts[1].utf8.allSatisfy({ $0.isDecimalDigit }), let prefix = Int(parts[1]) else { return nil }
        guard (0...base.width).contains(prefix), String(prefix) == parts[1] else { return nil }
        guard base.masked(to: prefix) == base else { return nil }
        self.init(base, prefix: prefix)
    }

    init(_ base: NetworkAddress, prefix: Int) {
        self.base = base
        self.prefix = prefix
    }

    /// Whether the block holds exactly one address.
    package var isSingle: Bool { prefix == base.width }

    /// Whether an address of the same family lies in the block.
    package func contains(_ address: NetworkAddress) -> Bool {
        address.width == base.width && address.masked(to: prefix) == base
    }

    package var description: String { "\(base)/\(prefix)" }
}

extension NetworkAddress {
    /// Bits of the address family.
    var width: Int {
        switch self {
        case .v4: 32
        case .v6: 128
        }
    }

    func masked(to prefix: Int) -> NetworkAddress {
        switch self {
        case .v4(let bits): .v4(prefix == 0 ? 0 : bits & (.max << (32 - prefix)))
        case .v6(let bits): .v6(prefix == 0 ? 0 : bits & (.max << (128 - prefix)))
        }
    }
}
