/// Who chose the address of a request.
package enum EgressPurpose: String, Sendable, CaseIterable {
    /// A peer sent it: callback, data address, service endpoint.
    case peer
    /// The owner typed it: source, sink, webhook.
    case owner

    /// Where configuration lists what is allowed, for messages.
    package var configurationKey: String { "egress.\(rawValue)" }
}

/// Which places beyond the public internet are open, separately for each purpose.
package struct EgressPolicy: Sendable {
    package struct Allowance: Sendable {
        /// Networks whose addresses are open; a cloud's metadata address opens only when listed by itself.
        package var networks: [Network]
        /// Origins that are open whatever they resolve to, except metadata addresses behind a name.
        package var origins: Set<EgressOrigin>
        /// Whether unencrypted http to public addresses is open without listing them.
        package var allowsPlainHTTP: Bool

        package init(networks: [Network] = [], origins: Set<EgressOrigin> = [], allowsPlainHTTP: Bool = false) {
            self.networks = networks
            self.origins = origins
            self.allowsPlainHTTP = allowsPlainHTTP
        }
    }

    package var peer: Allowance
    package var owner: Allowance

    /// Public addresses only; peers need https, the owner may type a public http address.
    package init(peer: Allowance = Allowance(), owner: Allowance = Allowance(allowsPlainHTTP: true)) {
        self.peer = peer
        self.owner = owner
    }

    package subscript(purpose: EgressPurpose) -> Allowance {
        switch purpose {
        case .peer: peer
        case .owner: owner
        }
    }

    /// Refuses unless every address that the host has is open.
    ///
    /// One closed address refuses all: a name with mixed answers is how DNS rebinding begins.
    package func check(
        _ url: EgressURL,
        at addresses: [NetworkAddress],
        for purpose: EgressPurpose
    )
        throws(EgressProblem)
    {
        let allowance = self[purpose]
        for address in addresses {
            let kind = AddressClass(address)
            guard allowance.opens(address, of: kind, for: url.origin) else {
                throw .refused(url, address, kind, purpose)
            }
            guard url.origin.scheme == .https || allowance.opensPlainHTTP(address, for: url.origin) else {
                throw .plainHTTP(url, purpose)
            }
        }
    }
}

extension EgressPolicy.Allowance {
    fileprivate func opens(_ address: NetworkAddress, of kind: AddressClass, for origin: EgressOrigin) -> Bool {
        if kind == .public { return true }
        if kind.isNeverAllowed { return false }
        if kind == .metadata {
            return networks.contains { $0.isSingle && lists(address, in: $0) }
                || (origins.contains(origin) && origin.host == .address(address))
        }
        return origins.contains(origin) || networks.contains { lists(address, in: $0) }
    }

    fileprivate func opensPlainHTTP(_ address: NetworkAddress, for origin: EgressOrigin) -> Bool {
        allowsPlainHTTP || origins.contains(origin) || networks.contains { lists(address, in: $0) }
    }

    private func lists(_ address: NetworkAddress, in network: Network) -> Bool {
        network.contains(address) || address.embedded.map(network.contains) ?? false
    }
}
