import Primitives
import ServerKit

/// The part of a request's path below a source, taken from untrusted text: plain names only.
struct SourcePath: Equatable, Sendable {
    /// Bytes of one name: what file systems take.
    private static let nameBytes = 255
    /// Names in a path: deeper folders are not served.
    static let depth = 16

    let names: [String]

    var isEmpty: Bool { names.isEmpty }
    /// As it was meant: decoded, with a leading slash.
    var text: String { "/" + names.joined(separator: "/") }
    /// As it goes on a request line.
    var encoded: String { "/" + names.map(Self.encode).joined(separator: "/") }

    /// Reads what follows `/data/{id}` in a raw request path; nil for any spelling that two readers could read differently.
    init?(rawPath: String) {
        var parts = rawPath.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[0].isEmpty else { return nil }
        parts.removeFirst(3)
        self.init(rawNames: parts)
    }

    /// Reads path segments that may be percent-encoded once.
    init?(rawNames: [Substring]) {
        guard rawNames.count <= Self.depth else { return nil }
        var names: [String] = []
        for raw in rawNames {
            guard let name = String(raw).removingPercentEncoding(), Self.isPlain(name) else { return nil }
            names.append(name)
        }
        self.names = names
    }

    /// Takes names that were never encoded.
    init?(names: [String]) {
        guard !names.isEmpty, names.count <= Self.depth, names.allSatisfy(Self.isPlain) else { return nil }
        self.names = names
    }

    /// One name of a file that is not hidden: no separators, no dots in front, no escapes left, no control characters.
    static func isPlain(_ name: String) -> Bool {
        guard !name.isEmpty, name.utf8.count <= nameBytes, !name.hasPrefix(".") else { return false }
        return name.unicodeScalars.allSatisfy { scalar in
            scalar.value >= 0x20 && scalar.value != 0x7F && !["/", "\\", "%"].contains(scalar)
                && !scalar.properties.isBidiControl
        }
    }

    /// Percent-encodes everything but unreserved characters (RFC 3986, 2.3).
    static func encode(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default: encoded += "%" + Hex.encode([byte]).uppercased()
            }
        }
        return encoded
    }

    static let notThere = Problem(
        .notFound,
        BilingualText(en: "the source has nothing at this path", zh: "数据源中没有该路径")
    )
}
