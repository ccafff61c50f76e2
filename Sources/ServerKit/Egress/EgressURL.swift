import FoundationEssentials

/// An absolute http or https address that was parsed strictly from untrusted text.
///
/// Text that two parsers could read differently is refused rather than repaired: that difference is how
/// address checks are passed by (`reference/trust.md` 4.1). Everything behind the parse passes this type.
package struct EgressURL: Hashable, Sendable, CustomStringConvertible {
    /// Scheme, host and port.
    package let origin: EgressOrigin
    /// Path and query as they go on the request line; begins with `/`.
    package let target: String

    /// Parses text; throws ``EgressProblem`` with code `badAddress` that says which rule it breaks.
    package init(_ text: String) throws(EgressProblem) {
        var parser = EgressURLParser(text)
        origin = try parser.origin()
        target = try parser.target()
        try confirmOtherParserAgrees(writtenAs: text)
    }

    private init(origin: EgressOrigin, target: String) {
        self.origin = origin
        self.target = target
    }

    /// The canonical text: lower-case scheme and host, no default port, at least the path `/`.
    package var text: String { origin.description + target }
    package var description: String { text }

    /// The address with a path appended to its own path.
    ///
    /// - Throws: ``EgressProblem`` when the result is not a valid address or this address has a query.
    package func appending(path: String) throws(EgressProblem) -> EgressURL {
        guard !target.utf8.contains(UInt8(ascii: "?")) else { throw .badAddress(text, .baseWithQuery) }
        let base = target.hasSuffix("/") ? String(target.dropLast()) : target
        return try EgressURL(origin.description + base + (path.hasPrefix("/") ? path : "/" + path))
    }

    /// The HTTP client parses the text again with Foundation; both must see the same host and port.
    private func confirmOtherParserAgrees(writtenAs written: String) throws(EgressProblem) {
        guard let other = URL(string: text), other.scheme == origin.scheme.rawValue,
            other.port.map({ $0 == Int(origin.port) }) ?? (origin.port == origin.scheme.defaultPort),
            let host = other.host(), host == origin.host.bare || host == origin.host.description
        else { throw .badAddress(written, .ambiguous) }
    }
}

/// Scheme, host and port (RFC 6454 4): the unit that configuration allows.
package struct EgressOrigin: Hashable, Sendable, CustomStringConvertible {
    package enum Scheme: String, Sendable {
        case http, https
        package var defaultPort: UInt16 { self == .http ? 80 : 443 }
    }

    /// A name to look up, or an address written in the strict spelling.
    package enum Host: Hashable, Sendable, CustomStringConvertible {
        case name(String)
        case address(NetworkAddress)

        /// As in a URL: IPv6 in brackets.
        package var description: String {
            if case .address(.v6(let bits)) = self { return "[\(NetworkAddress.v6(bits))]" }
            return bare
        }

        /// Without brackets.
        package var bare: String {
            switch self {
            case .name(let name): name
            case .address(let address): address.description
            }
        }
    }

    package let scheme: Scheme
    package let host: Host
    package let port: UInt16

    init(scheme: Scheme, host: Host, port: UInt16) {
        self.scheme = scheme
        self.host = host
        self.port = port
    }

    /// Parses `https://host[:port]`, with nothing after it but an optional `/`.
    package init(_ text: String) throws(EgressProblem) {
        let url = try EgressURL(text)
        guard url.target == "/" else { throw .badAddress(text, .notAnOrigin) }
        self = url.origin
    }

    package var description: String {
        port == scheme.defaultPort ? "\(scheme.rawValue)://\(host)" : "\(scheme.rawValue)://\(host):\(port)"
    }
}
