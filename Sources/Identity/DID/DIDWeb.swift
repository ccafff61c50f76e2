import Primitives

/// An identifier of the method `did:web`: a host, perhaps a port, perhaps a path.
///
/// One spelling per identifier: the host is lower-case letters, digits and hyphens, the port stands behind `%3A`. IP addresses are
/// refused (did:web method specification, "Target System": the identifier is a domain name that the TLS certificate names).
package struct DIDWeb: Hashable, Sendable, CustomStringConvertible {
    /// Bytes of a host name (RFC 1035, 2.3.4).
    private static let hostBytes = 253
    /// Path segments: participants live at one or two.
    private static let largestPath = 16
    private static let method = "did:web:"

    package let host: String
    package let port: Int?
    /// Percent-encoded where it must be, as in the identifier.
    package let path: [String]

    /// Reads an identifier, without path, query or fragment of a DID URL.
    ///
    /// - Throws: `IdentityProblem` with reason `identifier`.
    package init(_ text: String) throws(IdentityProblem) {
        guard text.utf8.count <= Limits.identifierBytes, text.hasPrefix(Self.method) else {
            throw IdentityProblem(.identifier, "not an identifier of the method did:web")
        }
        var parts = text.dropFirst(Self.method.count).split(separator: ":", omittingEmptySubsequences: false).map(
            String.init
        )
        let authority = parts.removeFirst()
        let pieces = authority.split(separator: "%3A", omittingEmptySubsequences: false).map(String.init)
        guard pieces.count <= 2, let name = pieces.first else {
            throw IdentityProblem(.identifier, "a host has at most one port")
        }
        try self.init(host: name, portText: pieces.count == 2 ? pieces[1] : nil, path: parts)
    }

    /// The identifier of a base address such as `https://provider.example:8443/space/a`.
    ///
    /// - Throws: `IdentityProblem` with reason `identifier`, for instance for an IP address.
    package init(address: String) throws(IdentityProblem) {
        guard let scheme = ["https://", "http://"].first(where: { address.hasPrefix($0) }) else {
            throw IdentityProblem(.identifier, "an address begins with https:// or http://")
        }
        var parts = address.dropFirst(scheme.count).split(separator: "/", omittingEmptySubsequences: false).map(
            String.init
        )
        let authority = parts.removeFirst()
        if parts.last == "" { parts.removeLast() }
        let pieces = authority.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard pieces.count <= 2, let name = pieces.first else {
            throw IdentityProblem(.identifier, "an IP address cannot be a did:web host")
        }
        try self.init(host: name, portText: pieces.count == 2 ? pieces[1] : nil, path: parts)
    }

    private init(host: String, portText: String?, path: [String]) throws(IdentityProblem) {
        guard Self.isHostName(host) else {
            throw IdentityProblem(.identifier, "the host must be a lower-case domain name, not an IP address")
        }
        if let portText {
            guard let number = UInt16(portText), number > 0, String(number) == portText else {
                throw IdentityProblem(.identifier, "the port must be a number from 1 to 65535")
            }
            port = Int(number)
        } else {
            port = nil
        }
        guard path.count <= Self.largestPath, path.allSatisfy(Self.isSegment) else {
            throw IdentityProblem(.identifier, "a path segment is empty, a dot, or has characters that do not belong")
        }
        self.host = host
        self.path = path
    }

    /// Letters, digits, hyphens in labels; the last label is no number, so no spelling of an IPv4 address passes.
    private static func isHostName(_ host: String) -> Bool {
        let labels = host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard !host.isEmpty, host.utf8.count <= hostBytes, let last = labels.last else { return false }
        let isNumber = last.allSatisfy { (0x30...0x39).contains($0) } || last.starts(with: "0x".utf8)
        return !isNumber
            && labels.allSatisfy { label in
                !label.isEmpty && label.count <= 63 && label.first != UInt8(ascii: "-")
                    && label.last != UInt8(ascii: "-")
                    && label.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
            }
    }

    /// Unreserved characters, and percent-encoded bytes of UTF-8 beyond ASCII: an encoded slash, dot or control never passes.
    private static func isSegment(_ segment: String) -> Bool {
        guard !segment.isEmpty, segment != ".", segment != ".." else { return false }
        var rest = Array(segment.utf8)[...]
        var encoded: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                encoded.append(byte)
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst(), let low = rest.popFirst(), "89ABCDEF".utf8.contains(high),
                    let byte = UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16),
                    "0123456789ABCDEF".utf8.contains(low)
                else { return false }
                encoded.append(byte)
            default: return false
            }
        }
        return String(validating: encoded, as: UTF8.self) != nil
    }

    /// The identifier's one spelling.
    package var description: String {
        ([Self.method + host + (port.map { "%3A\($0)" } ?? "")] + path).joined(separator: ":")
    }

    /// Where its document is: `/.well-known/did.json`, or `did.json` under the path.
    ///
    /// - Parameter allowsHTTPForLocalhost: read identifiers of `localhost` over HTTP, for trials on one machine; nothing else ever is.
    /// - Returns: an absolute address.
    package func documentAddress(allowsHTTPForLocalhost: Bool = false) -> String {
        let scheme = allowsHTTPForLocalhost && host == "localhost" ? "http" : "https"
        let authority = host + (port.map { ":\($0)" } ?? "")
        let folder = path.isEmpty ? ".well-known" : path.joined(separator: "/")
        return "\(scheme)://\(authority)/\(folder)/did.json"
    }
}
