import NIOCore

/// Bounds of outgoing requests, each with its reason.
package enum EgressLimits {
    /// Bytes of one address: the bound of `Limits.identifierBytes`; common proxies refuse longer ones too.
    package static let addressBytes = 2_048
    /// Bytes of one host name (RFC 1035 2.3.4).
    package static let hostBytes = 253
    /// Bytes of one label of a host name (RFC 1035 2.3.4).
    package static let labelBytes = 63
    /// Default bytes of a collected answer: the largest document the strict JSON reader takes.
    package static let responseBytes = 1_048_576
    /// Default time for a whole `send`: a peer that thinks longer than this is retried by the outbox.
    package static let requestTime: Duration = .seconds(30)
    /// Time to open one connection including TLS: three lost SYN packets (1 + 2 s) and a slow handshake fit.
    package static let connectTime: Duration = .seconds(5)
    /// Silence that ends a stream: longer than any proxy's pause, short enough to free the connection the same minute.
    package static let idleTime: Duration = .seconds(60)
    /// Time that an unused connection stays open: below the 60 s after which common servers close it themselves.
    static let keepAliveTime: TimeAmount = .seconds(45)
    /// Connections per peer for messages: each waits for the peer's commit, so that many share one.
    static let messageConnections = 32
    /// Connections per peer for streams: a long transfer holds one, and must never block protocol messages.
    static let streamConnections = 32
    /// Cached clients (host, address, lane): two lanes for 128 active peers; the least recently used one goes first.
    static let clients = 256
    /// Addresses of one host that are tried: a dual-stack host with a spare of each family.
    static let addressesTried = 4
    /// Time for one name lookup: the system resolver's own first timeout (`man resolv.conf`).
    static let lookupTime: TimeAmount = .seconds(5)
    /// Time that a lookup's answer is believed: follows a moved peer within half a minute.
    static let lookupAge: TimeAmount = .seconds(30)
    /// Cached and running lookups; a peer that invents names must not grow our memory.
    static let lookups = 1_024
    /// Threads for lookups, because `getaddrinfo` blocks; hostile slow names hold these and nothing else.
    static let lookupThreads = 4
}
