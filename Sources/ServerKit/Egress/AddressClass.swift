/// What kind of place an address is; only `public` is open to egress without configuration.
package enum AddressClass: String, Sendable, CaseIterable {
    case `public`
    case unspecified, loopback, `private`, linkLocal, metadata, carrierGradeNAT
    case multicast, broadcast, documentation, benchmarking, reserved

    /// Judges an address; one that carries an IPv4 address is judged by that one too.
    package init(_ address: NetworkAddress) {
        let own = Self.listed(address)
        guard let inner = address.embedded.map(Self.listed) else {
            self = own
            return
        }
        self = address.isMapped || inner != .public ? inner : own
    }

    /// Whether no configuration can open it: traffic to these has no single, stable owner.
    package var isNeverAllowed: Bool {
        self == .unspecified || self == .multicast || self == .broadcast
    }

    private static func listed(_ address: NetworkAddress) -> AddressClass {
        for (network, kind) in SpecialNetworks.table where network.contains(address) { return kind }
        return .reserved
    }
}

/// The special-purpose registries of IANA (RFC 6890 and successors, read 2026-11) and the metadata services of clouds.
enum SpecialNetworks {
    /// First match wins, so narrow networks come first; an IPv6 address that nothing lists is reserved.
    static let table: [(network: Network, kind: AddressClass)] = rows.flatMap { kind, networks in
        networks.compactMap(Network.init).map { ($0, kind) }
    }

    static let rows: [(kind: AddressClass, networks: [String])] = [
        // AWS, Azure, GCP, OpenStack, Huawei; AWS tasks and pods; Azure wire server; Oracle; Tencent; Alibaba; Volcano.
        (
            .metadata,
            [
                "169.254.169.254", "169.254.170.2", "169.254.170.23", "168.63.129.16", "192.0.0.192", "169.254.0.23",
                "100.100.100.200", "100.96.0.96", "fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254", "fd00:c1::a9fe:a9fe",
            ]
        ),
        (.unspecified, ["0.0.0.0", "::"]),
        (.broadcast, ["255.255.255.255"]),
        (.loopback, ["127.0.0.0/8", "::1"]),
        (.private, ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10", "64:ff9b:1::/48"]),
        (.linkLocal, ["169.254.0.0/16", "fe80::/10"]),
        (.carrierGradeNAT, ["100.64.0.0/10"]),
        (.documentation, ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20"]),
        (.benchmarking, ["198.18.0.0/15", "2001:2::/48"]),
        (.multicast, ["224.0.0.0/4", "ff00::/8"]),
        // "This" network, protocol assignments, old 6to4 relays, class E; IPv6 assignments with Teredo.
        (.reserved, ["0.0.0.0/8", "192.0.0.0/24", "192.88.99.0/24", "240.0.0.0/4", "2001::/23"]),
        // Translated NAT64 is global; its embedded address is judged besides.
        (.public, ["64:ff9b::/96", "2000::/3", "0.0.0.0/0"]),
    ]
}
