/// Reads scheme, host, port and target of one address, byte by byte (RFC 3986, narrowed).
struct EgressURLParser {
    private let text: String
    private var rest: Substring

    init(_ text: String) {
        self.text = text
        rest = text[...]
    }

    private func problem(_ fault: EgressProblem.AddressFault) -> EgressProblem { .badAddress(text, fault) }

    mutating func origin() throws(EgressProblem) -> EgressOrigin {
        guard text.utf8.count <= EgressLimits.addressBytes else { throw problem(.tooLong) }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }) else {
            throw problem(.strangeCharacter)
        }
        let scheme = try scheme()
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        rest = rest.dropFirst(authority.count)
        guard !authority.contains("@") else { throw problem(.userInfo) }
        let (hostText, portText) = try split(authority)
        return EgressOrigin(scheme: scheme, host: try host(hostText), port: try port(portText, of: scheme))
    }

    private mutating func scheme() throws(EgressProblem) -> EgressOrigin.Scheme {
        guard let end = rest.firstIndex(of: ":"), rest[end...].hasPrefix("://") else { throw problem(.scheme) }
        guard let scheme = EgressOrigin.Scheme(rawValue: rest[..<end].lowercased()) else { throw problem(.scheme) }
        rest = rest[end...].dropFirst(3)
        return scheme
    }

    private func split(_ authority: Substring) throws(EgressProblem) -> (host: Substring, port: Substring?) {
        let start: Substring.Index
        if authority.hasPrefix("[") {
            guard let close = authority.firstIndex(of: "]") else { throw problem(.host) }
            start = authority.index(after: close)
        } else {
            start = authority.firstIndex(of: ":") ?? authority.endIndex
        }
        let tail = authority[start...]
        guard tail.isEmpty || tail.hasPrefix(":") else { throw problem(.host) }
        return (authority[..<start], tail.isEmpty ? nil : tail.dropFirst())
    }

    private func port(_ text: Substring?, of scheme: EgressOrigin.Scheme) throws(EgressProblem) -> UInt16 {
        guard let text else { return scheme.defaultPort }
        guard (1...5).contains(text.utf8.count), text.utf8.allSatisfy({ $0.isDecimalDigit }),
            let port = UInt16(text), port > 0, String(port) == text
        else { throw problem(.port) }
        return port
    }

    private func host(_ text: Substring) throws(EgressProblem) -> EgressOrigin.Host {
        if text.hasPrefix("[") {
            guard let address = NetworkAddress(text.dropFirst().dropLast()), address.width == 128 else {
                throw problem(.addressSpelling)
            }
            return .address(address)
        }
        let name = text.lowercased()
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard let last = labels.last, !last.isEmpty else { throw problem(.host) }
        guard !Self.isNumeric(last) else {
            guard let address = NetworkAddress(name) else { throw problem(.addressSpelling) }
            return .address(address)
        }
        guard name.utf8.count <= EgressLimits.hostBytes, labels.allSatisfy(Self.isLabel) else { throw problem(.host) }
        return .name(name)
    }

    /// Whether other software would read the host as a number (WHATWG URL 3.5 "ends in a number").
    private static func isNumeric(_ label: Substring) -> Bool {
        if label.utf8.allSatisfy({ $0.isDecimalDigit }) { return true }
        return label.hasPrefix("0x") && label.dropFirst(2).utf8.allSatisfy { $0.isHexDigit }
    }

    /// Letters, digits, hyphens inside; the underscore because container networks name hosts with it.
    private static func isLabel(_ label: Substring) -> Bool {
        (1...EgressLimits.labelBytes).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
            && label.utf8.allSatisfy { $0.isLetter || $0.isDecimalDigit || $0 == 0x2D || $0 == 0x5F }
    }

    mutating func target() throws(EgressProblem) -> String {
        guard !rest.contains("#") else { throw problem(.fragment) }
        var escape = 0
        for byte in rest.utf8 {
            if escape > 0 {
                guard byte.isHexDigit else { throw problem(.escape) }
                escape -= 1
            } else if byte == UInt8(ascii: "%") {
                escape = 2
            } else if !Self.isTargetByte(byte) {
                throw problem(.strangeCharacter)
            }
        }
        guard escape == 0 else { throw problem(.escape) }
        return rest.hasPrefix("/") ? String(rest) : "/" + rest
    }

    /// `pchar`, `/` and `?` of RFC 3986 3.3 and 3.4, without `%`.
    private static func isTargetByte(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDecimalDigit || "-._~!$&'()*+,;=:@/?".utf8.contains(byte)
    }
}
